"""One PyMuPDF page → the boxes of all that is painted on it and is no text, each with how it is painted.

PyMuPDF's own log of boxes calls back for every piece of text as well, which on a page of text is most of its cost.
"""

from __future__ import annotations

from typing import Any

import pymupdf
from pymupdf import mupdf as untyped

mupdf: Any = untyped


def painted_boxes(page: pymupdf.Page) -> list[tuple[str, tuple[float, float, float, float]]]:
    """The kind ("path", "shade" or "image") and the box of each painted thing, in drawing order, rotation left out."""
    device = _BoxDevice()
    rotation = page.rotation
    if rotation:
        page.set_rotation(0)
    mupdf.fz_run_page(page.this, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    if rotation:
        page.set_rotation(rotation)
    return device.boxes


class _BoxDevice(mupdf.FzDevice2):
    """A device of MuPDF's that is told of everything but text. It calls these methods by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[tuple[str, tuple[float, float, float, float]]] = []
        self.use_virtual_fill_path()
        self.use_virtual_stroke_path()
        self.use_virtual_fill_shade()
        self.use_virtual_fill_image()
        self.use_virtual_fill_image_mask()

    def fill_path(self, _context: object, path: object, _even_odd: object, matrix: object, *_: object) -> None:
        self._add("path", mupdf.ll_fz_bound_path(path, None, matrix))

    def stroke_path(self, _context: object, path: object, stroke: object, matrix: object, *_: object) -> None:
        self._add("path", mupdf.ll_fz_bound_path(path, stroke, matrix))

    def fill_shade(self, _context: object, shade: object, matrix: object, *_: object) -> None:
        self._add("shade", mupdf.ll_fz_bound_shade(shade, matrix))

    def fill_image(self, _context: object, _image: object, matrix: object, *_: object) -> None:
        self._add("image", mupdf.ll_fz_transform_rect(mupdf.fz_unit_rect, matrix))

    def fill_image_mask(self, _context: object, _image: object, matrix: object, *_: object) -> None:
        self._add("image", mupdf.ll_fz_transform_rect(mupdf.fz_unit_rect, matrix))

    def _add(self, kind: str, box: Any) -> None:  # noqa: ANN401 -- MuPDF's rectangle, which has no types.
        self.boxes.append((kind, (box.x0, box.y0, box.x1, box.y1)))
