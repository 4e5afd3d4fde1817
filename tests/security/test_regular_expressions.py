"""No regular expression of the product takes long on a text made for that: each is attacked by its own structure.

For every repetition in a pattern, what it repeats is written down thousands of times, followed by something that cannot
match; for every pair of repetitions, one after the other. A pattern that tries every way to divide such a text would take
years, or at least seconds.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from re import _constants, _parser

import paperlsp
import pytest

LENGTH = 3_000
"""Characters. What is quadratic takes some 9 million steps on it: well below a second."""
LIMIT = 1.0
"""CPU seconds for one search through one text."""
MOST_TEXTS = 12
BOUNDED = {"paperlsp.link.annotation._OF_PAPER": 200, "paperlsp.mention.context._AFTER": 240}
"""Patterns that are only ever shown so many characters, by a limit beside them."""
ENDS = ("", "\x00", "!", "é\n")


def patterns() -> dict[str, re.Pattern]:
    found: dict[str, re.Pattern] = {}
    for module in pkgutil.walk_packages(paperlsp.__path__, "paperlsp."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for at, pattern in enumerate(_patterns_in(value)):
                found.setdefault(f"{module.name}.{name}" + (f"[{at}]" if at else ""), pattern)
    unique: dict[tuple[object, int], str] = {}
    for name, pattern in found.items():
        unique.setdefault((pattern.pattern, pattern.flags), name)
    return {name: found[name] for name in unique.values()}


def _patterns_in(value: object) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _patterns_in(each)
    elif isinstance(value, dict):
        yield from _patterns_in(list(value.values()))


def attacks(pattern: re.Pattern) -> Iterator[str]:
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(text, pattern.flags & ~re.LOCALE & (~re.UNICODE if isinstance(pattern.pattern, bytes) else ~0))
    before = _sample(tree, 1)
    pieces = list(dict.fromkeys(piece for piece in _repeated(tree) if piece))
    seeds = [*pieces, *(one + other for one, other in zip(pieces, pieces[1:], strict=False)), before]
    for piece in [seed for seed in seeds if seed][:MOST_TEXTS]:
        for end in ENDS[:3]:
            yield (piece * LENGTH)[:LENGTH] + end
        yield before[: len(before) // 2] + (piece * LENGTH)[:LENGTH] + ENDS[3]


def _repeated(tree) -> Iterator[str]:
    """What each repetition that may go on for long repeats."""
    for op, value in tree:
        if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most > 8:
                yield _sample(inner, 0)
                yield _sample(inner, 1)
            yield from _repeated(inner)
        elif op is _constants.SUBPATTERN:
            yield from _repeated(value[-1])
        elif op is _constants.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch)
        elif op in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _repeated(value[1])
        elif op is _constants.ATOMIC_GROUP:
            yield from _repeated(value)


def _sample(tree, which: int) -> str:
    """A text that the tree matches, or nearly."""
    return "".join(_sample_of(op, value, which) for op, value in tree)


def _sample_of(op, value, which: int) -> str:
    if op is _constants.LITERAL:
        return chr(value)
    if op is _constants.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if op is _constants.ANY:
        return "a"
    if op is _constants.IN:
        return _member(value, which)
    if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        least, most, inner = value
        return _sample(inner, which) * max(least, min(most, which))
    if op is _constants.SUBPATTERN:
        return _sample(value[-1], which)
    if op is _constants.BRANCH:
        branches = value[1]
        return _sample(branches[min(which, len(branches) - 1)], which)
    if op is _constants.ATOMIC_GROUP:
        return _sample(value, which)
    return ""


def _member(members, which: int) -> str:
    if members and members[0][0] is _constants.NEGATE:
        return " a"[which]
    choices: list[str] = []
    for op, value in members:
        if op is _constants.LITERAL:
            choices.append(chr(value))
        elif op is _constants.RANGE:
            choices.append(chr(value[0]))
        elif op is _constants.CATEGORY:
            choices.append({"DIGIT": "1", "SPACE": " ", "WORD": "a"}.get(str(value).rpartition("_")[2], "-"))
    return choices[min(which, len(choices) - 1)] if choices else "a"


pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="nothing else can end a regular expression")
PATTERNS = patterns()


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 100


def test_a_bad_pattern_would_be_told() -> None:
    bad = re.compile(r"(?:[a-z]+\s?)+$")
    with pytest.raises(AssertionError):
        check(bad, length=28)


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_it_ends_soon(name: str) -> None:
    check(PATTERNS[name], BOUNDED.get(name))


def check(pattern: re.Pattern, length: int | None = None) -> None:
    for attack in attacks(pattern):
        text = attack if length is None else attack[:length] + attack[-1:]
        subject = text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text
        with limited(f"too long for {text[:30]!r}… by {pattern.pattern!r}"):
            for _ in pattern.finditer(subject):
                pass


@contextlib.contextmanager
def limited(words: str) -> Iterator[None]:
    """Regular expressions look for signals while they work, so that even one that would take years can be ended."""

    def end(_number: int, _frame: object) -> None:
        raise AssertionError(words)

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
