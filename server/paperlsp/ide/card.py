"""What a hover says, as records of plain text; ``render`` gives them a form."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.ide.places import PaperPlace
from paperlsp.model.span import Span


@dataclass(frozen=True, slots=True)
class AnchorCard:
    """One part of a paper. ``path`` runs from the outermost section down to the part; ``page`` starts at 1.

    ``quote`` is a passage in the paper's words, ``formula`` an equation in Unicode (or in LaTeX when ``is_latex``),
    each "" where there is none. ``also`` names further parts. ``percent`` is how sure the link is, None for a part
    that the code itself names. ``shown`` is the equation that ``formula`` writes, for who has a picture of it.
    ``pdf`` is the supplement that the page is of, "" for the paper itself.
    """

    paper: str
    path: tuple[str, ...]
    page: int
    quote: str
    formula: str
    is_latex: bool
    also: tuple[str, ...]
    percent: int | None
    reasons: tuple[str, ...]
    shown: PaperPlace | None = None
    pdf: str = ""


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """A definition that the paper does not explain: why, and what comes nearest ("" for nothing)."""

    reason: str
    nearest: str
    percent: int


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A definition that implements a part of a paper. ``place`` is its file and line, as they stand in lists."""

    symbol: str
    kind: str
    place: str
    percent: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeCard:
    """The code that implements a part: ``label`` names the part, ``more`` counts the rows that are left out."""

    label: str
    rows: tuple[CodeRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class WordCard:
    """What people have said about a definition: each of ``lines`` is a head ("Note") and their own words."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LineCard:
    """A statement that computes an equation: where it stands, whether exactly, in words, and the symbols.

    Each of ``rows`` is the paper's symbol, the code's name for it, and what the paper says that it means ("" for none).
    """

    anchor: AnchorCard
    exact: bool
    detail: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule: ``what`` it reports and ``why`` that matters, a sentence or more of English each, as its page says them."""

    code: str
    name: str
    what: str
    why: str


Card = LineCard | AnchorCard | VerdictCard | CodeCard | WordCard | RuleCard


@dataclass(frozen=True, slots=True)
class Hover:
    """``span`` are the bytes that the hover is about, None for a whole line."""

    span: Span | None
    cards: tuple[Card, ...]
