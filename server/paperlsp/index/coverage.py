"""``Snapshot`` → how much of the method has code and how much of the code the paper explains, part by part.

The method is every section and run-in heading that is no frame around it: no abstract, introduction, related work,
experiments, proofs, references and the like, by the words of its heading or of one above it. Of these the innermost
count, and algorithms with them; numbered equations are counted for themselves. A part has code when an explained
definition leads to it or to anything in it, with a score that counts or by a person's word, or when a statement computes
an equation in it. Of the code the classes,
functions and methods count that are no plumbing.
"""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.link import Explanation, LineLink, Link
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.notation import prose_words, stem, word_set

_FRAME = frozenset(
    stem(word)
    for word in word_set(
        "abstract introduction conclusion conclusions concluding discussion outlook acknowledgement acknowledgements "
        "acknowledgment acknowledgments references bibliography experiment experiments experimental evaluation "
        "evaluations result results ablation ablations benchmark benchmarks comparison comparisons limitation "
        "limitations ethics ethical checklist reproducibility proof proofs funding contributors "
        "résumé expériences résultats remerciements bibliographie conclusion démonstration démonstrations"
    )
)
"""Words that make a heading a frame around the method wherever they stand in it."""
_PAIRS = tuple(
    frozenset(map(stem, pair.split()))
    for pair in (
        "related work",
        "prior work",
        "previous work",
        "future work",
        "broader impact",
        "societal impact",
        "author contributions",
        "travaux connexes",
    )
)
_METHOD = frozenset(
    stem(word) for word in word_set("method methods algorithm algorithms architecture architectures implementation")
)
"""Words that make it part of the method all the same: "Architecture and results"."""
COUNTED = ("class", "function", "method")


@dataclass(frozen=True, slots=True)
class Count:
    """``done`` of ``total``."""

    done: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1; nothing of nothing is 0."""
        return self.done / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a paper. ``depth`` is 0 for a top section. ``counted`` tells whether it counts as part of the method.

    ``links`` lead from definitions to the part itself, those first of which it is the best explanation; ``covered``
    is whether there is code for it or for anything in it.
    """

    anchor: Anchor
    depth: int
    method: bool
    counted: bool
    covered: bool
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PaperMap:
    """A paper's parts in its own order. ``parts`` counts those of the method, ``equations`` the numbered equations."""

    entry: PaperEntry
    rows: tuple[PartRow, ...]
    parts: Count
    equations: Count


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A definition. ``links`` are those that count, best first; ``lines`` how long it is; ``depth`` 0 at the top.

    ``line`` is where it begins, from 1; in a notebook within the ``cell`` of that number.
    """

    symbol: Symbol
    explanation: Explanation
    depth: int
    line: int
    lines: int
    links: tuple[Link, ...]
    cell: int | None = None

    @property
    def counted(self) -> bool:
        return self.symbol.kind in COUNTED and self.explanation.verdict != "trivial"


@dataclass(frozen=True, slots=True)
class FileMap:
    """A source's definitions in its own order; ``module`` is the row of the source itself."""

    source: SourceFile
    module: CodeRow | None
    rows: tuple[CodeRow, ...]
    explained: Count


@dataclass(frozen=True, slots=True)
class CodeMap:
    """Both ways: papers with their code, code with its papers. ``explained`` counts all definitions."""

    papers: tuple[PaperMap, ...]
    files: tuple[FileMap, ...]
    explained: Count


def map_of(snapshot: Snapshot, under: str = "") -> CodeMap:
    """The map of a folder, or of what lies ``under`` a path in it; a paper's coverage then counts that code alone."""
    files = tuple(
        file
        for path, source in snapshot.sources.items()
        if not under or path == under or path.startswith(under.rstrip("/") + "/")
        if (file := _file(snapshot, source)).rows or (file.module is not None and file.module.links)
    )
    leading: dict[tuple[str, str], list[tuple[bool, Link]]] = {}
    for file in files:
        for row in (*((file.module,) if file.module is not None else ()), *file.rows):
            for link in row.links:
                leading.setdefault((link.paper, link.anchor), []).append((link is not row.links[0], link))
    paths = frozenset(file.source.path for file in files)
    computed = frozenset((line.paper, line.anchor) for line in computing_lines(snapshot) if line.file in paths)
    papers = tuple(_paper(entry, leading, computed) for entry in snapshot.papers)
    explained = Count(sum(each.explained.done for each in files), sum(each.explained.total for each in files))
    return CodeMap(papers, files, explained)


def method_parts(paper: Paper) -> frozenset[str]:
    """The ids of all anchors that belong to the method."""
    framed: dict[str, bool] = {}
    for anchor in paper.anchors:
        above = [each for each in paper.path_of(anchor) if each.kind in ("section", "heading")]
        framed[anchor.id] = any(is_frame(each.title) for each in above) or not above
    return frozenset(identity for identity, frame in framed.items() if not frame)


def is_frame(heading: str) -> bool:
    """Whether a heading announces what stands around the method, such as "4 Experiments" or "Related Work"."""
    words = {stem(word) for word in prose_words(heading)}
    if words & _METHOD:
        return False
    return bool(words & _FRAME) or any(pair <= words for pair in _PAIRS)


def computing_lines(snapshot: Snapshot) -> list[LineLink]:
    """For each statement that computes equations the best one, whole or but for something that is named."""
    best: dict[tuple[str, int, int], LineLink] = {}
    for line in snapshot.graph.lines:
        if line.kind != "similar":
            best.setdefault((line.file, line.span.start, line.span.end), line)
    return list(best.values())


def counts_for_itself(paper: Paper, anchor: Anchor) -> bool:
    """Whether an algorithm or a numbered equation states something, and does not state again what has a number already.

    "(3, revisited from Section 3)" is Eq. (3).
    """
    if anchor.number is None or anchor.kind not in ("algorithm", "equation"):
        return False
    first, again, _ = anchor.number.partition(",")
    return not (again and any(each.number == first and each.kind == anchor.kind for each in paper.anchors))


def _paper(
    entry: PaperEntry,
    leading: dict[tuple[str, str], list[tuple[bool, Link]]],
    computed: frozenset[tuple[str, str]],
) -> PaperMap:
    paper = entry.paper
    method = method_parts(paper)
    holders = {anchor.parent for anchor in paper.anchors if anchor.kind in ("section", "heading")}
    covered: set[str] = set()
    for anchor in paper.anchors:
        if (paper.id, anchor.id) in leading or (paper.id, anchor.id) in computed:
            covered.update(each.id for each in paper.path_of(anchor))
    rows: list[PartRow] = []
    for anchor in paper.anchors:
        leaf = anchor.kind in ("section", "heading") and anchor.id not in holders
        links = sorted(
            leading.get((paper.id, anchor.id), ()),
            key=lambda pair: (pair[0], -pair[1].score, pair[1].file, pair[1].symbol),
        )
        rows.append(
            PartRow(
                anchor,
                len(paper.path_of(anchor)) - 1,
                anchor.id in method,
                anchor.id in method and (leaf or anchor.kind == "algorithm"),
                anchor.id in covered,
                tuple(link for _, link in links),
            )
        )
    counted = [row for row in rows if row.counted]
    equations = [
        row for row in rows if row.method and row.anchor.kind == "equation" and counts_for_itself(paper, row.anchor)
    ]
    return PaperMap(
        entry,
        tuple(rows),
        Count(sum(row.covered for row in counted), len(counted)),
        Count(sum(row.covered for row in equations), len(equations)),
    )


def _file(snapshot: Snapshot, source: SourceFile) -> FileMap:
    rows = [row for symbol in source.symbols if (row := _row(snapshot, source, symbol)) is not None]
    module = next((row for row in rows if row.symbol.kind == "module"), None)
    inner = tuple(row for row in rows if row.symbol.kind != "module")
    counted = [row for row in inner if row.counted]
    explained = sum(row.explanation.verdict == "explained" for row in counted)
    return FileMap(source, module, inner, Count(explained, len(counted)))


def _row(snapshot: Snapshot, source: SourceFile, symbol: Symbol) -> CodeRow | None:
    explanation = snapshot.graph.by_symbol.get((source.path, symbol.name))
    if explanation is None:
        return None
    links: tuple[Link, ...] = ()
    if explanation.verdict == "explained":
        counts = [
            link for link in explanation.links if link.score >= snapshot.config.threshold or link.origin != "inferred"
        ]
        # The best link of an explained definition is shown however uncertain it is among its rivals.
        links = tuple(counts or explanation.links[:1])
    first = source.lines.position(symbol.span.start)[0]
    last = source.lines.position(max(symbol.span.end - 1, symbol.span.start))[0]
    cell = source.cell_at(symbol.span.start) if symbol.name else None
    return CodeRow(
        symbol,
        explanation,
        symbol.name.count("."),
        source.line_at(symbol.span.start),
        last - first + 1,
        links,
        cell.number if cell is not None else None,
    )
