"""The tree of a file of parameters → the numbers in it by name, each with the keys above it and what they choose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from paperlsp.code.canonical import canonical_number
from paperlsp.code.parameters.tree import DEEPEST, Entry, Listing, Mapping, Node, Scalar
from paperlsp.model.source import CodeValue
from paperlsp.model.span import Span

_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_LONGEST = 40
_MOST_ITEMS = 8
# Keys whose value chooses what the keys beside them are given to.
_CHOICES = frozenset(
    {"name", "type", "_target_", "target", "class", "class_name", "kind", "optimizer", "model", "arch"}
)
# Keys under which tools for sweeps and schemas keep the value of the key above.
_HOLDERS = frozenset({"value", "default"})


def values_in(roots: Sequence[Node]) -> tuple[CodeValue, ...]:
    """The values by place."""
    found = [value for root in roots for value in _values(root, (), (), None, 0)]
    return tuple(sorted(found, key=lambda value: (value.span.start, value.span.end, value.name)))


def _values(
    node: Node, keys: tuple[str, ...], within: tuple[str, ...], key: Entry | None, depth: int
) -> Iterator[CodeValue]:
    if depth > DEEPEST:
        return
    match node:
        case Mapping(entries):
            chosen = tuple(
                part
                for entry in entries
                if entry.key.lower() in _CHOICES and isinstance(entry.value, Scalar)
                for part in entry.value.text.split(".")[-1:]
            )
            for entry in entries:
                if entry.key in _HOLDERS and key is not None:
                    yield from _values(entry.value, keys, within, key, depth + 1)
                    continue
                above = keys if key is None else (*keys, *key.key.split("."))
                yield from _values(entry.value, above, (*within, *chosen), entry, depth + 1)
        case Listing(items, span) if key is not None and all(isinstance(item, Scalar) for item in items):
            if len(items) <= _MOST_ITEMS:
                yield from _listed(items, span, keys, within, key)
        case Listing(items):
            for item in items:
                yield from _values(item, keys, within, key, depth + 1)
        case Scalar(text, span):
            number = _number(text)
            if key is not None and number is not None:
                yield _value("", canonical_number(number), span, keys, within, key)


def _listed(
    items: Sequence[Node], span: Span, keys: tuple[str, ...], within: tuple[str, ...], key: Entry
) -> Iterator[CodeValue]:
    """Several numbers under one name: each by its place, and together as a shape where they are whole."""
    numbers = [_number(item.text) if isinstance(item, Scalar) else None for item in items]
    for at, (item, number) in enumerate(zip(items, numbers, strict=True)):
        if isinstance(item, Scalar) and number is not None:
            yield _value(f"[{at}]", canonical_number(number), item.span, keys, within, key)
    whole = [number for number in numbers if number is not None and number.denominator == 1]
    if 2 <= len(whole) == len(items) <= 4:
        yield _value("", "x".join(map(canonical_number, whole)), span, keys, within, key)


def _value(place: str, value: str, span: Span, keys: tuple[str, ...], within: tuple[str, ...], key: Entry) -> CodeValue:
    *above, name = [*keys, *key.key.split(".")]
    found = CodeValue(name + place, value, span, ".".join(above), "setting", key.span)
    return replace(found, within=(*above, *within))


def _number(text: str) -> Fraction | None:
    """The number that a scalar is, also one that YAML itself takes for text: ``1e-3``."""
    if len(text) > _LONGEST or _NUMBER.fullmatch(text.strip()) is None:
        return None
    return Fraction(text.strip().replace("_", "").rstrip("."))
