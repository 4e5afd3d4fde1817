"""A paper as people cite it: its anchors (what code can be linked to) and its blocks (what is read)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from paperlsp.model.geometry import Box
from paperlsp.model.gist import Gist
from paperlsp.model.problem import Problem

AnchorKind = Literal["section", "heading", "equation", "algorithm", "figure", "table", "theorem"]
BlockKind = Literal[
    "title", "author", "heading", "paragraph", "equation", "caption", "table", "algorithm", "footnote", "reference"
]
DefinitionKind = Literal["where", "let", "denote", "named", "equation", "space", "table"]
ValueRole = Literal["setting", "choice", "bound"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """An addressable item of a paper.

    ``id`` is ``kind:path`` (``sec:3.1``, ``head:A/image-encoder``, ``eq:5``, ``eq:sec-5/1``, ``fig:2``, ``tab:1``,
    ``alg:1``, ``thm:3``), unique within the paper and the same on every reading of the same bytes. ``kind`` is
    ``section`` for any heading on a line of its own and ``heading`` for a run-in one. ``number`` is as printed, or
    None. ``level`` is 1 for a top section and one more for each step down; None where depth means nothing.
    ``page`` starts at 1. ``box`` is the heading, display or caption itself, in points. ``parent`` is the id of the
    enclosing section or heading. ``text`` is what stands under a heading up to the next anchor of its kind, a
    float's caption, or an equation in Unicode. ``latex`` is an equation's LaTeX, without its number, and
    ``confidence``, in [0, 1], how sure its reading is: below ``SURE`` show the picture cut from the page.
    ``document`` is the place in ``Paper.documents`` of the PDF that it stands in, in which pages count.
    """

    id: str
    kind: AnchorKind
    number: str | None
    title: str
    level: int | None
    page: int
    box: Box
    parent: str | None
    text: str
    latex: str | None = None
    confidence: float | None = None
    document: int = 0


@dataclass(frozen=True, slots=True)
class Inline:
    """A formula within running text: ``text[start:end]`` of its block is its Unicode, in code points.

    ``confidence`` is in [0, 1], as for displays; below ``SURE`` show the Unicode and not the LaTeX.
    """

    start: int
    end: int
    latex: str
    confidence: float


SURE = 0.8
"""The confidence from which an inline formula's LaTeX may be shown in place of its text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of running text in reading order. ``anchor`` is the anchor that it belongs to (or is), or None.

    ``inline`` are the formulas within ``text``, in order and apart from each other. ``document`` as for anchors.
    """

    kind: BlockKind
    text: str
    page: int
    box: Box
    anchor: str | None = None
    inline: tuple[Inline, ...] = ()
    document: int = 0


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form that the paper itself spells out: "Intersection over Union (IoU)"."""

    short: str
    long: str
    page: int


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where something stands: ``Paper.blocks[block].text[start:end]``, in code points."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SymbolDefinition:
    r"""What a notation means: "where β₁ is the momentum decay" gives β₁ and "momentum decay".

    ``notation`` is Unicode ("β₁"), ``latex`` the same in LaTeX (``\beta_{1}``). ``meaning`` is a phrase of the paper
    without its article, or for ``equation`` and ``space`` the formula's other side in Unicode ("∇f(θ_t)",
    "∈ ℝ^(d×k)"). ``anchor`` is the innermost section, heading, theorem or float that says so, ``scope`` the section
    or heading in which it holds (None: the whole paper). ``place`` spans the words that define. ``kind`` says how:
    by a sentence beginning with where or let, a verb (denote, write, define), a name beside the notation ("the learning
    rate α"), an equation, the space that it lies in, or a table of notation.
    """

    notation: str
    latex: str
    meaning: str
    page: int
    anchor: str | None
    scope: str | None
    kind: DefinitionKind
    place: TextPlace


@dataclass(frozen=True, slots=True)
class StatedValue:
    r"""A number that the paper gives to something: "a learning rate of 8e−4", "β₂ = 0.999", "a 32 × 32 grid".

    ``name`` is what has the value, as printed ("learning rate", "β₂"); ``notation`` is it too where it is a notation,
    and None otherwise; ``latex`` the same in LaTeX. ``value`` is canonical: a number with at most 12 significant
    digits (``0.0008``, ``1e-08``), ``32x32`` for a shape, ``20:1`` for a ratio, ``0.9..0.99`` for a range. A
    percentage keeps its number, with the unit ``%``. ``role`` tells the one setting from one of several that were
    tried (``choice``) and from a limit (``bound``). ``subject`` is the algorithm or model that the sentence is about,
    as the paper writes it, or None. ``quote`` is the sentence or table row, ``place`` the words that state the value.
    """

    name: str
    value: str
    unit: str
    page: int
    anchor: str | None
    subject: str | None
    notation: str | None
    latex: str | None
    role: ValueRole
    quote: str
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table, read from its rules and from the white between its columns.

    ``anchor`` is the table's anchor, ``block`` the index in ``Paper.blocks`` of the block that holds the same rows, a
    line each, with " | " between the cells. All ``rows`` are as long; a cell that spans several columns stands in each
    of them, an empty one is "". The first ``heads`` rows are heads. ``box`` is the body's, in points.
    """

    anchor: str
    block: int
    page: int
    box: Box
    heads: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AlgorithmLine:
    """One line of an algorithm; what was broken over several lines of the page is one.

    ``id`` is the algorithm's with the line's number ("alg:1/5"), or with its place from the top where no number is
    printed ("alg:1/line-5"). ``number`` is as printed, or None. ``text`` is Unicode without the number, ``inline`` are
    its formulas. ``depth`` counts the steps by which it is set in. ``place`` is where it stands in the algorithm's
    block, ``box`` where on the page, in points.
    """

    id: str
    number: str | None
    text: str
    inline: tuple[Inline, ...]
    depth: int
    page: int
    box: Box
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Algorithm:
    """An algorithm's lines from top to bottom; ``anchor`` is its anchor's id."""

    anchor: str
    lines: tuple[AlgorithmLine, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One of the PDFs of a paper with a supplement: its name as people know it, and its own digest."""

    name: str
    digest: str
    pages: int


@dataclass(frozen=True)
class Paper:
    """A paper, read. ``id`` is a readable slug of the title with the digest's first digits where there is none.

    ``symbols`` and ``values`` are in reading order. ``gist`` is None for a paper that has its text; one from an exported
    index has no blocks, anchors without text, and its gist instead. ``documents`` are the PDFs of a paper with
    supplements, itself first; none for a paper of one PDF. ``pages`` are those of the first, ``digest`` is one of all.
    """

    id: str
    digest: str
    title: str
    authors: tuple[str, ...]
    abstract: str
    arxiv_id: str | None
    pages: int
    anchors: tuple[Anchor, ...]
    blocks: tuple[Block, ...]
    abbreviations: tuple[Abbreviation, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    symbols: tuple[SymbolDefinition, ...] = ()
    values: tuple[StatedValue, ...] = ()
    tables: tuple[Table, ...] = ()
    algorithms: tuple[Algorithm, ...] = ()
    gist: Gist | None = field(default=None, hash=False)
    documents: tuple[Document, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Anchor]:
        return {anchor.id: anchor for anchor in self.anchors}

    @property
    def main_digest(self) -> str:
        """The digest of the paper's own PDF, without supplements."""
        return self.documents[0].digest if self.documents else self.digest

    def document_of(self, anchor: str | None) -> int:
        """The place of the PDF that an anchor stands in."""
        found = self.by_id.get(anchor or "")
        return found.document if found is not None else 0

    def page_words(self, page: int, anchor: str | None) -> str:
        """A page as people are told of it, with the PDF where that is not the paper's own: "supp.pdf, p. 2"."""
        document = self.document_of(anchor)
        return f"{self.documents[document].name}, p. {page}" if document else f"p. {page}"

    def path_of(self, anchor: Anchor) -> tuple[Anchor, ...]:
        """The anchors from the outermost section down to ``anchor`` itself."""
        path = [anchor]
        while (parent := path[0].parent) is not None and parent in self.by_id and len(path) < 16:
            path.insert(0, self.by_id[parent])
        return tuple(path)
