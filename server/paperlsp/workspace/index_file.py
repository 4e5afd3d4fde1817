"""Papers without their sentences → the exported index, a JSON file with a line for each part, the same on every export."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from paperlsp.model.gist import Gist, Passage, Reference, Sentence
from paperlsp.model.paper import Anchor, Paper, StatedValue, SymbolDefinition
from paperlsp.workspace.cache import reader_digest

EXPORT_FILE = ".paperlsp/papers.json"
"""Where an index is found by itself, relative to the folder."""
FORMAT = 1
LARGEST_INDEX = 32 << 20
"""In bytes. An index of ten long papers has 5 MB."""
SECTIONS = ("abbreviations", "anchors", "formulas", "problems", "references", "symbols", "values")
"""What a paper's entry holds as lists."""

Row = list[Any]


@dataclass(frozen=True, slots=True)
class Exported:
    """A paper of an index. ``name`` is how the folder it comes from calls its PDF."""

    name: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class IndexFile:
    """``reader`` tells which version of what reads papers has made it."""

    reader: str
    papers: tuple[Exported, ...]


def print_index(papers: Sequence[Exported]) -> bytes:
    """The file's bytes; every paper has a gist."""
    lines = ["{", f'"format": {FORMAT},', f'"reader": "{reader_digest()}",', '"papers": [']
    for at, each in enumerate(papers):
        lines += _paper_lines(each)
        lines.append("}," if at < len(papers) - 1 else "}")
    return "\n".join([*lines, "]", "}", ""]).encode()


def _paper_lines(exported: Exported) -> list[str]:
    paper, gist = exported.paper, exported.paper.gist or Gist({})
    head = {
        "name": exported.name,
        "id": paper.id,
        "sha256": paper.digest,
        "title": paper.title,
        "authors": list(paper.authors),
        "arxiv": paper.arxiv_id,
        "pages": paper.pages,
        "cited": list(gist.cited),
        "years": list(gist.years),
        "first_page": " ".join(gist.first_page),
        "documents": [[each.name, each.digest, each.pages] for each in paper.documents],
    }
    rows: dict[str, list[Row]] = {
        "abbreviations": [[each.short, each.long, each.page] for each in paper.abbreviations],
        "anchors": [_anchor_row(each, gist.passages[each.id]) for each in paper.anchors],
        "formulas": [[each.anchor, each.latex, each.is_line] for each in gist.formulas],
        "problems": [[p.code, p.message, p.remedy, p.file, p.place, p.severity] for p in paper.problems],
        "references": [_reference_row(each) for each in gist.references],
        "symbols": [_symbol_row(each) for each in paper.symbols],
        "values": [_value_row(*each) for each in zip(paper.values, gist.sentences, strict=True)],
    }
    lines = ["{", *(f"{_json(key)}: {_json(value)}," for key, value in head.items())]
    for at, section in enumerate(SECTIONS):
        comma = "," if at < len(SECTIONS) - 1 else ""
        lines += [f"{_json(section)}: [", ",\n".join(_json(row) for row in rows[section]), f"]{comma}"]
    return lines


def _anchor_row(a: Anchor, said: Passage) -> Row:
    return [
        a.id, a.kind, a.number, a.title, a.level, a.page, a.box, a.parent, a.text, a.latex, a.confidence,
        said.role, " ".join(said.heading), counted(said.words), " ".join(said.numbers), " ".join(said.notation),
        said.digest, said.name, None if said.runs is None else in_letters(said.runs), a.document,
    ]  # fmt: skip


def _reference_row(reference: Reference) -> Row:
    return [reference.key, " ".join(reference.words), reference.dated, in_letters(reference.runs)]


def _symbol_row(s: SymbolDefinition) -> Row:
    return [s.notation, s.latex, s.meaning, s.page, s.anchor, s.scope, s.kind]


def _value_row(v: StatedValue, said: Sentence) -> Row:
    return [
        v.name, v.value, v.unit, v.page, v.anchor, v.subject, v.notation, v.latex, v.role,
        " ".join(said.words), said.advised, said.cites, said.comes_back, " ".join(said.numbers),
        " ".join(f"{head}:{number}" for head, number in said.columns),
    ]  # fmt: skip


def counted(words: Sequence[tuple[str, int]]) -> str:
    """Words with how often each is said: "adam:3 bias"."""
    return " ".join(word if count == 1 else f"{word}:{count}" for word, count in words)


def in_letters(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
