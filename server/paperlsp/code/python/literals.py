"""String literals and ``#`` comments in Python → prose: the text that they stand for, with the way back."""

from __future__ import annotations

import re
import unicodedata

from paperlsp.code.prose import Prose

_OPENING = re.compile(rb"(?P<prefix>[A-Za-z]{0,3})(?P<quote>'''|\"\"\"|'|\")")
_ESCAPE = re.compile(
    # TeX in a string that should have been raw: nobody means a bell by "\\alpha" or a tab by "\\theta".
    r"\\(?P<tex>[abfrv](?=[a-zA-Z]{2})"
    r"|t(?=(?:heta|au|ext|imes|ilde|anh|op|riangle|frac|o|an|r)(?![a-z])|ext[a-z]{2}\b|riangle)"
    r"|n(?=(?:abla|u|eq|e|ot|otin|eg|i|onumber|ormal|eq)(?![A-Za-z])))"
    r"|\\(?:(?P<line>\r\n|\r|\n)|(?P<char>[\\'\"abfnrtv])|(?P<octal>[0-7]{1,3})|x(?P<x>[0-9A-Fa-f]{2})"
    r"|u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8})|N\{(?P<name>[^}\n]{1,80})\})"
    r"|(?P<end>\r\n)"
)
_LINE_END = re.compile(r"(?P<end>\r\n)")
_CHARACTERS = {
    "\\": "\\",
    "'": "'",
    '"': '"',
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
_MARK = re.compile(rb"#+:?[ \t]?")


def string_prefix(content: bytes, start: int) -> str:
    """The letters before the quotes of the literal at ``start``, in lower case."""
    opening = _OPENING.match(content, start)
    return opening["prefix"].decode("ascii").lower() if opening else ""


def string_inside(content: bytes, start: int, end: int) -> tuple[int, int]:
    """The bytes between the quotes of the literal from ``start`` to ``end``, which may lack its closing ones."""
    opening = _OPENING.match(content, start, end)
    if opening is None:
        return start, end
    quote = opening["quote"]
    inner = opening.end()
    return (
        (inner, end - len(quote)) if end - inner >= len(quote) and content.endswith(quote, inner, end) else (inner, end)
    )


def add_string(prose: Prose, content: bytes, start: int, end: int) -> None:
    """Append the text of the literal from ``start`` to ``end``: escapes resolved unless it is raw, lines ended by LF.

    The one difference to Python's own value is TeX: the command for a beta stays what its author meant, in a raw
    string and in any other.
    """
    inner, outer = string_inside(content, start, end)
    text = content[inner:outer].decode("utf-8", "replace")
    raw = "\\" not in text or "r" in string_prefix(content, start)
    if raw and "\r" not in text:
        prose.add(text, inner, outer)
        return
    at = 0
    offset = inner
    for escape in (_LINE_END if raw else _ESCAPE).finditer(text):
        plain = text[at : escape.start()]
        middle = offset + len(plain.encode())
        prose.add(plain, offset, middle)
        offset = middle + len(escape[0].encode())
        prose.add("\n" if escape["end"] else _unescaped(escape), middle, offset)
        at = escape.end()
    prose.add(text[at:], offset, outer)


def add_comment(prose: Prose, content: bytes, start: int, end: int) -> None:
    """Append a comment's text, without its marks, the space behind them and trailing space."""
    mark = _MARK.match(content, start, end)
    inner = mark.end() if mark else start
    line = content[inner:end].rstrip()
    prose.add(line.decode("utf-8", "replace"), inner, inner + len(line))


def _unescaped(escape: re.Match[str]) -> str:
    """The character that an escape stands for; the escape itself where it stands for none."""
    if escape["tex"]:
        return escape[0]
    if escape["line"]:
        return ""
    if escape["char"]:
        return _CHARACTERS[escape["char"]]
    if escape["name"]:
        try:
            return unicodedata.lookup(escape["name"])
        except KeyError:
            return escape[0]
    code = int(escape["octal"], 8) if escape["octal"] else int(escape["x"] or escape["u"] or escape["U"], 16)
    # A lone surrogate cannot be written in UTF-8.
    return escape[0] if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)
