"""PDF bytes and the boxes of displays → pictures of them: ink on a transparent ground, once dark and once light."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import pymupdf

from paperlsp.model.geometry import Box
from paperlsp.model.picture import Picture

LONGEST = 60_000
"""Characters of base64. VS Code cuts a hover at 100,000 characters; a longer picture gets fewer pixels, or is left out."""
SCALES = (2.0, 1.5, 1.0)
"""Pixels for each CSS pixel, the sharpest first."""
CSS_PIXELS = 96 / 72
ROOM = 3.0
"""Around a display, in points."""
WIDEST = 700.0
LIGHT_INK = 228
"""Of 255: as light as the text of dark themes."""


def cut_pictures(content: bytes, places: Sequence[tuple[int, Box]]) -> list[Picture | None]:
    """A picture for each (page from 1, box). Never raises: what cannot be drawn is None."""
    try:
        document = pymupdf.open(stream=content, filetype="pdf")
    except Exception:  # noqa: BLE001 -- MuPDF raises many kinds for a broken file, and all mean the same.
        return [None for _ in places]
    with document:
        if document.needs_pass:
            document.authenticate("")
        return [_cut(document, page, box) for page, box in places]


def _cut(document: pymupdf.Document, number: int, box: Box) -> Picture | None:
    try:
        if not 1 <= number <= document.page_count:
            return None
        page = document[number - 1]
        clip = pymupdf.Rect(*box.padded(ROOM)) & page.rect
        if clip.is_empty or clip.width > WIDEST or clip.height > WIDEST:
            return None
        for scale in SCALES:
            light, dark = _drawn(page, clip, scale * CSS_PIXELS)
            if max(len(light), len(dark)) <= LONGEST:
                return Picture(light, dark, round(clip.width * CSS_PIXELS))
    except Exception:  # noqa: BLE001 -- As above: a damaged page must not take the others with it.
        return None
    return None


def _drawn(page: pymupdf.Page, clip: pymupdf.Rect, zoom: float) -> tuple[str, str]:
    matrix = pymupdf.Matrix(zoom, zoom)
    # Notes that readers have laid over the page are no part of the display.
    grey = page.get_pixmap(matrix=matrix, clip=clip, colorspace=pymupdf.csGRAY, alpha=False, annots=False)
    ink = bytes(255 - value for value in grey.samples)
    return _png(grey, ink, 0), _png(grey, ink, LIGHT_INK)


def _png(grey: pymupdf.Pixmap, ink: bytes, shade: int) -> str:
    """Where there is much ink the picture is opaque. MuPDF wants the shade multiplied by the opacity."""
    samples = bytearray(2 * len(ink))
    samples[0::2] = bytes(value * shade // 255 for value in ink)
    samples[1::2] = ink
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, grey.width, grey.height, bytes(samples), True)  # noqa: FBT003 -- PyMuPDF's own signature: with opacity.
    return base64.b64encode(pixmap.tobytes("png")).decode("ascii")
