"""The stages of one reading → sketches of each page: what was taken for what, to be drawn over it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from paperlsp.formula import read_formula
from paperlsp.formula.tree import Node as FormulaNode
from paperlsp.formula.tree import Symbol, Text, Word, children
from paperlsp.model.geometry import Box, union_of
from paperlsp.model.page import RawPage
from paperlsp.model.sketch import Mark, MarkKind, Note, Sketch
from paperlsp.paper.caption import Caption
from paperlsp.paper.display import Display
from paperlsp.paper.heading import Heading
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, text_of
from paperlsp.paper.read import Stages

ROLES: dict[str, MarkKind] = {
    "": "text",
    "title": "title",
    "author": "author",
    "heading": "section",
    "equation": "equation",
    "caption": "caption",
    "float": "float",
    "table": "table",
    "algorithm": "algorithm",
    "furniture": "furniture",
    "footnote": "footnote",
}
HEADINGS: dict[str, MarkKind] = {"section": "section", "heading": "run-in", "theorem": "theorem"}
LONGEST_TREE = 600
"""In characters. A longer tree is cut: it would fill the page's side by itself."""


def sketch_pages(stages: Stages, numbers: Sequence[int]) -> tuple[Sketch, ...]:
    """Two sketches for each page asked for: its lines in their order, and its parts."""
    found: list[Sketch] = []
    for page, lines in zip(stages.pages, stages.lines, strict=True):
        if page.number in numbers:
            found += [_lines_sketch(page, lines, stages.measures), _parts_sketch(page, lines, stages)]
    return tuple(found)


def _lines_sketch(page: RawPage, lines: Sequence[Line], measures: Measures) -> Sketch:
    marks = [Mark("lane", Box(left, 0.0, right, page.height), filled=False) for left, right in measures.lanes]
    marks += [Mark("picture", box, filled=False) for box in page.pictures]
    marks += [Mark("rule", rule.box) for rule in page.rules]
    for at, line in enumerate(lines):
        kind = ROLES.get(line.role, "text")
        lane = "×LR"[line.lane] if line.lane < 3 and measures.columns > 1 else "" if line.lane < 3 else f"/{line.lane}"
        marks.append(Mark(kind, line.box, f"{at}{lane}"))
    measured = (
        f"body {measures.body:.1f} pt {measures.font}",
        f"line gap {measures.gap:.1f}, columns {measures.columns}",
        "lanes " + ", ".join(f"{left:.0f}–{right:.0f}" for left, right in measures.lanes),
        f"{len(page.glyphs)} glyphs, {len(page.rules)} rules, {len(page.pictures)} pictures",
    )
    return Sketch(page.number, "lines", tuple(marks), (Note("lane", "measures", measured),))


def _parts_sketch(page: RawPage, lines: Sequence[Line], stages: Stages) -> Sketch:
    marks = [
        Mark("reference" if block.kind == "reference" else "text", block.box, filled=False)
        for block in stages.paper.blocks
        if block.page == page.number and block.kind in ("paragraph", "reference") and block.box.width > 0
    ]
    marks += [Mark("text", box, filled=False) for box in _continued(lines, [mark.box for mark in marks])]
    order = {id(line): at for at, line in enumerate(lines)}
    notes: list[tuple[int, Note]] = []
    for role, kind in ROLES.items():
        if role in ("title", "author", "float", "table", "furniture", "footnote"):
            marks += [Mark(kind, line.box) for line in lines if line.role == role]
    for item in (*stages.headings, *stages.captions, *stages.displays):
        drawn, note = _drawn(item, page.number)
        marks += drawn
        if note is not None:
            notes.append((min(order.get(id(line), len(lines)) for line in item.lines), note))
    return Sketch(
        page.number, "parts", tuple(marks), tuple(note for _, note in sorted(notes, key=lambda each: each[0]))
    )


def _continued(lines: Sequence[Line], drawn: Sequence[Box]) -> list[Box]:
    """Where paragraphs go on that began on another page or in another column: their block has its first part's box."""
    found: list[tuple[int, Box]] = []
    for line in lines:
        if line.role or any(box.contains(line.box.centre_x, line.box.centre_y) for box in drawn):
            continue
        last = found[-1] if found else None
        if last is not None and last[0] == line.lane and 0 < line.box.y0 - last[1].y1 < line.size:
            found[-1] = line.lane, last[1].union(line.box)
        else:
            found.append((line.lane, line.box))
    return [box for _, box in found]


def _drawn(item: Heading | Caption | Display, page: int) -> tuple[list[Mark], Note | None]:
    """An item's marks on a page, and what is to be said of it beside the page."""
    if isinstance(item, Heading):
        boxes = [_title_box(line, item) for line in item.lines if line.page == page]
        if not boxes:
            return [], None
        kind = HEADINGS[item.kind]
        label = f"§{item.level}" if item.kind == "section" else kind
        return [Mark(kind, union_of(boxes), label)], Note(kind, f"{label} {item.number or '–'}", (item.title,))
    lines = [line for line in item.lines if line.page == page]
    if not lines:
        return [], None
    if isinstance(item, Caption):
        marks = [Mark("caption", union_of(line.box for line in lines), f"{item.kind} {item.number}")]
        if body := [line for line in item.body if line.page == page]:
            marks.append(Mark("algorithm", union_of(line.box for line in body)))
        if item.table is not None:
            across, down = item.table.columns, item.table.heights
            cells = [Box(x0, y0, x1, y1) for x0, x1 in pairwise(across) for y0, y1 in pairwise(down)]
            marks += [Mark("table", cell, filled=False) for cell in cells]
        rows = _rows(item)
        return marks, Note("caption", f"{item.kind} {item.number}", (lines[0].text[:120], *rows))
    marks = [Mark("equation", item.box)]
    if item.number_box is not None:
        marks.append(Mark("number", item.number_box, item.number or ""))
    formula = read_formula(item.glyphs, item.rules)
    tree = _tree_text(formula.tree)
    shown = tree if len(tree) <= LONGEST_TREE else tree[:LONGEST_TREE] + " …"
    head = f"({item.number})" if item.number else "no number"
    return marks, Note("equation", f"{head} {formula.confidence:.2f}", (formula.latex, shown))


def _rows(caption: Caption) -> list[str]:
    """The first rows of a table, to be read beside the page."""
    if caption.table is None:
        return []
    texts = ([" ".join(text_of(glyphs) for glyphs, _ in cell) for cell in row] for row in caption.table.rows[:12])
    return [" | ".join(cells)[:110] for cells in texts]


def _title_box(line: Line, heading: Heading) -> Box:
    """The part of a heading's line that is its title."""
    rest = set(heading.rest)
    return union_of(glyph.box for glyph in line.glyphs if glyph not in rest)


def _tree_text(node: FormulaNode) -> str:
    """A formula's tree as nested brackets: ``(Fraction a (Row b c))``."""
    if isinstance(node, (Symbol, Word, Text)):
        return node.text
    parts = [_tree_text(child) for child in children(node)]
    name = type(node).__name__
    return f"({' '.join([name, *parts])})" if name != "Row" else f"[{' '.join(parts)}]"
