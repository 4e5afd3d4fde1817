"""The first page's lines → title, authors, and where the paper's own arXiv number is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperlsp.model.page import RawPage
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, continued_text, text_of

ARXIV = re.compile(r"arXiv:\s*(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE)
PLACE = re.compile(
    r"universit|institut|research|laborator|\blab\b|\bdept|department|school|college|\binc\b|\bltd\b|google|facebook|"
    r"microsoft|openai|deepmind|\bmeta\b|\bibm\b|nvidia|amazon|academy|cent(?:er|re)\b|facult|campus|\busa\b|canada|france|"
    r"germany|china|\buk\b|corporation|company|brain\b|\bfair\b|@|https?:|\.(?:com|edu|org)\b|equal contribution|abstract",
    re.IGNORECASE,
)
NAME = re.compile(r"^(?:[^\W\d_][\w.’'-]*\s+){1,5}[^\W\d_][\w.’'-]+$")


def find_title(lines: Sequence[Line], page: RawPage) -> tuple[str, list[Line]]:
    """The largest lines in the upper half of the first page."""
    upper = [line for line in lines if not line.role and line.y < 0.6 * page.height and len(line.text) > 3]
    upper = [line for line in upper if sum(c.isalpha() for c in line.text) > 0.5 * len(line.text)]
    if not upper:
        return "", []
    largest = max(line.largest for line in upper)
    start = next(line for line in upper if line.largest > 0.97 * largest)
    members = [start]
    for line in upper[upper.index(start) + 1 :]:
        large = line.largest > 0.97 * largest or (start.small_caps and line.size > 0.97 * start.size and not line.bold)
        if not large or line.y - members[-1].y > 1.6 * largest or line.lane != start.lane:
            break
        members.append(line)
    title = start.text
    for line in members[1:]:
        text = continued_text(line, start)
        title = title[:-1] + text if title.endswith("-") and text[:1].islower() else f"{title} {text}"
    return title, members


def find_authors(lines: Sequence[Line], measures: Measures) -> tuple[str, ...]:
    """Names from the lines between the title and the first heading: each author once, in order."""
    names: list[str] = []
    for line in lines:
        for piece in _pieces(line, measures):
            for part in re.split(r",|;|\band\b|&|\bet\b", piece):
                name = re.sub(r"[\d∗*†‡§¶♠♣⋆♢ˆ^]+", "", part).strip(" .,-")
                if NAME.match(name) and not PLACE.search(name) and name[0].isupper() and name not in names:
                    names.append(name)
    return tuple(names[:60])


def _pieces(line: Line, measures: Measures) -> list[str]:
    """A line's parts that wide gaps set apart, without raised marks."""
    ordered = line.ordered
    ordered = [g for g in ordered if not (g.size < 0.85 * line.size and g.y < line.y - 0.1 * line.size)]
    groups: list[list[int]] = []
    for at, glyph in enumerate(ordered):
        if groups and glyph.box.x0 - ordered[at - 1].box.x1 < 0.9 * measures.body:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [text_of([ordered[at] for at in group]) for group in groups]


def find_arxiv_id(page: RawPage, lines: Sequence[Line]) -> str | None:
    """The paper's own number: from the stamp in the margin, or from the page's head or foot."""
    edge = [line.text for line in lines if line.y < 0.12 * page.height or line.y > 0.92 * page.height]
    for text in (page.turned, *edge):
        if match := ARXIV.search(text):
            return match[1]
    return None
