"""What follows a keyword ("(3)–(5)", " 3.1, 3.2 and A", " 3(b)") → the numbers that it lists, with ranges expanded."""

from __future__ import annotations

import re
from typing import NamedTuple

from paperlsp.mention.keywords import Keyword
from paperlsp.mention.numbers import LETTER, LETTERED, PARENTHESISED, PLAIN, ROMAN, expand, roman_value, without_part

ITEM_LIMIT = 64
"""A list of numbers ends after this many items."""

_SPACE = r"[ \t\xa0\u2009\u202f~]"
# At most one line end, so that a mention never reaches over an empty line.
_GAP = rf"{_SPACE}{{0,8}}(?:(?:\r\n?|\n){_SPACE}{{0,120}})?"
_DASH = "[-‐‑–—−]"
_AND = r"(?:(?:and|or|et|ou)(?=[\s(\[])|&)"

_LEAD = re.compile(rf"(?P<gap>{_GAP})(?:(?:n°|n[oº]\.|nr\.|#){_SPACE}{{0,2}})?", re.IGNORECASE)
_INSIDE = rf"{PARENTHESISED}(?:\s?(?:,|;|{_DASH}|and|or|to|et|ou|à|&)\s?(?:{PARENTHESISED}|[a-z](?!\w))){{0,16}}"
_BRACKETED = re.compile(rf"\(\s?(?P<round>{_INSIDE}|[*∗⋆★†‡]{{1,3}})\s?\)|\[\s?(?P<square>{_INSIDE})\s?\](?![(\w])")
_INSIDE_TOKEN = re.compile(rf"(?P<number>{PARENTHESISED}|[a-z](?!\w)|[*∗⋆★†‡]{{1,3}})|(?P<range>{_DASH}|to|à)")
_BARE = re.compile(rf"(?P<plain>{PLAIN})|(?P<lettered>{LETTERED})|(?P<roman>{ROMAN})|(?P<letter>{LETTER})")
_JOIN = re.compile(rf"{_GAP}(?:(?P<comma>[,;]){_GAP}{_AND}?|(?P<word>{_AND})|(?P<slash>/)){_GAP}")
_RANGE = re.compile(
    rf"(?P<dash>{_DASH}{{1,2}})(?=[^\s\-])"
    rf"|{_GAP}(?:(?P<spaced>{_DASH}{{1,2}})|(?P<word>to|through|till|until|à|a\u0300))(?=\s){_GAP}"
)
# "3(b)", "3 (a, c)", "3(a)-(c)": what parts of a figure, a table or a group of equations are called.
_PARTS = re.compile(
    rf"{_SPACE}?\((?P<parts>[a-lA-L](?:\)?\s?(?:,|{_DASH}|{_AND})\s?\(?[a-lA-L](?=[\s,)\-‐–&])){{0,8}})\)"
)
_PART_TOKEN = re.compile(rf"(?P<part>[a-lA-L])(?!\w)|(?P<range>{_DASH})")
_NEXT_PART = re.compile(rf"(?:(?P<range>{_DASH})|,\s?|\s(?:and|et|&)\s)(?P<part>[a-lA-L])(?![\w'’])")
# After this a number has ended its clause, so "Figure 3 and 4." counts while "Table 2 and 3 heads" does not.
_CLAUSE_END = re.compile(
    r"\s*(?:[.,;:!?)\]}»”\"'`|]|\Z)|\s+(?:of|in|from|for|respectively|above|below|are|show|de|du|dans|des|pour)\b"
)
# What a single letter needs behind it where it might be a word: no verb, but the next of a list will do.
_ALONE_END = re.compile(
    rf"\s*(?:[.,;:!?)\]}}»”\"'`|]|{_DASH}(?=\S)|\Z)|\s+(?:of|in|from|for|de|du|dans|des|and|et|to|à)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_LIST_ITEM = re.compile(r"\d{1,3}[.)](?=\s)")
_DIMENSION = re.compile(r"[123](?:d(?=\s+\w)|D(?=\s+\w))")


class Opening(NamedTuple):
    """A keyword as it was met: with a full stop or not, with a capital or not."""

    keyword: Keyword
    dot: bool
    capital: bool
    sign: bool


class Listed(NamedTuple):
    """The numbers in order, the place where they begin and end (in characters), and whether brackets enclose them."""

    numbers: tuple[str, ...]
    start: int
    end: int
    bracketed: bool
    touching: bool


class _Item(NamedTuple):
    numbers: tuple[str, ...]
    end: int
    bracketed: bool
    form: str


def read_listing(text: str, at: int, opening: Opening) -> Listed | None:
    """The numbers that stand at ``at``, right behind a keyword, or None where there are none."""
    lead = _LEAD.match(text, at)
    if lead is None:
        return None
    touching = lead.end() == at
    # A numbered list below a title such as "Algorithm" is no mention.
    if _breaks_line(lead["gap"]) and _LIST_ITEM.match(text, lead.end()):
        return None
    first = _item(text, lead.end(), opening)
    if first is None or not _may_begin(text, lead.end(), first, opening, touching=touching):
        return None
    numbers = list(first.numbers)
    end = first.end
    ranged = False
    for _ in range(ITEM_LIMIT):
        following = None if ranged else _range_end(text, end, first, opening)
        ranged = following is not None
        if following is not None:
            numbers[-1:] = _joined(text, end, numbers[-1], following)
            numbers.extend(following.numbers[1:])
        else:
            following = _next_item(text, end, first, opening)
            if following is None:
                break
            numbers.extend(following.numbers)
        end = following.end
    if opening.keyword.kind == "page" and not all(number.isdigit() for number in numbers):
        return None
    if opening.keyword.kind in ("figure", "table"):
        # Their parts have no caption of their own: "Figure 3(b)" names Figure 3.
        numbers = [without_part(number) for number in numbers]
    return Listed(tuple(dict.fromkeys(numbers)), lead.end(), end, first.bracketed, touching)


def _may_begin(text: str, at: int, item: _Item, opening: Opening, *, touching: bool) -> bool:
    """Whether the first number fits its keyword and the space between them."""
    kind = opening.keyword.kind
    if touching and not opening.dot and not opening.sign:
        # "Eq(3)" is written, "Fig3" and "Table(2)" are names and calls.
        return item.bracketed and kind == "equation"
    if item.bracketed or item.form in ("plain", "lettered"):
        return not (_DIMENSION.match(text, at) and (text[at + 1] == "D" or not opening.capital))
    if item.form == "roman" and len(item.numbers[0]) > 1:
        return True
    # A single letter: an article, a pronoun or a variable as often as a number.
    if opening.sign or (opening.keyword.lone and (opening.capital or item.numbers[0] not in "AI")):
        return True
    if opening.capital and kind in ("section", "table", "figure", "algorithm"):
        return True
    return bool(_ALONE_END.match(text, item.end))


def _item(text: str, at: int, opening: Opening) -> _Item | None:
    """One number, or one pair of brackets with its numbers."""
    kind = opening.keyword.kind
    bracketed = _BRACKETED.match(text, at)
    if bracketed:
        if kind == "page" or (bracketed["square"] and kind != "equation"):
            return None
        numbers = _inside(bracketed["round"] or bracketed["square"])
        if kind != "equation" and not all(number[-1].isalnum() for number in numbers):
            return None
        return _Item(numbers, bracketed.end(), bracketed=True, form="plain")
    bare = _BARE.match(text, at)
    if bare is None:
        return None
    number = bare[0].replace("‐", "-")
    form = str(bare.lastgroup)
    if kind == "page":
        return (
            _Item((number,), bare.end(), bracketed=False, form=form) if number.isdigit() and number[0] != "0" else None
        )
    if form == "plain":
        if opening.keyword.dot and opening.keyword.lone and not opening.capital:
            # "app. 3" is about an application.
            return None
        if kind in ("figure", "table", "equation", "algorithm"):
            return _with_parts(text, number, bare.end())
    if form == "roman":
        value = roman_value(number.partition("-")[0].partition(".")[0])
        form = "roman" if value and value <= 60 and kind != "equation" else "letter"
    if form == "letter" and (len(number) > 1 or not opening.keyword.letters):
        return None
    return _Item((number,), bare.end(), bracketed=False, form=form)


def _inside(content: str) -> tuple[str, ...]:
    """The numbers within one pair of brackets; a letter alone repeats the counter before it ("3a, b")."""
    numbers: list[str] = []
    ranging = False
    for token in _INSIDE_TOKEN.finditer(content):
        number = token["number"]
        if number is None:
            ranging = True
            continue
        if number.isalpha() and number.islower() and numbers:
            number = numbers[-1].rstrip("abcdefghijklmnopqrstuvwxyz'′") + number
        if ranging and numbers:
            numbers[-1:] = expand(numbers[-1], number)
        else:
            numbers.append(number)
        ranging = False
    return tuple(numbers)


def _with_parts(text: str, number: str, end: int) -> _Item:
    """A number with the letters of its parts: "3(a, c)" → 3a, 3c; "3a–c" → 3a, 3b, 3c."""
    numbers = [number]
    if number[-1].isdigit():
        parts = _PARTS.match(text, end)
        if parts:
            letters: list[str] = []
            ranging = False
            for token in _PART_TOKEN.finditer(parts["parts"]):
                if token["part"] is None:
                    ranging = True
                elif ranging and letters:
                    letters[-1:] = expand(letters[-1], number + token["part"])
                else:
                    letters.append(number + token["part"])
                if token["part"] is not None:
                    ranging = False
            return _Item(tuple(letters), parts.end(), bracketed=False, form="plain")
        return _Item((number,), end, bracketed=False, form="plain")
    for _ in range(ITEM_LIMIT):
        following = _NEXT_PART.match(text, end)
        # A later letter of the same case: otherwise "3a and a" would take the article.
        if (
            following is None
            or following["part"].islower() != numbers[-1][-1].islower()
            or following["part"] <= numbers[-1][-1]
        ):
            break
        part = numbers[-1][:-1] + following["part"]
        if following["range"]:
            numbers[-1:] = expand(numbers[-1], part)
        else:
            numbers.append(part)
        end = following.end()
    return _Item(tuple(numbers), end, bracketed=False, form="plain")


def _range_end(text: str, at: int, first: _Item, opening: Opening) -> _Item | None:
    """The upper end of a range that continues at ``at``."""
    joint = _RANGE.match(text, at)
    if joint is None:
        return None
    item = _item(text, joint.end(), opening)
    if item is None or item.bracketed != first.bracketed:
        return None
    if item.bracketed or joint["dash"] or opening.keyword.plural:
        return item
    return item if joint["word"] and _CLAUSE_END.match(text, item.end) else None


def _joined(text: str, at: int, first: str, last: _Item) -> tuple[str, ...]:
    """The members of a range, or one number such as "3-1", which theses and standards give to figures."""
    number = last.numbers[0]
    if text[at] in "-‐" and not last.bracketed and first.isdigit() and number.isdigit() and int(number) <= int(first):
        return (f"{first}-{number}",)
    return expand(first, number)


def _next_item(text: str, at: int, first: _Item, opening: Opening) -> _Item | None:
    """The next number of a list that continues at ``at``."""
    joint = _JOIN.match(text, at)
    if joint is None or (_breaks_line(joint[0]) and _LIST_ITEM.match(text, joint.end())):
        return None
    if opening.keyword.kind == "page" and _YEAR.match(text, joint.end()):
        return None
    item = _item(text, joint.end(), opening)
    if item is None or item.bracketed != first.bracketed:
        return None
    if item.bracketed:
        return item
    alone = item.form in ("letter", "roman") and len(item.numbers[0]) == 1
    if opening.keyword.plural:
        return (
            item
            if not alone or first.form in ("letter", "roman", "lettered") or _CLAUSE_END.match(text, item.end)
            else None
        )
    if joint["slash"]:
        return None
    if "." in item.numbers[0] and "." in first.numbers[0]:
        return item
    return item if joint["word"] and _CLAUSE_END.match(text, item.end) else None


def _breaks_line(joint: str) -> bool:
    return "\n" in joint or "\r" in joint
