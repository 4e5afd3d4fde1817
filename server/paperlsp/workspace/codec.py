"""``Paper`` ↔ JSON, for the cache and for the pipe from the worker. No pickle: a cache file is not to be trusted."""

from __future__ import annotations

import json
from typing import Any, cast

from paperlsp.model.geometry import Box
from paperlsp.model.paper import Abbreviation, Anchor, Block, Paper
from paperlsp.model.problem import Problem

Fields = list[Any]


def encode(paper: Paper) -> bytes:
    value = {
        "head": [paper.id, paper.digest, paper.title, list(paper.authors), paper.abstract, paper.arxiv_id, paper.pages],
        "anchors": [_anchor_fields(each) for each in paper.anchors],
        "blocks": [[each.kind, each.text, each.page, each.box, each.anchor] for each in paper.blocks],
        "abbreviations": [[each.short, each.long, each.page] for each in paper.abbreviations],
        "problems": [encode_problem(each) for each in paper.problems],
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
    )


def encode_problem(problem: Problem) -> Fields:
    return [problem.code, problem.message, problem.remedy, problem.file, problem.place, problem.severity]


def decode_problem(fields: Fields) -> Problem:
    return Problem(*fields)


def _anchor_fields(a: Anchor) -> Fields:
    return [a.id, a.kind, a.number, a.title, a.level, a.page, a.box, a.parent, a.text, a.latex]


def _anchor(fields: Fields) -> Anchor:
    identity, kind, number, title, level, page, box, parent, text, latex = fields
    return Anchor(identity, kind, number, title, level, page, Box(*box), parent, text, latex)


def _block(fields: Fields) -> Block:
    kind, text, page, box, anchor = fields
    return Block(kind, text, page, Box(*box), anchor)
