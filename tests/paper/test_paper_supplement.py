"""A paper and its supplement as one: ids stay their own, pages are those of each PDF, nothing of the paper itself changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from paperlsp.model.paper import Paper
from paperlsp.paper import read_paper
from paperlsp.paper.supplement import with_supplements
from paperlsp.pdf import read_document
from paperlsp.reading import render

FIXTURES = Path(__file__).parents[2] / "fixtures"


@cache
def read(name: str) -> Paper:
    return read_paper(read_document((FIXTURES / name).read_bytes()))


@cache
def whole() -> Paper:
    return with_supplements(read("qhadam/paper.pdf"), "paper.pdf", [("supp.pdf", read("supplement/supplement.pdf"))])


def test_the_paper_s_own_parts_are_as_they_were() -> None:
    paper = read("qhadam/paper.pdf")
    assert whole().anchors[: len(paper.anchors)] == paper.anchors
    assert whole().blocks[: len(paper.blocks)] == paper.blocks
    assert (whole().id, whole().title, whole().pages, whole().main_digest) == (paper.id, paper.title, 5, paper.digest)
    assert whole().digest != paper.digest


def test_the_supplement_s_parts_stand_below_a_section_of_ours() -> None:
    ids = [anchor.id for anchor in whole().anchors if anchor.document == 1]
    assert ids == [
        "sec:supp", "sec:supp/1", "eq:supp/S1", "sec:supp/2", "eq:supp/S2", "eq:supp/S3",
        "sec:supp/A", "sec:supp/B", "sec:supp/C",
    ]  # fmt: skip
    assert len({anchor.id for anchor in whole().anchors}) == len(whole().anchors)
    half = whole().by_id["sec:supp/C"]
    assert [each.title for each in whole().path_of(half)] == ["Supplement", "Half precision"]
    assert (half.page, half.level, whole().page_words(half.page, half.id)) == (2, 2, "supp.pdf, p. 2")
    assert whole().page_words(3, "sec:5") == "p. 3"


def test_values_and_symbols_know_where_they_are_said() -> None:
    (limit,) = [each for each in whole().values if each.value == "2.5"]
    assert limit.anchor == "sec:supp/1"
    block = whole().blocks[limit.place.block]
    assert "2.5" in block.text[limit.place.start : limit.place.end]
    assert block.document == 1


def test_two_supplements_keep_apart() -> None:
    supplement = read("supplement/supplement.pdf")
    paper = with_supplements(read("qhadam/paper.pdf"), "paper.pdf", [("one.pdf", supplement), ("two.pdf", supplement)])
    assert {"sec:supp/1", "sec:supp2/1", "eq:supp2/S3"} <= set(paper.by_id)
    assert len(paper.by_id) == len(paper.anchors)
    assert paper.by_id["sec:supp2"].title == "Supplement 2"
    assert [each.name for each in paper.documents] == ["paper.pdf", "one.pdf", "two.pdf"]


def test_without_one_it_is_the_very_paper() -> None:
    paper = read("qhadam/paper.pdf")
    assert with_supplements(paper, "paper.pdf", []) is paper


def test_the_reading_copy_says_which_pdf_a_page_is_of() -> None:
    copy = render(whole())
    assert "<!-- page 5 -->" in copy.markdown
    assert "<!-- supp.pdf, page 2 -->" in copy.markdown
    assert "## Supplement\n" in copy.markdown
    line = copy.line_of("sec:supp/C")
    assert copy.markdown.split("\n")[line] == "### C Half precision"
    assert copy.places[line].page == 2
