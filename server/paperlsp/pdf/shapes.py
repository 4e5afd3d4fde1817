"""The font programs inside a PDF → what each glyph is called there, and where its ink lies.

A PDF's Unicode map is often missing or wrong where it matters most, for Greek, large operators and the pieces of
brackets; the font's own names are right. And a bracket of one character in many sizes is told apart by its ink alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pymupdf
from pymupdf import mupdf as untyped

from paperlsp.model.page import Shape
from paperlsp.pdf.bitmap import font_of_widths

LARGEST_PROGRAM = 8_000_000
"""In bytes. A larger font program is one of tens of thousands of characters; its text map is all that is used."""

TRACE_LENGTH = 31
"""The characters of a font's name that MuPDF keeps."""

NUMBERED_NAME = re.compile(r"/a\d+\b")
ANY_NAME = re.compile(r"/\w+")

mupdf: Any = untyped
_PLAIN = mupdf.FzMatrix(1, 0, 0, 1, 0, 0)


class Program(dict[int, Shape | None]):
    """The shapes of one font program by glyph number, found when they are first asked for."""

    def __init__(self, handle: object) -> None:
        super().__init__()
        self._handle = handle

    def __missing__(self, glyph: int) -> Shape | None:
        self[glyph] = found = self._shape(glyph)
        return found

    def _shape(self, glyph: int) -> Shape | None:
        if self._handle is None or glyph < 0:
            return None
        try:
            ink = mupdf.fz_bound_glyph(self._handle, glyph, _PLAIN)
            name = str(mupdf.fz_get_glyph_name2(self._handle, glyph))
        except Exception:  # noqa: BLE001 -- A damaged program says nothing of this glyph; the page is read all the same.
            return None
        # Numbers that are as round as a font's own units are the same on every machine.
        return Shape(name, round(ink.x0, 4), round(ink.x1, 4), round(ink.y1, 4), 0.0 - round(ink.y0, 4))


NOTHING = Program(None)
"""The program of a font that is not embedded."""


class ProgramBook:
    """The font programs of a document by the name under which text refers to them, subset prefix included."""

    def __init__(self) -> None:
        self._known: dict[str, Program] = {}
        self._seen: set[int] = set()
        self._named: set[str] = set()
        self._bitmaps: dict[str, str] = {}

    def open(self, page: pymupdf.Page, names: Sequence[str]) -> None:
        """Take in the fonts of ``page``, where one of ``names`` is new: listing a page's fonts is slow."""
        if all(name in self._named for name in names):
            return
        self._named.update(names)
        document: Any = page.parent
        for xref, _, kind, name, *_ in document.get_page_fonts(page.number, full=True):
            if xref in self._seen or name in self._known:
                continue
            self._seen.add(xref)
            if kind == "Type3":
                made_from = font_of_widths(_bitmap_widths(document, xref))
                if made_from is not None:
                    self._bitmaps.setdefault(name, made_from)
                continue
            program = _load(document, xref)
            if program is not None:
                # Composite fonts carry the name of their character map as well.
                name = name.removesuffix("-Identity-H").removesuffix("-Identity-V")  # noqa: PLW2901 -- Same font.
                self._known[name] = program
                # The trace cuts long names off.
                self._known.setdefault(name[:TRACE_LENGTH], program)

    def made_from(self, name: str) -> str | None:
        """The font that a nameless bitmap font was made from; None for any other font."""
        return self._bitmaps.get(name)

    def program(self, name: str) -> Program:
        return self._known.get(name, NOTHING)


def _bitmap_widths(document: pymupdf.Document, xref: int) -> dict[int, float]:
    """The advance widths in ems of a bitmap font whose glyphs are called by their numbers; empty for any other."""
    reader: Any = document
    try:
        encoding = _value(reader, xref, "Encoding")
        names = NUMBERED_NAME.findall(encoding)
        if len(names) < 0.9 * len(ANY_NAME.findall(encoding.replace("/.notdef", " ").partition("[")[2])):
            return {}
        scale = float(_value(reader, xref, "FontMatrix").strip("[] ").split()[0])
        first = int(_value(reader, xref, "FirstChar"))
        widths = [float(width) for width in _value(reader, xref, "Widths").strip("[] \n").split()]
    except (ValueError, IndexError):
        return {}
    return {first + at: width * scale for at, width in enumerate(widths)}


def _value(reader: Any, xref: int, key: str) -> str:  # noqa: ANN401 -- PyMuPDF says nothing of its types here.
    """What stands under ``key`` in an object, looked up where it is a reference."""
    kind, value = reader.xref_get_key(xref, key)
    return str(reader.xref_object(int(value.split()[0]))) if kind == "xref" else str(value)


def _load(document: pymupdf.Document, xref: int) -> Program | None:
    try:
        extracted: Any = document.extract_font(xref)
        content: bytes = extracted[3]
        if not content or len(content) > LARGEST_PROGRAM:
            return None
        # The last argument asks for each glyph's own box, not for the font's.
        return Program(mupdf.fz_new_font_from_buffer(None, mupdf.fz_new_buffer_from_copied_data(content), 0, 1))
    except Exception:  # noqa: BLE001 -- A program that cannot be loaded leaves the text map, as for fonts not embedded.
        return None
