"""The fixture papers are read as their truth says."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from paperlsp.model.paper import Paper
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = ("qhadam", "sam")


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text).lower())


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[Paper, dict]:
    folder = FIXTURES / request.param
    paper = read_paper(read_document((folder / "paper.pdf").read_bytes()))
    return paper, json.loads((folder / "truth.json").read_text("utf-8"))


def test_numbered_sections(case: tuple[Paper, dict]) -> None:
    paper, truth = case
    got = [(a.number, plain(a.title), a.level, a.page) for a in paper.anchors if a.kind == "section" and a.number]
    assert got == [(s["number"], plain(s["title"]), s["level"], s["page"]) for s in truth["sections"] if s["number"]]


def test_run_in_headings(case: tuple[Paper, dict]) -> None:
    paper, truth = case
    got = sorted((plain(a.title), a.page) for a in paper.anchors if a.kind == "heading")
    assert got == sorted((plain(h["title"]), h["page"]) for h in truth["run_in_headings"])


def test_numbered_equations_and_their_latex(case: tuple[Paper, dict]) -> None:
    paper, truth = case
    equations = [a for a in paper.anchors if a.kind == "equation" and a.number]
    assert [(a.number, a.page) for a in equations] == [
        (e["number"], e["page"]) for e in truth["equations"] if e["number"]
    ]
    assert all(a.latex for a in equations)


def test_ids_are_unique_and_parents_exist(case: tuple[Paper, dict]) -> None:
    paper, _ = case
    ids = [anchor.id for anchor in paper.anchors]
    assert len(ids) == len(set(ids))
    assert {anchor.parent for anchor in paper.anchors} <= {*ids, None}


def test_reading_twice_gives_the_same(case: tuple[Paper, dict]) -> None:
    paper, truth = case
    name = "qhadam" if truth["paper"] == "qhadam" else "sam"
    assert read_paper(read_document((FIXTURES / name / "paper.pdf").read_bytes())) == paper


def test_hyphenation_is_undone(case: tuple[Paper, dict]) -> None:
    paper, _ = case
    broken = [b.text for b in paper.blocks if b.kind == "paragraph" and re.search(r"[a-z]- [a-z]", b.text)]
    assert broken == []
