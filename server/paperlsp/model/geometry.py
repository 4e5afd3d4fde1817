"""Places on a page: points and boxes in PDF points (1/72 inch), origin at the page's top left, y downwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle with ``x0 <= x1`` and ``y0 <= y1``, in points from the top left of its page.

    A named tuple and not a dataclass, because a paper has one for each of its 100,000 glyphs.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre_x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def centre_y(self) -> float:
        return (self.y0 + self.y1) / 2

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def overlap(self, other: Box) -> float:
        """The shared area, in square points."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(width, 0.0) * max(height, 0.0)

    def contains(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def padded(self, by: float) -> Box:
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)


def union_of(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them; the empty box at the origin when there is none."""
    edges = list(zip(*boxes, strict=True))
    return Box(min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])) if edges else Box(0.0, 0.0, 0.0, 0.0)
