"""Prose → the short forms that it spells out: "Intersection over Union (IoU)", "IoU (intersection over union)".

The first form follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
text" (2003): from right to left, each letter of the short form must be found in the long one, the first at the start
of a word.
"""

from __future__ import annotations

import re

from paperlsp.model.paper import Abbreviation
from paperlsp.notation.word_set import word_set

_PARENTHESIS = re.compile(r"\(([^()]{2,80})\)")
_SHORT = re.compile(r"[A-Za-z][A-Za-z0-9\-+/]{1,9}$")
_WORD = re.compile(r"[^\W_][\w'’]*(?:[-‐–/][\w'’]+)*")
_NOT_LONG = word_set(
    "a an the of for and or in on to by with from as is are we our its their this that using via called"
)


def find_abbreviations(text: str, page: int) -> tuple[Abbreviation, ...]:
    """Every short form with the long form beside it, in order of appearance, each pair once. ``page`` starts at 1."""
    found: dict[tuple[str, str], Abbreviation] = {}
    for match in _PARENTHESIS.finditer(text):
        inner = re.split(r"[;,:]", match.group(1), maxsplit=1)[0].strip(" “”\"'‘’")
        before = text[max(0, match.start() - 160) : match.start()].rstrip(" “”\"'‘’")
        pair = _long_before(inner, before) or _short_before(inner, before)
        if pair is not None:
            short, long = pair
            found.setdefault((short, long.lower()), Abbreviation(short, long, page))
    return tuple(found.values())


def _is_short(text: str) -> bool:
    """Whether this looks like a short form: 2 to 10 characters, at least one capital after or at the start."""
    if not _SHORT.fullmatch(text):
        return False
    capitals = sum(character.isupper() for character in text)
    return capitals >= 2 or (capitals == 1 and len(text) <= 3 and not text.istitle())


def _long_before(short: str, before: str) -> tuple[str, str] | None:
    """The long form that ends right before "(SHORT)"."""
    plural = short[:-1] if short.endswith("s") and len(short) > 2 else short
    if not _is_short(plural):
        return None
    letters = [character.lower() for character in plural if character.isalnum()]
    words = list(_WORD.finditer(before))[-min(len(letters) + 5, len(letters) * 2) :]
    # A long form does not reach over the end of a sentence or another parenthesis.
    for at in range(len(words) - 1, 0, -1):
        if re.search(r"[.;:()\[\]]", before[words[at - 1].end() : words[at].start()]):
            words = words[at:]
            break
    if not words:
        return None
    start = _match_letters(letters, before, words[0].start())
    if start is None:
        return None
    long = " ".join(before[start:].split())
    if len(_WORD.findall(long)) < 2 and "-" not in long and len(long) < len(plural) + 4:
        return None
    return (plural, long) if long.lower() != plural.lower() and long.split()[0].lower() not in _NOT_LONG else None


def _match_letters(letters: list[str], text: str, floor: int) -> int | None:
    """Where the long form starts when every letter is found from right to left, or None."""
    at = len(text)
    for index in range(len(letters) - 1, -1, -1):
        while True:
            at -= 1
            if at < floor:
                return None
            if text[at].lower() != letters[index]:
                continue
            at_word_start = at == 0 or not text[at - 1].isalnum()
            if index > 0 or at_word_start:
                break
    return at


def _short_before(long: str, before: str) -> tuple[str, str] | None:
    """The short form in "SHORT (long form)": its letters are the initials of the words, little words aside."""
    last = re.search(r"([A-Za-z][A-Za-z0-9\-+/]{1,9})$", before)
    words = _WORD.findall(long)
    if last is None or not _is_short(last.group(1)) or len(words) < 2:
        return None
    letters = [character.lower() for character in last.group(1) if character.isalpha()]
    parts = [part for word in words for part in re.split(r"[-‐–/]", word) if part]
    initials = [part[0].lower() for part in parts]
    strong = [part[0].lower() for part in parts if part.lower() not in _NOT_LONG and part.lower() != "over"]
    if letters in (initials, strong):
        return last.group(1), " ".join(long.split())
    return None
