"""A source file → what each definition says: weighted stems of its name and words, its numbers and its notation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log
from types import MappingProxyType

from paperlsp.link.concept import Name, name_of
from paperlsp.link.meaning import MATHS, keys_in, roles_of
from paperlsp.link.numbers import code_number, code_numbers
from paperlsp.link.plumbing import Plumbing, plumbing_of
from paperlsp.link.still import Still
from paperlsp.memo import Recent
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.notation import (
    CODE_STOP_WORDS,
    STOP_WORDS,
    expand,
    identifier_notation,
    identifier_words,
    prose_words,
    stem,
)

DEFINITIONS = ("module", "class", "function", "method")

# How much a word counts by where it stands. Prose that a person wrote for a reader says most.
_DOCSTRING, _COMMENT, _PARAMETER, _NAMES, _CALLS, _STRINGS = 1.0, 1.0, 0.6, 0.4, 0.4, 0.3
_PATH_LIKE = re.compile(r"https?://\S+|[\w./-]+/[\w./-]+|\S+@\S+")


@dataclass(frozen=True)
class SymbolTerms:
    """What one definition says. ``words`` is stem → weight, ``notation`` key → weight."""

    symbol: Symbol
    name: Name
    words: Mapping[str, float]
    numbers: frozenset[str]
    notation: Mapping[str, float]
    identifiers: tuple[str, ...]
    """Parameters and names of the body that spell no notation themselves."""
    plumbing: Plumbing

    signature: str
    """All that the witnesses look at, as text: the same for a definition that only moved within its file."""

    held: tuple[Still, SymbolTerms] | None = field(default=None, compare=False, repr=False)
    """What these were made from by giving it a place, so that it is remembered for as long as these."""


def file_terms(source: SourceFile) -> dict[str, SymbolTerms]:
    """The terms of every module, class, function and method of a file, by dotted name, in the file's order."""
    comments = comments_of(source)
    parameters: dict[str, list[Symbol]] = {}
    constants: dict[str, list[Symbol]] = {}
    for symbol in source.symbols:
        if symbol.parent is not None and symbol.kind == "parameter":
            parameters.setdefault(symbol.parent, []).append(symbol)
        elif symbol.parent is not None and symbol.kind in ("attribute", "constant"):
            constants.setdefault(symbol.parent, []).append(symbol)
    found: dict[str, SymbolTerms] = {}
    for symbol in source.symbols:
        if symbol.kind in DEFINITIONS:
            own = [*parameters.get(symbol.name, ()), *constants.get(symbol.name, ())]
            values = tuple(each.value or "" for each in own)
            still = Still.of(symbol)
            plumbing = plumbing_of(symbol, source, still)
            roles = _roles(symbol, source)
            said = (still, comments.get(symbol.name, ()), values, roles, source.path, plumbing)
            terms = _known.get(said) or _known.put(said, _terms_of(*said))
            found[symbol.name] = SymbolTerms(
                symbol,
                terms.name,
                terms.words,
                terms.numbers,
                terms.notation,
                terms.identifiers,
                terms.plumbing,
                terms.signature,
                (still, terms),
            )
    return found


def forget() -> None:
    """Forget what was found for definitions, to measure what finding it costs."""
    _known.clear()


def comments_of(source: SourceFile) -> dict[str, tuple[str, ...]]:
    """The comments of each definition by dotted name: those inside it and those on the lines right above it."""
    found: dict[str, list[str]] = {}
    starts = {symbol.span.start: symbol.name for symbol in reversed(source.symbols) if symbol.kind in DEFINITIONS[1:]}
    owners = [comment.symbol for comment in source.comments]
    below: str | None = None
    following = len(source.content)
    for at in range(len(source.comments) - 1, -1, -1):
        comment = source.comments[at]
        if comment.docstring:
            continue
        gap = source.content[comment.span.end : comment.span.end + 400]
        lead = len(gap) - len(gap.lstrip())
        stands_above = gap[:lead].count(b"\n") == 1
        target = starts.get(comment.span.end + lead)
        if stands_above and target is not None:
            below = target
        elif not (stands_above and below is not None and following == comment.span.end + lead):
            below = None
        if below is not None:
            owners[at] = below
        following = comment.span.start
    for owner, comment in zip(owners, source.comments, strict=True):
        if not comment.docstring:
            found.setdefault(owner, []).append(comment.text)
    return {owner: tuple(texts) for owner, texts in found.items()}


_Said = tuple[Still, tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...], str, Plumbing]
_known: Recent[_Said, SymbolTerms] = Recent(256)
"""By all that they are made from: of the definitions that sources have, and of the last few others."""


def _terms_of(
    still: Still,
    comments: tuple[str, ...],
    values: tuple[str, ...],
    roles: tuple[tuple[str, str], ...],
    path: str,
    plumbing: Plumbing,
) -> SymbolTerms:
    symbol = still.symbol
    body = symbol.body
    if symbol.kind == "module":
        name = path.rpartition("/")[2].rpartition(".")[0]
        words = identifier_words(path.rpartition("/")[0].rpartition("/")[2] if name == "__init__" else name)
    else:
        words = identifier_words(symbol.last_name.partition("~")[0])
    counts: Counter[str] = Counter()
    prose = [(symbol.docstring, _DOCSTRING), *((comment, _COMMENT) for comment in comments)]
    for text, weight in prose:
        _count(counts, prose_words(_PATH_LIKE.sub(" ", MATHS.sub(" ", text))), weight)
    for text in body.strings:
        _count(counts, prose_words(_PATH_LIKE.sub(" ", text))[:40], _STRINGS)
    for parameter in symbol.parameters:
        _count(counts, _expanded(identifier_words(parameter)), _PARAMETER)
    for name in body.names:
        _count(counts, _expanded(identifier_words(name)), _NAMES)
    for name in dict.fromkeys(call.rpartition(".")[2] for call in body.calls):
        _count(counts, _expanded(identifier_words(name)), _CALLS)
    _count(counts, _expanded(words), 1.0)
    numbers = {number for literal in body.numbers if (number := code_number(literal)) is not None}
    for value in values:
        numbers.update(code_numbers(value))
    echo = any(base.rpartition(".")[2] == symbol.last_name for base in symbol.bases)
    name = name_of(words, echo=echo)
    weighed = {word: log(1 + count) / log(2) for word, count in sorted(counts.items())}
    notation = _notation(symbol, [text for text, _ in prose], dict(roles))
    identifiers = tuple(
        name for name in dict.fromkeys((*symbol.parameters, *body.names)) if identifier_notation(name) is None
    )
    signature = repr(
        (
            symbol.kind,
            symbol.last_name,
            body.operators,
            name,
            weighed,
            sorted(numbers),
            sorted(notation.items()),
            identifiers,
            plumbing,
        )
    )
    return SymbolTerms(
        symbol=symbol,
        name=name,
        words=MappingProxyType(weighed),
        numbers=frozenset(numbers),
        notation=MappingProxyType(notation),
        identifiers=identifiers,
        plumbing=plumbing,
        signature=signature,
    )


def _expanded(words: Iterable[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        found += expand(word) or (word,)
    return found


def _count(counts: Counter[str], words: Iterable[str], weight: float) -> None:
    for word in words:
        if len(word) > 1 and word not in STOP_WORDS and word not in CODE_STOP_WORDS and not word.isdigit():
            counts[stem(word)] += weight  # pyright: ignore[reportArgumentType]


def _roles(symbol: Symbol, source: SourceFile) -> tuple[tuple[str, str], ...]:
    """What docstrings say that names stand for: the definition's own and those of all that holds it."""
    found: dict[str, str] = {}
    around: Symbol | None = symbol
    while around is not None and around.kind != "module":
        for name, key in roles_of(around.docstring).items():
            found.setdefault(name, key)
        around = source.by_name.get(around.parent) if around.parent else None
    return tuple(found.items())


def _notation(symbol: Symbol, prose: Iterable[str], roles: Mapping[str, str]) -> dict[str, float]:
    """Notation keys: 1 when written as mathematics in a docstring or comment, less when an identifier spells it."""
    keys: dict[str, float] = {}
    for name in (*symbol.parameters, *symbol.body.names):
        key = roles.get(name) or roles.get(name.strip("_")) or identifier_notation(name)
        if key is not None:
            keys[key] = max(keys.get(key, 0.0), 0.7 if len(key) > 1 else 0.3)
    for text in prose:
        keys.update(dict.fromkeys(keys_in(text), 1.0))
    return keys
