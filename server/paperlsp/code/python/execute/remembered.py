"""A function with all that its execution can look at → a digest, under which what it computes is remembered.

An execution looks at the function's own text, and by name at functions and constants of the module, at modules that are
imported, and at methods, attributes and defaults of its class. So whatever has a name that stands in the text is part
of the digest, and so is whatever has a name that stands in those. An edit elsewhere in the file changes no digest.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tree_sitter import Node

from paperlsp.code.python.execute.facts import ClassFacts, FileFacts
from paperlsp.model.source import Computation

_MOST = 16_384
"""As many functions as a large workspace has."""
_MOST_TOGETHER = 1024
"""Statements of modules: those of a few long files."""
# Wider than identifiers are, so that no name is missed.
_NAME = re.compile(r"[\w\u0080-\U0010ffff]+")


@dataclass(frozen=True, slots=True)
class Remembered:
    """``computation`` is None for a function that computes nothing; ``start`` is where the function stood then, in
    bytes, and ``work`` what its execution cost.
    """

    computation: Computation | None
    start: int
    work: int


@dataclass(frozen=True, slots=True)
class Together:
    """The same for all functions of one statement of the module; the places of their names are relative to ``start``."""

    computations: tuple[tuple[int, Computation], ...]
    start: int
    work: int


_kept: OrderedDict[bytes, Remembered] = OrderedDict()
_together: OrderedDict[bytes, Together] = OrderedDict()


def recall_together(digest: bytes) -> Together | None:
    """What is remembered of a statement under its digest."""
    found = _together.get(digest)
    if found is not None:
        _together.move_to_end(digest)
    return found


def remember_together(digest: bytes, found: Together) -> None:
    """Remember it, and forget what was not asked for longest."""
    _together[digest] = found
    if len(_together) > _MOST_TOGETHER:
        _together.popitem(last=False)


def recall(digest: bytes) -> Remembered | None:
    """What is remembered under a digest."""
    found = _kept.get(digest)
    if found is not None:
        _kept.move_to_end(digest)
    return found


def remember(digest: bytes, found: Remembered) -> None:
    """Remember it, and forget what was not asked for longest."""
    _kept[digest] = found
    _kept.move_to_end(digest)
    if len(_kept) > _MOST:
        _kept.popitem(last=False)


def forget() -> None:
    """Forget all, to measure what executing costs and to compare with a fresh start."""
    _kept.clear()
    _together.clear()


def digest_of(function: Node, owner: ClassFacts | None, facts: FileFacts) -> bytes | None:
    """The digest of a function and of all that it reaches; None where some of it did not parse.

    What did not parse has a tree that depends on the text around it.
    """
    digest = hashlib.sha256(b"layered" if owner is not None and owner.layered else b"")
    waiting: list[Node] = [function]
    known = {function.start_byte}
    tables: tuple[Mapping[str, Node], ...] = (facts.functions, facts.constants)
    if owner is not None:
        tables += (owner.methods, owner.attributes, owner.defaults)
    while waiting:
        node = waiting.pop()
        if node.has_error:
            return None
        text = facts.content[node.start_byte : node.end_byte]
        digest.update(b"%d:" % len(text))
        digest.update(text)
        for name in names_in(text):
            if name in facts.modules:
                digest.update(b"\0module " + name.encode())
            for at, table in enumerate(tables):
                named = table.get(name)
                if named is not None:
                    digest.update(b"\0%d " % at + name.encode())
                    if named.start_byte not in known:
                        known.add(named.start_byte)
                        waiting.append(named)
    return digest.digest()


@lru_cache(maxsize=_MOST)
def names_in(text: bytes) -> tuple[str, ...]:
    """All that may be a name in a source text, once each."""
    return tuple(dict.fromkeys(_NAME.findall(text.decode("utf-8", "replace"))))
