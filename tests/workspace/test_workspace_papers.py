"""Which PDFs of a folder are its papers, what that costs, and what is told of the others."""

import os
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.workspace.pdf_facts import page_count
from workspace_pictures import CODE, FakeReader, codes, folder, load


def test_several_papers_speak_for_their_own_code(tmp_path: Path) -> None:
    table = 'papers = [{ path = "a.pdf", code = ["a/**"] }, "b.pdf"]\n'
    files = {"paperlsp.toml": table, "a.pdf": "Paper A", "b.pdf": "Paper B", "a/x.py": CODE, "unused.pdf": "Paper C"}
    snapshot = load(folder(tmp_path, files))
    assert [(entry.path, entry.code) for entry in snapshot.papers] == [("a.pdf", ("a/**",)), ("b.pdf", ())]


def test_twins_get_ids_of_their_own(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"a.pdf": "Same title", "b.pdf": "SAME title", "x.py": CODE}))
    assert len({entry.paper.id for entry in snapshot.papers}) == 2


def test_a_missing_paper_is_one_problem(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"paperlsp.toml": 'papers = ["gone.pdf"]\n', "a.py": CODE}))
    assert [each for each, _ in codes(snapshot)] == ["paper-missing"]


def test_a_paper_among_many_plots_is_found(tmp_path: Path) -> None:
    class Reader(FakeReader):
        def read(self, content: bytes) -> Paper:
            paper = super().read(content)
            return paper if paper.title == "Blending" else replace(paper, anchors=(), blocks=())

    files: dict[str, str | bytes] = {f"figures/{at}.pdf": f"Plot {at}" for at in range(12)}
    root = folder(tmp_path, {**files, "paper.pdf": "Blending", "a.py": CODE})
    assert [entry.path for entry in load(root, reader=Reader()).papers] == ["paper.pdf"]


def test_ids_do_not_depend_on_what_was_there_before(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.pdf": "Same title", "b.pdf": "SAME title", "x.py": CODE})
    before = load(root)
    (root / "a.pdf").unlink()
    assert load(root, previous=before).papers == load(root).papers


def test_no_paper_is_told_with_the_arxiv_number_that_the_readme_names(tmp_path: Path) -> None:
    files = {"README.md": "Code for [the paper](https://arxiv.org/abs/2101.00001v2).\n", "a.py": CODE}
    (problem,) = load(folder(tmp_path, files)).problems
    assert problem.code == "no-paper"
    assert problem.message == "No paper was found."
    assert problem.remedy.startswith("README.md names arXiv 2101.00001v2: run `paperlsp fetch arxiv:2101.00001v2`")
    (below,) = load(folder(tmp_path / "repo", {".git/HEAD": "", **files, "src/a.py": CODE}) / "src").problems
    assert below.remedy == problem.remedy


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    outside = folder(tmp_path / "outside", {"secret.pdf": "Secret"})
    root = folder(tmp_path / "root", {"paperlsp.toml": 'papers = ["paper.pdf"]\n'})
    try:
        (root / "paper.pdf").symlink_to(outside / "secret.pdf")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    snapshot = load(root)
    assert "config-outside" in [each for each, _ in codes(snapshot)]
    assert snapshot.papers == ()


PLOT = b"%PDF-1.4\n1 0 obj\n<< /Type /Pages /Kids [ 2 0 R ] /Count 1 >>\nendobj\n"


class Choosy(FakeReader):
    """Reads only what has no "Plot" in it; a PDF whose bytes say "Broken" has a problem."""

    def read(self, content: bytes) -> Paper:
        paper = super().read(content)
        if b"Broken" in content:
            problem = Problem("pdf-broken", "It is damaged.", "Get another.", severity="error")
            return replace(paper, anchors=(), blocks=(), problems=(problem,))
        return paper if b"Plot" not in content else replace(paper, anchors=paper.anchors[:1])


def test_plots_of_one_page_are_not_even_read(tmp_path: Path) -> None:
    plots: dict[str, str | bytes] = {f"{at:03}.pdf": PLOT + b"%% %d" % at for at in range(200)}
    reader = FakeReader()
    snapshot = load(folder(tmp_path, {**plots, "z/paper.pdf": "Blending", "a.py": CODE}), reader=reader)
    assert [entry.path for entry in snapshot.papers] == ["z/paper.pdf"]
    assert reader.read_contents == [b"Blending"]
    assert snapshot.problems == ()


def test_a_pdf_of_one_page_alone_is_read_for_what_it_is(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"abstract.pdf": PLOT, "a.py": CODE}))
    assert [entry.path for entry in snapshot.papers] == ["abstract.pdf"]


def test_nothing_but_plots_is_no_paper_and_says_why(tmp_path: Path) -> None:
    (problem,) = load(folder(tmp_path, {"a.pdf": PLOT, "b.pdf": PLOT, "a.py": CODE})).problems
    assert problem.code == "no-paper"
    assert "2 PDFs of one page were taken for figures" in problem.message


def test_a_pdf_on_disk_is_not_read_again_while_it_is_the_same(tmp_path: Path, monkeypatch) -> None:
    root = folder(tmp_path, {"paper.pdf": "Blending", "plot.pdf": PLOT, "a.py": CODE})
    reader = FakeReader()
    first = load(root, reader=reader)
    opened: list[str] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (opened.append(path.name), read_bytes(path))[1])
    assert load(root, previous=first, reader=reader).papers == first.papers
    assert opened == ["a.py"]
    (root / "paper.pdf").write_bytes(b"Mixing of layers")
    assert [entry.paper.title for entry in load(root, previous=first, reader=reader).papers] == ["Mixing of layers"]


def test_of_others_beside_a_paper_only_hints_are_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"paper.pdf": "Blending", "slides.pdf": "Plot", "old.pdf": "Broken", "a.py": CODE}
    snapshot = load(folder(tmp_path, files), reader=Choosy())
    assert [entry.path for entry in snapshot.papers] == ["paper.pdf"]
    assert [(each.code, each.file, each.severity) for each in snapshot.problems] == [
        ("pdf-broken", "old.pdf", "hint"),
        ("no-paper-in-pdf", "slides.pdf", "hint"),
    ]


def test_a_broken_pdf_weighs_fully_where_it_is_the_only_one_or_named(tmp_path: Path) -> None:
    alone = load(folder(tmp_path / "alone", {"paper.pdf": "Broken", "plot.pdf": PLOT, "a.py": CODE}), reader=Choosy())
    assert [(each.code, each.severity) for each in alone.problems] == [("pdf-broken", "error")]
    table = 'papers = ["paper.pdf", "old.pdf"]\n'
    files: dict[str, str | bytes] = {"paperlsp.toml": table, "paper.pdf": "Blending", "old.pdf": "Broken", "a.py": CODE}
    named = load(folder(tmp_path / "named", files), reader=Choosy())
    assert [(each.code, each.file, each.severity) for each in named.problems] == [("pdf-broken", "old.pdf", "error")]


def test_several_papers_that_nobody_named_are_used_and_told(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"docs/b.pdf": "Mixing", "a.pdf": "Blending", "a.py": CODE}))
    assert [entry.path for entry in snapshot.papers] == ["a.pdf", "docs/b.pdf"]
    (problem,) = snapshot.problems
    assert (problem.code, problem.severity) == ("several-papers", "hint")
    assert "a.pdf, docs/b.pdf" in problem.message


def test_a_library_of_papers_asks_for_settings(tmp_path: Path) -> None:
    files = {f"papers/{at:02}.pdf": f"Paper {at}" for at in range(30)}
    snapshot = load(folder(tmp_path, {**files, "paper.pdf": "Blending", "a.py": CODE}))
    assert [entry.path for entry in snapshot.papers][:2] == ["paper.pdf", "papers/00.pdf"]
    assert len(snapshot.papers) == 10
    problem = next(each for each in snapshot.problems if each.code == "many-papers")
    assert (problem.severity, "31 PDFs" in problem.message, "init" in problem.remedy) == ("warning", True, True)


def test_one_paper_in_two_places_is_one_paper(tmp_path: Path) -> None:
    found = load(folder(tmp_path / "found", {"a.pdf": "Blending", "docs/a.pdf": "Blending", "a.py": CODE}))
    assert [entry.path for entry in found.papers] == ["a.pdf"]
    assert found.problems == ()
    table = 'papers = [{ path = "a.pdf", code = ["x/**"] }, { path = "b.pdf", code = ["y/**"] }]\n'
    files = {"paperlsp.toml": table, "a.pdf": "Blending", "b.pdf": "Blending", "a.py": CODE}
    (entry,) = load(folder(tmp_path / "named", files)).papers
    assert entry.code == ("x/**", "y/**")


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paperlsp.toml": 'papers = ["pipe.pdf", "loop.pdf"]\n', "a.py": CODE})
    try:
        os.mkfifo(root / "pipe.pdf")
        (root / "loop.pdf").symlink_to(root / "loop.pdf")
    except (AttributeError, OSError):
        pytest.skip("this system makes neither pipes nor links")
    assert [code for code, _ in codes(load(root))] == ["paper-missing", "paper-missing"]


@pytest.mark.parametrize("pages", [1, 3, 40])
@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_counted_without_a_reader_for_pdfs(pages: int, packed: bool) -> None:
    document = pymupdf.open()
    for number in range(pages):
        document.new_page().insert_text((72, 72), f"Page {number}")
    document.set_toc([[1, "All", 1]])
    assert page_count(document.tobytes(use_objstms=packed, deflate=True)) == pages


@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from([b"/Kids [", b"]", b"/Count 3", b"/ObjStm", b"stream\n", b">>"])).map(b"".join)
)
def test_no_bytes_make_the_count_fail(content: bytes) -> None:
    assert page_count(content) in (None, 3) or b"/Count" in content
