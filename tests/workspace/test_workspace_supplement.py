"""A paper of several PDFs in a folder: named in the settings, cited by the code, shown and exported as one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from paperlsp import ide
from paperlsp.check import find_all
from paperlsp.cli import commands
from paperlsp.fetch import address_of
from paperlsp.index.snapshot import Snapshot
from paperlsp.workspace import keep, load_snapshot

FIXTURES = Path(__file__).parents[2] / "fixtures"
CODE = """
def clipped(gradient, limit=1.0):
    \"\"\"After Eq. (S1).\"\"\"
    return gradient * min(1, limit / norm(gradient))


def restart(buffer, kappa):
    # Supplementary §2, where the paper itself speaks of preliminaries in Section 2.
    return kappa * buffer


def scaled(loss, scale=1024):
    # Appendix C, and Section 1 of the supplement.
    return scale * loss


# paper: sec:supp/2 "so that the two stay in step"
# paper: sec:supp/1 "We shorten it before it enters any buffer"
# Section 9 of the supplement, and Eq. (S9).
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "repo"
    folder.mkdir()
    shutil.copyfile(FIXTURES / "qhadam" / "paper.pdf", folder / "paper.pdf")
    shutil.copyfile(FIXTURES / "supplement" / "supplement.pdf", folder / "supp.pdf")
    (folder / "code.py").write_text(CODE)
    monkeypatch.chdir(folder)
    return folder


def settings(root: Path, papers: str) -> None:
    (root / "paperlsp.toml").write_text(f"papers = [{papers}]\n")


@pytest.fixture
def named(root: Path) -> Path:
    settings(root, '{ path = "paper.pdf", supplement = ["supp.pdf"] }')
    return root


def targets(snapshot: Snapshot) -> dict[str, list[str]]:
    return {each.mention.text: [anchor for _, anchor in each.targets] for each in snapshot.graph.mentions}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


def test_what_the_code_cites_is_found_in_the_right_pdf(named):
    snapshot = load_snapshot(named)
    assert snapshot.problems == ()
    found = targets(snapshot)
    assert found["Eq. (S1)"] == ["eq:supp/S1"]
    assert found["§2"] == ["sec:supp/2"]
    assert found["Section 2"] == ["sec:2"]
    assert found["Appendix C"] == ["sec:supp/C"]
    assert found["Section 1"] == ["sec:supp/1"]
    assert (found["Section 9"], found["Eq. (S9)"]) == ([], [])
    told = [(each.code, dict(each.words).get("mention", "")) for each in find_all(snapshot)]
    assert [each for each in told if each[0].startswith("PL2")] == [("PL201", "Section 9"), ("PL201", "Eq. (S9)")]


def test_a_hover_says_which_pdf(named):
    snapshot = load_snapshot(named)
    place = snapshot.sources["code.py"].content.index(b"Eq. (S1)") + 1
    found = ide.hover(snapshot, "code.py", place)
    assert found is not None
    (card,) = found.cards
    assert (card.page, card.pdf, card.path[0]) == (1, "supp.pdf", "Supplement")


def test_the_same_paper_stays_the_same_value(named):
    first = load_snapshot(named)
    assert load_snapshot(named, previous=first).papers[0].paper is first.papers[0].paper


def test_every_command_knows_both(named):
    assert run("open", "Eq. (S3)", "--show").stdout.strip() == f"{(named / 'supp.pdf').as_uri()}#page=1"
    assert run("open", "Appendix C", "--show").stdout.strip() == f"{(named / 'supp.pdf').as_uri()}#page=2"
    assert run("open", "§5", "--show").stdout.strip() == f"{(named / 'paper.pdf').as_uri()}#page=3"
    assert "supp.pdf: supplement of paper.pdf, 2 pages" in run("doctor").stdout
    assert 'path = "paper.pdf", supplement = ["supp.pdf"]' in run("check", "--show-settings").stdout
    assert run("check", "--show-files").stdout.split() == ["paper.pdf", "supp.pdf", "code.py"]
    found = json.loads(run("map", "--output-format", "json").stdout)["papers"][0]["parts"]
    assert {each["pdf"] for each in found} == {"paper.pdf", "supp.pdf"}
    found = json.loads(run("links", "--output-format", "json").stdout)["symbols"]
    assert {each["pdf"] for symbol in found for each in symbol["links"]} >= {"supp.pdf"}


def test_a_supplement_that_is_not_there_is_told_of(root):
    settings(root, '{ path = "paper.pdf", supplement = ["gone.pdf", "https://example.org/more.pdf"] }')
    snapshot = load_snapshot(root)
    assert [entry.path for entry in snapshot.papers] == ["paper.pdf"]
    assert [(each.code, each.severity) for each in snapshot.problems] == [
        ("paper-missing", "error"),
        ("paper-not-fetched", "error"),
    ]
    assert "paperlsp fetch --configured" in str(snapshot.problems[1])


def test_paper_and_supplement_may_both_be_fetched(root, tmp_path):
    for what, pdf in (("arxiv:2101.00001v1", "paper.pdf"), ("https://example.org/more.pdf", "supp.pdf")):
        address = address_of(what)
        assert address is not None
        keep(address, (root / pdf).read_bytes())
    for pdf in ("paper.pdf", "supp.pdf"):
        (root / pdf).unlink()
    settings(root, '{ arxiv = "2101.00001", supplement = "https://example.org/more.pdf" }')
    snapshot = load_snapshot(root)
    assert snapshot.problems == ()
    (entry,) = snapshot.papers
    assert Path(entry.pdf(1).place).is_relative_to(tmp_path / "cache")


@pytest.mark.parametrize("supplement", ["7", "[7]", '["../x.pdf"]', '["/x.pdf"]', '[""]'])
def test_what_is_no_path_is_a_problem_of_the_settings(root, supplement):
    settings(root, f'{{ path = "paper.pdf", supplement = {supplement} }}')
    snapshot = load_snapshot(root)
    assert len(snapshot.papers) == 1
    assert {each.code for each in snapshot.problems} <= {"config-wrong-type", "config-outside"}
    assert snapshot.problems


def test_a_name_alone_makes_no_supplement(root):
    snapshot = load_snapshot(root)
    assert sorted(entry.path for entry in snapshot.papers) == ["paper.pdf", "supp.pdf"]
    (problem,) = [each for each in snapshot.problems if each.code == "perhaps-supplement"]
    assert 'papers = [{ path = "paper.pdf", supplement = ["supp.pdf"] }]' in problem.remedy
    assert ("PL004", "supp.pdf", "hint") in {(each.code, each.file, each.severity) for each in find_all(snapshot)}


def test_an_export_holds_both_and_stands_in_for_both(named):
    with_pdfs = load_snapshot(named)
    found = [(each.code, each.file, each.span, each.fingerprint) for each in find_all(with_pdfs)]
    assert run("index", "--export").exit_code == 0
    (named / "supp.pdf").unlink()
    without = load_snapshot(named)
    assert [(each.code, each.file, each.span, each.fingerprint) for each in find_all(without)] == found
    assert without.papers[0].supplements == with_pdfs.papers[0].supplements
    assert without.problems == ()
