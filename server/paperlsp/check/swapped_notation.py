"""PL302 swapped-notation: two names spell twins of the paper's notation, and each stands where the paper has the other.

Why: `beta2` in the place of β₁ runs, converges somewhere, and is found by nobody who does not hold the paper beside it.

Bad::

    # The paper: θ ← θ − α·((1 − ν₁)·d + ν₁·g)/(√((1 − ν₂)·d² + ν₂·s) + ϵ)
    step = ((1 - nu2) * d + nu2 * g) / (sqrt((1 - nu1) * d**2 + nu1 * s) + eps)

Good::

    step = ((1 - nu1) * d + nu1 * g) / (sqrt((1 - nu2) * d**2 + nu2 * s) + eps)

Fix: Use the names that the equation has there. Where they are meant to differ, rename them.

Measured: nothing is reported over 46 pairs of a paper and published code, and all 3 of the exchanges that were sown into
code for a test are. A statement counts only when it computes an equation of the paper exactly after the exchange, and none
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.link.witness_equation import witness_of
from paperlsp.memo import Memo
from paperlsp.model.expr import Assignment, Expr, Symbol, substituted, symbols_of
from paperlsp.model.finding import Finding
from paperlsp.model.link import LineLink
from paperlsp.model.source import Computation, SourceFile
from paperlsp.notation import identifier_notation

RULE = Rule("PL302", "swapped-notation", "warning")
_NUMBERED = re.compile(r"^([a-z]+)(\d)$")
_CORE = re.compile(r"^(?:\w+\.)*_?([A-Za-z]+_?\d)(?:_[a-z]+)?$")
_MOST_TWINS = 4
"""Pairs of names that are tried in one function."""
_spellings: Memo[Assignment, Mapping[str, tuple[str, str]]] = Memo("spellings")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    exact = {(link.file, link.span) for link in snapshot.graph.lines if link.kind == "exact"}
    for path, source in snapshot.sources.items():
        entries = snapshot.papers_for(path)
        for computation in source.computations if entries else ():
            for twins in _twins(computation):
                swapped = _swapped(source, computation, twins)
                for entry in entries:
                    for link in witness_of(entry.paper).lines(swapped):
                        if link.kind == "exact" and (path, link.span) not in exact and _uses_both(link, twins):
                            exact.add((path, link.span))
                            yield _finding(link, twins)


def _finding(link: LineLink, twins: tuple[str, str]) -> Finding:
    words = {"one": twins[0], "other": twins[1], "equation": link.equation}
    message = "`{one}` and `{other}` stand in each other's place: the paper has {equation}."
    about = f"{link.symbol} {twins[0]} {twins[1]} {link.equation}"
    return make(
        RULE, link.file, link.span, message, about=about, paper=link.paper, anchor=link.anchor, words=words
    )  # fmt: skip


def _twins(computation: Computation) -> list[tuple[str, str]]:
    """Pairs of names that spell one letter with two numbers, such as ``beta1`` and ``beta2``."""
    spelled: dict[str, tuple[str, str]] = {}
    for step in computation.steps:
        spelled.update(_spellings.get(step.assignment, _spelled_in))
    pairs = [
        (one, other)
        for one, other in combinations(sorted(spelled), 2)
        if spelled[one][0] == spelled[other][0] and spelled[one][1] != spelled[other][1]
    ]
    return pairs[:_MOST_TWINS]


def _spelled_in(assignment: Assignment) -> Mapping[str, tuple[str, str]]:
    texts = {symbol.text for symbol in symbols_of(assignment.value)}
    return {text: found for text in texts if (found := _spelled(text)) is not None}


def _spelled(name: str) -> tuple[str, str] | None:
    """The letters and the number that a name spells: of ``self._beta1_tensor``, "beta" and "1"."""
    core = _CORE.match(name)
    notation = _NUMBERED.match(identifier_notation(core[1]) or "") if core is not None else None
    return (notation[1], notation[2]) if notation is not None else None


def _swapped(source: SourceFile, computation: Computation, twins: tuple[str, str]) -> SourceFile:
    """The source with this one function, in which the two names have changed places."""
    by_text: dict[str, Symbol] = {}
    for step in computation.steps:
        for symbol in symbols_of(step.assignment.value):
            by_text.setdefault(symbol.text, symbol)
    other = {twins[0]: twins[1], twins[1]: twins[0]}

    def exchanged(symbol: Symbol) -> Expr | None:
        text = other.get(symbol.text)
        return replace(symbol, text=text, key=by_text[text].key) if text is not None and text in by_text else None

    steps = tuple(
        replace(step, assignment=Assignment(step.assignment.target, substituted(step.assignment.value, exchanged)))
        for step in computation.steps
    )
    return replace(source, computations=(replace(computation, steps=steps),))


def _uses_both(link: LineLink, twins: tuple[str, str]) -> bool:
    names = {name.rstrip("′") for _, name in link.pairs}
    return names.issuperset(twins)
