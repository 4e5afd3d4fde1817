"""Pictures of displays: cut once by a process, kept by digest, and missing without harm."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from paperlsp.workspace import PaperReader, pictures_of
from paperlsp.workspace.pictures import CUTTER

PDF = Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf"


@pytest.fixture(scope="module")
def read():
    content = PDF.read_bytes()
    with PaperReader() as reader:
        return reader.read(content), content


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))


def test_each_display_is_cut_once(read, tmp_path):
    paper, content = read
    found = pictures_of(paper, content)
    displays = [anchor.id for anchor in paper.anchors if anchor.kind == "equation"]
    assert len(displays) > 10
    assert sorted(found) == sorted(displays)
    # The second time nobody is asked: the process that would be does not exist.
    assert pictures_of(paper, content, ("no-such-command",)) == found
    stored = list((tmp_path / "cache" / "pictures").iterdir())
    assert len(stored) == 1
    stored[0].write_bytes(b"{broken")
    assert pictures_of(paper, content) == found


def test_another_pdf_of_the_same_name_has_none(read):
    paper, content = read
    assert pictures_of(paper, content + b"\n") == {}
    assert pictures_of(replace(paper, anchors=()), content, ("no-such-command",)) == {}


@pytest.mark.parametrize(
    "command",
    [("no-such-command",), (sys.executable, "-c", "raise SystemExit(3)"), (sys.executable, "-c", "print('no JSON')")],
)
def test_a_process_that_fails_leaves_hovers_without_pictures(read, command):
    paper, content = read
    assert pictures_of(paper, content, command) == {}
    # Nothing of the failure is kept.
    assert len(pictures_of(paper, content, CUTTER)) > 10
