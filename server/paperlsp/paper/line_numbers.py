"""Pages → the same pages without the numbers that reviewing copies print beside every line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from paperlsp.model.packed import PackedGlyphs
from paperlsp.model.page import Glyph, RawPage

DIGITS = frozenset("0123456789")

FEWEST = 8
"""So many numbers that count on beside a page's text are its lines'."""

LONGEST = 4
"""In digits."""

APART = 3.0
"""In points: the least white between the numbers and the text."""

MOST_INSIDE = 0.02
"""The share of a page's glyphs that may stand in the numbers' strip: notes in the margin."""

ON_PAGES = 0.5
"""The share of pages with text that have numbers, where a paper's lines are numbered at all."""

MOSTLY = 0.8
"""The share of numbers that follow the one above by the usual step."""

TEXT = 200
"""In glyphs: a page with fewer is a figure."""


@dataclass(eq=False)
class _Number:
    glyphs: list[Glyph]
    places: range

    @property
    def value(self) -> int:
        return int("".join(glyph.text for glyph in self.glyphs))

    @property
    def x0(self) -> float:
        return self.glyphs[0].box.x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].box.x1


def without_line_numbers(pages: Sequence[RawPage]) -> list[RawPage]:
    """Drop numbers that count down the page in a strip where nothing else stands, on most pages of the document."""
    found = [_line_numbers(page) for page in pages]
    texts = sum(len(page.glyphs) > TEXT for page in pages)
    if sum(map(bool, found)) < max(1.0, ON_PAGES * texts):
        return list(pages)
    return [_without(page, numbers) if numbers else page for page, numbers in zip(pages, found, strict=True)]


def _without(page: RawPage, places: set[int]) -> RawPage:
    kept = tuple(glyph for at, glyph in enumerate(page.glyphs) if at not in places)
    return replace(page, glyphs=page.glyphs.packed(kept) if isinstance(page.glyphs, PackedGlyphs) else kept)


def _line_numbers(page: RawPage) -> set[int]:
    """The places of the glyphs of a page's line numbers among its glyphs."""
    if len(page.glyphs) <= TEXT:
        return set()
    glyphs = list(page.glyphs)
    strips: dict[tuple[str, float, int], list[_Number]] = defaultdict(list)
    for number in _numbers(glyphs):
        first = number.glyphs[0]
        strips[first.font.name, first.size, round(number.x1 / 2)].append(number)
    taken: set[int] = set()
    looks: set[tuple[str, float]] = set()
    for least in (FEWEST, 1):
        for (font, size, edge), members in sorted(strips.items()):
            near = [*members, *strips.get((font, size, edge + 1), [])]
            near.sort(key=lambda number: number.glyphs[0].y)
            # A short column has few numbers, which look like the others'.
            known = least == FEWEST or (font, size) in looks
            if known and len(near) >= least and _count_on(near) and _is_free(glyphs, near):
                looks.add((font, size))
                taken.update(place for number in near for place in number.places)
    return taken


def _numbers(glyphs: Sequence[Glyph]) -> list[_Number]:
    """Digits that are drawn one after another on one line and in one font, with nothing close before or behind them."""
    places = [at for at, glyph in enumerate(glyphs) if glyph.text in DIGITS]
    found: list[_Number] = []
    at = 0
    while at < len(places):
        start = end = places[at]
        at += 1
        while at < len(places) and places[at] == end + 1 and _touch(glyphs[end], glyphs[end + 1]):
            end = places[at]
            at += 1
        alone = not (start > 0 and _touch(glyphs[start - 1], glyphs[start])) and not (
            end + 1 < len(glyphs) and _touch(glyphs[end], glyphs[end + 1])
        )
        if alone and end - start < LONGEST:
            found.append(_Number(list(glyphs[start : end + 1]), range(start, end + 1)))
    return found


def _touch(one: Glyph, other: Glyph) -> bool:
    """Whether two glyphs that are drawn one after the other stand together like those of a word."""
    return one.y == other.y and one.size == other.size and abs(other.box.x0 - one.box.x1) < 0.15 * one.size


def _count_on(numbers: Sequence[_Number]) -> bool:
    """Whether numbers go up by one step from line to line; a few may be hidden."""
    steps = [after.value - before.value for before, after in zip(numbers, numbers[1:], strict=False)]
    usual = min(steps, default=1)
    return usual in (1, 5) and sum(step == usual for step in steps) >= MOSTLY * len(steps)


def _is_free(glyphs: Sequence[Glyph], numbers: Sequence[_Number]) -> bool:
    left = min(number.x0 for number in numbers) - APART
    right = max(number.x1 for number in numbers) + APART
    own = sum(len(number.glyphs) for number in numbers)
    inside = sum(glyph.box.x1 > left and glyph.box.x0 < right and not glyph.text.isspace() for glyph in glyphs)
    return inside - own <= MOST_INSIDE * len(glyphs)
