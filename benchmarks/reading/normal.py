r"""LaTeX → tokens in one normal form, so that two ways of writing the same picture are equal.

What is made alike, and nothing else:

- spacing, ``\displaystyle``, ``\limits``, ``\left``, ``\right``, ``\middle`` and ``\big``…, with the dot of a missing delimiter;
- alignment: the environments of several lines go with their ``&``, their line ends stay; ``pmatrix`` and its kin are
  delimiters around ``matrix``, ``array`` is ``matrix``, ``cases`` a brace before it;
- upright text: ``\mathrm``, ``\text``, ``\operatorname``, ``\log``… are runs of upright letters, ``\mathit`` is plain letters;
- braces that only group; the order of sub- and superscripts; ``'`` and ``^{\prime}``;
- ``\underset`` and ``\overset`` on an operator, or on one blackboard letter, are its limits; ``\xrightarrow`` is ``\overset`` on a long arrow;
- aliases: ``\le`` and ``\leq``, ``\to`` and ``\rightarrow``, ``|`` and ``\mid`` and ``\vert``, ``\widehat`` and ``\hat``…;
- calligraphic and script capitals, which one font draws alike; bold upright and bold slanted Greek;
- ``\Re`` and a fraktur R, which are one character of Unicode;
- a comma, semicolon or full stop at the end of a display.
"""

from __future__ import annotations

import re
from functools import lru_cache

TOKEN = re.compile(r"\\begin\s*\{([a-zA-Z]+)(\*?)\}|\\end\s*\{([a-zA-Z]+)(\*?)\}|\\[a-zA-Z]+\*?|\\.|\s+|.", re.DOTALL)

SPACING = frozenset(
    r"\, \; \: \! \  \> \quad \qquad \thinspace \enspace \medspace \thickspace \negthinspace ~ \displaystyle \textstyle "
    r"\scriptstyle \limits \nolimits \nonumber \notag \allowbreak \mathstrut \strut \null \/".split()
)
SIZES = re.compile(r"\\(left|right|middle|[bB]igg?[lrm]?)$")
LINES = frozenset(["aligned", "align", "split", "gathered", "gather", "multline", "alignedat", "eqnarray", "alignat"])
MATRICES = {
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "array": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": (r"\{", r"\}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": (r"\|", r"\|"),
    "cases": (r"\{", ""),
}
ALIASES = {
    r"\le": r"\leq", r"\ge": r"\geq", r"\ne": r"\neq", r"\to": r"\rightarrow", r"\gets": r"\leftarrow",
    r"\land": r"\wedge", r"\lor": r"\vee", r"\lnot": r"\neg", r"\Vert": r"\|", r"\lVert": r"\|", r"\rVert": r"\|",
    r"\vert": "|", r"\lvert": "|", r"\rvert": "|", r"\mid": "|", r"\colon": ":", r"\ast": "*", r"\lbrace": r"\{",
    r"\rbrace": r"\}", r"\iff": r"\Longleftrightarrow", r"\implies": r"\Longrightarrow", r"\impliedby": r"\Longleftarrow",
    r"\longrightarrow": r"\rightarrow", r"\longleftarrow": r"\leftarrow", r"\lbrack": "[", r"\rbrack": "]",
    r"\varnothing": r"\emptyset", r"\owns": r"\ni", r"\dotsc": r"\ldots", r"\dotsb": r"\cdots", r"\dots": r"\ldots",
    r"\widehat": r"\hat", r"\widetilde": r"\tilde", r"\overline": r"\bar", r"\overrightarrow": r"\vec",
    r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\cfrac": r"\frac", r"\dbinom": r"\binom", r"\tbinom": r"\binom",
    r"\stackrel": r"\overset", r"\bigm": "", r"\lt": "<", r"\gt": ">", r"\vartriangle": r"\triangle",
    r"\restriction": "|", r"\lvert*": "|", r"\slash": "/", r"\models": r"\vDash", r"\square": r"\Box", "′": r"\prime",
    r"\longmapsto": r"\mapsto", r"\ldotp": ".", r"\cdotp": r"\cdot", r"\smallsetminus": r"\setminus",
}  # fmt: skip
FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min "
    "Pr sec sin sinh sup tan tanh".split()
)
UPRIGHT = frozenset(
    r"\mathrm \text \operatorname \operatorname* \textrm \mathup \symup \textnormal \mbox \hbox \mathnormal".split()
)
ALPHABETS = {
    r"\mathbf": "bf", r"\textbf": "bf", r"\boldsymbol": "bi", r"\bm": "bi", r"\mathbfit": "bi", r"\mathcal": "cal",
    r"\mathscr": "cal", r"\mathbb": "bb", r"\mathds": "bb", r"\mathbbm": "bb", r"\mathfrak": "fr", r"\mathsf": "sf",
    r"\textsf": "sf", r"\mathtt": "tt", r"\texttt": "tt",
}  # fmt: skip
SLANTED = frozenset(
    r"\mathit \textit \mathord \mathbin \mathrel \mathop \mathopen \mathclose \mathpunct \mathinner \ensuremath".split()
)
TWO = frozenset([r"\frac", r"\binom", r"\overset", r"\underset"])
ACCENTS = frozenset(
    r"\hat \tilde \bar \vec \dot \ddot \dddot \check \breve \acute \grave \mathring \underline \overbrace \underbrace "
    r"\overleftarrow \underrightarrow \substack \overleftrightarrow".split()
)
LARGE = frozenset(
    r"\sum \prod \coprod \int \iint \iiint \oint \bigcup \bigcap \bigoplus \bigotimes \bigodot \bigvee \bigwedge \bigsqcup "
    r"\biguplus".split()
)
GREEK = frozenset(
    "\\" + name
    for name in (
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi pi varpi rho "
        "varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
    ).split()
)


class _Reader:
    """Reads tokens into a flat list in normal form; ``style`` is the alphabet that letters are in."""

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = [match.group() for match in TOKEN.finditer(text)]
        self.at = 0

    def peek(self) -> str:
        while self.at < len(self.tokens) and (self.tokens[self.at].isspace() or self.tokens[self.at] in SPACING):
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        piece = self.peek()
        self.at += 1
        return piece

    def argument(self, style: str) -> list[str]:
        piece = self.peek()
        if piece == "{":
            self.take()
            return self.group(style, "}")
        return self.atom(style) if piece not in ("", "}") else []

    def optional(self, style: str) -> list[str]:
        if self.peek() != "[":
            return []
        self.take()
        return self.group(style, "]")

    def group(self, style: str, end: str) -> list[str]:
        """Everything up to ``end``, which is taken as well."""
        atoms: list[list[str]] = []
        while (piece := self.peek()) and piece != end:
            if piece in ("_", "^", "'"):
                base = atoms.pop() if atoms else []
                atoms.append(self.scripts(base, style))
            else:
                if piece == "}":
                    break
                atoms.append(self.atom(style))
        if self.peek() == end:
            self.take()
        return [piece for atom in atoms for piece in atom]

    def scripts(self, base: list[str], style: str) -> list[str]:
        low: list[str] = []
        high: list[str] = []
        while (piece := self.peek()) in ("_", "^", "'"):
            self.take()
            if piece == "'":
                high.append(r"\prime")
            elif piece == "_":
                low += self.argument(style)
            else:
                high += self.argument(style)
        return with_scripts(base, low, high)

    def atom(self, style: str) -> list[str]:
        piece = self.take()
        if piece == "{":
            return self.group(style, "}")
        if piece.startswith((r"\begin", r"\end")):
            return self.environment(piece, style)
        if SIZES.match(piece):
            if self.peek() == ".":
                self.take()
            return []
        piece = ALIASES.get(piece, piece)
        if piece in UPRIGHT:
            return self.argument("rm")
        if piece in SLANTED:
            return self.argument("" if piece in (r"\mathit", r"\textit") else style)
        if piece in ALPHABETS:
            return self.argument(ALPHABETS[piece])
        if piece == r"\pmod":
            return ["(", *(f"rm:{letter}" for letter in "mod"), *self.argument(style), ")"]
        if piece in (r"\Re", r"\Im"):
            return [f"fr:{piece[1]}"]
        if piece in (r"\bmod", r"\mod"):
            return [f"rm:{letter}" for letter in "mod"]
        if piece == r"\not":
            struck = self.atom(style)
            return {"=": [r"\neq"], r"\in": [r"\notin"]}.get(struck[0] if struck else "", [r"\not", *struck])
        if piece in (r"\hspace", r"\hspace*", r"\phantom", r"\vspace", r"\hphantom", r"\vphantom", r"\label", r"\tag"):
            self.argument(style)
            return []
        if piece == r"\sqrt":
            index = self.optional(style)
            return [r"\sqrt", *(["[", *index, "]"] if index else []), "{", *self.argument(style), "}"]
        if piece in (r"\xrightarrow", r"\xleftarrow"):
            below, above = self.optional(style), self.argument(style)
            arrow = [r"\rightarrow" if piece == r"\xrightarrow" else r"\leftarrow"]
            return over(under(arrow, below), above)
        if piece in (r"\overset", r"\underset"):
            mark, base = self.argument(style), self.argument(style)
            return over(base, mark) if piece == r"\overset" else under(base, mark)
        if piece in TWO:
            return [piece, "{", *self.argument(style), "}", "{", *self.argument(style), "}"]
        if piece in ACCENTS:
            return [piece, "{", *self.argument(style), "}"]
        if piece.startswith("\\") and piece[1:] in FUNCTIONS:
            return [f"rm:{letter}" for letter in piece[1:]]
        if piece in (r"\$", r"\#", r"\%", r"\_", r"\&"):
            return [piece[1:]]
        return [_styled(piece, style)] if piece else []

    def environment(self, piece: str, style: str) -> list[str]:
        name = re.sub(r"[^a-zA-Z]", "", piece.split("{")[1])
        if piece.startswith(r"\end"):
            return []
        if name == "array":
            self.argument(style)
        mine: list[str] = []
        while (following := self.peek()) and not following.startswith(r"\end"):
            if following in ("_", "^", "'"):
                mine = self.scripts(mine[-1:], style) if not mine else [*mine[:-1], *self.scripts(mine[-1:], style)]
            elif following == "&" and name not in MATRICES:
                self.take()
            else:
                mine += self.segment(style, name)
        self.take()
        if name not in MATRICES:
            return mine
        while mine and mine[-1] == r"\\":
            mine.pop()
        left, right = MATRICES[name]
        return [*([left] if left else []), "matrix(", *mine, ")matrix", *([right] if right else [])]

    def segment(self, style: str, name: str) -> list[str]:
        """Atoms with their scripts up to an alignment mark, a line's end or the environment's."""
        atoms: list[list[str]] = []
        while (piece := self.peek()) and piece != "}" and not piece.startswith(r"\end"):
            if piece == "&" and name not in MATRICES:
                break
            if piece in ("_", "^", "'"):
                atoms.append(self.scripts(atoms.pop() if atoms else [], style))
            else:
                atoms.append(self.atom(style))
        if self.peek() == "}":
            self.take()
        return [piece for atom in atoms for piece in atom]


def _styled(piece: str, style: str) -> str:
    if style in ("bf", "bi") and piece in GREEK:
        return f"bi:{piece}"
    if style and (piece.isalpha() or (piece.isdigit() and style not in ("rm", "sf", "tt"))):
        return f"{'bf' if style == 'bi' and piece.isdigit() else style}:{piece}"
    if style and piece.startswith("\\") and style == "bi" and piece[1:].isalpha():
        return f"bi:{piece}"
    return piece


def _is_operator(base: list[str]) -> bool:
    return bool(base) and (
        all(piece.startswith("rm:") for piece in base)
        or (len(base) == 1 and (base[0] in LARGE or base[0].startswith("bb:")))
    )


def with_scripts(base: list[str], low: list[str], high: list[str]) -> list[str]:
    result = list(base)
    if low:
        result += ["_", "{", *low, "}"]
    if high:
        result += ["^", "{", *high, "}"]
    return result


def over(base: list[str], mark: list[str]) -> list[str]:
    if not mark:
        return base
    return with_scripts(base, [], mark) if _is_operator(base) else [r"\overset", "{", *mark, "}", "{", *base, "}"]


def under(base: list[str], mark: list[str]) -> list[str]:
    if not mark:
        return base
    return with_scripts(base, mark, []) if _is_operator(base) else [r"\underset", "{", *mark, "}", "{", *base, "}"]


@lru_cache(maxsize=100_000)
def normal(latex: str) -> tuple[str, ...]:
    """The tokens of ``latex`` in normal form, letters of one upright word in one piece."""
    reader = _Reader(latex)
    tokens: list[str] = []
    while reader.peek():
        tokens += reader.group("", "\0")
        if reader.peek() in ("}", "\0"):
            reader.take()
    joined: list[str] = []
    for piece in tokens:
        if piece.startswith("rm:") and joined and joined[-1].startswith("rm:"):
            joined[-1] += piece[3:]
        elif piece != "&" or "matrix(" in joined:
            joined.append(piece)
    while joined and joined[-1] in (".", ",", ";", r"\\"):
        joined.pop()
    return tuple(joined)


def same(one: str, other: str) -> bool:
    return normal(one) == normal(other)


@lru_cache(maxsize=100_000)
def similarity(one: str, other: str) -> float:
    """1 less the edit distance of the two lists of tokens, by the longer one's length."""
    first, second = normal(one), normal(other)
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    row = list(range(len(second) + 1))
    for position, piece in enumerate(first, 1):
        previous, row[0] = row[0], position
        for at, candidate in enumerate(second, 1):
            previous, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, previous + (piece != candidate))
    return 1.0 - row[-1] / max(len(first), len(second))
