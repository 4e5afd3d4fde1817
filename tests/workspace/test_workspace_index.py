"""An exported index in a folder: found by itself or by the settings, taken where the PDF is not, and never trusted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from paperlsp.check import find_all
from paperlsp.ide import hover
from paperlsp.index.snapshot import Snapshot
from paperlsp.link.withheld import withhold
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document
from paperlsp.reading import render
from paperlsp.workspace import find_root, load_snapshot
from paperlsp.workspace.index_file import EXPORT_FILE, LARGEST_INDEX, Exported, print_index
from paperlsp.workspace.index_reading import Damaged, parse_index

FIXTURES = Path(__file__).parents[2] / "fixtures"


@cache
def index_of(name: str, called: str = "paper.pdf") -> bytes:
    paper = read_paper(read_document((FIXTURES / name / "paper.pdf").read_bytes()))
    return print_index([Exported(called, withhold(paper))])


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "code.py").write_text('# paper: §4.1 "nothing of this kind"\ndef step(beta):\n    return beta\n')
    return folder


def put(root: Path, content: bytes, name: str = EXPORT_FILE) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_bytes(content)


def settings(root: Path, papers: str) -> None:
    (root / "paperlsp.toml").write_text(f"papers = [{papers}]\n")


def told(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in snapshot.problems]


class TestWhichPaperIsTaken:
    def test_the_folder_s_own_index_is_found_by_itself(self, root):
        put(root, index_of("qhadam"))
        snapshot = load_snapshot(root)
        assert [(entry.path, entry.place) for entry in snapshot.papers] == [("paper.pdf", "")]
        assert told(snapshot) == []
        assert [each.code for each in find_all(snapshot)] == ["PL204"]

    def test_it_makes_its_folder_a_root(self, root):
        put(root, index_of("qhadam"))
        (root / "inner").mkdir()
        assert find_root(root / "inner") == root

    @pytest.mark.parametrize("table", ['"paper.pdf"', '{ path = "paper.pdf", code = ["code.py"] }'])
    def test_it_stands_in_for_a_pdf_that_the_settings_name(self, root, table):
        put(root, index_of("qhadam"))
        settings(root, table)
        snapshot = load_snapshot(root)
        assert [entry.path for entry in snapshot.papers] == ["paper.pdf"]
        assert told(snapshot) == []

    def test_the_settings_may_name_another_file(self, root):
        put(root, index_of("sam"))
        put(root, index_of("qhadam"), "ci/momentum.json")
        settings(root, '{ path = "other.pdf", index = "ci/momentum.json" }')
        (entry,) = load_snapshot(root).papers
        assert "Quasi" in entry.paper.title

    def test_a_fetched_paper_is_found_by_its_digest_or_by_its_name(self, root):
        put(root, index_of("qhadam", "arxiv-2101.00001v2.pdf"))
        digest = parse_index(index_of("qhadam")).papers[0].paper.digest
        for table in (f'arxiv = "2101.00009", sha256 = "{digest}"', 'arxiv = "2101.00001"', 'arxiv = "2101.00001v2"'):
            settings(root, f"{{ {table} }}")
            snapshot = load_snapshot(root)
            assert [entry.path for entry in snapshot.papers] == ["arxiv-2101.00001v2.pdf"], table
            assert told(snapshot) == []

    @pytest.mark.parametrize(
        "table", ['"another.pdf"', f'{{ arxiv = "2101.00001", sha256 = "{"0" * 64}" }}', '{ arxiv = "2101.00002" }']
    )
    def test_of_another_paper_it_says_nothing(self, root, table):
        put(root, index_of("qhadam", "arxiv-2101.00001v2.pdf"))
        settings(root, table)
        snapshot = load_snapshot(root)
        assert snapshot.papers == ()
        assert [severity for _, severity in told(snapshot)] == ["error"]

    def test_a_pdf_that_is_there_is_what_counts(self, root):
        shutil.copyfile(FIXTURES / "qhadam" / "paper.pdf", root / "paper.pdf")
        put(root, index_of("qhadam"))
        snapshot = load_snapshot(root)
        assert [entry.paper.gist for entry in snapshot.papers] == [None]
        assert told(snapshot) == []

    def test_an_index_of_another_pdf_of_this_name_is_told_of(self, root):
        shutil.copyfile(FIXTURES / "qhadam" / "paper.pdf", root / "paper.pdf")
        put(root, index_of("sam"))
        snapshot = load_snapshot(root)
        assert ["Quasi" in entry.paper.title for entry in snapshot.papers] == [True]
        assert told(snapshot) == [("index-outdated", "hint")]

    def test_when_the_pdf_comes_it_is_read_and_when_it_goes_the_index_is_taken_again(self, root):
        put(root, index_of("qhadam"))
        first = load_snapshot(root)
        shutil.copyfile(FIXTURES / "qhadam" / "paper.pdf", root / "paper.pdf")
        second = load_snapshot(root, previous=first)
        assert second.papers[0].paper.gist is None
        (root / "paper.pdf").unlink()
        third = load_snapshot(root, previous=second)
        assert third.papers == first.papers
        assert load_snapshot(root, previous=third).papers[0].paper is third.papers[0].paper

    def test_another_version_s_index_is_used_and_told_of(self, root):
        value = json.loads(index_of("qhadam"))
        put(root, json.dumps(value | {"reader": "0" * 16}).encode())
        snapshot = load_snapshot(root)
        assert len(snapshot.papers) == 1
        assert told(snapshot) == [("index-outdated", "hint")]


Change = Callable[[dict[str, Any]], object]


def anchor(at: int, value: object) -> Change:
    return lambda paper: paper["anchors"][0].__setitem__(at, value)


def field(key: str, value: object) -> Change:
    return lambda paper: paper.__setitem__(key, value)


HOSTILE: dict[str, Change] = {
    "no anchors": lambda paper: paper.pop("anchors"),
    "anchors that are a number": field("anchors", 7),
    "a row that is too short": field("anchors", [["sec:1"]]),
    "two parts of one id": lambda paper: paper["anchors"].append(paper["anchors"][0]),
    "an id that is none": anchor(0, "../../etc/passwd"),
    "an id with a line's end": anchor(0, "sec:1\n2"),
    "a kind that is none": anchor(1, "command"),
    "a title that is a list": anchor(3, ["x"]),
    "a title that is too long": anchor(3, "x" * 30_000),
    "half a character": anchor(3, "\ud800"),
    "a page that is none": anchor(5, 0),
    "a page behind the last": anchor(5, 10_000),
    "a box without edges": anchor(6, [0, 0, 1]),
    "a box without end": anchor(6, [0, 0, 1, 1e300]),
    "a box of words": anchor(6, "abcd"),
    "a parent that is not there": anchor(7, "sec:nowhere"),
    "a role that is none": anchor(11, "boss"),
    "a word without a count": anchor(13, "word:"),
    "a word counted in letters": anchor(13, "word:many"),
    "a count without end": anchor(13, "word:99999999999"),
    "hashes that are none": anchor(18, "!!!"),
    "half a hash": anchor(18, "AAAA"),
    "hashes out of order": anchor(18, "////////AAAAAAAA"),
    "a name that leads out": field("name", "../paper.pdf"),
    "a name from the root": field("name", "/etc/paper.pdf"),
    "a name that is none": field("name", ""),
    "an id of a paper that is none": field("id", "a/b"),
    "a digest that is none": field("sha256", "00"),
    "pages without end": field("pages", 10**9),
    "pages in words": field("pages", True),
    "a symbol on no page": field("symbols", [["β", "\\beta", "decay", 99, None, None, "where"]]),
    "a value of a part that is not there": field(
        "values", [["β", "0.9", "", 1, "sec:nowhere", None, None, None, "setting", "", 0, False, False]]
    ),
    "a sentence that advises too much": field(
        "values", [["β", "0.9", "", 1, None, None, None, None, "setting", "", 2, False, False]]
    ),
    "a problem that weighs too much": field("problems", [["a", "b", "c", "d", "e", "fatal"]]),
    "a formula of nothing": field("formulas", [["sec:nowhere", "x", False]]),
    "a reference that is short": field("references", [["1"]]),
}


class TestNothingInItIsTrusted:
    @pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
    def test_what_no_export_writes_is_a_finding(self, root, change):
        value = json.loads(index_of("qhadam"))
        change(value["papers"][0])
        put(root, json.dumps(value).encode())
        (finding,) = find_all(load_snapshot(root))
        assert (finding.code, finding.file) in {("PL001", EXPORT_FILE), ("PL003", "")}
        assert ("index-damaged", "warning") in told(load_snapshot(root))

    @pytest.mark.parametrize(
        "content",
        [b"", b"\xff\xfe", b"[]", b"null", b"{}", b'{"format": 2}', b'{"format": 1}', b'{"format": 1, "papers": [3]}',
         b"[" * 100_000, b'{"format": 1, "reader": 3, "papers": []}', b"%PDF-1.7"],
    )  # fmt: skip
    def test_what_is_no_index_at_all(self, content):
        with pytest.raises(Damaged):
            parse_index(content)

    def test_a_file_that_is_too_large_is_not_read(self, root):
        put(root, b" " * (LARGEST_INDEX + 1))
        (problem, *_) = load_snapshot(root).problems
        assert "larger than" in problem.message

    def test_a_link_that_leads_out_is_not_followed(self, root, tmp_path):
        outside = tmp_path / "outside.json"
        outside.write_bytes(index_of("qhadam"))
        (root / ".paperlsp").mkdir()
        try:
            (root / EXPORT_FILE).symlink_to(outside)
        except OSError:
            pytest.skip("this system makes no links")
        snapshot = load_snapshot(root)
        assert snapshot.papers == ()
        assert "leads out" in snapshot.problems[-1].message + snapshot.problems[0].message


class TestWhatNeedsTheText:
    def test_the_reading_copy_has_the_outline_alone(self, root):
        put(root, index_of("qhadam"))
        (entry,) = load_snapshot(root).papers
        copy = render(entry.paper)
        assert "## 4 Relatives of QHM" in copy.markdown
        assert "not here" in copy.markdown
        assert all(copy.line_of(anchor.id) for anchor in entry.paper.anchors if anchor.kind == "section")

    def test_hovers_show_where_and_why_without_the_passage(self, root):
        put(root, index_of("qhadam"))
        snapshot = load_snapshot(root)
        shown = hover(snapshot, "code.py", snapshot.sources["code.py"].content.index(b"step"))
        assert shown is not None
        (card,) = shown.cards
        assert (card.page, card.quote) == (3, "")
