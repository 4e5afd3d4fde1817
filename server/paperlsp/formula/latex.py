"""The presentation tree → LaTeX that compiles with amsmath and amssymb."""

from __future__ import annotations

import re
from string import ascii_letters

from paperlsp.formula.encodings import MAPSTO_FOOT
from paperlsp.formula.symbols import ACCENTS, FUNCTIONS, LIMIT_WORDS, command_of
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
    Style,
    Symbol,
    Text,
    Word,
)

_ALPHABET: dict[Style, str] = {
    "roman": "mathrm", "bold": "mathbf", "bold-italic": "boldsymbol", "blackboard": "mathbb", "calligraphic": "mathcal",
    "script": "mathscr", "fraktur": "mathfrak", "sans": "mathsf", "mono": "mathtt", "text": "text",
    "slanted": "mathit",
}  # fmt: skip
_TWO_WORDS = {
    "arg max": r"\arg\max", "arg min": r"\arg\min", "lim sup": r"\limsup", "lim inf": r"\liminf",
    "arg sup": r"\arg\sup", "arg inf": r"\arg\inf",
}  # fmt: skip
_MATRIX = {
    ("(", ")"): "pmatrix",
    ("[", "]"): "bmatrix",
    ("{", "}"): "Bmatrix",
    ("|", "|"): "vmatrix",
    ("‖", "‖"): "Vmatrix",
}
_GREEK = re.compile("[Α-Ωα-ωϑϕϖϱϵϰ]")
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\^{}",
    "~": r"\~{}",
}
_TEXT_COMMANDS = re.compile(r"[^\x20-\x7e]")


def to_latex(node: Node) -> str:
    """``node`` as LaTeX, without delimiters of a display and without numbers."""
    return _tidy(_write(node))


def _tidy(text: str) -> str:
    return re.sub(r" {2,}", " ", text).strip()


def _glue(parts: list[str]) -> str:
    """Put pieces together, with a space only where a command would swallow the letter behind it."""
    result = ""
    for part in parts:
        if not part:
            continue
        if part[0].isalpha() and _ends_with_command(result):
            result += " "
        result += part
    return result


def _ends_with_command(latex: str) -> bool:
    front = latex.rstrip(ascii_letters)
    return len(front) < len(latex) and front.endswith("\\")


def _write(node: Node) -> str:
    match node:
        case Symbol(text, style):
            return _symbol(text, style)
        case Word(text, style):
            return _word(text, style, limits=False)
        case Text(text):
            return rf"\text{{{_escape(text)}}}"
        case Space(quads):
            return r"\qquad " if quads > 1 else r"\quad "
        case Row(items):
            return _glue([_write(item) for item in _join_digits(items)])
        case Scripts():
            return _scripts(node)
        case Limits():
            return _limits(node)
        case Fraction(numerator, denominator):
            return rf"\frac{{{_tidy(_write(numerator))}}}{{{_tidy(_write(denominator))}}}"
        case Root(body, index):
            order = f"[{_tidy(_write(index))}]" if index is not None else ""
            return rf"\sqrt{order}{{{_tidy(_write(body))}}}"
        case Accent(mark, base):
            return rf"\{mark}{{{_tidy(_write(base))}}}"
        case Braced(base, over, label):
            brace = rf"\{'over' if over else 'under'}brace{{{_tidy(_write(base))}}}"
            return brace if label is None else brace + ("^" if over else "_") + _argument(label)
        case Fenced():
            return _fenced(node)
        case Grid(rows, kind):
            return _grid(rows, kind)
        case Lines(lines):
            body = r" \\ ".join(" & ".join(_tidy(_write(part)) for part in line) for line in lines)
            return rf"\begin{{aligned}}{body}\end{{aligned}}"


def _join_digits(items: tuple[Node, ...]) -> list[Node]:
    """Digits of one bold (or other) alphabet side by side, with the points between them, as one number."""
    result: list[Node] = []
    for position, item in enumerate(items):
        last = result[-1] if result else None
        if (
            isinstance(last, Word)
            and isinstance(item, Symbol)
            and last.text[0].isdigit()
            and _is_digit_of(item, last.style, items, position)
        ):
            result[-1] = Word(last.text + item.text, last.style)
        elif (
            isinstance(item, Symbol)
            and item.text.isdigit()
            and item.style not in ("roman", "italic", "blackboard", "text")
        ):
            result.append(Word(item.text, item.style))
        else:
            result.append(item)
    return result


def _is_digit_of(item: Symbol, style: Style, items: tuple[Node, ...], position: int) -> bool:
    if item.text == ".":
        following = items[position + 1] if position + 1 < len(items) else None
        return isinstance(following, Symbol) and following.text.isdigit() and following.style == style
    return item.text.isdigit() and item.style == style


def _escape(text: str) -> str:
    plain = "".join(_ESCAPED.get(character, character) for character in text)
    return _TEXT_COMMANDS.sub(lambda m: _text_character(m.group()), plain)


def _text_character(character: str) -> str:
    if character.isalpha() and ord(character) < 0x250:
        return character
    if character in "’‘“”–—":
        return {"’": "'", "‘": "`", "“": "``", "”": "''", "–": "--", "—": "---"}[character]
    command = command_of(character)
    return f"${command}$" if command is not None else ""


def _symbol(text: str, style: Style) -> str:
    if text == MAPSTO_FOOT:
        return r"\mapstochar"
    if text in ACCENTS:
        # An accent over nothing that was found: drawn over an empty base.
        return rf"\{ACCENTS[text][0]}{{}}"
    command = command_of(text)
    if command is not None:
        bold = style in ("bold", "bold-italic") and text.strip("()[]{},.;:|/") != ""
        if bold and (text.isalpha() or text in "∇∂∞"):
            return rf"\boldsymbol{{{command}}}"
        return command
    if text == "-":
        return "-"
    if text.isascii() and text.isprintable():
        if text.isalpha() or text.isdigit():
            if style in ("italic", "slanted") or (style == "roman" and text.isdigit()):
                return text
            return rf"\{_ALPHABET[style]}{{{text}}}"
        return _ESCAPED.get(text, text)
    if len(text) > 1:
        return _word(text, style, limits=False)
    written = _text_character(text)
    if written and not written.startswith("$"):
        return rf"\text{{{written}}}"
    return r"\square"


def _word(text: str, style: Style, *, limits: bool) -> str:
    if text in _TWO_WORDS:
        return rf"\operatorname*{{{text.replace(' ', chr(92) + ',')}}}" if limits else _TWO_WORDS[text]
    if style in ("roman", "text") and text in FUNCTIONS:
        return f"\\{text}"
    plain = _escape(text)
    if style == "text":
        return rf"\text{{{plain}}}"
    if style in ("roman", "italic"):
        if limits or text.lower() in LIMIT_WORDS:
            return rf"\operatorname*{{{plain}}}"
        return rf"\mathit{{{plain}}}" if style == "italic" else rf"\operatorname{{{plain}}}"
    if style == "bold-italic":
        return rf"\boldsymbol{{{plain}}}"
    return rf"\{_ALPHABET[style]}{{{plain}}}"


def _argument(node: Node) -> str:
    """A script's text in braces, without them when it is one token."""
    if isinstance(node, Word) and node.style == "roman" and node.text not in FUNCTIONS and node.text not in _TWO_WORDS:
        return rf"{{\mathrm{{{_escape(node.text)}}}}}"
    text = _tidy(_write(node))
    return text if len(text) == 1 else f"{{{text}}}"


def _scripts(node: Scripts) -> str:
    base = _tidy(_write(node.base)) if not isinstance(node.base, Row) else f"{{{_tidy(_write(node.base))}}}"
    if isinstance(node.base, (Scripts, Fraction)) and not node.before:
        base = f"{{{base}}}"
    if isinstance(node.base, (Limits, Braced)) and re.search(r"[_^]", base):
        base = f"{{{base}}}"
    primes, sup = _primes(node.sup)
    text = ""
    if sup is not None and primes:
        text = f"^{{{_glue([chr(92) + 'prime'] * primes)}{_space_before(sup)}{_tidy(_write(sup))}}}"
    elif primes:
        text = "'" * primes
    sub = "_" + _argument(node.sub) if node.sub is not None else ""
    if sup is not None and not primes:
        text = "^" + _argument(sup)
    scripts = text + sub if primes and sup is None else sub + text
    return f"{{}}{scripts}{_space_after(scripts, base)}{base}" if node.before else base + scripts


def _space_before(node: Node) -> str:
    written = _write(node)
    return " " if written[:1].isalpha() else ""


def _space_after(scripts: str, base: str) -> str:
    return " " if re.search(r"\\[A-Za-z]+$", scripts) and base[:1].isalpha() else ""


def _primes(node: Node | None) -> tuple[int, Node | None]:
    """How many primes a superscript begins with, and what is left of it."""
    if node is None:
        return 0, None
    items = list(node.items) if isinstance(node, Row) else [node]
    count = 0
    while items and isinstance(items[0], Symbol) and items[0].text in ("′", "″", "‴"):
        count += "′″‴".index(items[0].text) + 1
        items.pop(0)
    if not items:
        return count, None
    return count, items[0] if len(items) == 1 else Row(tuple(items))


_STRETCHING = {"⟶": "rightarrow", "⟵": "leftarrow"}


def _limits(node: Limits) -> str:
    base = node.base
    if isinstance(base, Symbol) and command_of(base.text) is not None and base.text in "∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨀⨄⨆":
        text = _symbol(base.text, base.style) + (r"\limits" if base.text in "∫∬∭∮" else "")
    elif isinstance(base, Word):
        text = _word(base.text, base.style, limits=True)
    elif isinstance(base, Text):
        text = rf"\operatorname*{{{_escape(base.text)}}}"
    elif isinstance(base, Braced):
        text = _write(base)
    else:
        text = _tidy(_write(base))
        if isinstance(base, Symbol) and base.text in _STRETCHING:
            under = f"[{_tidy(_write(node.below))}]" if node.below is not None else ""
            return (
                rf"\x{_STRETCHING[base.text]}{under}{{{_tidy(_write(node.above)) if node.above is not None else ''}}}"
            )
        if node.above is not None:
            text = rf"\overset{{{_tidy(_write(node.above))}}}{{{text}}}"
        if node.below is not None:
            text = rf"\underset{{{_tidy(_write(node.below))}}}{{{text}}}"
        return text
    if node.below is not None:
        text += "_" + _argument(node.below)
    if node.above is not None:
        text += "^" + _argument(node.above)
    return text


def _fence(text: str) -> str:
    return (command_of(text) or text) if text else "."


def _fenced(node: Fenced) -> str:
    if isinstance(node.body, Fraction) and not node.body.ruled and (node.left, node.right) == ("(", ")"):
        return rf"\binom{{{_tidy(_write(node.body.numerator))}}}{{{_tidy(_write(node.body.denominator))}}}"
    if isinstance(node.body, Grid):
        if node.left == "{" and node.right == "":
            return _grid(node.body.rows, "cases")
        name = _MATRIX.get((node.left, node.right))
        if name is not None:
            return rf"\begin{{{name}}}{_rows(node.body.rows)}\end{{{name}}}"
    body = _tidy(_write(node.body))
    left, right = _fence(node.left), _fence(node.right)
    simple = all("!" not in fence for fence in (left, right))
    if node.tall and simple:
        return _glue([rf"\left{left}", body]) + rf"\right{right}"
    return _glue([left if node.left else "", body, right if node.right else ""])


def _rows(rows: tuple[tuple[Node, ...], ...]) -> str:
    return r" \\ ".join(" & ".join(_tidy(_write(cell)) for cell in row) for row in rows)


def _grid(rows: tuple[tuple[Node, ...], ...], kind: str) -> str:
    if kind == "substack":
        return rf"\substack{{{_rows(rows)}}}"
    return rf"\begin{{{kind}}}{_rows(rows)}\end{{{kind}}}"
