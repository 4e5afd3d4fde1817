"""A display cut out of a page, as an editor can show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """PNGs in base64 with a transparent ground: ``light`` has dark ink and ``dark`` light ink.

    ``width`` is how wide it is shown, in CSS pixels; the PNG may have several pixels for each of them.
    """

    light: str
    dark: str
    width: int
