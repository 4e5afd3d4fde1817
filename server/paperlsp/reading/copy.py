"""A paper's blocks → the Markdown that one would choose to read, with the page and anchor of every line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from paperlsp.model.geometry import Box
from paperlsp.model.paper import SURE, Block, Paper, Table

MARKUP = re.compile(r"([\\`*_\[\]<>|~])")
FALLBACK = re.compile(r"[_^]\(|overline|underline|widehat|widetilde")
"""What the Unicode of a formula falls back on where Unicode has no character for it."""

DOLLAR = "\ue0d0"
"""Stands in for a dollar of the text while the rest is escaped, in a paragraph whose dollars mark formulas."""

WITHOUT_TEXT = "The PDF is not here, only its exported index, which has no text of the paper."

LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|\d+(?=[.)]\s)|=+$|-+$)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of the reading copy stands in the PDF; ``page`` starts at 1, 0 for lines of ours."""

    page: int
    box: Box | None
    anchor: str | None


@dataclass(frozen=True)
class ReadingCopy:
    """``places`` has one entry for each line of ``markdown``."""

    markdown: str
    places: tuple[Place, ...]

    @cached_property
    def _lines(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for line, place in enumerate(self.places):
            if place.anchor is not None:
                found.setdefault(place.anchor, line)
        return found

    def line_of(self, anchor: str) -> int:
        """The first line of an anchor, from 0; 0 for one that is not there."""
        return self._lines.get(anchor, 0)


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: list[Place] = []

    def add(self, text: str, place: Place) -> None:
        for line in text.split("\n"):
            self.lines.append(line)
            self.places.append(place)


def escape(text: str) -> str:
    """Text of a paper as Markdown that shows just that text: no markup, no HTML, no link of the paper's making."""
    clean = "".join(c for c in text if c >= " " or c == "\t")
    return LINE_START.sub(r"\1\\\2", MARKUP.sub(r"\\\1", clean))


def render(paper: Paper) -> ReadingCopy:
    """Write the reading copy: headings, whole paragraphs, equations in ``$$``, captions, and a mark for each page."""
    writer = _Writer()
    nowhere = Place(0, None, None)
    page = document = 0
    for block in paper.blocks if paper.gist is None else _blocks_of_parts(paper):
        if block.document != document:
            page, document = 0, block.document
        if block.page > page and block.kind not in ("title", "author"):
            page = block.page
            of = f"{paper.documents[document].name.replace('--', '- -')}, " if document else ""
            writer.add(f"<!-- {of}page {page} -->", Place(page, None, None))
            writer.add("", nowhere)
        _add_block(writer, paper, block)
    if not writer.lines:
        writer.add(f"# {escape(paper.title) or 'Untitled'}", nowhere)
    return ReadingCopy("\n".join(writer.lines).rstrip("\n") + "\n", tuple(writer.places))


def _blocks_of_parts(paper: Paper) -> Iterator[Block]:
    """What an exported index has to read: headings, equations and the names of floats, where they stand."""
    box = Box(0.0, 0.0, 0.0, 0.0)
    yield Block("title", paper.title, 1, box)
    yield Block("paragraph", WITHOUT_TEXT, 1, box)
    for each in paper.anchors:
        if each.kind in ("section", "heading"):
            yield Block("heading", each.title, each.page, each.box, each.id, document=each.document)
        elif each.kind == "equation":
            yield Block("equation", each.latex or each.text, each.page, each.box, each.id, document=each.document)
        else:
            name = f"{each.kind.capitalize()} {each.number or ''}".strip()
            yield Block(
                "caption",
                f"{name}: {each.title}" if each.title else name,
                each.page,
                each.box,
                each.id,
                document=each.document,
            )


def _add_block(writer: _Writer, paper: Paper, block: Block) -> None:
    place = Place(block.page, block.box, block.anchor)
    nowhere = Place(0, None, None)
    anchor = paper.by_id.get(block.anchor) if block.anchor else None
    if block.kind == "title":
        writer.add(f"# {escape(block.text)}", place)
    elif block.kind == "author":
        writer.add(f"*{escape(block.text)}*", place)
    elif block.kind == "heading" and anchor is not None:
        if anchor.kind == "section":
            marks = "#" * min((anchor.level or 1) + 1, 5)
            number = f"{escape(anchor.number)} " if anchor.number else ""
            writer.add(f"{marks} {number}{escape(anchor.title)}", place)
        else:
            number = f"{escape(anchor.number)} " if anchor.number and anchor.kind == "heading" else ""
            writer.add(f"###### {number}{escape(anchor.title)}", place)
    elif block.kind == "equation":
        _add_equation(writer, block, place, anchor.number if anchor else None, latex=bool(anchor and anchor.latex))
    elif block.kind == "caption":
        writer.add(f"> {_running(block)}", place)
    elif block.kind == "table":
        for table in paper.tables:
            if table.anchor == block.anchor:
                _add_table(writer, table, place)
    elif block.kind == "algorithm":
        fence = "```" if "```" not in block.text else "~~~~"
        writer.add(f"{fence}text\n{block.text}\n{fence}", place)
    elif block.kind == "footnote":
        writer.add(f"<small>{_running(block)}</small>", place)
    else:
        writer.add(_running(block), place)
    writer.add("", nowhere)


def _running(block: Block) -> str:
    """A block's text on one line, with the formulas in it.

    A formula that Unicode writes whole stays Unicode, which reads well with and without a preview. One whose scripts or
    signs Markdown would have to escape is LaTeX between dollars, where its reading is sure.
    """
    text = block.text.replace("\n", " ")
    parts: list[str] = []
    at = 0
    for formula in block.inline:
        shown = text[formula.start : formula.end]
        sure = formula.confidence >= SURE and "$" not in formula.latex and "\n" not in formula.latex
        if sure and (FALLBACK.search(shown) or MARKUP.search(shown)):
            parts += [text[at : formula.start], f"${formula.latex}$"]
            at = formula.end
    if not parts:
        return escape(text)
    parts.append(text[at:])
    # Every second part is a formula, and is no text to escape.
    return "".join(part if place % 2 else _escaped(part, first=place == 0) for place, part in enumerate(parts))


def _escaped(text: str, *, first: bool) -> str:
    plain = text.replace("$", DOLLAR)
    return (escape(plain) if first else escape(f"x{plain}")[1:]).replace(DOLLAR, r"\$")


def _add_table(writer: _Writer, table: Table, place: Place) -> None:
    """A Markdown table; its first row is its head, as Markdown knows no other."""
    for at, row in enumerate(table.rows):
        writer.add("| " + " | ".join(escape(cell) for cell in row) + " |", place)
        if at == 0:
            writer.add("|" + " --- |" * len(row), place)


def _add_equation(writer: _Writer, block: Block, place: Place, number: str | None, *, latex: bool) -> None:
    if not latex:
        writer.add(f"```text\n{block.text}\n```", place)
        return
    body = block.text.replace("$", r"\$")
    tag = f" \\tag{{{number}}}" if number else ""
    writer.add(f"$$\n{body}{tag}\n$$", place)
