"""What an exported index keeps of a paper: enough to link and to check, and no sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from paperlsp.link.runs import WIDTH, holds, runs_of, says
from paperlsp.link.withheld import withhold
from paperlsp.model.paper import Paper, SymbolDefinition
from paperlsp.notation import prose_words
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document
from paperlsp.workspace.index_file import Exported, print_index
from paperlsp.workspace.index_reading import parse_index

ROOT = Path(__file__).parents[2]
RUN = 6
TEXT = "The decoder is small: two layers, each looking both ways.\nIt needs a warm-up of the learning rate."
NO_SENTENCES = frozenset({"title", "heading", "author", "equation"})
"""Blocks that hold names, those of the paper, of its parts and of its authors, or formulas."""


@cache
def paper_of(path: Path) -> Paper:
    return read_paper(read_document(path.read_bytes()))


def papers() -> list[object]:
    found = sorted((ROOT / "fixtures").glob("*/paper.pdf"))
    beside = [ROOT.parent / "shared" / "papers" / name / "paper.pdf" for name in ("sam", "qhadam")]
    return [
        pytest.param(path, id=path.parent.name + " " + path.parts[-3]) for path in (*found, *beside) if path.exists()
    ]


def runs(text: str) -> set[tuple[str, ...]]:
    words = prose_words(text, joined=False)
    return {words[at : at + RUN] for at in range(len(words) - RUN + 1)}


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_in(each)


def named(paper: Paper) -> set[tuple[str, ...]]:
    """What an index keeps on purpose: the titles of the paper and of its parts."""
    kinds = ("section", "heading", "algorithm", "theorem")
    titles = [paper.title, *(anchor.title for anchor in paper.anchors if anchor.kind in kinds)]
    return {run for title in titles for run in runs(title)}


class TestNoSentenceIsKept:
    @pytest.mark.parametrize("path", papers())
    def test_no_six_words_of_the_text_stand_in_a_row(self, path):
        paper = paper_of(path)
        body = {run for block in paper.blocks if block.kind not in NO_SENTENCES for run in runs(block.text)}
        body |= {run for anchor in paper.anchors if anchor.kind != "equation" for run in runs(anchor.text)}
        assert len(body) > 1000
        file = json.loads(print_index([Exported("paper.pdf", withhold(paper))]))
        assert {run for text in texts_in(file) for run in runs(text)} & body - named(paper) == set()

    def test_of_a_long_meaning_the_words_are_kept(self):
        paper = paper_of(ROOT / "fixtures" / "qhadam" / "paper.pdf")
        symbol = paper.symbols[0]

        def kept(meaning: str) -> str:
            changed = replace(paper, symbols=(replace(symbol, meaning=meaning),))
            (found,) = withhold(changed).symbols
            assert isinstance(found, SymbolDefinition)
            return found.meaning

        assert kept("momentum decay") == "momentum decay"
        assert kept("vector of all the momentum decay rates ∈ ℝᵖ") == "all decay momentum of rates the vector ∈ ℝᵖ"
        assert kept("largest step size that the method will take") == "largest method take that the will step size"

    def test_of_a_formula_s_long_remark_too(self):
        paper = paper_of(ROOT / "fixtures" / "qhadam" / "paper.pdf")
        anchor = next(each for each in paper.anchors if each.latex)
        latex = r"a = b \text{ whenever the two of them are not equal} + \text{if not}"
        (found,) = withhold(
            replace(paper, anchors=(replace(anchor, latex=latex),), symbols=(), values=(), blocks=())
        ).anchors
        assert found.latex == r"a = b \text{are equal not of the them two whenever} + \text{if not}"


class TestTheFile:
    @pytest.mark.parametrize("path", papers())
    @pytest.mark.parametrize("quotes", [True, False])
    def test_it_is_read_as_it_was_written(self, path, quotes):
        paper = withhold(paper_of(path), quotes=quotes)
        content = print_index([Exported("paper.pdf", paper)])
        read = parse_index(content)
        assert [each.paper for each in read.papers] == [paper]
        assert print_index(read.papers) == content

    def test_its_lines_are_parts(self):
        """So that a change of the paper shows in a review as a change of its parts."""
        paper = withhold(paper_of(ROOT / "fixtures" / "sam" / "paper.pdf"))
        lines = print_index([Exported("paper.pdf", paper)]).decode().splitlines()
        headings = sum(each.kind == "heading" for each in paper.anchors)
        assert sum(line.startswith('["head:') and '"heading"' in line for line in lines) == headings


class TestQuotes:
    @pytest.mark.parametrize(
        "quote",
        [
            "decoder",
            "two layers",
            "The decoder is small",
            "each looking both ways. It needs",
            "a warm-up of the",
            "a warm up",
        ],
    )
    def test_a_quote_is_held_by_text_and_by_hashes(self, quote):
        assert says(TEXT, quote)
        assert holds(runs_of(TEXT, "salt"), quote, "salt")

    @pytest.mark.parametrize(
        "quote", ["", "!", "layers two", "three layers", "the decoder is small two both", "rate the"]
    )
    def test_what_is_not_there_is_held_by_neither(self, quote):
        assert not says(TEXT, quote)
        assert not holds(runs_of(TEXT, "salt"), quote, "salt")

    def test_hashes_stand_in_their_own_order_and_belong_to_one_paper(self):
        found = runs_of(TEXT, "salt")
        hashes = [found[at : at + WIDTH] for at in range(0, len(found), WIDTH)]
        assert all(one < other for one, other in pairwise(hashes))
        assert not set(hashes) & {runs_of(TEXT, "other")[at : at + WIDTH] for at in range(0, len(found), WIDTH)}
        assert not holds(found, "two layers", "other")
