"""Rows and curves → pictures as SVG, drawn without any library."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from waiting.row import Curve

WIDTH, LEFT = 560, 70
COLOURS = ("#1565c0", "#c62828", "#2e7d32", "#6a1b9a")
FONT = 'font-family="sans-serif" font-size="12"'


def curves_svg(curves: Sequence[Curve]) -> str:
    """Costs over numbers on logarithmic scales; the dashed line is what would be linear."""
    low, high = 290, 20
    xs = [x for each in curves for x, _ in each.points]
    ys = [y for each in curves for _, y in each.points]
    first, last = math.log10(min(xs)), math.log10(max(xs))
    least, most = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))

    def at(x: float, y: float) -> tuple[float, float]:
        across = LEFT + (WIDTH - LEFT - 20) * (math.log10(x) - first) / max(last - first, 1e-9)
        up = low - (low - high) * (math.log10(max(y, 1e-9)) - least) / max(most - least, 1)
        return across, up

    parts: list[str] = []
    for power in range(least, most + 1):
        _, up = at(min(xs), 10.0**power)
        label = f"{10**power:g} s" if power >= 0 else f"{10 ** (power + 3):g} ms"
        parts.append(f'<path d="M{LEFT} {up:.1f}H{WIDTH - 20}" stroke="#e0e0e0"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{up + 4:.1f}" text-anchor="end">{label}</text>')
    for x in sorted({10**power for power in range(math.ceil(first), math.floor(last) + 1)}):
        across, _ = at(x, 10.0**least)
        parts.append(f'<text x="{across:.1f}" y="{low + 18}" text-anchor="middle">{x:,}</text>')
    for each, colour in zip(curves, COLOURS, strict=False):
        (x0, y0), (x1, _) = each.points[0], each.points[-1]
        start, end = at(x0, y0), at(x1, y0 * x1 / x0)
        parts.append(
            f'<path d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}" stroke="{colour}" stroke-opacity=".3" '
            'stroke-dasharray="4" clip-path="url(#inside)"/>'
        )
        points = [at(x, y) for x, y in each.points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    for number, (each, colour) in enumerate(zip(curves, COLOURS, strict=False)):
        told = escape(f"{each.name}: exponent {each.exponent:.2f}")
        parts.append(f'<text x="{LEFT + 12}" y="{high + 14 + 16 * number}" fill="{colour}">{told}</text>')
    clip = f'<clipPath id="inside"><rect x="{LEFT}" y="{high}" width="{WIDTH - LEFT - 20}" height="{low - high}"/></clipPath>'
    return _svg(low + 30, clip + "".join(f"\n{part}" for part in parts))


def bars_svg(bars: Sequence[tuple[str, float, float]]) -> str:
    """For each name its median as a dark bar, and the late quantile as a light one behind it; milliseconds."""
    left, height = 230, 24
    most = max(late for _, _, late in bars)
    parts: list[str] = []
    for number, (name, middle, late) in enumerate(bars):
        top = 12 + height * number
        wide, narrow = ((WIDTH - left - 120) * value / most for value in (late, middle))
        parts.append(f'<text x="{left - 8}" y="{top + 13}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<rect x="{left}" y="{top}" width="{wide:.1f}" height="16" fill="#90caf9"/>')
        parts.append(f'<rect x="{left}" y="{top}" width="{narrow:.1f}" height="16" fill="#1565c0"/>')
        parts.append(f'<text x="{left + wide + 6:.1f}" y="{top + 13}">{middle:.2f} · {late:.2f} ms</text>')
    return _svg(20 + height * len(bars), "\n".join(parts))


def _svg(height: int, inside: str) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" {FONT}>'
    return f'{head}\n<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n{inside}\n</svg>\n'
