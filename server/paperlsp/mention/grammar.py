"""Text → mentions of parts of a paper: one grammar for comments, docstrings and a paper's own cross-references.

A mention is a keyword ("Eq.", "Sections", "annexe"), a gap, and numbers in a list or a range. The text is read once
from left to right and every pattern has bounded repeats, so the work grows with the text's length only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from paperlsp.mention.arxiv import find_arxiv
from paperlsp.mention.keywords import OPENING, keyword_of
from paperlsp.mention.listing import Listed, Opening, read_listing
from paperlsp.mention.supplement import in_supplement
from paperlsp.model.source import Mention, MentionKind
from paperlsp.model.span import Span

_BEFORE = 48
"""How many characters before a keyword are looked at."""

_LEADS_IN = re.compile(
    r"(?:[\n([{,;:/&“\"'*`>–—]|\b(?:see|cf|in|from|per|by|of|using|via|to|and|or|with|also|the|voir|selon|dans|de|et|ou"
    r"|implements?|follows?|following|compare|under|as))[.,]?[ \t\xa0]*\Z",
    re.IGNORECASE,
)
_AFTER_COUNT = re.compile(r"\d[ \t\xa0]?\Z")
_OF_TOTAL = re.compile(r"\s?/\s?\d|\s(?:of|sur)\s\d")
_YEAR = re.compile(r"[,.]?\s?\(?(?:19|20)\d\d\b")
_VOLUME = re.compile(
    r"(?:\bvol(?:ume|\.)|\bno\.|\d\(\d{1,3}\)|\bjournal\b|\bproc(?:eedings|\.)|\btrans\.)[^\n]*\Z"
    r"|(?:19|20)\d\d[a-z]?\)?[,:;.]\s*\Z",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"\s?\((?:\d{1,3}|(?:19|20)\d\d)\)")
_LARGE = 200
"""No paper has so many algorithms: a higher number is one of a journal's."""


class _Found(NamedTuple):
    start: int
    end: int
    kind: MentionKind
    numbers: tuple[str, ...]


def find_mentions(text: str) -> tuple[Mention, ...]:
    """All mentions in ``text``, in order of appearance, none overlapping another; spans in UTF-8 bytes of ``text``."""
    addresses = [_Found(each.start, each.end, "arxiv", (each.identifier,)) for each in find_arxiv(text)]
    mentions: list[Mention] = []
    at = bytes_before = 0
    for start, end, kind, numbers in sorted([*addresses, *_parts(text, addresses)]):
        bytes_before += _byte_length(text[at:start])
        written = text[start:end]
        length = _byte_length(written)
        span = Span(bytes_before, bytes_before + length)
        mentions.append(Mention(kind, numbers, span, written, kind != "arxiv" and in_supplement(text, start, end)))
        at, bytes_before = end, bytes_before + length
    return tuple(mentions)


def _parts(text: str, addresses: list[_Found]) -> Iterator[_Found]:
    """Mentions of numbered parts, those left out that lie within an address."""
    at = 0
    upcoming = iter(addresses)
    address = next(upcoming, None)
    while found := OPENING.search(text, at):
        start, at = found.span()
        while address is not None and address.end <= start:
            address = next(upcoming, None)
        if address is not None and address.start <= start:
            at = address.end
            continue
        word = found["sign"] or found["word"]
        keyword = keyword_of(word)
        if keyword is None:
            continue
        opening = Opening(keyword, dot=bool(found["dot"]), capital=word[0].isupper(), sign=bool(found["sign"]))
        if (opening.dot and not keyword.abbreviation) or (keyword.dot and not opening.dot):
            continue
        if keyword.proper and not opening.capital:
            continue
        listed = read_listing(text, at, opening)
        if listed is None or not _fits(text, start, opening, listed):
            continue
        at = listed.end
        yield _Found(start, listed.end, keyword.kind, listed.numbers)


def _fits(text: str, start: int, opening: Opening, listed: Listed) -> bool:
    """Whether what stands before and behind lets the words be a mention."""
    keyword = opening.keyword
    # A text's beginning counts as a line's beginning.
    before = text[start - _BEFORE : start] if start >= _BEFORE else "\n" + text[:start]
    if keyword.abbreviation and not opening.capital:
        if _AFTER_COUNT.search(before):
            return False
        if (
            keyword.weak
            and not opening.dot
            and (not listed.bracketed or listed.touching)
            and not _LEADS_IN.search(before)
        ):
            return False
    first = listed.numbers[0]
    if keyword.kind == "algorithm":
        # "Journal of Algorithms 2 (1981)", "ACM algorithm 778".
        if first.isdigit() and int(first) >= _LARGE:
            return False
        return not (keyword.plural and _ISSUE.match(text, listed.end))
    if keyword.kind == "page":
        # "page 2 of 10" counts something else, and "2017, pp. 241–249" belongs to a reference.
        if _OF_TOTAL.match(text, listed.end) or _YEAR.match(text, listed.end) or _VOLUME.search(before):
            return False
        return len(listed.numbers) == 1 or int(first) < _LARGE
    return True


def _byte_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
