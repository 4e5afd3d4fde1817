"""Papers that are not in the repository: named with their digest, found in the cache, or a finding names the command."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from paperlsp.check import find_all
from paperlsp.check.spoken import spoken_problem
from paperlsp.fetch import address_of
from paperlsp.workspace import add_paper, fetched_paper, keep, load_snapshot, read_config

FIXTURES = Path(__file__).parents[2] / "fixtures"
PDF = FIXTURES / "qhadam" / "paper.pdf"
ADDRESS = address_of("arxiv:2101.00001v2")
CODE = "def step(beta):\n    return beta\n"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def root(tmp_path) -> Path:
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "code.py").write_text(CODE)
    return folder


@pytest.fixture
def fetched() -> str:
    content = PDF.read_bytes()
    assert ADDRESS is not None
    keep(ADDRESS, content)
    return hashlib.sha256(content).hexdigest()


def settings(root: Path, table: str) -> None:
    (root / "paperlsp.toml").write_text(f"papers = [{table}]\n")


class TestNamedInTheSettings:
    def test_found_by_its_digest(self, root, fetched):
        settings(root, f'{{ arxiv = "2101.00001v2", sha256 = "{fetched.upper()}" }}')
        snapshot = load_snapshot(root)
        assert [entry.path for entry in snapshot.papers] == ["arxiv-2101.00001v2.pdf"]
        assert Path(snapshot.papers[0].place).read_bytes() == PDF.read_bytes()
        assert snapshot.problems == ()

    def test_found_without_a_digest_and_for_any_version(self, root, fetched):
        settings(root, '{ arxiv = "2101.00001" }')
        assert load_snapshot(root).papers[0].paper.digest == fetched

    def test_not_fetched_is_a_finding_that_names_the_command(self, root):
        settings(root, f'{{ arxiv = "2101.00001v2", sha256 = "{"0" * 64}" }}')
        (finding,) = find_all(load_snapshot(root))
        assert "Run `paperlsp fetch arxiv:2101.00001v2` to download it." in finding.message
        assert (finding.file, finding.severity) == ("paperlsp.toml", "error")

    @pytest.mark.usefixtures("fetched")
    def test_another_digest_is_another_paper(self, root):
        settings(root, f'{{ arxiv = "2101.00001v2", sha256 = "{"0" * 64}" }}')
        (problem,) = load_snapshot(root).problems
        assert "has another SHA-256 than the settings say" in problem.message

    def test_a_file_that_was_changed_is_none_of_ours(self, fetched):
        path = fetched_paper("arxiv:2101.00001v2", fetched)
        assert path is not None
        path.write_bytes(path.read_bytes() + b"x")
        assert fetched_paper("arxiv:2101.00001v2", fetched) is None
        assert fetched_paper("arxiv:2101.00001v2") is None

    @pytest.mark.parametrize(
        "table",
        [
            '{ arxiv = "../../etc" }',
            "{ arxiv = 3 }",
            '{ url = "file:///etc/passwd", sha256 = "" }',
            '{ arxiv = "2101.00001", sha256 = "abc" }',
        ],
    )
    def test_wrong_settings_are_told(self, root, table):
        settings(root, table)
        _, problems = read_config(root, {})
        assert [problem.code for problem in problems] == ["config-wrong-type"]


class TestNamedInAReadme:
    README = "# Code for arXiv:2101.00001v2\n"

    def test_found_once_it_is_fetched(self, root, fetched):
        (root / "README.md").write_text(self.README)
        assert load_snapshot(root).papers[0].paper.digest == fetched

    def test_until_then_a_finding_names_the_command(self, root):
        (root / "README.md").write_text(self.README)
        (problem,) = load_snapshot(root).problems
        assert spoken_problem(problem) == (
            "No paper was found. README.md names arXiv 2101.00001v2: "
            "run `paperlsp fetch arxiv:2101.00001v2` to download it, or put its PDF into the folder."
        )

    @pytest.mark.usefixtures("fetched")
    def test_a_paper_in_the_folder_comes_first(self, root):
        (root / "README.md").write_text(self.README)
        (root / "paper.pdf").write_bytes((FIXTURES / "sam" / "paper.pdf").read_bytes())
        assert [entry.path for entry in load_snapshot(root).papers] == ["paper.pdf"]


class TestNamingAPaper:
    PAPER = {"arxiv": "2101.00001v2", "sha256": "a" * 64}  # noqa: RUF012 -- Nobody changes it.

    @pytest.mark.parametrize(
        ("file", "before"),
        [
            ("paperlsp.toml", 'exclude = ["old"] # mine\r\n'),
            ("paperlsp.toml", 'papers = ["a.pdf"] # mine\n'),
            ("paperlsp.toml", 'papers = [\n  { path = "a.pdf", code = ["x]"] },\n]\n[severity]\nPL101 = "hint"\n'),
            (
                "pyproject.toml",
                '[project]\nname = "x"\n\n[tool.paperlsp]\nthreshold = 0.4\n\n[tool.other]\npapers = []\n',
            ),
            ("pyproject.toml", '[project]\nname = "x"'),
        ],
    )
    def test_all_else_stays_as_it_was(self, root, file, before):
        (root / file).write_bytes(before.encode())
        old, _ = read_config(root, {})
        assert add_paper(root, self.PAPER, [{"path": "b.pdf"}]) == file
        after = (root / file).read_bytes().decode()
        assert all(word in after for word in re.findall(r"[\w.]+|# mine", before))
        new, problems = read_config(root, {})
        assert problems == ()
        others = [each.path for each in old.papers] or ["b.pdf"]
        assert sorted(each.path for each in new.papers if each.path) == others
        assert [each.arxiv for each in new.papers if each.arxiv] == ["2101.00001v2"]
        assert (new.threshold, new.exclude, new.severity) == (old.threshold, old.exclude, old.severity)

    def test_a_folder_without_settings_gets_some(self, root):
        assert add_paper(root, self.PAPER, []) == "paperlsp.toml"
        assert [each.arxiv for each in read_config(root, {})[0].papers] == ["2101.00001v2"]

    def test_what_cannot_be_extended_is_left_alone(self, root):
        text = "tool = { paperlsp = { threshold = 0.4 } }\n"
        (root / "pyproject.toml").write_text(text)
        assert add_paper(root, self.PAPER, []) is None
        assert (root / "pyproject.toml").read_text() == text
