"""Every kind of bad PDF in a repository: one message that names file and remedy, and the rest is read."""

from collections.abc import Iterator
from pathlib import Path

import bad_pdfs
import pytest
from paperlsp.workspace import PaperReader, load_snapshot
from workspace_pictures import CODE, folder

GOOD = (Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf").read_bytes()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperReader]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        with PaperReader() as made:
            yield made


@pytest.mark.parametrize("name", sorted(bad_pdfs.ALL))
def test_alone_it_is_read_or_told_with_a_remedy(tmp_path: Path, reader: PaperReader, name: str) -> None:
    snapshot = load_snapshot(folder(tmp_path, {"it.pdf": bad_pdfs.ALL[name](), "a.py": CODE}), reader=reader)
    assert "Blender.blend" in snapshot.sources["a.py"].by_name
    assert snapshot.papers or snapshot.problems
    assert [each.file for each in snapshot.problems] == ["it.pdf"] * len(snapshot.problems)
    assert all(each.message and each.remedy for each in snapshot.problems)
    if not snapshot.papers:
        assert len(snapshot.problems) == 1


@pytest.mark.parametrize("name", sorted(bad_pdfs.ALL))
def test_beside_a_paper_it_does_no_harm(tmp_path: Path, reader: PaperReader, name: str) -> None:
    files = {"it.pdf": bad_pdfs.ALL[name](), "paper.pdf": GOOD, "a.py": CODE}
    snapshot = load_snapshot(folder(tmp_path, files), reader=reader)
    assert "paper.pdf" in [entry.path for entry in snapshot.papers]
    used = {entry.path for entry in snapshot.papers}
    assert {each.severity for each in snapshot.problems if each.file not in used} <= {"hint"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("empty", "pdf-empty-file"),
        ("not_a_pdf", "pdf-not-a-pdf"),
        ("encrypted", "pdf-encrypted"),
        ("scanned", "pdf-scanned"),
        ("truncated", "pdf-cut-off"),
        ("many_pages", "pdf-too-long"),
    ],
)
def test_what_is_wrong_has_a_name_of_its_own(tmp_path: Path, reader: PaperReader, name: str, code: str) -> None:
    snapshot = load_snapshot(folder(tmp_path, {"it.pdf": getattr(bad_pdfs, name)()}), reader=reader)
    assert [each.code for each in snapshot.problems] == [code]
