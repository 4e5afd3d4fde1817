"""A block's text and the formulas in it → sentences of tokens: words, numbers, formulas and signs, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from paperlsp.model.paper import Inline
from paperlsp.paper.clause import Clause, clauses_of

TokenKind: TypeAlias = Literal["word", "number", "formula", "sign"]

_TOKEN = re.compile(
    r"""(?P<short>(?:i\.e|e\.g|w\.r\.t|s\.t|i\.i\.d|w\.l\.o\.g|c\.f|a\.k\.a)\.?|(?:resp|cf|vs|approx|ca|al|[Ee]qs?|[Ff]igs?
        |[Ss]ecs?|[Tt]ab|[Rr]ef|[Nn]o|[Aa]pp|[Cc]h|[Tt]hm|Prop|Alg|etc)\.(?=\s?[^\sA-Z]|\s?[A-Z]?[\d(]|\s*$))
    |(?P<number>[−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][−-]?\d+)?|[−-]?\.\d+)(?![^\W\d_]{3}|_)
    |(?P<word>[^\W_][^\W_]*(?:_[^\W_]+)*(?:['’][^\W\d_]+)?(?:[-‐–](?=[^\W_])[^\W_]+)*)
    |(?P<sign>\S)""",
    re.VERBOSE,
)
_ENDS = frozenset(".?!")


class Token(NamedTuple):
    """``text[start:end]`` of a block. ``spaced`` says that white space stands before it."""

    kind: TokenKind
    text: str
    start: int
    end: int
    spaced: bool
    latex: str = ""

    @property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(frozen=True)
class Sentence:
    """Consecutive tokens of one block. ``block`` is its place in the paper's blocks."""

    block: int
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Each token in lower case, formulas as the empty string, so that patterns of words can be looked for."""
        return tuple("" if token.kind == "formula" else token.text.lower() for token in self.tokens)

    def word(self, at: int) -> str:
        """The token at ``at`` as ``words`` has it; "" beyond either end."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def clauses(self, at: int) -> tuple[Clause, ...]:
        """What the formula at ``at`` says; empty for any other token."""
        token = self.tokens[at]
        return clauses_of(token.latex) if token.kind == "formula" else ()


def sentences_of(block: int, text: str, inline: Sequence[Inline]) -> Iterator[Sentence]:
    """The sentences of a block's text, ``block`` being its number."""
    tokens: list[Token] = []
    for token in _tokens(text, inline):
        if tokens and _parts(tokens, token):
            yield Sentence(block, tuple(tokens))
            tokens = []
        tokens.append(token)
    if tokens:
        yield Sentence(block, tuple(tokens))


def _tokens(text: str, inline: Sequence[Inline]) -> Iterator[Token]:
    at = 0
    for formula in inline:
        yield from _plain(text, at, formula.start)
        spaced = formula.start == 0 or text[formula.start - 1].isspace()
        yield Token("formula", text[formula.start : formula.end], formula.start, formula.end, spaced, formula.latex)
        at = formula.end
    yield from _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    at = start
    while (match := _TOKEN.search(text, at, end)) is not None:
        kind: TokenKind = "number" if match["number"] else "sign" if match["sign"] else "word"
        spaced = match.start() == 0 or text[match.start() - 1].isspace()
        yield Token(kind, match.group(), match.start(), match.end(), spaced)
        at = match.end()


def _parts(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a new sentence begins with ``token``."""
    last = tokens[-1]
    if last.text in _ENDS and token.spaced:
        initial = len(tokens) > 1 and len(tokens[-2].text) == 1 and tokens[-2].text.isupper() and last.text == "."
        return not token.text[:1].islower() and not (initial and tokens[-2].kind == "word")
    if last.text in ("”", ")", '"') and len(tokens) > 1 and tokens[-2].text in _ENDS:
        return token.spaced and token.text[:1].isupper()
    return token.text == "•"
