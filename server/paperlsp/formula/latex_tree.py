r"""LaTeX as docstrings and comments hold it → the presentation tree: ``\beta_1 m_{t-1}`` → scripts, symbols, fractions.

Only what changes the tree is understood; sizes, spacing and unknown commands fall away. Never raises.
"""

from __future__ import annotations

import re

from paperlsp.formula.symbols import ACCENTS, FUNCTIONS, TABLE, kind_of
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
    row_of,
)

_MOST_TOKENS = 2000
_DEEPEST = 60
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_&]|%[^\n]*|\s+|.", re.DOTALL)
_COMMANDS: dict[str, str] = {command[1:]: text for text, (command, _) in reversed(TABLE.items()) if command[0] == "\\"}
_MORE = {
    "ne": "≠", "le": "≤", "ge": "≥", "gets": "←", "rightarrow": "→", "land": "∧", "lor": "∨", "lVert": "‖", "rVert": "‖",
    "Vert": "‖", "vert": "|", "lvert": "|", "rvert": "|", "|": "‖", "ast": "∗", "star": "⋆", "dots": "…", "dotsc": "…",
    "lt": "<", "gt": ">", "coloneqq": "≔", "triangleq": "≜", "intercal": "⊺", "varepsilon": "ε", "mid": "∣", "prime": "′",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "cdot": "·", "times": "×", "odot": "⊙", "colon": ":",
    "Longleftarrow": "⟸", "longleftarrow": "←", "leftarrow": "←", "infty": "∞", "sim": "∼",
}  # fmt: skip
_STYLES: dict[str, Style] = {
    "mathrm": "roman", "mathbf": "bold", "boldsymbol": "bold-italic", "bm": "bold-italic", "mathbb": "blackboard",
    "mathcal": "calligraphic", "mathscr": "script", "mathfrak": "fraktur", "mathsf": "sans", "mathtt": "mono",
    "mathit": "italic", "operatorname": "roman", "operatorname*": "roman", "mathop": "roman", "rm": "roman", "bf": "bold",
    "pmb": "bold-italic", "textrm": "text", "textbf": "text", "textit": "text", "text": "text", "mbox": "text",
    "texttt": "text", "textsf": "text", "mathds": "blackboard",
}  # fmt: skip
_SKIPPED = frozenset(
    [
        r"\left",
        r"\right",
        r"\big",
        r"\Big",
        r"\bigg",
        r"\Bigg",
        r"\bigl",
        r"\bigr",
        r"\Bigl",
        r"\Bigr",
        r"\biggl",
        r"\biggr",
        r"\Biggl",
        r"\Biggr",
        r"\middle",
        r"\displaystyle",
        r"\textstyle",
        r"\limits",
        r"\nolimits",
        r"\,",
        r"\!",
        r"\:",
        r"\;",
        r"\>",
        r"\nonumber",
        r"\notag",
        r"\scriptstyle",
        r"\mathrel",
        r"\mathbin",
        r"\mathord",
        r"\hfill",
        r"\allowbreak",
        r"\small",
    ]
)
_MARKS = frozenset(mark for pair in ACCENTS.values() for mark in pair) | {"underline"}
_FRACTIONS = frozenset((r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"))
_CLOSING = {"(": ")", "[": "]", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "{": "}"}
_MATRICES = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "array", "smallmatrix"))


def latex_tree(latex: str) -> Node:
    """The tree of one formula, without the signs that begin and end mathematics."""
    tokens = [token for token in _TOKEN.findall(latex) if not token.isspace() and token[0] != "%"][:_MOST_TOKENS]
    lines = _Reader(tokens).lines(())
    if len(lines) == 1 and len(lines[0]) == 1:
        return lines[0][0]
    return Lines(tuple(tuple(line) for line in lines))


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def lines(self, ends: tuple[str, ...]) -> list[list[Node]]:
        r"""Rows between ``\\``, each in its cells between ``&``, up to one of the closing tokens."""
        rows: list[list[Node]] = [[]]
        while True:
            rows[-1].append(self.row((*ends, "&", r"\\", r"\end")))
            sign = self.peek()
            if sign == "&":
                self.at += 1
            elif sign == r"\\":
                self.at += 1
                rows.append([])
            elif sign == r"\end" and r"\end" not in ends:
                self.at += 1
                self.name()
            else:
                return [row for row in rows if any(cell != Row(()) for cell in row)] or [[Row(())]]

    def row(self, ends: tuple[str, ...]) -> Node:
        """The nodes up to one of the closing tokens, which stays."""
        nodes: list[Node] = []
        self.depth += 1
        while self.at < len(self.tokens) and self.peek() not in ends and self.depth <= _DEEPEST:
            if self.peek() in ("^", "_"):
                self.script(nodes)
                continue
            if self.peek() == "'":
                self.at += 1
                nodes.append(_raised(nodes.pop() if nodes else Row(()), Symbol("′")))
                continue
            node = self.node()
            if node is not None:
                nodes.append(node)
        if self.depth > _DEEPEST:
            self.at = len(self.tokens)
        self.depth -= 1
        return row_of(_fenced(nodes)) if len(nodes) != 1 else _fenced(nodes)[0]

    def script(self, nodes: list[Node]) -> None:
        sign = self.peek()
        self.at += 1
        content = self.argument()
        base = nodes.pop() if nodes else Row(())
        if isinstance(base, Symbol) and base.text in (")", "]", "}", "⟩") and not isinstance(base, Fenced):
            # What closes is paired first, so that the script belongs to the whole.
            paired = _fenced([*nodes, base])
            nodes[:] = paired[:-1]
            base = paired[-1]
        large = (isinstance(base, Symbol) and kind_of(base.text) == "large") or isinstance(base, Limits)
        if large and isinstance(base, (Symbol, Limits)):
            known = base if isinstance(base, Limits) else Limits(base)
            nodes.append(
                Limits(known.base, content, known.above) if sign == "_" else Limits(known.base, known.below, content)
            )
        elif isinstance(base, Scripts) and not base.before and (base.sub if sign == "_" else base.sup) is None:
            nodes.append(Scripts(base.base, content if sign == "_" else base.sub, base.sup if sign == "_" else content))
        elif sign == "^":
            nodes.append(_raised(base, content))
        else:
            nodes.append(Scripts(base, content))

    def argument(self) -> Node:
        """A group in braces, or the next node alone."""
        if self.peek() == "{":
            self.at += 1
            content = self.row(("}",))
            self.at += 1
            return content
        return self.node() or Row(())

    def name(self) -> str:
        """The characters of a group in braces, as they are."""
        if self.peek() != "{":
            return ""
        depth, start = 0, self.at
        while self.at < len(self.tokens):
            depth += (self.peek() == "{") - (self.peek() == "}")
            self.at += 1
            if depth == 0:
                break
        return "".join(self.tokens[start + 1 : self.at - 1])

    def node(self) -> Node | None:
        """The next node; None for what draws nothing."""
        if self.depth > _DEEPEST:
            self.at = len(self.tokens)
            return None
        self.depth += 1
        found = self.whole()
        self.depth -= 1
        return found

    def whole(self) -> Node | None:
        sign = self.peek()
        self.at += 1
        if sign == "{":
            self.at -= 1
            return self.argument()
        if not sign.startswith("\\"):
            return None if sign in ("}", "&", "$") else _character(sign)
        if sign in _SKIPPED:
            if sign in (r"\left", r"\right") and self.peek() == ".":
                self.at += 1
            return None
        command = sign[1:]
        if sign in _FRACTIONS:
            return Fraction(self.argument(), self.argument())
        if command == "sqrt":
            return self.root()
        if command in _MARKS:
            return Accent(command, self.argument())
        if command in _STYLES:
            return self.styled(command)
        if command == "begin":
            return self.environment()
        if command in ("underbrace", "overbrace"):
            return Braced(self.argument(), command == "overbrace")
        if command in ("underset", "overset", "stackrel"):
            script, base = self.argument(), self.argument()
            return Limits(base, below=script) if command == "underset" else Limits(base, above=script)
        if command in ("quad", "qquad", " ", "hspace", "tag", "label"):
            if self.peek() == "{":
                self.name()
            return Space(2 if command == "qquad" else 1)
        if command == "arg" and self.peek() in (r"\max", r"\min"):
            self.at += 1
            return Word(f"arg {self.tokens[self.at - 1][1:]}")
        if command in FUNCTIONS:
            return Word(command)
        text = _MORE.get(command) or _COMMANDS.get(command)
        if text is not None:
            return Symbol(text, "italic" if text.isalpha() and text not in "∇∂∞" else "roman")
        return None

    def root(self) -> Node:
        index: Node | None = None
        if self.peek() == "[":
            self.at += 1
            index = self.row(("]",))
            self.at += 1
        return Root(self.argument(), index)

    def styled(self, command: str) -> Node:
        style = _STYLES[command]
        if style == "text":
            start = self.at
            words = self.name()
            return Text(words) if words else self._from(start)
        start = self.at
        word = self.name() if self.peek() == "{" else ""
        plain = "".join(each for each in word if each not in "{}").replace("\\", "")
        if (
            len(plain) > 1
            and plain.replace("_", "").replace("-", "").isalnum()
            and plain[0].isalpha()
            and "\\" not in word
        ):
            return Word(plain, style)
        self.at = start
        return _restyled(self.argument(), style)

    def _from(self, start: int) -> Node:
        self.at = start
        return self.argument()

    def environment(self) -> Node:
        kind = self.name().rstrip("*")
        if kind == "array" and self.peek() == "{":
            self.name()
        rows = self.lines((r"\end",))
        self.at += 1
        self.name()
        cells = tuple(tuple(row) for row in rows)
        if kind == "cases":
            return Fenced("{", "", Grid(cells, "cases"))
        if kind in _MATRICES:
            left, right = {"p": ("(", ")"), "b": ("[", "]"), "B": ("{", "}"), "v": ("|", "|")}.get(kind[0], ("", ""))
            grid = Grid(cells)
            return Fenced(left, right, grid) if kind.endswith("matrix") and left else grid
        return Lines(cells)


def _character(sign: str) -> Node:
    if sign in ("*", "-"):
        return Symbol("∗" if sign == "*" else "−")
    return Symbol(sign, "italic" if sign.isalpha() else "roman")


def _raised(base: Node, content: Node) -> Node:
    if isinstance(base, Scripts) and not base.before:
        above = [
            each
            for part in (base.sup, content)
            if part is not None
            for each in (part.items if isinstance(part, Row) else (part,))
        ]
        return Scripts(base.base, base.sub, row_of(above))
    return Scripts(base, None, content)


def _restyled(node: Node, style: Style) -> Node:
    match node:
        case Symbol(text):
            return Symbol(text, style)
        case Scripts(base, sub, sup, before):
            return Scripts(_restyled(base, style), sub, sup, before)
        case Row(items):
            return Row(tuple(_restyled(item, style) for item in items))
        case _:
            return node


def _fenced(nodes: list[Node]) -> list[Node]:
    """Brackets with what stands between them as one node; those without a partner stay symbols."""
    stack: list[tuple[str, list[Node]]] = []
    result: list[Node] = []
    for node in nodes:
        text = node.text if isinstance(node, Symbol) else ""
        if text in _CLOSING:
            stack.append((text, result))
            result = []
        elif stack and text in _CLOSING.values():
            left, outer = stack.pop()
            outer.append(Fenced(left, text, row_of(result)))
            result = outer
        else:
            result.append(node)
    while stack:
        left, outer = stack.pop()
        result = [*outer, Symbol(left), *result]
    return result
