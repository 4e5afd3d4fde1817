"""What YAML, TOML and JSON have in common: mappings, lists and scalars, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from paperlsp.model.span import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """``text`` is without quotes."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A key, where it stands, and what it has."""

    key: str
    span: Span
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """``span`` is the whole list's."""

    items: tuple[Node, ...]
    span: Span


Node: TypeAlias = Scalar | Mapping | Listing

DEEPEST = 12
"""Levels of a file that are read. Parameters do not lie deeper, and data may lie as deep as one likes."""
