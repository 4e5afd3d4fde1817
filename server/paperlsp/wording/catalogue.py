"""An English text with ``{names}`` for what varies, and what they stand for → the text in a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from paperlsp.wording.french import FRENCH
from paperlsp.wording.french_commands import FRENCH_COMMANDS
from paperlsp.wording.french_findings import FRENCH_FINDINGS
from paperlsp.wording.french_problems import FRENCH_PROBLEMS, FRENCH_REASONS_OF_OTHERS
from paperlsp.wording.french_reasons import FRENCH_REASONS
from paperlsp.wording.french_rules import FRENCH_RULES

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
ENGLISH: Language = "en"

CATALOGUES: Mapping[Language, Mapping[str, str]] = {
    "en": {},
    "fr": {
        **FRENCH,
        **FRENCH_REASONS,
        **FRENCH_FINDINGS,
        **FRENCH_PROBLEMS,
        **FRENCH_REASONS_OF_OTHERS,
        **FRENCH_RULES,
        **FRENCH_COMMANDS,
    },
}
"""English text → its translation, with the same names in braces."""

_HOLE = re.compile(r"\{(\w+)\}")
_QUOTED = re.compile(r"`[^`]*`|“[^”]*”")
_COUNTS = frozenset({"cell", "line_number", "page"})
"""Names that stand for digits and nothing else, so that "line search" is no line."""
_ANCHORED, _LOOSE = 4, 6
"""Letters that a text must fix to be known again, where it begins with some of them and where it does not."""
_LONGEST = 2000
"""Characters of a text that is compared with what a catalogue holds; what we say ourselves is shorter."""


@dataclass(frozen=True, slots=True)
class _Form:
    """An English text with holes: ``fixed`` is its longest piece without one, by which most texts are ruled out."""

    fixed: str
    pattern: re.Pattern[str]
    english: str


def language_of(locale: str | None) -> Language:
    """The language of a locale such as "fr", "fr-CA" or "fr_FR.UTF-8"; English for any that has no catalogue."""
    match re.split(r"[-_.@]", (locale or "").lower(), maxsplit=1)[0]:
        case "fr":
            return "fr"
        case _:
            return ENGLISH


def say(language: Language, text: str, /, **values: object) -> str:
    """The text in a language, with ``values`` put in for its names in braces."""
    template = CATALOGUES[language].get(text, text)
    return _HOLE.sub(lambda hole: str(values.get(hole[1], hole[0])), template)


def tell(language: Language, template: str, words: Mapping[str, str]) -> str:
    """An English template in a language, with its words told in that language too: they may be phrases of ours.

    What a template quotes, as a name of code or as somebody's words, stays as it is: a class may be called ``paper``.
    """
    quoted = _quoted(template)
    said = {name: word if name in quoted else retell(language, word) for name, word in words.items()}
    return say(language, template, **said)


def retell(language: Language, text: str) -> str:
    """A text that was said in English, in a language; itself where no catalogue knows what it was made from."""
    catalogue = CATALOGUES[language]
    if not catalogue or len(text) > _LONGEST:
        return text
    if text in catalogue:
        return catalogue[text]
    for form in _forms(language):
        if form.fixed in text:
            found = form.pattern.fullmatch(text)
            if found is not None:
                return tell(language, form.english, found.groupdict())
    return text


@cache
def _quoted(template: str) -> frozenset[str]:
    """The names of a template that stand within quotes or in a code span."""
    return frozenset(hole[1] for quoted in _QUOTED.findall(template) for hole in _HOLE.finditer(quoted))


@cache
def _forms(language: Language) -> tuple[_Form, ...]:
    """Texts with holes, those with most letters of their own first: the more a text fixes, the surer is a match."""
    found: list[tuple[int, str, _Form]] = []
    for english in CATALOGUES[language]:
        pieces = _HOLE.split(english)
        fixed, names = pieces[::2], pieces[1::2]
        letters = sum(character.isalpha() for piece in fixed for character in piece)
        if not names or letters < (_ANCHORED if fixed[0] else _LOOSE):
            # "{symbol} is {name}" would be found in half of all sentences.
            continue
        pattern = re.escape(fixed[0])
        for at, (name, piece) in enumerate(zip(names, fixed[1:], strict=True)):
            seen = name in names[:at]
            kind = r"\d+" if name in _COUNTS else ".*?"
            pattern += (f"(?P={name})" if seen else f"(?P<{name}>{kind})") + re.escape(piece)
        form = _Form(max(fixed, key=len), re.compile(pattern, re.DOTALL), english)
        found.append((-sum(map(len, fixed)), english, form))
    return tuple(form for _, _, form in sorted(found, key=lambda each: each[:2]))
