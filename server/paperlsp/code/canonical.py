"""A number that code states → its one spelling, the same as that of the values that papers state."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=4096)
def canonical_number(value: Fraction) -> str:
    """At most 12 significant digits."""
    if value.denominator == 1 and abs(value.numerator) < 10**12:
        return str(value.numerator)
    try:
        return f"{float(value):.12g}"
    except OverflowError:
        return str(value.numerator)[:12]
