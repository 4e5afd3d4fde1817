"""How much of the code is explained → a small SVG to show it, wide enough for its words in any viewer's font."""

from __future__ import annotations

from paperlsp.index.coverage import CodeMap
from paperlsp.index.snapshot import Snapshot

_LABEL = "paper"
_LETTER = 7
_PAD = 6
_COLOURS = ((80, "#2e7d32"), (60, "#558b2f"), (40, "#b28704"), (0, "#c62828"))
"""From how many percent on, in which colour; each has enough contrast to the white letters on it."""


def map_badge(snapshot: Snapshot, found: CodeMap) -> str:
    """The share of definitions that the papers explain, in whole percent, rounded down."""
    del snapshot
    count = found.explained
    percent = 100 * count.done // count.total if count.total else 0
    value = f"{percent}%"
    colour = next(colour for least, colour in _COLOURS if percent >= least)
    left, right = (len(text) * _LETTER + 2 * _PAD for text in (_LABEL, value))
    width = left + right
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{_LABEL}: {value}">\n'
        f"<title>{count.done} of {count.total} definitions are explained</title>\n"
        f'<rect width="{width}" height="20" rx="3" fill="#424242"/>\n'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}z" fill="{colour}"/>\n'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">\n'
        f'<text x="{left / 2:g}" y="14">{_LABEL}</text>\n<text x="{left + right / 2:g}" y="14">{value}</text>\n'
        "</g>\n</svg>\n"
    )
