"""Source files → who holds, calls and inherits from whom, as far as names alone tell.

Names are resolved without importing anything: within the definition's class, then its file, then the workspace, and
there only when one definition has that name. What stays in doubt is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple

from paperlsp.link.steps import Steps
from paperlsp.model.source import SourceFile, Symbol

Key = tuple[str, str]
"""(file, dotted name)."""

_BUILT = re.compile(r"([A-Za-z_][\w.]*)\s*\(")
_NAMED = re.compile(r"[A-Za-z_]\w*")
_DEFINITIONS = ("class", "function", "method")


@dataclass(slots=True)
class Surroundings:
    """The neighbours of one definition, each in order of appearance. ``container`` is its class or outer function."""

    container: Key | None = None
    members: list[Key] = field(default_factory=list[Key])
    callees: list[Key] = field(default_factory=list[Key])
    callers: list[Key] = field(default_factory=list[Key])
    bases: list[Key] = field(default_factory=list[Key])


@dataclass(frozen=True, slots=True)
class _Named:
    """What the names in one file lead to: for each definition its bases and its callees."""

    bases: list[Key]
    callees: list[Key]


class _Definition(NamedTuple):
    """A module (without a ``container``), class, function or method. ``last_name`` is "" for what no other file can name."""

    key: Key
    container: Key | None
    last_name: str


def _definitions_of(source: SourceFile) -> list[_Definition]:
    return [
        _Definition(
            (source.path, symbol.name),
            (source.path, symbol.parent or "") if symbol.kind != "module" else None,
            symbol.last_name if symbol.kind in ("class", "function") else "",
        )
        for symbol in source.symbols
        if symbol.kind == "module" or symbol.kind in _DEFINITIONS
    ]


_Table = dict[str, list[Key]]
"""The classes and functions of all files by their last name."""


def find_structure(sources: Sequence[SourceFile], steps: Steps | None = None) -> dict[Key, Surroundings]:
    """The surroundings of every module, class, function and method of all files.

    ``steps`` holds the results of an earlier run; an edit that changes no name leaves everything as it was.
    """
    steps = Steps() if steps is None else steps
    definitions = [
        steps.get((source.path, "definitions"), (source,), partial(_definitions_of, source)) for source in sources
    ]
    table = steps.get("table", tuple(definitions), partial(_table_of, definitions))
    named = [
        steps.get((source.path, "named"), (source, table), partial(_resolve_file, source, table)) for source in sources
    ]
    return steps.get("structure", (*definitions, *named), partial(_joined, definitions, named))


def _table_of(definitions: Sequence[list[_Definition]]) -> _Table:
    table: _Table = {}
    for each in (each for inside in definitions for each in inside if each.last_name):
        table.setdefault(each.last_name, []).append(each.key)
    return table


def _joined(definitions: Sequence[list[_Definition]], named: Sequence[dict[str, _Named]]) -> dict[Key, Surroundings]:
    found = {each.key: Surroundings() for inside in definitions for each in inside}
    for inside, names_of in zip(definitions, named, strict=True):
        for each in inside:
            if each.container is None:
                continue
            here = found[each.key]
            if each.container in found:
                found[each.container].members.append(each.key)
                here.container = each.container if each.container[1] else None
            names = names_of[each.key[1]]
            here.bases, here.callees = names.bases, names.callees
    for key in found:  # noqa: PLC0206 -- Callers are appended to other entries meanwhile.
        for callee in found[key].callees:
            found[callee].callers.append(key)
    return found


def neighbours_outside(structure: Mapping[Key, Surroundings]) -> dict[str, list[tuple[str, Key, Key]]]:
    """For each file the neighbours that its definitions have in others: role, definition, neighbour."""
    found: dict[str, list[tuple[str, Key, Key]]] = {}
    for key, here in structure.items():
        for role, others in (("base", here.bases), ("callee", here.callees), ("caller", here.callers)):
            for other in others:
                if other[0] != key[0]:
                    found.setdefault(key[0], []).append((role, key, other))
    return found


def _resolve_file(source: SourceFile, table: _Table) -> dict[str, _Named]:
    found: dict[str, _Named] = {}
    for symbol in source.symbols:
        if symbol.kind in _DEFINITIONS:
            own = (source.path, symbol.name)
            bases = _resolve_all(symbol.bases, symbol, source, table, own)
            callees = _resolve_all(symbol.body.calls, symbol, source, table, own)
            # What a function both holds and calls speaks as what it holds.
            callees = [key for key in callees if key[0] != source.path or not _holds(symbol, source.by_name[key[1]])]
            found[symbol.name] = _Named(bases, callees)
    return found


def _holds(symbol: Symbol, other: Symbol) -> bool:
    return other.parent == symbol.name


def _resolve_all(
    names: Iterable[str], symbol: Symbol, source: SourceFile, by_last_name: dict[str, list[Key]], own: Key
) -> list[Key]:
    resolved = (_resolve(name, symbol, source, by_last_name) for name in dict.fromkeys(names))
    return [key for key in dict.fromkeys(resolved) if key is not None and key != own]


def _resolve(name: str, symbol: Symbol, source: SourceFile, by_last_name: dict[str, list[Key]]) -> Key | None:
    head, _, rest = name.partition(".")
    if head in ("self", "cls") and rest:
        return _resolve_on_self(rest.partition(".")[0], symbol, source, by_last_name)
    last = name.rpartition(".")[2]
    local = source.by_name.get(f"{symbol.name}.{last}") or source.by_name.get(last)
    if "." not in name and local is not None and local.kind in _DEFINITIONS:
        return source.path, local.name
    candidates = by_last_name.get(last, [])
    return candidates[0] if len(candidates) == 1 else None


def _resolve_on_self(name: str, symbol: Symbol, source: SourceFile, by_last_name: dict[str, list[Key]]) -> Key | None:
    """What ``self.name`` is: a method of the class, or the class of the object that the attribute holds."""
    scope: str | None = symbol.name if symbol.kind == "class" else symbol.parent
    while scope:
        outer = source.by_name.get(scope)
        if outer is None:
            return None
        if outer.kind == "class":
            found = source.by_name.get(f"{scope}.{name}")
            if found is None:
                return None
            if found.kind in _DEFINITIONS:
                return source.path, found.name
            return _resolve_value(found, outer, source, by_last_name)
        scope = outer.parent
    return None


def _resolve_value(
    attribute: Symbol, owner: Symbol, source: SourceFile, by_last_name: dict[str, list[Key]]
) -> Key | None:
    """The class of what an attribute holds: one that its value builds, or that annotates the parameter it comes from."""
    for last in _built_in(attribute.value or ""):
        local = source.by_name.get(last)
        if local is not None and local.kind == "class":
            return source.path, local.name
        if len(candidates := by_last_name.get(last, [])) == 1:
            return candidates[0]
    parameter = source.by_name.get(f"{owner.name}.__init__.{(attribute.value or '').strip()}")
    for named in _named_in((parameter.annotation or "") if parameter is not None else ""):
        if len(candidates := by_last_name.get(named, [])) == 1:
            return candidates[0]
    return None


@lru_cache(maxsize=16_384)
def _built_in(value: str) -> tuple[str, ...]:
    """The last names of what a value calls, which may be classes."""
    return tuple(built.rpartition(".")[2] for built in _BUILT.findall(value))


@lru_cache(maxsize=16_384)
def _named_in(annotation: str) -> tuple[str, ...]:
    return tuple(_NAMED.findall(annotation))
