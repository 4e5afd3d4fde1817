"""A file's suffix → the language that reads it. A new language is one module with a ``Language`` and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from paperlsp.code.outline import Outline
from paperlsp.code.parameters import may_hold_parameters, read_json, read_toml, read_yaml
from paperlsp.code.python import read_python


@dataclass(frozen=True, slots=True)
class Language:
    """``read`` turns a path (for problems alone) and UTF-8 content into what the source holds; it never raises."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str, bytes], Outline]


PROGRAMS: tuple[Language, ...] = (Language("python", (".py", ".pyi", ".pyw"), read_python),)
PARAMETERS: tuple[Language, ...] = (
    Language("yaml", (".yaml", ".yml"), read_yaml),
    Language("toml", (".toml",), read_toml),
    Language("json", (".json",), read_json),
)
"""Files that may hold hyper-parameters. Most hold something else, see ``parameters``."""

SUFFIXES: tuple[str, ...] = tuple(suffix for language in PROGRAMS for suffix in language.suffixes)
"""What the names of programs end in, each with its dot."""
PARAMETER_SUFFIXES: tuple[str, ...] = tuple(suffix for language in PARAMETERS for suffix in language.suffixes)


def language_of(path: str) -> Language | None:
    """The language whose suffix the path has, in either case; None where its name says that it is no source."""
    name = path.lower()
    program = next((language for language in PROGRAMS if name.endswith(language.suffixes)), None)
    if program is not None or not may_hold_parameters(name):
        return program
    return next((language for language in PARAMETERS if name.endswith(language.suffixes)), None)


def holds_parameters(path: str) -> bool:
    """Whether a path is that of a file that may hold parameters, and not of a program."""
    return language_of(path) in PARAMETERS
