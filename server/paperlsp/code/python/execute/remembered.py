"""A function with all that its execution can look at → a digest, under which what it computes is remembered.

An execution looks at the function's own text, and by name at functions and constants of the module, at modules that are
imported, and at methods, attributes and defaults of its class. So whatever has a name that stands in the text is part
of the digest, and so is whatever has a name that stands in those. An edit elsewhere in the file changes no digest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern

from tree_sitter import Node

from paperlsp.code.python.execute.facts import ClassFacts, FileFacts
from paperlsp.memo import Recent
from paperlsp.model.source import Computation

_LAST = 128
"""Functions that no source has any more, such as those of a file whose rest did not parse for one keystroke."""
# Wider than identifiers are, so that no name is missed.
_NAME = re.compile(r"[\w\u0080-\U0010ffff]+")


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Remembered:
    """``computation`` is None for a function that computes nothing; ``start`` is where the function stood then, in
    bytes, and ``work`` what its execution cost.
    """

    computation: Computation | None
    start: int
    work: int


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Together:
    """The same for all functions of one statement of the module; the places of their names are relative to ``start``.

    ``kept`` is what is remembered of each of them, for when another of them changes.
    """

    computations: tuple[tuple[int, Computation], ...]
    start: int
    work: int
    kept: tuple[object, ...]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class _Names:
    all: tuple[str, ...]


functions: Recent[bytes, Remembered] = Recent(_LAST)
"""By ``digest_of``."""
statements: Recent[bytes, Together] = Recent(16)
"""By the digest of a statement of the module; each holds its functions."""
_names: Recent[bytes, _Names] = Recent(_LAST)


def forget() -> None:
    """Forget all, to measure what executing costs and to compare with a fresh start."""
    functions.clear()
    statements.clear()
    _names.clear()


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


def names_in(text: bytes) -> tuple[str, ...]:
    """All that may be a name in a source text, once each."""
    found = _names.get(text)
    if found is None:
        found = _names.put(
            text, _Names(tuple(map(intern, dict.fromkeys(_NAME.findall(text.decode("utf-8", "replace"))))))
        )
    return found.all
