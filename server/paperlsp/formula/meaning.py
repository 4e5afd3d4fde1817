"""A glyph → the character it means and the alphabet it is drawn in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from paperlsp.formula.encodings import MAPSTO_FOOT, character_at, slot_of
from paperlsp.formula.extension import PIECES, resolve
from paperlsp.formula.fonts import Face, face_of
from paperlsp.formula.glyph_names import character_named, large_named
from paperlsp.formula.symbols import CANONICAL
from paperlsp.formula.tree import Style
from paperlsp.model.page import Font, Glyph

UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Meaning:
    """``text`` is plain Unicode in canonical form; empty for a glyph that draws nothing; U+FFFD when unknown."""

    text: str
    style: Style


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Names of blocks of mathematical alphanumerics, longest first, with the style that they stand for.
_BLOCKS: tuple[tuple[str, Style], ...] = (
    ("BOLD ITALIC", "bold-italic"), ("SANS-SERIF BOLD ITALIC", "sans"), ("SANS-SERIF BOLD", "sans"),
    ("SANS-SERIF ITALIC", "sans"), ("SANS-SERIF", "sans"), ("BOLD SCRIPT", "script"), ("BOLD FRAKTUR", "fraktur"),
    ("DOUBLE-STRUCK", "blackboard"), ("MONOSPACE", "mono"), ("SCRIPT", "calligraphic"), ("FRAKTUR", "fraktur"),
    ("BOLD", "bold"), ("ITALIC", "italic"),
)  # fmt: skip
_LETTERLIKE = {
    "ℂ": "C", "ℍ": "H", "ℕ": "N", "ℙ": "P", "ℚ": "Q", "ℝ": "R", "ℤ": "Z", "ℬ": "B", "ℰ": "E", "ℱ": "F", "ℋ": "H",
    "ℐ": "I", "ℒ": "L", "ℳ": "M", "ℛ": "R", "ℯ": "e", "ℊ": "g", "ℴ": "o", "ℌ": "H", "ℨ": "Z", "ℭ": "C", "ℎ": "h",
}  # fmt: skip
_STYLE_OF_LETTERLIKE: dict[str, Style] = {
    **dict.fromkeys("ℂℍℕℙℚℝℤ", "blackboard"), **dict.fromkeys("ℬℰℱℋℐℒℳℛℯℊℴ", "calligraphic"),
    **dict.fromkeys("ℌℨℭ", "fraktur"), "ℎ": "italic",
}  # fmt: skip


@lru_cache(maxsize=8192)
def _alphanumeric(text: str) -> tuple[str, Style] | None:
    """A character of the mathematical alphanumeric blocks as a plain one and its style."""
    if text in _LETTERLIKE:
        return _LETTERLIKE[text], _STYLE_OF_LETTERLIKE[text]
    if not 0x1D400 <= ord(text) <= 0x1D7FF:
        return None
    name = unicodedata.name(text, "").removeprefix("MATHEMATICAL ")
    # One step of decomposition only: the next would turn ϵ into ε and ϕ into φ.
    step = unicodedata.decomposition(text).rpartition(" ")[2]
    plain = chr(int(step, 16)) if step else text
    if plain == "l" and "SCRIPT" in name:
        return "ℓ", "italic"
    for prefix, style in _BLOCKS:
        if name.startswith(prefix):
            return plain, style
    return plain, "roman"


@lru_cache(maxsize=65536)
def meaning_of(text: str, font: Font) -> Meaning:
    """What ``text`` means in ``font``, for every font but those of large symbols."""
    face = face_of(font)
    if not text or text in "\ufe00\ufe01\ufe02\ufe03\ufe0e\ufe0f\u200b\u2061\u2062\u2063\u2064\u00ad":
        return Meaning("", face.style)
    slot = slot_of(text, face)
    if slot is not None:
        found = character_at(slot, face)
        if found is None:
            return Meaning(UNKNOWN, face.style)
        return Meaning(_LIGATURES.get(found) or _canonical(found), _fit(found, face))
    return _plain_meaning(text, font, face)


def _plain_meaning(text: str, font: Font, face: Face) -> Meaning:
    """What a character means that is no bare slot."""
    if text in _LIGATURES:
        return Meaning(_LIGATURES[text], face.style)
    if len(text) > 1:
        folded = unicodedata.normalize("NFKC", text.strip("\ufe00\ufe01\ufe02\ufe03"))
        return Meaning(folded, face.style) if len(folded) != 1 else meaning_of(folded, font)
    alphanumeric = _alphanumeric(text)
    if alphanumeric is not None:
        plain, style = alphanumeric
        return Meaning(_canonical(plain), style)
    if 0xE22D <= ord(text) <= 0xE246 and "stix" in font.name.lower():
        # STIX keeps a second calligraphic alphabet among the private characters.
        return Meaning(chr(ord("A") + ord(text) - 0xE22D), "calligraphic")
    if face.style == "fraktur" and text in "ℜℑ":
        return Meaning("R" if text == "ℜ" else "I", "fraktur")
    if text in PIECES:
        return Meaning(PIECES[text], "roman")
    if face.encoding == "symbols" and text == UNKNOWN:
        # The one symbol of these fonts that the glyph lists do not know is the foot of \mapsto.
        return Meaning(MAPSTO_FOOT, "roman")
    if face.encoding == "symbols" and text == "\\":
        return Meaning("∖", "roman")
    if unicodedata.category(text) in ("Cc", "Co", "Cn", "Cs"):
        return Meaning(UNKNOWN, face.style)
    plain = _canonical(text)
    if face.encoding == "letters" and plain == "★":
        plain = "⋆"
    return Meaning(plain, _fit(plain, face))


@lru_cache(maxsize=65536)
def _named_meaning(name: str, font: Font) -> Meaning | None:
    """What a glyph of this name means in a font made for formulas; None where its name says nothing."""
    face = face_of(font)
    character = character_named(name)
    if character is None or not (face.maths or face.computer_modern):
        return None
    if character == MAPSTO_FOOT or 0xE000 <= ord(character) < 0xE100:
        return Meaning(character, "roman")
    return _plain_meaning(character, font, face)


def glyph_meaning(glyph: Glyph) -> Meaning:
    """What a glyph means, by its name in the font's program where it has one, and else by the PDF's Unicode map."""
    if glyph.shape is not None:
        named = _named_meaning(glyph.shape.name, glyph.font)
        if named is not None:
            return named
    return meaning_of(glyph.text, glyph.font)


# The width of Computer Modern's \\phi, in thousandths of the size, by design size; \\varphi is 60 wider.
_PHI_WIDTHS = {5: 842, 6: 742, 7: 687, 8: 632, 9: 612, 10: 596, 12: 580}


# The accents that newtx keeps in its font of symbols, by their widths in ems.
_NEWTX_MARKS = {"⃗": 0.454, "˙": 0.333, "¨": 0.37}


_UNSETTLED = frozenset((MAPSTO_FOOT, "φ", "ϕ", "ε"))


def settle(text: str, glyph: Glyph) -> str:
    r"""Settle by its width what a glyph's text leaves open: φ or ϕ in Computer Modern, and unnamed symbols.

    Unicode maps made from glyph names call TeX's ``\phi`` U+03C6, those made by newer TeX call it U+03D5. The result
    is φ for ``\phi`` and ϕ for ``\varphi``.
    """
    if text not in _UNSETTLED:
        return text
    named = glyph.shape is not None and character_named(glyph.shape.name) is not None
    if text == MAPSTO_FOOT and named:
        return text
    if text == MAPSTO_FOOT:
        # The foot has no width. The second symbol font of txfonts names its struck relations in its own way.
        width = glyph.box.width / max(glyph.size, 0.01)
        if width < 0.1:
            return text
        name = glyph.font.name.lower()[1:5]
        if name == "xsyc":
            return ("≠" if width > 0.6 else "∉") if 0.5 < width < 0.7 else UNKNOWN
        return next((mark for mark, expected in _NEWTX_MARKS.items() if abs(width - expected) < 0.012), UNKNOWN)
    face = face_of(glyph.font)
    if text == "ε":
        # Symbol has one epsilon for both of TeX's.
        return "ϵ" if face.symbol else text
    if face.encoding == "letters" and face.computer_modern and not face.bold and not named:
        design = _design_size(glyph.font.name)
        expected = _PHI_WIDTHS[min(_PHI_WIDTHS, key=lambda size: abs(size - design))]
        return "φ" if glyph.box.width / max(glyph.size, 0.01) * 1000 < expected + 30 else "ϕ"
    if face.maths and not face.symbol:
        return "ϕ" if text == "φ" else "φ"
    return text


def _design_size(name: str) -> int:
    digits = "".join(character for character in name if character.isdigit())
    return int(digits[:2]) if digits else 10


def _canonical(text: str) -> str:
    return CANONICAL.get(text, text)


def _fit(plain: str, face: Face) -> Style:
    """The style of a character in this face: an alphabet of capitals says nothing of operators and digits."""
    if plain.isalpha() and face.style == "italic" and face.encoding == "roman":
        # The text italic of a family that has letters of its own for mathematics.
        return "slanted"
    if plain.isalpha() or (plain.isdigit() and face.style in ("bold", "bold-italic", "blackboard", "sans", "mono")):
        if face.style in ("calligraphic", "script") and not ("A" <= plain <= "Z"):
            return "bold" if face.bold else "roman"
        if face.style == "blackboard" and not (plain.isascii() and plain.isalnum()):
            return "roman"
        if plain == "k" and face.encoding == "ams-b":
            return "blackboard"
        if face.style == "calligraphic" and face.bold:
            return "calligraphic"
        return face.style
    if plain.isdigit():
        return "roman"
    return "bold" if face.bold else "roman"


def glyph_text(glyph: Glyph) -> str:
    """The character that a glyph means, by its font and code: ``∑`` for CMEX10's ``X``, ``ℝ`` for MSBM10's ``R``.

    Plain and bold letters come back as they are typed, blackboard, calligraphic and fraktur ones as Unicode's
    mathematical letters. Empty for a glyph that draws nothing; U+FFFD when nothing is known.
    """
    shape = glyph.shape
    usual = _usual_text(glyph.text, shape.name if shape is not None else None, glyph.font)
    if usual is not None:
        return usual
    if face_of(glyph.font).encoding == "extension":
        named = large_named(shape.name) if shape is not None else None
        return _public(named if named is not None else resolve([glyph])[0].text)
    meaning = glyph_meaning(glyph)
    return styled(settle(meaning.text, glyph), meaning.style)


@lru_cache(maxsize=65536)
def _usual_text(text: str, name: str | None, font: Font) -> str | None:
    """What every glyph of this text and name means in a font; None where that depends on the single glyph."""
    if face_of(font).encoding == "extension":
        return None
    meaning = (_named_meaning(name, font) if name is not None else None) or meaning_of(text, font)
    return None if meaning.text in _UNSETTLED else styled(meaning.text, meaning.style)


def _public(text: str) -> str:
    """Nothing private leaves this package: the parts of radicals and braces that Unicode lacks become blank."""
    return "" if 0xE000 <= ord(text[0]) < 0xE100 else text


_ALPHABETS: dict[str, tuple[int, int, dict[str, str]]] = {
    "blackboard": (0x1D538, 0x1D552, {v: k for k, v in _LETTERLIKE.items() if k in "ℂℍℕℙℚℝℤ"}),
    "calligraphic": (0x1D49C, 0x1D4B6, {v: k for k, v in _LETTERLIKE.items() if k in "ℬℰℱℋℐℒℳℛℯℊℴ"}),
    "fraktur": (0x1D504, 0x1D51E, {"C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"}),
}


@lru_cache(maxsize=4096)
def styled(text: str, style: Style) -> str:
    """``text`` as Unicode shows it in ``style``; only blackboard, calligraphic and fraktur letters change."""
    if text == MAPSTO_FOOT:
        return "↦"
    alphabet = _ALPHABETS.get("calligraphic" if style == "script" else style)
    if alphabet is None or len(text) != 1 or not text.isascii():
        return text
    capital, small, irregular = alphabet
    if text in irregular:
        return irregular[text]
    if "A" <= text <= "Z":
        return chr(capital + ord(text) - ord("A"))
    if "a" <= text <= "z":
        return chr(small + ord(text) - ord("a"))
    return chr(0x1D7D8 + int(text)) if style == "blackboard" and text.isdigit() else text
