"""Pages → their rules, without those that stand at one place on page after page: of running heads and feet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from paperlsp.model.geometry import Box
from paperlsp.model.page import RawPage

FEWEST = 3
"""A rule on so many pages belongs to them all; two tables may by chance begin at one height."""

SHARE = 0.3
"""Heads and feet of left pages may differ from those of right pages, and the first page has none."""

EDGE = 0.12
"""Running heads and feet, and what parts them from the text, stand within this share of the page's height."""


def without_running_rules(pages: Sequence[RawPage]) -> list[RawPage]:
    """The pages as they are told apart into tables and text; everything but the rules stays as it is."""
    seen: Counter[tuple[int, int, int]] = Counter()
    for page in pages:
        places = {_place(rule.box) for rule in page.rules if _at_edge(rule.box, page)}
        seen.update(sorted(places))
    enough = max(FEWEST, SHARE * len(pages))
    running = {place for place, count in seen.items() if count >= enough}
    if not running:
        return list(pages)
    return [
        replace(
            page,
            rules=tuple(r for r in page.rules if not (_at_edge(r.box, page) and _place(r.box) in running)),
        )
        for page in pages
    ]


def _at_edge(box: Box, page: RawPage) -> bool:
    return not EDGE * page.height < box.centre_y < (1 - EDGE) * page.height


def _place(box: Box) -> tuple[int, int, int]:
    return round(box.x0), round(box.centre_y), round(box.x1)
