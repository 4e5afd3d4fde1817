"""A place in a sentence → the amount that stands there: a number, a shape "32 × 32", a ratio "20:1", a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from paperlsp.model.paper import ValueRole
from paperlsp.paper.sentence import Sentence, Token

AmountKind: TypeAlias = Literal["number", "shape", "ratio", "range"]

_PLAIN = str.maketrans({**dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True)), "−": "-", "–": "-", "‐": "-", "⋅": "·"})
_POWER = re.compile(r"^(?:(-?\d+(?:\.\d+)?)(?:/(\d+))?[·×x*])?10\^?\(?(-?\d{1,3})\)?$")
_RAISED = re.compile(r"[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]")
_NUMBER = re.compile(r"^([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+)(?:[eE](-?\d{1,3}))?(%?)$")
_SHAPE = re.compile(r"^\d+(?:[×x]\d+)+$")
_TIMES = ("x", "×", "by", "*", "∗")
_SCALED = re.compile(r"(\d+(?:\.\d+)?)([kmb])$")
_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "sixteen": 16, "twenty": 20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` is canonical; ``start`` and ``end`` are tokens. ``word``: written out, as in "two"."""

    value: str
    unit: str
    kind: AmountKind
    start: int
    end: int
    word: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is a whole number, as counts are."""
        return self.kind == "number" and "." not in self.value and "e-" not in self.value and self.unit == ""


def canonical(value: float) -> str:
    """One spelling for equal numbers: 12 significant digits."""
    return f"{value:.12g}"


def role_of(amounts: Sequence[Amount]) -> ValueRole:
    """Several amounts of one thing are what was tried, or what each of several has."""
    return "choice" if len(amounts) > 1 else "setting"


def amount_at(sentence: Sentence, at: int) -> Amount | None:
    """The amount that begins with the token ``at``."""
    token = sentence.tokens[at]
    if token.kind == "formula":
        read = amount_of(token.text.lstrip("∼≈≤≥<> "))
        return None if read is None else _with_unit(sentence, Amount(*read, at, at + 1))
    if token.text == "[":
        return _interval(sentence, at)
    if token.kind == "word":
        value = WORDS.get(token.lower)
        if value is not None:
            return Amount(canonical(value), "", "number", at, at + 1, word=True)
        return _glued(token, at) if "-" in token.text or token.text[0].isdigit() else None
    if token.kind != "number" or _within_name(sentence, at):
        return None
    return _composed(sentence, at)


def amount_of(text: str) -> tuple[str, str, AmountKind] | None:
    """The value, unit and kind of a text that is an amount and nothing else: "10⁻⁸", "32 × 32", "0.1%"."""
    bare = text.replace(" ", "")
    plain = bare.translate(_PLAIN)
    power = _POWER.match(plain)
    if power is not None and _RAISED.search(bare):
        mantissa = float(power[1] or 1) / float(power[2] or 1)
        return canonical(float(f"{mantissa:.15g}e{power[3]}")), "", "number"
    if _RAISED.search(bare) and not re.search(r"\d[eE][⁻⁰-⁹¹²³]", bare):
        return None
    times = plain.endswith(("×", "x")) and plain[:-1].replace(".", "").isdigit()
    if times:
        return canonical(float(plain[:-1])), "×", "number"
    number = _NUMBER.match(plain)
    if number is not None:
        value = float(number[1].replace(",", "") + (f"e{number[2]}" if number[2] else ""))
        return canonical(value), number[3], "number"
    if _SHAPE.match(plain):
        return plain.replace("×", "x"), "", "shape"
    return None


def _composed(sentence: Sentence, at: int) -> Amount | None:
    """A number with what is tied to it: a sign of percent, a scale, the other side of a ratio, a shape or a range."""
    tokens = sentence.tokens
    read = amount_of(tokens[at].text)
    if read is None:
        return None
    value, end = read[0], at + 1
    if end < len(tokens) and not tokens[end].spaced and tokens[end].lower in ("th", "st", "nd", "rd"):
        return None
    if end < len(tokens) and tokens[end].text == "²" and not tokens[end].spaced:
        behind = sentence.words[end + 1] if end + 1 < len(tokens) else ""
        if behind not in ("pixels", "pixel", "px") and "area" not in sentence.words[max(at - 5, 0) : at]:
            return None
        return Amount(canonical(float(value) ** 2), "", "number", at, end + 1)
    following = tokens[end] if end < len(tokens) else None
    other = tokens[end + 1] if end + 1 < len(tokens) else None
    if following is not None and other is not None and other.kind == "number" and not other.spaced:
        second = amount_of(other.text)
        if second is not None and not following.spaced:
            if following.text == ":":
                return Amount(f"{value}:{second[0]}", "", "ratio", at, end + 2)
            if following.text in "–-‐−":
                return _with_unit(sentence, Amount(f"{value}..{second[0]}", "", "range", at, end + 2))
    if following is not None and not following.spaced and re.fullmatch(r"(?:x\d+)+", following.lower):
        return Amount(f"{value}{following.lower}", "", "shape", at, end + 1)
    if following is not None and following.text in ("×", "x", "X") and (other is None or other.kind != "number"):
        return Amount(value, "×", "number", at, end + 1)
    if following is not None and other is not None and following.lower == "to" and other.kind == "number":
        second = amount_of(other.text)
        if second is not None and "ratio" in sentence.words[max(at - 3, 0) : at]:
            return Amount(f"{value}:{second[0]}", "", "ratio", at, end + 2)
    if following is not None and following.lower in _TIMES and other is not None:
        shape = [value]
        while end + 1 < len(tokens) and tokens[end].lower in _TIMES and tokens[end + 1].kind == "number":
            part = amount_of(tokens[end + 1].text)
            if part is None:
                break
            shape.append(part[0])
            end += 2
        if len(shape) > 1:
            return Amount("x".join(shape), "", "shape", at, end)
    return _with_unit(sentence, Amount(value, "", "number", at, end))


def _with_unit(sentence: Sentence, amount: Amount) -> Amount:
    following = sentence.tokens[amount.end] if amount.end < len(sentence.tokens) else None
    if following is None:
        return amount
    if following.text == "%" or following.lower == "percent":
        return Amount(amount.value, "%", amount.kind, amount.start, amount.end + 1)
    scale = _SCALES.get(following.lower)
    if scale is not None and amount.kind == "number" and (len(following.text) > 1 or not following.spaced):
        return Amount(canonical(float(amount.value) * scale), amount.unit, "number", amount.start, amount.end + 1)
    return amount


def _interval(sentence: Sentence, at: int) -> Amount | None:
    """As in "[0.1, 2.0]": a range where one of its ends has a decimal point, since [1, 2] is a citation."""
    if at + 4 >= len(sentence.tokens) or sentence.words[at + 2] != "," or sentence.words[at + 4] != "]":
        return None
    ends = [amount_of(sentence.tokens[at + 1].text), amount_of(sentence.tokens[at + 3].text)]
    if not any("." in sentence.tokens[at + place].text for place in (1, 3)):
        return None
    low, high = ends
    return Amount(f"{low[0]}..{high[0]}", "", "range", at, at + 5) if low is not None and high is not None else None


def _glued(token: Token, at: int) -> Amount | None:
    """As in "32x32" and "100k", which are one word."""
    if _SHAPE.match(token.lower):
        return Amount(token.lower, "", "shape", at, at + 1)
    written, hyphen, _ = token.lower.partition("-")
    if hyphen and written in WORDS:
        return Amount(canonical(WORDS[written]), "", "number", at, at + 1, word=True)
    match = _SCALED.match(token.lower)
    if match is None:
        return None
    return Amount(canonical(float(match[1]) * _SCALES[match[2]]), "", "number", at, at + 1)


def _within_name(sentence: Sentence, at: int) -> bool:
    """Whether the number is a part of a name ("GPT-2", "v1.5") or stands in square brackets as a citation."""
    token = sentence.tokens[at]
    before = sentence.tokens[at - 1] if at else None
    if before is not None and not token.spaced and (before.kind == "word" or before.text in "-_."):
        return True
    depth = 0
    for back in range(at - 1, max(at - 12, -1), -1):
        text = sentence.tokens[back].text
        if text == "]":
            return False
        if text == "[":
            depth += 1
            break
        if sentence.tokens[back].kind == "word":
            break
    return depth > 0
