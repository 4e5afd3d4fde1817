"""Papers survive the way to the cache and back; anything else is refused with an exception that the cache expects."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
from paperlsp.workspace.cache import load_paper, store_paper
from paperlsp.workspace.codec import decode, encode

TEXT = st.text(st.characters(codec=None), max_size=12)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
BOXES = st.builds(Box, NUMBER, NUMBER, NUMBER, NUMBER)
MAYBE = st.none() | TEXT
ANCHORS = st.builds(
    Anchor,
    TEXT,
    st.sampled_from(["section", "equation"]),
    MAYBE,
    TEXT,
    st.none() | st.integers(1, 6),
    st.integers(1),
    BOXES,
    MAYBE,
    TEXT,
    MAYBE,
)
INLINES = st.builds(Inline, st.integers(0), st.integers(0), TEXT, NUMBER)
BLOCKS = st.builds(
    Block,
    st.sampled_from(["paragraph", "caption"]),
    TEXT,
    st.integers(1),
    BOXES,
    MAYBE,
    st.lists(INLINES, max_size=3).map(tuple),
)
PLACES = st.builds(TextPlace, st.integers(0), st.integers(0), st.integers(0))
SYMBOLS = st.builds(
    SymbolDefinition, TEXT, TEXT, TEXT, st.integers(1), MAYBE, MAYBE, st.sampled_from(["where", "table"]), PLACES
)
VALUES = st.builds(
    StatedValue,
    TEXT,
    TEXT,
    TEXT,
    st.integers(1),
    MAYBE,
    MAYBE,
    MAYBE,
    MAYBE,
    st.sampled_from(["setting", "bound"]),
    TEXT,
    PLACES,
)
STEPS = st.builds(
    AlgorithmLine,
    TEXT,
    MAYBE,
    TEXT,
    st.lists(INLINES, max_size=3).map(tuple),
    st.integers(0, 9),
    st.integers(1),
    BOXES,
    PLACES,
)
TABLES = st.builds(
    Table,
    TEXT,
    st.integers(0),
    st.integers(1),
    BOXES,
    st.integers(0, 3),
    st.lists(st.lists(TEXT, max_size=3).map(tuple), max_size=3).map(tuple),
)
ALGORITHMS = st.builds(Algorithm, TEXT, st.lists(STEPS, max_size=3).map(tuple))
PROBLEMS = st.builds(Problem, TEXT, TEXT, TEXT, TEXT, TEXT, st.sampled_from(["error", "warning", "hint"]))


def several(item):
    return st.lists(item, max_size=3).map(tuple)


PAPERS = st.builds(
    Paper,
    TEXT,
    TEXT,
    TEXT,
    several(TEXT),
    TEXT,
    MAYBE,
    st.integers(0),
    several(ANCHORS),
    several(BLOCKS),
    several(st.builds(Abbreviation, TEXT, TEXT, st.integers(1))),
    several(PROBLEMS),
    several(SYMBOLS),
    several(VALUES),
    several(TABLES),
    several(ALGORITHMS),
)


@given(PAPERS)
def test_round_trip(paper: Paper) -> None:
    assert decode(encode(paper)) == paper


@given(PAPERS)
def test_the_same_paper_gives_the_same_bytes(paper: Paper) -> None:
    assert encode(decode(encode(paper))) == encode(paper)


PAPER = Paper("p", "0" * 64, "P", (), "", None, 1, (), ())


def entry_of(folder: Path) -> Path:
    (entry,) = (folder / "papers").iterdir()
    return entry


def test_damage_of_any_kind_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path))
    store_paper(PAPER)
    entry = entry_of(tmp_path)
    sound = entry.read_bytes()
    assert load_paper(PAPER.digest) == PAPER
    for damaged in (b"", b"\n", sound[:-1], sound.replace(b"P", b"Q"), b"\xff" * 100):
        entry.write_bytes(damaged)
        assert load_paper(PAPER.digest) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "file"))
    store_paper(PAPER)
    assert load_paper(PAPER.digest) is None


def test_nothing_half_written_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path))
    store_paper(PAPER)
    store_paper(PAPER)
    assert entry_of(tmp_path).suffix == ".json"
