"""A PDF and sketches of its pages → PNG pictures: the page with frames over it, a legend, and notes beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import pymupdf

from paperlsp.model.sketch import Mark, MarkKind, Sketch

Colour = tuple[float, float, float]

COLOURS: dict[MarkKind, Colour] = {
    "text": (0.45, 0.45, 0.5),
    "title": (0.0, 0.0, 0.0),
    "author": (0.55, 0.35, 0.15),
    "section": (0.85, 0.0, 0.1),
    "run-in": (0.95, 0.45, 0.0),
    "theorem": (0.6, 0.1, 0.6),
    "equation": (0.0, 0.35, 0.85),
    "number": (0.0, 0.6, 0.85),
    "caption": (0.0, 0.5, 0.2),
    "float": (0.3, 0.7, 0.4),
    "table": (0.1, 0.45, 0.45),
    "algorithm": (0.35, 0.5, 0.0),
    "furniture": (0.45, 0.75, 0.95),
    "footnote": (0.7, 0.55, 0.0),
    "reference": (0.5, 0.45, 0.7),
    "lane": (0.2, 0.2, 0.9),
    "rule": (0.9, 0.1, 0.6),
    "picture": (0.7, 0.75, 0.7),
}
SIDE = 300.0
"""The width of the notes beside the page, in points."""

FOOT = 16.0
"""The height of the legend under the page, in points."""

DPI = 110


def draw_sketches(content: bytes, sketches: Sequence[Sketch]) -> Iterator[tuple[Sketch, bytes]]:
    """Each sketch with its PNG. Raises what PyMuPDF raises: who debugs a PDF wants to see it."""
    with pymupdf.open(stream=content, filetype="pdf") as source:
        for sketch in sketches:
            yield sketch, _draw(source[sketch.page - 1], sketch)


def _draw(page: pymupdf.Page, sketch: Sketch) -> bytes:
    width, height = float(page.rect.width), float(page.rect.height)
    with pymupdf.open() as target:
        sheet = target.new_page(width=width + SIDE, height=height + FOOT)
        # The page goes in as a picture, so that its rotation and its annotations are those that a reader sees.
        sheet.insert_image(pymupdf.Rect(0, 0, width, height), pixmap=page.get_pixmap(dpi=DPI))
        for mark in sketch.marks:
            _draw_mark(sheet, mark)
        if sketch.notes:
            sheet.insert_htmlbox(pymupdf.Rect(width + 6, 6, width + SIDE - 6, height - 6), _notes_html(sketch))
        _draw_legend(sheet, sketch, height)
        return sheet.get_pixmap(dpi=DPI).tobytes("png")


def _draw_mark(sheet: pymupdf.Page, mark: Mark) -> None:
    colour = COLOURS[mark.kind]
    rect = pymupdf.Rect(mark.box.x0 - 0.7, mark.box.y0 - 0.7, mark.box.x1 + 0.7, mark.box.y1 + 0.7)
    sheet.draw_rect(
        rect,
        color=colour,
        width=0.5,
        fill=colour if mark.filled else None,
        fill_opacity=0.13 if mark.filled else 0.0,
        dashes="[2 2] 0" if mark.kind in ("lane", "picture") else None,
    )
    if mark.label:
        x = max(1.0, rect.x0 - 2.2 - 2.9 * len(mark.label))
        sheet.insert_text((x, rect.y0 + 5.0), mark.label, fontsize=5.2, color=colour, fontname="hebo")


def _draw_legend(sheet: pymupdf.Page, sketch: Sketch, height: float) -> None:
    x = 6.0
    shown = {mark.kind for mark in sketch.marks}
    for kind, colour in COLOURS.items():
        if kind in shown:
            sheet.draw_rect(
                pymupdf.Rect(x, height + 5, x + 7, height + 11), color=colour, fill=colour, fill_opacity=0.4
            )
            sheet.insert_text((x + 9, height + 10.5), kind, fontsize=6.5, color=colour)
            x += 15 + 3.6 * len(kind)


def _notes_html(sketch: Sketch) -> str:
    rows: list[str] = []
    for note in sketch.notes:
        red, green, blue = (round(255 * part) for part in COLOURS[note.kind])
        style = f"color:rgb({red},{green},{blue});font-size:7px;margin:3px 0 0 0"
        rows.append(f'<p style="{style}"><b>{escape(note.head)}</b></p>')
        for at, line in enumerate(note.lines):
            shade = "black" if at == 0 else "gray"
            rows.append(f'<p style="color:{shade};font-size:{7 - min(at, 1)}px;margin:0">{escape(line)}</p>')
    return "".join(rows)
