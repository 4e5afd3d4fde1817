"""A file's suffix → the language that reads it. A new language is one module with a ``Language`` and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from paperlsp.code.outline import Outline
from paperlsp.code.python import read_python


@dataclass(frozen=True, slots=True)
class Language:
    """``read`` turns a path (for problems alone) and UTF-8 content into what the source holds; it never raises."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str, bytes], Outline]


LANGUAGES: tuple[Language, ...] = (Language("python", (".py", ".pyi", ".pyw"), read_python),)

SUFFIXES: tuple[str, ...] = tuple(suffix for language in LANGUAGES for suffix in language.suffixes)
"""What the names of readable sources end in, each with its dot."""


def language_of(path: str) -> Language | None:
    """The language whose suffix the path has, in either case."""
    name = path.lower()
    return next((language for language in LANGUAGES if name.endswith(language.suffixes)), None)
