"""The presentation tree → Unicode text for terminals, one line for each line of the formula."""

from __future__ import annotations

import unicodedata

from paperlsp.formula.meaning import styled
from paperlsp.formula.symbols import kind_of
from paperlsp.formula.tree import (
    Accent,
    Braced,
    Fenced,
    Fraction,
    Grid,
    Limits,
    Lines,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
    Text,
    Word,
)

_UP = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′∗⊤ ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′*ᵀ ",
        strict=True,
    )
)
_DOWN = dict(zip("0123456789+−=()aehijklmnoprstuvxβγρφχ ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ ", strict=True))
_MARKS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0305", "dot": "\u0307", "ddot": "\u0308", "acute": "\u0301", "grave": "\u0300", "breve": "\u0306",
    "check": "\u030c", "mathring": "\u030a", "vec": "\u20d7", "underline": "\u0332", "overrightarrow": "\u20d7",
    "dddot": "\u20db",
}  # fmt: skip


def to_text(node: Node) -> str:
    """``node`` as plain Unicode: superscripts and subscripts where Unicode has them, ``^(…)`` where it has not."""
    if isinstance(node, Lines):
        return "\n".join(" ".join(filter(None, (_clean(_write(part)) for part in line))) for line in node.lines)
    return _clean(_write(node))


def _clean(text: str) -> str:
    return " ".join(text.replace("\ue000", "↦").split())


def _write(node: Node, *, tight: bool = False) -> str:
    match node:
        case Symbol(text, style):
            return styled(text, style)
        case Word(text):
            return text
        case Text(text):
            return f" {text} "
        case Space():
            return "  "
        case Row(items):
            return _row(items, tight=tight)
        case Scripts(base, sub, sup, before):
            scripts = _sub(sub) + _sup(sup)
            return scripts + _unit(base) if before else _unit(base) + scripts
        case Limits(base, below, above):
            return _write(base) + _sub(below) + _sup(above)
        case Fraction(numerator, denominator, ruled):
            if not ruled:
                return f"{_write(numerator)} choose {_write(denominator)}"
            return f"{_operand(numerator)}/{_operand(denominator)}"
        case Root(body, index):
            return f"{_sup(index)}√{_operand(body)}"
        case Accent(mark, base):
            return _accent(mark, base)
        case Braced(base, over, label):
            body = _write(base)
            return body if label is None else f"{body} [{'over' if over else 'under'}: {_clean(_write(label))}]"
        case Fenced(left, right, body):
            return f"{left}{_clean(_write(body))}{right}"
        case Grid(rows):
            return "; ".join(", ".join(_clean(_write(cell)) for cell in row) for row in rows)
        case Lines(lines):
            return "; ".join(" ".join(_clean(_write(part)) for part in line) for line in lines)


def _row(items: tuple[Node, ...], *, tight: bool) -> str:
    parts: list[str] = []
    for position, item in enumerate(items):
        text = _write(item)
        base = item.base if isinstance(item, (Scripts, Limits)) else item
        kind = kind_of(base.text) if isinstance(base, Symbol) else "word" if isinstance(base, Word) else "ordinary"
        first = position == 0 or (parts and parts[-1].rstrip()[-1:] in tuple("([{,=<>≤≥←→+−"))
        if (kind == "relation" and not tight) or (kind == "binary" and not tight and not first and text != "·"):
            text = f" {text} "
        elif kind == "punctuation":
            text = f"{text} "
        elif kind in ("word", "large") and parts:
            text = f" {text}" if parts[-1][-1:].isalnum() else text
        if kind in ("word", "large") and position + 1 < len(items) and not _opens(items[position + 1]):
            text += " "
        parts.append(text)
    return "".join(parts)


def _opens(node: Node) -> bool:
    return isinstance(node, Fenced) or (isinstance(node, Scripts) and isinstance(node.base, Fenced)) or (
        isinstance(node, Symbol) and kind_of(node.text) in ("open", "close", "punctuation", "relation", "binary")
    )  # fmt: skip


def _unit(node: Node) -> str:
    text = _write(node)
    return f"({text})" if isinstance(node, (Row, Fraction)) else text


def _operand(node: Node) -> str:
    text = _clean(_write(node))
    simple = isinstance(node, (Symbol, Word, Fenced, Scripts, Accent, Root)) or text.isalnum()
    return text if simple else f"({text})"


def _script(node: Node, table: dict[str, str], sign: str) -> str:
    text = _clean(_write(node, tight=True)).replace(" ", "")
    if text and all(character in table for character in text):
        return "".join(table[character] for character in text)
    if text.startswith("′") and sign == "^":
        rest = text.lstrip("′")
        return "′" * (len(text) - len(rest)) + (_script_text(rest, table, sign) if rest else "")
    return _script_text(text, table, sign)


def _script_text(text: str, table: dict[str, str], sign: str) -> str:
    if text and all(character in table for character in text):
        return "".join(table[character] for character in text)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _sub(node: Node | None) -> str:
    return "" if node is None else _script(node, _DOWN, "_")


def _sup(node: Node | None) -> str:
    return "" if node is None else _script(node, _UP, "^")


def _accent(mark: str, base: Node) -> str:
    text = _clean(_write(base))
    combining = _MARKS.get(mark)
    if combining is not None and len(text) == 1:
        return unicodedata.normalize("NFC", text + combining) if text.isascii() else text + combining
    if combining is not None and text and not isinstance(base, Row):
        return text[0] + combining + text[1:]
    return f"{mark}({text})"
