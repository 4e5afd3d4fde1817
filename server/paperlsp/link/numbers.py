"""Numbers stated in prose and written in code → canonical keys that meet: ``1e-8``, "10⁻⁸" and "1 × 10−8" are one."""

from __future__ import annotations

import re

_MINUS = str.maketrans({"−": "-", "–": "-", "‑": "-"})
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_NUMBER = re.compile(
    r"""(?<![\w.])
    (?:(?P<mantissa>\d+(?:\.\d+)?)\s?[·×x*]\s?)?10\s?\^?\{?(?P<power>-\s?\d{1,2})\}?(?![\d.])   # 3 × 10−4, 10−8
    | (?<![\w.])(?P<plain>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\.\d+|\d+)(?:e(?P<exponent>[-+]?\d{1,3}))?
      (?P<unit>\s?%|k\b|K\b|M\b)?""",
    re.VERBOSE,
)
_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "twelve": "12", "sixteen": "16",
}  # fmt: skip
_WORD_NUMBER = re.compile(r"\b(" + "|".join(_WORDS) + r")\b", re.IGNORECASE)
COMMON = frozenset(("0", "1", "-1", "2", "3", "4", "0.5", "10", "100"))
"""Numbers that any code holds and any text states: they tell nothing by themselves."""


def canonical(value: float) -> str:
    """One spelling for equal numbers: 12 significant digits."""
    return f"{value:.12g}"


def stated_numbers(text: str) -> tuple[str, ...]:
    """The canonical numbers that a text states, in order, repeats kept.

    "88%" states 88 and 0.88, "90k" 90000. Numbers in square brackets are citations and do not count.
    """
    text = re.sub(r"\[\d+(?:\s?[,–-]\s?\d+)*\]", " ", text).translate(_SUPERSCRIPTS).translate(_MINUS)
    found: list[str] = []
    for match in _NUMBER.finditer(text):
        if match.group("power"):
            power = int(match.group("power").replace(" ", ""))
            found.append(canonical(float(match.group("mantissa") or 1) * 10.0**power))
            continue
        value = float(match.group("plain").replace(",", ""))
        if match.group("exponent"):
            value *= 10.0 ** int(match.group("exponent"))
        unit = (match.group("unit") or "").strip().lower()
        if unit in ("k", "m"):
            value *= 1e3 if unit == "k" else 1e6
        found.append(canonical(value))
        if unit == "%":
            found.append(canonical(value / 100))
    found += [_WORDS[match.group(1).lower()] for match in _WORD_NUMBER.finditer(text)]
    return tuple(found)


def code_number(literal: str) -> str | None:
    """The canonical form of a number literal as written in code, or None for what is none: ``1_000`` → ``1000``."""
    text = literal.strip().replace("_", "")
    try:
        value = float(int(text, 0)) if re.fullmatch(r"[-+]?0[xXoObB]\w+", text) else float(text)
    except (ValueError, OverflowError):
        return None
    return canonical(value) if abs(value) < 1e15 else None


def code_numbers(source: str) -> tuple[str, ...]:
    """The canonical numbers in an expression such as a default: ``(0.9, 0.999)`` → ``0.9 0.999``."""
    literals = re.findall(r"(?<![\w.])-?(?:\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)(?![\w.])", source)
    return tuple(number for literal in literals if (number := code_number(literal)) is not None)
