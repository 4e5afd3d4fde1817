"""Glyphs and boxes → arrays of numbers, a tenth as large, that give the same glyphs and boxes when they are looked at.

A glyph with its box takes 350 bytes, so that a book's would fill the memory. Packed it takes 28: its place and box as
single-precision numbers, as MuPDF has them, and the number of its kind, which is all else that there is to say of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias, overload

from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, Shape

Kind: TypeAlias = tuple[str, int, Font, float, Shape | None]

_new: Any = tuple.__new__  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] -- Of tuples of whatever the arguments are.
"""What a named tuple's own constructor calls, at half its cost."""


class GlyphKinds:
    """The kinds of glyphs in one document: text, code, font, size and shape. A few thousand, on however many pages."""

    def __init__(self) -> None:
        self.known: list[Kind] = []
        self._numbers: dict[Kind, int] = {}
        self._open: tuple[PackedGlyphs, list[Glyph]] | None = None

    def opened(self, packed: PackedGlyphs) -> list[Glyph]:
        """The glyphs unpacked. Those asked for last are kept, as the lines of one page are asked for one by one."""
        if self._open is None or self._open[0] is not packed:
            self._open = packed, list(packed)
        return self._open[1]

    def number(self, kind: Kind) -> int:
        found = self._numbers.get(kind)
        if found is None:
            found = self._numbers[kind] = len(self.known)
            self.known.append(kind)
        return found


class PackedGlyphs(Sequence[Glyph]):
    """Glyphs in their order. Each look makes them anew, equal but not the same: hold what has to be told by identity."""

    __slots__ = ("_kinds", "_numbers", "_places")

    def __init__(self, kinds: GlyphKinds, glyphs: Iterable[Glyph]) -> None:
        self._kinds = kinds
        numbers = array("I")
        places: list[float] = []
        for text, code, font, size, x, y, box, shape in glyphs:
            numbers.append(kinds.number((text, code, font, size, shape)))
            places += (x, y, *box)
        self._numbers = numbers
        self._places = _array_of(places)

    def packed(self, glyphs: Iterable[Glyph]) -> PackedGlyphs:
        """Other glyphs of the same document."""
        return PackedGlyphs(self._kinds, glyphs)

    def picked(self, indices: Iterable[int]) -> list[Glyph]:
        """The glyphs with these indices."""
        whole = self._kinds.opened(self)
        return [whole[index] for index in indices]

    @property
    def bytes(self) -> int:
        """How much room the numbers take."""
        return sum(len(each) * each.itemsize for each in (self._numbers, self._places))

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Glyph]:
        kinds = map(self._kinds.known.__getitem__, self._numbers)
        at = iter(self._places)
        return iter(
            [
                _new(Glyph, (text, code, font, size, x, y, _new(Box, (x0, y0, x1, y1)), shape))
                for (text, code, font, size, shape), x, y, x0, y0, x1, y1 in zip(
                    kinds, at, at, at, at, at, at, strict=False
                )
            ]
        )

    @overload
    def __getitem__(self, index: int) -> Glyph: ...

    @overload
    def __getitem__(self, index: slice) -> list[Glyph]: ...

    def __getitem__(self, index: int | slice) -> Glyph | list[Glyph]:
        return list(self)[index]


class PackedBoxes(Sequence[Box]):
    """Boxes in their order, made anew by each look."""

    __slots__ = ("_edges",)

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._edges = _array_of([edge for box in boxes for edge in box])

    def __len__(self) -> int:
        return len(self._edges) // 4

    @overload
    def __getitem__(self, index: int) -> Box: ...

    @overload
    def __getitem__(self, index: slice) -> list[Box]: ...

    def __getitem__(self, index: int | slice) -> Box | list[Box]:
        places = range(len(self))[index]
        return self._box(places) if isinstance(places, int) else [self._box(place) for place in places]

    def _box(self, index: int) -> Box:
        return _new(Box, self._edges[4 * index : 4 * index + 4])


def _array_of(numbers: list[float]) -> array[float]:
    """Single precision where that keeps each number as it is, and double where a page's rotation was undone."""
    single = array("f", numbers)
    return single if single.tolist() == numbers else array("d", numbers)
