"""Understood lines in reading order → anchors with parents and texts, and the blocks of the reading copy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from paperlsp.formula import read_formula
from paperlsp.model.geometry import Box, union_of
from paperlsp.model.paper import (
    Algorithm,
    AlgorithmLine,
    Anchor,
    AnchorKind,
    Block,
    BlockKind,
    Inline,
    Table,
    TextPlace,
)
from paperlsp.paper.caption import Caption
from paperlsp.paper.display import Display
from paperlsp.paper.heading import Heading
from paperlsp.paper.inline import InlineText
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line
from paperlsp.paper.prose import Vocabulary, paragraphs
from paperlsp.paper.steps import Step, steps_of
from paperlsp.paper.table import TableBody

REFERENCES = re.compile(r"^(?:references|bibliography|bibliographie|literature cited)\b", re.IGNORECASE)
PREFIX: dict[str, str] = {"figure": "fig", "table": "tab", "algorithm": "alg", "theorem": "thm"}


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, for ids."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


@dataclass(eq=False)
class _Open:
    """An anchor whose text is still being gathered."""

    anchor: Anchor
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the lines of a paper come to."""

    anchors: tuple[Anchor, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    algorithms: tuple[Algorithm, ...]
    abstract: str


class Assembly:
    """Walks the document's lines once and keeps the section and the run-in heading that it stands in."""

    def __init__(self, measures: Measures, lines: Sequence[Line], inline: InlineText) -> None:
        self._measures = measures
        self._inline = inline
        self._lines = lines
        self._words = Vocabulary([line for line in lines if line.role in ("", "caption")])
        self._anchors: list[_Open] = []
        self._ids: set[str] = set()
        self._blocks: list[Block] = []
        self._sections: list[_Open] = []
        self._run_in: _Open | None = None
        self._unnumbered: dict[str, int] = {}
        self._pending: list[Line] = []
        self._texts: list[str] = []
        self._loose: list[str] = []
        self._tables: dict[str, tuple[int, tuple[tuple[str, ...], ...]]] = {}
        self._algorithms: dict[str, list[AlgorithmLine]] = {}

    def add_all(self, headings: Sequence[Heading], captions: Sequence[Caption], displays: Sequence[Display]) -> None:
        starts: dict[int, Heading | Caption | Display] = {}
        members: set[int] = set()
        for item in (*headings, *captions, *displays):
            lines = [*item.lines, *item.body] if isinstance(item, Caption) else item.lines
            first = min(lines, key=lambda line: line.y) if isinstance(item, Display) else lines[0]
            starts[id(first)] = item
            members.update(id(line) for line in lines)
        for line in self._lines:
            item = starts.get(id(line))
            if isinstance(item, Heading):
                self._flush()
                self._add_heading(item)
            elif isinstance(item, Caption):
                self._add_caption(item)
            elif isinstance(item, Display):
                self._flush()
                self._add_display(item)
            elif id(line) in members:
                continue
            elif line.role == "footnote":
                text, formulas = self._inline.resolve(self._inline.marked(line))
                self._blocks.append(Block("footnote", text, line.page, line.box, None, formulas))
            elif not line.role:
                self._pending.append(line)
                self._texts.append(self._inline.marked(line))
        self._flush()

    def finish(self, title: str, authors: Sequence[str]) -> Assembled:
        anchors = tuple(_with_text(each) for each in self._anchors)
        front = Box(0.0, 0.0, 0.0, 0.0)
        blocks = [Block("title", title, 1, front)] if title else []
        if authors:
            blocks.append(Block("author", ", ".join(authors), 1, front))
        blocks += _merged_footnotes(self._blocks, self._words)
        tables = [
            Table(block.anchor, at, block.page, block.box, *self._tables[block.anchor])
            for at, block in enumerate(blocks)
            if block.kind == "table" and block.anchor
        ]
        algorithms = [
            Algorithm(
                block.anchor,
                tuple(replace(each, place=replace(each.place, block=at)) for each in self._algorithms[block.anchor]),
            )
            for at, block in enumerate(blocks)
            if block.kind == "algorithm" and block.anchor
        ]
        return Assembled(anchors, tuple(blocks), tuple(tables), tuple(algorithms), self._abstract(anchors))

    def _abstract(self, anchors: Sequence[Anchor]) -> str:
        for anchor in anchors:
            if slug(anchor.title) in ("abstract", "resume", "summary") and anchor.text:
                return anchor.text
        return "\n\n".join(text for text in self._loose if len(text) > 200)

    def _current(self) -> _Open | None:
        return self._run_in or (self._sections[-1] if self._sections else None)

    def _flush(self) -> None:
        """Turn the gathered lines of running text into paragraphs of the current part."""
        lines, texts = self._pending, self._texts
        self._pending, self._texts = [], []
        if not lines:
            return
        current = self._current()
        section = self._sections[-1].anchor if self._sections else None
        kind: BlockKind = "reference" if section and REFERENCES.match(section.title) else "paragraph"
        for paragraph in paragraphs(lines, texts, self._measures, self._words):
            if not paragraph.text:
                continue
            anchor = current.anchor.id if current else None
            text, formulas = self._inline.resolve(paragraph.text)
            self._blocks.append(Block(kind, text, paragraph.page, paragraph.box, anchor, formulas))
            (current.texts if current else self._loose).append(text)

    def _new(self, anchor: Anchor) -> _Open:
        identity, twin = anchor.id, 2
        while identity in self._ids:
            identity, twin = f"{anchor.id}~{twin}", twin + 1
        self._ids.add(identity)
        made = _Open(replace(anchor, id=identity))
        self._anchors.append(made)
        return made

    def _add_heading(self, heading: Heading) -> None:
        page = heading.lines[0].page
        if heading.kind == "section":
            box = union_of(line.box for line in heading.lines if line.page == page)
            self._run_in = None
            while self._sections and (self._sections[-1].anchor.level or 1) >= heading.level:
                self._sections.pop()
            parent = self._sections[-1].anchor.id if self._sections else None
            path = heading.number or slug(heading.title) or f"page-{page}"
            made = self._new(
                Anchor(f"sec:{path}", "section", heading.number, heading.title, heading.level, page, box, parent, "")
            )
            self._sections.append(made)
            self._blocks.append(Block("heading", heading.title, page, box, made.anchor.id))
            return
        rest = set(heading.rest)
        box = union_of(glyph.box for line in heading.lines for glyph in line.glyphs if glyph not in rest)
        section = self._sections[-1].anchor if self._sections else None
        place = section.id.removeprefix("sec:") if section else "front"
        level = (section.level or 0) + 1 if section else 1
        parent = section.id if section else None
        if heading.kind == "theorem":
            identity = f"thm:{slug(heading.title)}"
            made = self._new(Anchor(identity, "theorem", heading.number, heading.title, None, page, box, parent, ""))
        else:
            identity = f"head:{place}/{slug(heading.title)}"
            made = self._new(Anchor(identity, "heading", heading.number, heading.title, level, page, box, parent, ""))
        self._run_in = made
        self._blocks.append(Block("heading", heading.title, page, box, made.anchor.id))
        self._pending.append(heading.lines[-1])
        self._texts.append(self._inline.marked_glyphs(heading.rest, heading.lines[-1]))

    def _add_caption(self, caption: Caption) -> None:
        first = caption.lines[0]
        text = ""
        for line in caption.lines:
            text = self._words.join(text, self._inline.marked(line))
        text, formulas = self._inline.resolve(text)
        title = re.sub(r"^\S+\s*[\w.]+\s*[:.|–—]?\s*", "", text, count=1)
        box = union_of(line.box for line in (*caption.lines, *caption.body))
        body, within, steps = self._steps(steps_of(caption.body))
        section = self._sections[-1].anchor.id if self._sections else None
        identity = f"{PREFIX[caption.kind]}:{caption.number}"
        kind: AnchorKind = caption.kind
        whole = f"{text}\n{body}" if body else text
        made = self._new(
            Anchor(identity, kind, caption.number, _first_sentence(title), None, first.page, box, section, whole)
        )
        self._blocks.append(Block("caption", text, first.page, box, made.anchor.id, formulas))
        if body:
            self._blocks.append(Block("algorithm", body, first.page, box, made.anchor.id, within))
            name = made.anchor.id
            self._algorithms[name] = [replace(each, id=f"{name}/{each.id}") for each in steps]
        if caption.table is not None:
            self._add_table(caption.table, first.page, made.anchor.id)

    def _steps(self, steps: Sequence[Step]) -> tuple[str, tuple[Inline, ...], list[AlgorithmLine]]:
        """The text of an algorithm with a line for each step, its formulas, and the lines, their block and names open."""
        whole = ""
        formulas: list[Inline] = []
        lines: list[AlgorithmLine] = []
        for count, step in enumerate(steps, 1):
            marked = ""
            for glyphs, line in step.parts:
                marked = self._words.join(marked, self._inline.marked_glyphs(glyphs, line))
            text, inline = self._inline.resolve(marked)
            whole += ("\n" if whole else "") + (f"{step.number}: " if step.number else "")
            start, end = len(whole), len(whole) + len(text)
            whole += text
            formulas += [replace(each, start=each.start + start, end=each.end + start) for each in inline]
            name, page = step.number or f"line-{count}", step.parts[0][1].page
            lines.append(
                AlgorithmLine(name, step.number, text, inline, step.depth, page, step.box, TextPlace(0, start, end))
            )
        return whole, tuple(formulas), lines

    def _add_table(self, body: TableBody, page: int, anchor: str) -> None:
        """A block of the table's rows, a line each, and its cells."""
        text = ""
        formulas: list[Inline] = []
        rows: list[tuple[str, ...]] = []
        for row in body.rows:
            cells: list[str] = []
            for cell in row:
                written, inline = self._inline.resolve(
                    " ".join(self._inline.marked_glyphs(glyphs, line) for glyphs, line in cell)
                )
                text += (" | " if cells else "\n" if rows else "") + written
                before = len(text) - len(written)
                formulas += [replace(each, start=each.start + before, end=each.end + before) for each in inline]
                cells.append(written)
            rows.append(tuple(cells))
        self._blocks.append(Block("table", text, page, body.box, anchor, tuple(formulas)))
        self._tables[anchor] = body.heads, tuple(rows)

    def _add_display(self, display: Display) -> None:
        formula = read_formula(display.glyphs, display.rules)
        current = self._current()
        section = self._sections[-1].anchor if self._sections else None
        if display.number is not None:
            identity = f"eq:{display.number}"
        else:
            place = section.id.replace(":", "-") if section else "front"
            self._unnumbered[place] = self._unnumbered.get(place, 0) + 1
            identity = f"eq:{place}/{self._unnumbered[place]}"
        parent = current.anchor.id if current else None
        text = formula.text or "\n".join(line.text for line in display.lines)
        latex = formula.latex or None
        made = self._new(
            Anchor(
                identity,
                "equation",
                display.number,
                "",
                None,
                display.page,
                display.box,
                parent,
                text,
                latex,
                formula.confidence,
            )
        )
        self._blocks.append(Block("equation", latex or text, display.page, display.box, made.anchor.id))


def _with_text(each: _Open) -> Anchor:
    anchor = each.anchor
    text = "\n\n".join(each.texts) if each.texts else anchor.text
    return replace(anchor, text=text)


def _first_sentence(text: str) -> str:
    match = re.match(r"(.{3,}?[.?!])(?:\s|$)", text, re.DOTALL)
    return (match[1] if match else text).rstrip(".")[:160]


def _merged_footnotes(blocks: Sequence[Block], words: Vocabulary) -> list[Block]:
    """One block a footnote: its lines come one by one, and a new one begins with its mark."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        goes_on = last is not None and last.kind == block.kind == "footnote" and last.page == block.page
        if goes_on and last is not None and not re.match(r"^(?:\d{1,2}|[∗*†‡§¶])\S", block.text):
            text = words.join(last.text, block.text)
            moved = len(text) - len(block.text)
            inline = (
                *last.inline,
                *(replace(each, start=each.start + moved, end=each.end + moved) for each in block.inline),
            )
            merged[-1] = Block("footnote", text, block.page, last.box.union(block.box), None, inline)
        else:
            merged.append(block)
    return merged
