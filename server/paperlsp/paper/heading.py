"""Lines → numbered headings on lines of their own; those without a number are in ``section``, run-in ones in ``run_in``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.model.page import Glyph
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, continued_text, is_cells
from paperlsp.paper.numbering import NUMBERED, Candidate, Key, best_chain
from paperlsp.paper.style import LARGER, Style, alike, differs, stands_out, style_of
from paperlsp.paper.told import Told

AFTER_PAPER = re.compile(
    r"^(?:references|bibliography|appendix|appendices|supplement|bibliographie|annexes?)\b", re.IGNORECASE
)
"""Behind these, numbers may begin again from 1."""

Family = tuple[int, bool, bool, bool]

MOST_LINES = 3
LONGEST = 140
"""In characters: a numbered heading's longest line."""


@dataclass(eq=False)
class Heading:
    """``kind`` is "section", "heading" (run-in) or "theorem"; ``rest`` are the glyphs after a run-in title."""

    kind: str
    number: str | None
    title: str
    level: int
    lines: list[Line]
    rest: Sequence[Glyph]


@dataclass(frozen=True, slots=True)
class _Place:
    """A line that may be a numbered heading, taken apart."""

    lines: list[Line]
    style: Style
    number: str
    title: str


def opens_block(lines: Sequence[Line], at: int, measures: Measures) -> bool:
    """Whether there is more than a line's gap above, or nothing above in the column."""
    line = lines[at]
    if at == 0:
        return True
    above = lines[at - 1]
    if above.page != line.page or above.lane != line.lane or above.role:
        return True
    larger = 1.1 * line.largest if line.largest > LARGER * measures.body else 0.0
    return line.y - above.y > 1.12 * max(measures.gap, larger)


def is_title(title: str) -> bool:
    """Whether words could be a heading's: letters for the most part, with a capital at the front."""
    letters = sum(character.isalpha() for character in title)
    if letters < 2 or letters < 0.5 * len(title.replace(" ", "")):
        return False
    first = title.split(maxsplit=1)[0]
    return title[0].isupper() or not title[0].isalpha() or first[1:2].isupper()


def joined(texts: Sequence[str]) -> str:
    whole = texts[0]
    for text in texts[1:]:
        whole = whole + text if whole.endswith("-") else f"{whole} {text}"
    return whole.strip()


def find_numbered(lines: Sequence[Line], measures: Measures, told: Told) -> list[Heading]:
    """Of all lines with a number in front, those that count on as sections do."""
    tried = ((at, _place(lines, at, measures, told)) for at in range(len(lines)))
    places = {at: place for at, place in tried if place is not None}
    styles = Counter((_family(place.style), place.number.count(".")) for place in places.values())
    candidates = [
        Candidate(at, place.number, _family(place.style), _weight(place, styles, measures, told))
        for at, place in places.items()
    ]
    chain = best_chain(candidates)
    chain += best_chain(_begun_again(lines, candidates, chain))
    return [_section(places[candidate.at], key) for candidate, key in chain]


def _section(place: _Place, key: Key) -> Heading:
    level = len([part for part in key if part])
    return Heading("section", place.number, place.title, level, place.lines, [])


def _family(style: Style) -> Family:
    """Styles of one kind of heading, whose sizes differ by rounding and whose capitals by chance."""
    return round(style.size), style.bold, style.slanted and not style.bold, style.small_caps or style.capitals


def _weight(place: _Place, styles: Counter[tuple[Family, int]], measures: Measures, told: Told) -> float:
    """How much a line looks like a numbered heading, apart from its number: its style stands out, or comes again, or the
    PDF's own outline has its title on this page.
    """
    again = styles[_family(place.style), place.number.count(".")] > 1
    strong = stands_out(place.lines[0], place.style, measures) or told.heading(place.lines[0].page, place.title)
    return 0.3 + 0.7 * strong + 0.5 * again


def _begun_again(
    lines: Sequence[Line], candidates: Sequence[Candidate], chain: Sequence[tuple[Candidate, Key]]
) -> list[Candidate]:
    """Candidates behind the references that look like the sections before: a supplement that counts from 1 again."""
    if not chain:
        return []
    last = chain[-1][0].at
    families = {candidate.family for candidate, key in chain if len(key) == 1}
    start = next((at for at in range(last + 1, len(lines)) if AFTER_PAPER.match(lines[at].text)), None)
    if start is None:
        return []
    later = [candidate for candidate in candidates if candidate.at > start]
    return later if sum(candidate.family in families for candidate in later) > 1 else []


def _place(lines: Sequence[Line], at: int, measures: Measures, told: Told) -> _Place | None:
    line = lines[at]
    text = line.text
    if len(text) > LONGEST or not (text[:1].isupper() or text[:1].isdigit()):
        return None
    if not opens_block(lines, at, measures):
        return None
    match = NUMBERED.match(text)
    if match is None or is_cells(line) or not _parted(line, match):
        return None
    style = style_of(line, measures)
    named = told.heading(line.page, match["title"] or "")
    if not named and not differs(line, style, measures):
        return None
    extent = [line] if named else wrapped(lines, at, measures)
    if extent is None:
        return None
    title = joined([match["title"] or "", *(continued_text(each, line) for each in extent[1:])])
    if not is_title(title) or _is_contents(line, title):
        return None
    if not stands_out(line, style, measures) and title.endswith((",", ";")):
        return None
    return _Place(extent, style, match["number"], title)


def _parted(line: Line, match: re.Match[str]) -> bool:
    """Whether a number is set off from the words: a lone letter may be an article, and "3D" is no section 3."""
    number, title = match["number"], match["title"]
    if match["word"]:
        return title is None or bool(match["mark"] or match["gap"])
    if title is None:
        return False
    if number[0].isalpha():
        return bool(match["mark"] and match["gap"]) or _wide_gap(line, len(number))
    return bool(match["mark"] or match["gap"]) or bool(re.match(r"[A-Z](?:[a-z]|[A-Z]{2})", title))


def _wide_gap(line: Line, count: int) -> bool:
    ordered = line.ordered
    return count < len(ordered) and ordered[count].box.x0 - ordered[count - 1].box.x1 > 0.55 * line.largest


def _is_contents(line: Line, title: str) -> bool:
    """A table of contents has headings too, each with its page at the right."""
    if not re.search(r"(?:\. ?){4,}|\s\d{1,3}$", title):
        return False
    ordered = line.ordered
    gap = max((b.box.x0 - a.box.x1 for a, b in zip(ordered, ordered[1:], strict=False)), default=0)
    return ". ." in line.text or gap > 3 * line.size


def wrapped(lines: Sequence[Line], at: int, measures: Measures) -> list[Line] | None:
    """The heading's lines; None when its style goes on for longer than headings are."""
    first = lines[at]
    style = style_of(first, measures)
    extent = [first]
    for line in lines[at + 1 :]:
        if line.page != first.page or line.lane != first.lane or line.role or len(extent) > MOST_LINES:
            break
        other = style_of(line, measures)
        if not alike(style, other) or not differs(line, other, measures):
            break
        if not 0 < line.y - extent[-1].y <= 1.45 * first.largest:
            break
        number = NUMBERED.match(line.text)
        if number and number["title"] and _wide_gap(line, len(line.text.split()[0])):
            break
        extent.append(line)
    return extent if len(extent) <= MOST_LINES else None
