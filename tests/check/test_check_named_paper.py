"""PL008: a PDF that is not the paper, or not the version, that the settings name."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from paperlsp.check import find_all
from paperlsp.config import PaperConfig, parse_config
from paperlsp.model.finding import Finding
from paperlsp.model.paper import Paper
from paperlsp.wording import retell
from paperlsp.workspace import load_snapshot
from paperlsp.workspace.papers import other_than_named

PDF = Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf"
PAPER = Paper("walking", "ab" * 32, "Walking", (), "", "1810.06801v1", 3, (), ())


def told(setting: PaperConfig, paper: Paper = PAPER) -> list[str]:
    return [each.message for each in other_than_named(setting, paper, "paper.pdf", "paperlsp.toml")]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (PaperConfig(arxiv="1810.06801v2"), "is v1 of arXiv:1810.06801, and the settings name v2"),
        (PaperConfig("paper.pdf", arxiv="1810.06801v3"), "the settings name v3"),
        (PaperConfig(arxiv="1412.6980"), "bears arXiv:1810.06801v1, and the settings name 1412.6980"),
        (PaperConfig(arxiv="1810.06801v1", sha256="0" * 64), "has the SHA-256 abababababab…"),
    ],
)
def test_another_one_is_told_of_in_both_languages(setting, words):
    (message,) = told(setting)
    assert words in message
    assert retell("fr", message) != message
    assert "arXiv:1810.06801" in retell("fr", message) or "SHA-256" in retell("fr", message)


@pytest.mark.parametrize(
    "setting",
    [
        PaperConfig(arxiv="1810.06801v1"),
        PaperConfig(arxiv="1810.06801"),
        PaperConfig("paper.pdf"),
        PaperConfig(url="https://example.org/x.pdf"),
        PaperConfig(arxiv="1810.06801v1", sha256="ab" * 32),
    ],
)
def test_the_named_one_is_not(setting):
    assert told(setting) == []
    assert told(PaperConfig(arxiv="1810.06801v2"), replace(PAPER, arxiv_id=None)) == []
    assert told(PaperConfig(arxiv="1810.06801v2"), replace(PAPER, arxiv_id="1810.06801")) == []


def test_of_a_supplemented_paper_its_own_pdf_counts():
    from paperlsp.model.paper import Document  # noqa: PLC0415 -- Only here.

    whole = replace(PAPER, digest="cd" * 32, documents=(Document("paper.pdf", "ab" * 32, 3),))
    assert told(PaperConfig(sha256="ab" * 32), whole) == []


def findings(root: Path, table: str) -> list[Finding]:
    (root / "paperlsp.toml").write_text(f"papers = [{table}]\n")
    return [each for each in find_all(load_snapshot(root)) if each.code != "PL101"]


def test_in_a_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "repo"
    root.mkdir()
    (root / "paper.pdf").write_bytes(PDF.read_bytes())
    digest = hashlib.sha256(PDF.read_bytes()).hexdigest()
    assert findings(root, f'{{ path = "paper.pdf", sha256 = "{digest}", arxiv = "1810.06801v2" }}') == []
    (finding,) = findings(root, f'{{ path = "paper.pdf", sha256 = "{"1" * 64}" }}')
    assert (finding.code, finding.file, finding.severity) == ("PL008", "paperlsp.toml", "warning")


def test_a_path_may_say_which_paper_it_is():
    config, problems = parse_config({"papers": [{"path": "a.pdf", "arxiv": "1810.06801v2"}]}, "paperlsp.toml")
    assert problems == ()
    assert config.papers == (PaperConfig("a.pdf", arxiv="1810.06801v2"),)
    assert config.papers[0].what == ""
    wrong, problems = parse_config({"papers": [{"path": "a.pdf", "sha256": "7"}]}, "paperlsp.toml")
    assert wrong.papers == (PaperConfig("a.pdf"),)
    assert [each.place for each in problems] == ["papers[0].sha256"]
