"""Lines → headings: numbered, unnumbered and appendix headings on lines of their own, and run-in headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.model.page import Glyph
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, continued_text, is_maths, text_of

NUMBERED = re.compile(
    r"^(?:(?P<word>Appendix|Annexe|Section|Supplement(?:ary)?(?: Material)?)\s+)?"
    r"(?P<number>(?:\d{1,2}|[A-Z]|[IVX]{1,5})(?:\.\d{1,2}|\.[A-Z](?=[.\s])){0,4})(?P<mark>[.:)]|\s*[–—-])?\s*(?P<title>\S.*)$"
)
KNOWN = re.compile(
    r"^(?:abstract|introduction|references|bibliography|acknowledge?ments?|appendix|appendices|related work|background|"
    r"conclusions?|discussion|methods?|experiments|results|supplement(?:ary|al) (?:materials?|information)|contents|"
    r"broader impacts?|ethics statement|reproducibility statement|author contributions|contributions|notation|"
    r"résumé|bibliographie|remerciements|annexes?|limitations)\b[^a-z]{0,3}(?:and \w+ ?\w*)?[.:]?$",
    re.IGNORECASE,
)
THEOREM = re.compile(
    r"^(?P<word>Theorem|Lemma|Proposition|Corollary|Definition|Assumption|Remark|Claim|Conjecture|Fact|Théorème|Lemme)"
    r"\s*(?P<number>(?:[A-Z]\.?)?\d+(?:\.\d+)*)?"
)
BULLET = frozenset("•◦▪–‣∗*·")
MOST_LINES = 3


@dataclass(eq=False)
class Heading:
    """``kind`` is "section", "heading" (run-in) or "theorem"; ``rest`` are the glyphs after a run-in title."""

    kind: str
    number: str | None
    title: str
    level: int
    lines: list[Line]
    rest: list[Glyph]


@dataclass(frozen=True, slots=True)
class Style:
    size: float
    bold: bool
    small_caps: bool
    capitals: bool


def style_of(line: Line) -> Style:
    letters = [g.text for g in line.glyphs if g.text.isalpha()]
    capitals = len(letters) >= 4 and all(letter.isupper() for letter in letters)
    return Style(round(line.largest, 1), line.bold > 0.8, line.small_caps, capitals)


def find_headings(lines: Sequence[Line], measures: Measures) -> list[Heading]:
    """Headings over the whole document's lines in reading order; lines of their own get the role "heading"."""
    running = [line for line in lines if not line.role or line.role == "equation"]
    numbered = _numbered(running, measures)
    unnumbered = _unnumbered(running, measures, {id(line) for h in numbered for line in h.lines}, numbered)
    own = {id(heading.lines[0]): heading for heading in (*numbered, *_after_front(lines, numbered, unnumbered))}
    for heading in own.values():
        for line in heading.lines:
            line.role = "heading"
    found = list(own.values()) + _run_ins(running, measures)
    order = {id(line): at for at, line in enumerate(lines)}
    return sorted(found, key=lambda heading: order[id(heading.lines[0])])


def _after_front(lines: Sequence[Line], numbered: Sequence[Heading], others: Sequence[Heading]) -> list[Heading]:
    """Leave out what stands before the abstract or the first section: there, bold lines are names."""
    order = {id(line): at for at, line in enumerate(lines)}
    known = [h for h in (*numbered, *others) if h.number or KNOWN.match(h.title)]
    start = min((order[id(heading.lines[0])] for heading in known), default=0)
    return [heading for heading in others if order[id(heading.lines[0])] >= start]


def _distinct(line: Line, measures: Measures) -> bool:
    style = style_of(line)
    larger = line.largest > 1.06 * measures.body and line.size > 0.8 * measures.body
    return style.bold or larger or style.small_caps or (style.capitals and line.box.width < 0.9 * line.width)


def _opens_block(lines: Sequence[Line], at: int, measures: Measures) -> bool:
    """Whether there is more than a line's gap above, or nothing above in the column."""
    line = lines[at]
    if at == 0:
        return True
    above = lines[at - 1]
    if above.page != line.page or above.lane != line.lane or above.role:
        return True
    return line.y - above.y > 1.12 * max(measures.gap, 1.1 * line.largest if line.largest > 1.06 * measures.body else 0)


def _numbered(lines: Sequence[Line], measures: Measures) -> list[Heading]:
    found: list[Heading] = []
    seen: set[str] = set()
    last: tuple[int, ...] = ()
    romans = False
    for at, line in enumerate(lines):
        if line.role or not _distinct(line, measures) or len(line.text) > 140:
            continue
        match = NUMBERED.match(line.text)
        if match is None or not _opens_block(lines, at, measures) or not _parted(line, match):
            continue
        title = match["title"]
        if not _is_title(title) or (re.search(r"(?:\. ?){4,}|\s\d{1,3}$", title) and _is_contents(line)):
            continue
        number = match["number"]
        key, roman = _key(number, romans=romans, first=not found)
        if number in seen or not _follows(last, key):
            continue
        extent = _wrapped(lines, at, measures)
        if extent is None:
            continue
        seen.add(number)
        last = key
        romans = romans or roman
        level = len(number.split(".")) + (1 if romans and not roman else 0)
        whole = _joined([title, *(continued_text(each, line) for each in extent[1:])])
        found.append(Heading("section", number, whole, level, extent, []))
    return found


def _parted(line: Line, match: re.Match[str]) -> bool:
    """A lone letter before words may be an article: it counts as a number with a mark, a word or a wide gap."""
    number = match["number"]
    if match["word"] or not (number.isalpha() and len(number) <= 2) or match["mark"] in (".", ":", ")"):
        return not (number.isalpha() and match["mark"] is None and not match["word"]) or _wide_gap(line, len(number))
    return _wide_gap(line, len(number))


def _wide_gap(line: Line, count: int) -> bool:
    ordered = sorted(line.glyphs, key=lambda glyph: glyph.x)
    return count < len(ordered) and ordered[count].box.x0 - ordered[count - 1].box.x1 > 0.55 * line.largest


def _is_title(title: str) -> bool:
    letters = sum(character.isalpha() for character in title)
    if letters < 2 or letters < 0.5 * len(title.replace(" ", "")):
        return False
    return (
        title[0].isupper() or not title[0].isalpha() or title[:1].isdigit() or title.split(maxsplit=1)[0][1:2].isupper()
    )


def _is_contents(line: Line) -> bool:
    ordered = sorted(line.glyphs, key=lambda glyph: glyph.x)
    gap = max((b.box.x0 - a.box.x1 for a, b in zip(ordered, ordered[1:], strict=False)), default=0)
    return ". ." in line.text or gap > 3 * line.size


def _key(number: str, *, romans: bool, first: bool) -> tuple[tuple[int, ...], bool]:
    """Comparable parts; letters count from 1,000 on, as appendices come last. And whether it is a Roman numeral."""
    if re.fullmatch(r"[IVX]+", number) and (romans or (first and number == "I")):
        values = {"I": 1, "V": 5, "X": 10}
        total = 0
        for at, character in enumerate(number):
            value = values[character]
            total += -value if at + 1 < len(number) and values[number[at + 1]] > value else value
        return (total,), True
    parts = [int(part) if part.isdigit() else 1000 + ord(part[0]) - ord("A") + 1 for part in number.split(".")]
    return tuple(parts), False


def _follows(last: tuple[int, ...], key: tuple[int, ...]) -> bool:
    """Whether a number may come after another: deeper from 1, or forward by at most two."""
    if not last:
        return key[0] in (0, 1, 2, 1001) and all(part <= 2 for part in key[1:])
    if key[0] > 1000 >= last[0]:
        return key[0] <= 1002
    if key <= last and key[0] != last[0]:
        return False
    for a, b in zip(last, key, strict=False):
        if a != b:
            return 0 < b - a <= 2
    return len(key) > len(last) and key[len(last)] <= 2


def _wrapped(lines: Sequence[Line], at: int, measures: Measures) -> list[Line] | None:
    """The heading's lines; None when its style goes on for longer than headings are."""
    first = lines[at]
    style = style_of(first)
    extent = [first]
    for line in lines[at + 1 :]:
        if line.page != first.page or line.lane != first.lane or line.role:
            break
        other = style_of(line)
        alike = other.bold == style.bold and abs(other.size - style.size) < 0.06 * style.size
        alike = alike and (style.small_caps or style.capitals) == (other.small_caps or other.capitals)
        if not alike or line.y - extent[-1].y > 1.45 * first.largest or not _distinct(line, measures):
            break
        if NUMBERED.match(line.text) and _wide_gap(line, len(line.text.split()[0])):
            break
        extent.append(line)
    return extent if len(extent) <= MOST_LINES else None


def _joined(texts: Sequence[str]) -> str:
    whole = texts[0]
    for text in texts[1:]:
        whole = whole + text if whole.endswith("-") else f"{whole} {text}"
    return whole.strip()


def _unnumbered(
    lines: Sequence[Line], measures: Measures, taken: set[int], numbered: Sequence[Heading]
) -> list[Heading]:
    found: list[Heading] = []
    levels = {style_of(heading.lines[0]): heading.level for heading in reversed(numbered)}
    skip: set[int] = set()
    for at, line in enumerate(lines):
        if line.role or id(line) in taken or id(line) in skip or len(line.text) > 120:
            continue
        if not _distinct(line, measures) or not _opens_block(lines, at, measures) or not _is_title(line.text):
            continue
        known = bool(KNOWN.match(line.text))
        style = style_of(line)
        alone = at + 1 >= len(lines) or lines[at + 1].role or lines[at + 1].y != line.y
        same = style in levels and (style.size > 1.06 * measures.body or style.bold or style.small_caps)
        aligned = abs(line.box.x0 - line.left) < 2.0 or abs(line.box.centre_x - line.left - line.width / 2) < 4.0
        prominent = style.bold and aligned and line.bold > 0.95 and line.box.width < 0.8 * line.width
        if not known and (not aligned or not alone or line.text.endswith((",", ";", "."))):
            continue
        if not (known or same or (prominent and (not levels or _body_follows(lines, at, measures)))):
            continue
        extent = _wrapped(lines, at, measures)
        if extent is None:
            continue
        skip.update(id(each) for each in extent)
        title = _joined([continued_text(each, line) for each in extent]).rstrip(".:")
        found.append(Heading("section", None, title, 1 if known else levels.get(style, 1), extent, []))
    return found


def _body_follows(lines: Sequence[Line], at: int, measures: Measures) -> bool:
    """A heading stands over running text, not over a table's row or a picture."""
    line = lines[at]
    for below in lines[at + 1 : at + 4]:
        if style_of(below).bold and below.y - line.y < 1.5 * measures.gap and below.lane == line.lane:
            continue
        alike = abs(below.size - measures.body) < 0.3 and below.lane == line.lane
        return alike and below.box.width > 0.55 * below.width and not below.role
    return False


def _run_ins(lines: Sequence[Line], measures: Measures) -> list[Heading]:
    found: list[Heading] = []
    italics: list[Heading] = []
    for at, line in enumerate(lines):
        if (
            line.role
            or abs(line.size - measures.body) > 0.15 * measures.body
            or line.box.x0 > line.left + 3 * measures.body
        ):
            continue
        if not _opens_paragraph(lines, at, measures):
            continue
        heading = _run_in(lines, at, measures, slanted=False)
        if heading is not None:
            found.append(heading)
        elif (heading := _run_in(lines, at, measures, slanted=True)) is not None:
            italics.append(heading)
    if len(italics) >= 2:
        found += italics
    return found


def _opens_paragraph(lines: Sequence[Line], at: int, measures: Measures) -> bool:
    line = lines[at]
    above = lines[at - 1] if at else None
    if above is None or above.role or above.page != line.page or above.lane != line.lane:
        return True
    short = above.box.x1 < above.left + above.width - 1.5 * measures.body
    indented = line.box.x0 > above.box.x0 + 0.6 * measures.body
    return line.y - above.y > 1.08 * measures.gap or short or indented or above.text.endswith((".", ":", "?"))


def _marked(glyph: Glyph, *, slanted: bool) -> bool:
    return glyph.font.italic and not glyph.font.bold if slanted else glyph.font.bold


def _end_of_mark(ordered: Sequence[Glyph], *, slanted: bool) -> int | None:
    """Where the marked beginning of a line ends; a symbol of mathematics between marked words belongs to them."""
    for at, glyph in enumerate(ordered):
        if _marked(glyph, slanted=slanted) or not glyph.text.isalnum():
            continue
        ahead = ordered[at : at + 6]
        if is_maths(glyph.font) and any(_marked(g, slanted=slanted) and not is_maths(g.font) for g in ahead):
            continue
        return at
    return None


def _run_in(lines: Sequence[Line], at: int, measures: Measures, *, slanted: bool) -> Heading | None:
    title: list[list[Glyph]] = []
    used: list[Line] = []
    for line in lines[at : at + 2]:
        ordered = sorted(line.glyphs, key=lambda glyph: glyph.x)
        if not used and ordered[0].text in BULLET and len(ordered) > 1:
            return None
        cut = _end_of_mark(ordered, slanted=slanted)
        head = ordered if cut is None else ordered[:cut]
        while head and not _marked(head[-1], slanted=slanted) and head[-1].text not in ".:?!)":
            head = head[:-1]
        title.append(head)
        used.append(line)
        if cut is not None:
            return _finish(title, used, ordered[len(head) :], measures, slanted=slanted)
        if slanted or line.box.x1 < line.left + 0.9 * line.width:
            return None
    return None


def _finish(
    title: list[list[Glyph]], used: list[Line], rest: list[Glyph], measures: Measures, *, slanted: bool
) -> Heading | None:
    last = title[-1] or title[0]
    if not last or not title[0] or not rest:
        return None
    text = _joined([text_of(part) for part in title if part])
    gap = rest[0].box.x0 - last[-1].box.x1 if title[-1] else 0.0
    closed = text.endswith((".", ":", "?", "!", "—", "–"))
    letters = sum(character.isalpha() for character in text)
    # What stands in brackets, such as a pointer "(§2)", says nothing about whether the rest is a title.
    if letters < 3 or not _is_title(re.sub(r"\s*\([^)]*\)", "", text) or text) or len(text) > 120:
        return None
    theorem = THEOREM.match(text)
    if theorem:
        return Heading("theorem", theorem["number"], text.rstrip(".:"), 0, used, rest)
    if slanted and (
        not text.endswith((".", ":")) or gap < 0.25 * measures.body or text.lower().startswith(("proof", "e.g", "i.e"))
    ):
        return None
    if not closed and gap < 0.62 * measures.body:
        return None
    numbered = re.match(r"^(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(\S.*)$", text)
    number, name = (numbered[1], numbered[2]) if numbered else (None, text)
    return Heading("heading", number, name.rstrip(".:—– "), 0, used, rest)
