"""The slots of TeX's maths fonts → the characters they draw, for PDFs whose Unicode map holds the slot itself.

The large symbols (CMEX) are in ``extension``, because there the width of a glyph has to help.
"""

from __future__ import annotations

from paperlsp.formula.fonts import Encoding, Face

# A string of 128 characters each, slot 0 first; a space is a slot that means nothing here.
_LETTERS = (
    "ΓΔΘΛΞΠΣΥΦΨΩαβγδϵ"
    "ζηθικλμνξπρστυφχ"
    "ψωεϑϖϱςϕ↼↽⇀⇁\ue003\ue004▷◁"
    "0123456789.,</>⋆"
    "∂ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZ♭♮♯⌣⌢"
    "ℓabcdefghijklmno"
    "pqrstuvwxyzıȷ℘⃗⁀"
)
_SYMBOLS = (
    "−·×∗÷⋄±∓⊕⊖⊗⊘⊙◯∘•"
    "≍≡⊆⊇≤≥⪯⪰∼≈⊂⊃≪≫≺≻"
    "←→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝"
    "′∞∈∋△▽\u0338\ue000∀∃¬∅ℜℑ⊤⊥"
    "ℵABCDEFGHIJKLMNO"
    "PQRSTUVWXYZ∪∩⊎∧∨"
    "⊢⊣⌊⌋⌈⌉{}⟨⟩|‖↕⇕∖≀"
    "√⨿∇∫⊔⊓⊑⊒§†‡¶♣♢♡♠"
)
_AMS_A = (
    "⊡⊞⊠□■·◇◆↻↺⇌⇋⊟⊩⊪⊨"
    "↠↞⇇⇉⇈⇊↾⇂↿⇃↣↢⇆⇄↰↱"
    "⇝↭↫↬≗≿≳⪆⊸∴∵≑≜≾≲⪅"
    "⪕⪖⋞⋟≼≦⩽≶‵ ≓≒≽≧⩾≷"
    "⊏⊐▷◁⊵⊴★≬▼▶◀→←△▲▽"
    "≖⋚⋛⋚⋛¥⇛⇚✓⊻⊼⩞∠∡∢∝"
    "⌣⌢⋐⋑⋓⋒⋏⋎⋋⋌⫅⫆≏≎⋘⋙"
    "⌜⌝®Ⓢ⋔∔∽⋍⌞⌟✠∁⊺⊚⊛⊝"
)
_AMS_B = (
    "≨≩≰≱≮≯⊀⊁≨≩≰≱⪇⪈⋠⋡"
    "⋦⋧≰≱⪵⪶⋨⋩≨≩≁≇⟋⟍⊈⊉"
    "⊈⊉⊈⊉⊊⊋⊊⊋⊊⊋⊈⊉∦∤∤∦"
    "⊬⊮⊭⊯⋭⋬⋪⋫↚↛⇍⇏⇎↮⋇∅"
    "∄ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZˆˆ˜˜ "
    "ℲG    ℧ð≂ℶℷℸ⋖⋗⋉⋊"
    "|‖∖∼≈≊⪸⪷↶↷ϝϰkℏℏ϶"
)
_ROMAN = (
    "ΓΔΘΛΞΠΣΥΦΨΩﬀﬁﬂﬃﬄ"
    "ıȷ`´ˇ˘¯˚¸ßæœøÆŒØ"
    ' !"#$%&’()*+,-./'
    "0123456789:;¡=¿?"
    "@ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZ[“]ˆ˙"
    "‘abcdefghijklmno"
    "pqrstuvwxyz–—˝˜¨"
)

SLOTS: dict[Encoding, str] = {
    "letters": _LETTERS,
    "symbols": _SYMBOLS,
    "ams-a": _AMS_A,
    "ams-b": _AMS_B,
    "roman": _ROMAN,
}

# Typewriter and small capitals have other characters where the text fonts have their ligatures.
_NO_LIGATURES = "↑↓’¡¿"
_FIRST_LIGATURE = 11

# The foot of TeX's \mapsto, which is drawn before its arrow.
MAPSTO_FOOT = "\ue000"

# The hooks of \hookrightarrow, drawn before its arrow, and of \hookleftarrow, drawn behind it.
HOOK_BEFORE, HOOK_BEHIND = "\ue003", "\ue004"

# Quartz (macOS) writes a slot below 32 as the Macintosh keyboard symbol with that number.
_QUARTZ = {
    "⇥": 2, "⇤": 3, "⌤": 4, "⌅": 4, "⇧": 5, "⌃": 6, "⌥": 7, "⌦": 10, "↵": 11, "↩": 11, "✎": 15, "✏": 15, "⇣": 16,
    "⌘": 17, "✓": 18, "◆": 19, "\uf8ff": 20, "⌫": 23, "⇠": 24, "⇡": 25, "⇢": 26, "⎋": 27, "⌧": 28,
}  # fmt: skip

# ASCII characters that a font of this encoding holds under their own name, so that a Unicode map that yields them
# means them; every other one below 128 is a bare slot. Checked only for Computer Modern, whose names are known.
_NAMED: dict[Encoding, str] = {
    "letters": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,/<>",
    "symbols": "ABCDEFGHIJKLMNOPQRSTUVWXYZ{|}\\",
    "ams-a": "",
    "ams-b": "ABCDEFGHIJKLMNOPQRSTUVWXYZk",
}


def slot_of(text: str, face: Face) -> int | None:
    """The slot that ``text`` stands for, when it is a bare slot and not a character; None otherwise."""
    quartz = _QUARTZ.get(text)
    if quartz is not None and face.maths and face.encoding != "unicode" and (text != "✓" or face.encoding != "ams-a"):
        return quartz
    if quartz is not None and face.computer_modern and face.encoding == "roman":
        return quartz
    if len(text) == 1 and 0xF000 <= ord(text) < 0xF080 and face.encoding != "unicode":
        # By custom, the private area holds the slots of fonts of symbols there.
        return ord(text) - 0xF000
    if len(text) != 1 or ord(text) >= 128:
        return None
    if ord(text) < 32 or ord(text) == 127:
        return ord(text)
    if not face.computer_modern:
        return None
    if face.encoding == "roman":
        return ord(text) if text in "^~_" and face.style not in ("mono", "sans", "blackboard", "fraktur") else None
    named = _NAMED.get(face.encoding)
    return ord(text) if named is not None and text not in named else None


def character_at(slot: int, face: Face) -> str | None:
    """The character in ``slot`` of a font with this face's encoding; None where the encoding has none."""
    table = SLOTS.get(face.encoding)
    if face.style == "mono" and 0 <= slot - _FIRST_LIGATURE < len(_NO_LIGATURES):
        return _NO_LIGATURES[slot - _FIRST_LIGATURE]
    if table is None or not 0 <= slot < len(table) or table[slot] == " ":
        return None
    return table[slot]
