"""``Paper`` ↔ JSON, for the cache and for the pipe from the worker. No pickle: a cache file is not to be trusted."""

from __future__ import annotations

import json
from typing import Any, cast

from paperlsp.model.geometry import Box
from paperlsp.model.paper import (
    Abbreviation,
    Algorithm,
    AlgorithmLine,
    Anchor,
    Block,
    Inline,
    Paper,
    StatedValue,
    SymbolDefinition,
    Table,
    TextPlace,
)
from paperlsp.model.problem import Problem

Fields = list[Any]


def encode(paper: Paper) -> bytes:
    value = {
        "head": [paper.id, paper.digest, paper.title, list(paper.authors), paper.abstract, paper.arxiv_id, paper.pages],
        "anchors": [_anchor_fields(each) for each in paper.anchors],
        "blocks": [_block_fields(each) for each in paper.blocks],
        "abbreviations": [[each.short, each.long, each.page] for each in paper.abbreviations],
        "problems": [encode_problem(each) for each in paper.problems],
        "symbols": [_symbol_fields(each) for each in paper.symbols],
        "values": [_value_fields(each) for each in paper.values],
        "tables": [[t.anchor, t.block, t.page, t.box, t.heads, t.rows] for t in paper.tables],
        "algorithms": [[a.anchor, [_line_fields(each) for each in a.lines]] for a in paper.algorithms],
    }
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()


def decode(content: bytes) -> Paper:
    """Raises ``ValueError``, ``TypeError`` or ``KeyError`` for content that ``encode`` did not make."""
    value = cast("dict[str, Any]", json.loads(content))
    identity, digest, title, authors, abstract, arxiv_id, pages = cast("Fields", value["head"])
    return Paper(
        identity,
        digest,
        title,
        tuple(authors),
        abstract,
        arxiv_id,
        pages,
        tuple(_anchor(each) for each in value["anchors"]),
        tuple(_block(each) for each in value["blocks"]),
        tuple(Abbreviation(*each) for each in value["abbreviations"]),
        tuple(decode_problem(each) for each in value["problems"]),
        tuple(_symbol(each) for each in value["symbols"]),
        tuple(_value(each) for each in value["values"]),
        tuple(_table(each) for each in value["tables"]),
        tuple(Algorithm(anchor, tuple(_line(each) for each in lines)) for anchor, lines in value["algorithms"]),
    )


def encode_problem(problem: Problem) -> Fields:
    return [problem.code, problem.message, problem.remedy, problem.file, problem.place, problem.severity]


def decode_problem(fields: Fields) -> Problem:
    return Problem(*fields)


def _table(fields: Fields) -> Table:
    anchor, block, page, box, heads, rows = fields
    return Table(anchor, block, page, Box(*box), heads, tuple(tuple(row) for row in rows))


def _line_fields(line: AlgorithmLine) -> Fields:
    return [
        line.id, line.number, line.text, _inline_fields(line.inline), line.depth, line.page, line.box,
        _place_fields(line.place),
    ]  # fmt: skip


def _line(fields: Fields) -> AlgorithmLine:
    identity, number, text, inline, depth, page, box, place = fields
    formulas = tuple(Inline(*each) for each in inline)
    return AlgorithmLine(identity, number, text, formulas, depth, page, Box(*box), TextPlace(*place))


def _inline_fields(inline: tuple[Inline, ...]) -> Fields:
    return [[each.start, each.end, each.latex, each.confidence] for each in inline]


def _anchor_fields(a: Anchor) -> Fields:
    return [a.id, a.kind, a.number, a.title, a.level, a.page, a.box, a.parent, a.text, a.latex, a.confidence]


def _anchor(fields: Fields) -> Anchor:
    identity, kind, number, title, level, page, box, parent, text, latex, confidence = fields
    return Anchor(identity, kind, number, title, level, page, Box(*box), parent, text, latex, confidence)


def _block_fields(b: Block) -> Fields:
    return [b.kind, b.text, b.page, b.box, b.anchor, _inline_fields(b.inline)]


def _block(fields: Fields) -> Block:
    kind, text, page, box, anchor, inline = fields
    return Block(kind, text, page, Box(*box), anchor, tuple(Inline(*each) for each in inline))


def _place_fields(place: TextPlace) -> Fields:
    return [place.block, place.start, place.end]


def _symbol_fields(s: SymbolDefinition) -> Fields:
    return [s.notation, s.latex, s.meaning, s.page, s.anchor, s.scope, s.kind, _place_fields(s.place)]


def _symbol(fields: Fields) -> SymbolDefinition:
    notation, latex, meaning, page, anchor, scope, kind, place = fields
    return SymbolDefinition(notation, latex, meaning, page, anchor, scope, kind, TextPlace(*place))


def _value_fields(v: StatedValue) -> Fields:
    return [
        v.name, v.value, v.unit, v.page, v.anchor, v.subject, v.notation, v.latex, v.role, v.quote,
        _place_fields(v.place),
    ]  # fmt: skip


def _value(fields: Fields) -> StatedValue:
    name, value, unit, page, anchor, subject, notation, latex, role, quote, place = fields
    return StatedValue(name, value, unit, page, anchor, subject, notation, latex, role, quote, TextPlace(*place))
