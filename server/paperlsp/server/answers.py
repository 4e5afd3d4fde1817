"""What a view of a paper is told → JSON, as ``docs/lsp.md`` describes it. All text in it is plain, never markup."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

from paperlsp import ide
from paperlsp.check.summary import summarise
from paperlsp.ide.coverage import FileRows, Part, Row
from paperlsp.ide.equation import Equation, EquationSymbol, Meaning
from paperlsp.ide.follow import Following, Shown
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.link import LineLink, Link
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import SourceFile
from paperlsp.model.span import LineIndex, Span
from paperlsp.server.convert import Converter
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded
from paperlsp.server.position import to_range
from paperlsp.server.uri import to_uri
from paperlsp.wording import ENGLISH, Language, retell

Json = dict[str, object]

_RUNNING = ("paragraph", "heading", "equation", "caption")
_PREVIEW_LINES = 14
_TEXT = 400
"""Characters of a part's text that a view gets."""


class Answers:
    """One folder's answers, out of what was last indexed."""

    def __init__(self, converter: Converter, folder: Folder, loaded: Loaded, language: Language = ENGLISH) -> None:
        self._converter, self._folder, self.loaded = converter, folder, loaded
        self._language: Language = language
        self._findings = _findings(loaded)

    @property
    def snapshot(self) -> Snapshot:
        return self.loaded.snapshot

    def papers(self) -> list[Json]:
        return [self._paper(entry) for entry in self.snapshot.papers]

    def summary(self) -> Json:
        """How much of the folder's code is explained; the trivial counts on neither side."""
        summary = summarise(self.snapshot)
        judged = summary.explained + summary.unexplained
        return {
            "explained": summary.explained,
            "unexplained": summary.unexplained,
            "trivial": summary.trivial,
            "percent": round(100 * summary.explained / judged) if judged else None,
            "expected": summary.anchors,
            "expectedWithCode": summary.anchors - summary.anchors_without_code,
        }

    def outline(self) -> list[Json]:
        return [
            {
                "paper": entry.paper.id,
                "title": ide.plain(entry.paper.title) or entry.path,
                "parts": [self._part(entry.paper, part) for part in ide.parts(self.snapshot, entry)],
            }
            for entry in self.snapshot.papers
        ]

    def files(self) -> list[Json]:
        return [self._file(rows) for rows in ide.file_rows(self.snapshot)]

    def following(self, following: Following, span: types.Range) -> Json:
        return {
            "folder": to_uri(self._folder.root),
            "range": _range(span),
            "uri": self._converter.uri_of(self._folder, following.file),
            "symbol": following.symbol,
            "links": [self._shown(shown) for shown in following.parts],
        }

    def code_of(self, paper: str, anchor: str) -> list[Json]:
        found = [self._code(link) for link in ide.code_of_part(self.snapshot, paper, anchor)]
        code = [each for each in found if each is not None]
        # A whole file is the least that one can be led to, however sure it is.
        code.sort(key=lambda each: each["kind"] == "module")
        return code + self._mentions(paper, anchor)

    def equation(self, equation: Equation) -> Json:
        return {
            "symbols": [self._symbol(symbol) for symbol in equation.symbols],
            "lines": [self._line(line) for line in equation.lines],
        }

    def _symbol(self, symbol: EquationSymbol) -> Json:
        letter, first = symbol.akin, symbol.first
        return {
            "notation": ide.plain(symbol.notation),
            **_meaning(symbol.meaning),
            "akin": None if letter is None else {"notation": ide.plain(letter[0]), **_meaning(letter[1])},
            "first": None
            if first is None
            else {"page": first.page, "document": first.document, "box": list(first.box)},
            "code": [ide.plain(name) for name in symbol.code],
        }

    def _line(self, line: LineLink) -> Json:
        return {
            "path": line.file,
            "symbol": line.symbol or line.file,
            **self._place(line.file, line.span),
            "verdict": line.kind,
            "changed": [ide.plain(each) for each in line.changed],
            "detail": self._told(line.detail),
            "computed": ide.plain(line.computed),
        }

    def _paper(self, entry: PaperEntry) -> Json:
        paper = entry.paper
        below = {part.anchor.id: part for part in _flat(ide.parts(self.snapshot, entry))}
        return {
            "id": paper.id,
            "uri": to_uri(Path(self._folder.root, entry.place or entry.path)),
            "path": entry.path,
            "digest": paper.digest,
            "title": ide.plain(paper.title) or entry.path,
            "authors": [ide.plain(author) for author in paper.authors],
            "pages": paper.pages,
            "text": _text_extent(paper),
            "documents": [self._document(entry, at) for at in range(len(entry.supplements) + 1)],
            "anchors": [self._anchor(paper, anchor, below.get(anchor.id)) for anchor in paper.anchors],
        }

    def _document(self, entry: PaperEntry, at: int) -> Json:
        pdf, paper = entry.pdf(at), entry.paper
        return {
            "uri": to_uri(Path(self._folder.root, pdf.place or pdf.path)),
            "path": pdf.path,
            "pages": paper.documents[at].pages if paper.documents else paper.pages,
            "text": _text_extent(paper, at),
            "absent": paper.gist is not None,
        }

    def _anchor(self, paper: Paper, anchor: Anchor, part: Part | None) -> Json:
        return {
            "id": anchor.id,
            "kind": anchor.kind,
            "number": anchor.number,
            "label": ide.plain(ide.short_label(paper, anchor)),
            "title": ide.plain(anchor.title),
            "page": anchor.page,
            "document": anchor.document,
            "box": list(anchor.box),
            "parent": anchor.parent,
            "level": anchor.level,
            "latex": anchor.latex,
            "text": ide.plain(anchor.text)[:_TEXT],
            "code": len(part.code) if part is not None else 0,
            "below": part.below if part is not None else 0,
            "expected": part is not None and part.expected,
        }

    def _part(self, paper: Paper, part: Part) -> Json:
        anchor = part.anchor
        return {
            "anchor": anchor.id,
            "kind": anchor.kind,
            "label": ide.plain(ide.outline_name(anchor)),
            "page": anchor.page,
            "document": anchor.document,
            "below": part.below,
            "expected": part.expected,
            "findings": self._findings.get((paper.id, anchor.id), []),
            "code": [each for link in part.code if (each := self._code(link)) is not None],
            "children": [self._part(paper, child) for child in part.children],
        }

    def _file(self, rows: FileRows) -> Json:
        source = self.snapshot.sources[rows.file]
        return {
            "uri": self._converter.uri_of(self._folder, rows.file),
            "path": rows.file,
            "explained": rows.count("explained"),
            "unexplained": rows.count("unexplained"),
            "definitions": [self._row(source, row) for row in rows.rows],
        }

    def _row(self, source: SourceFile, row: Row) -> Json:
        found = [
            each for each in self.loaded.diagnostics.get(source.path, ()) if each.finding.span == row.symbol.name_span
        ]
        return {
            "symbol": row.symbol.name,
            "kind": row.symbol.kind,
            "verdict": row.verdict,
            "reason": self._told(row.reason),
            **self._place(source.path, row.symbol.name_span),
            "findings": sorted({each.finding.name for each in found}),
            "links": [self._link(link) for link in row.links],
        }

    def _shown(self, shown: Shown) -> Json:
        passage = shown.passage
        place = {
            "page": passage.page,
            "document": passage.document,
            "box": list(passage.box),
            "text": ide.plain(passage.text),
        }
        if isinstance(shown.link, LineLink):
            target = self._target(shown.paper, shown.anchor, None)
            return {**target, "origin": "computed", "reasons": [self._told(shown.link.detail)], "passage": place}
        return {**self._target(shown.paper, shown.anchor, shown.link), "passage": place}

    def _link(self, link: Link) -> Json:
        paper = self.snapshot.paper_by_id[link.paper].paper
        return self._target(paper, paper.by_id[link.anchor], link)

    def _target(self, paper: Paper, anchor: Anchor, link: Link | None) -> Json:
        return {
            "paper": paper.id,
            "anchor": anchor.id,
            "label": ide.plain(ide.short_label(paper, anchor)),
            "page": anchor.page,
            "document": anchor.document,
            "box": list(anchor.box),
            "percent": None if link is None else _percent(link),
            "origin": "cited" if link is None else link.origin,
            "reasons": [] if link is None else self._reasons(link),
        }

    def _code(self, link: Link) -> Json | None:
        source = self.snapshot.sources.get(link.file)
        symbol = source.by_name.get(link.symbol) if source is not None else None
        if source is None or symbol is None:
            return None
        name = self._place(link.file, symbol.name_span)
        return {
            **self._place(link.file, symbol.span),
            "path": link.file,
            "symbol": symbol.name or link.file,
            "kind": symbol.kind,
            "selectionRange": name["range"],
            "cell": name["cell"],
            "percent": _percent(link),
            "origin": link.origin,
            "reasons": self._reasons(link),
            "preview": _preview(source, symbol.span),
        }

    def _reasons(self, link: Link) -> list[str]:
        return [self._told(each.detail) for each in link.evidence if each.detail]

    def _told(self, text: str) -> str:
        """A text of ours, several reasons in a row among them, in the client's language."""
        return ide.plain("; ".join(retell(self._language, each) for each in text.split("; ")))

    def _mentions(self, paper: str, anchor: str) -> list[Json]:
        found: list[Json] = []
        for each in self.snapshot.graph.mentions:
            source = self.snapshot.sources.get(each.file)
            if source is None or (paper, anchor) not in each.targets:
                continue
            place = self._place(each.file, each.mention.span)
            found.append(
                {
                    **place,
                    "path": each.file,
                    "symbol": ide.plain(each.mention.text),
                    "kind": "mention",
                    "selectionRange": place["range"],
                    "percent": None,
                    "origin": "cited",
                    "reasons": [],
                    "preview": _preview(source, each.mention.span),
                }
            )
        return found

    def _place(self, file: str, span: Span) -> Json:
        """``uri`` and ``range``; and for what stands in a notebook its ``cell``, with the range in it."""
        found = self._converter.location(self._folder, self.loaded, file, span)
        source = self.snapshot.sources[file]
        cell = source.cell_at(span.start)
        if cell is None:
            return {"uri": found.uri, "range": _range(found.range), "cell": None}
        start, end = cell.span.start, cell.span.end
        inner = LineIndex(source.content[start:end])
        within = Span(span.start - start, min(span.end, end) - start)
        in_cell = to_range(inner, within, self._converter.encoding)
        notebook = self._converter.uri_of(self._folder, file)
        return {
            "uri": found.uri,
            "range": _range(found.range),
            "cell": {"notebook": notebook, "index": cell.number - 1, "range": _range(in_cell)},
        }


def _text_extent(paper: Paper, document: int = 0) -> list[float] | None:
    """From where to where the running text goes across the page, in points: what lies outside is margin."""
    blocks = [block for block in paper.blocks if block.document == document]
    boxes = [block.box for block in blocks if block.kind in _RUNNING and block.box.width > 0]
    return [min(box.x0 for box in boxes), max(box.x1 for box in boxes)] if boxes else None


def _flat(parts: Iterable[Part]) -> Iterable[Part]:
    for part in parts:
        yield part
        yield from _flat(part.children)


def _findings(loaded: Loaded) -> dict[tuple[str, str], list[str]]:
    """The names of the findings about each part of a paper."""
    found: dict[tuple[str, str], set[str]] = {}
    for diagnostics in loaded.diagnostics.values():
        for each in diagnostics:
            if each.place is not None:
                found.setdefault((each.place.paper, each.place.anchor), set()).add(each.finding.name)
    return {place: sorted(names) for place, names in found.items()}


def _preview(source: SourceFile, span: Span) -> str:
    """The first lines of a piece of code as they stand, at most ``_PREVIEW_LINES``."""
    first, last = source.lines.position(span.start)[0], source.lines.position(span.end)[0]
    lines = [source.lines.line_bytes(line) for line in range(first, min(last, first + _PREVIEW_LINES - 1) + 1)]
    return b"\n".join(lines).decode("utf-8", "replace")


def _meaning(meaning: Meaning | None) -> Json:
    return {
        "meaning": "" if meaning is None else ide.plain(meaning.text),
        "page": None if meaning is None else meaning.page,
        "document": None if meaning is None else meaning.document,
        "box": None if meaning is None or meaning.box is None else list(meaning.box),
    }


def _percent(link: Link) -> int:
    return round(100 * min(max(link.score, 0.0), 1.0))


def _range(value: types.Range) -> Json:
    return {
        "start": {"line": value.start.line, "character": value.start.character},
        "end": {"line": value.end.line, "character": value.end.character},
    }
