"""A long document is read from packed glyphs, a page at a time: the answers are the same, and memory stays low."""

import tracemalloc
from pathlib import Path

import pymupdf
import pytest
from paperlsp.model.packed import PackedGlyphs
from paperlsp.paper import read_paper, read_stages, sketch_pages
from paperlsp.pdf import document, read_document

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAPERS = [FIXTURES / name / "paper.pdf" for name in ("qhadam", "sam")]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.parent.name)
def test_long_documents_are_read_as_short_ones(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = path.read_bytes()
    held = read_stages(read_document(content))
    monkeypatch.setattr(document, "IN_FLIGHT", 0)
    packed = read_document(content)
    assert all(isinstance(page.glyphs, PackedGlyphs) for page in packed.pages)
    stages = read_stages(packed)
    assert stages.paper == held.paper
    assert stages.measures == held.measures
    numbers = [page.number for page in packed.pages]
    assert sketch_pages(stages, numbers) == sketch_pages(held, numbers)


def test_the_pages_before_the_limit_are_packed_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    content = PAPERS[0].read_bytes()
    pages = read_document(content).pages
    assert not any(isinstance(page.glyphs, PackedGlyphs) for page in pages)
    monkeypatch.setattr(document, "IN_FLIGHT", sum(len(page.glyphs) for page in pages) - 1)
    packed = read_document(content).pages
    assert all(isinstance(page.glyphs, PackedGlyphs) for page in packed)
    assert [list(page.glyphs) for page in packed] == [list(page.glyphs) for page in pages]


def test_memory_grows_by_what_is_kept_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Glyphs of 350 bytes each would be twelve times their packed size."""
    monkeypatch.setattr(document, "IN_FLIGHT", 0)
    peaks: list[int] = []
    count = 0
    for times in (2, 6):
        with pymupdf.open(PAPERS[0]) as source, pymupdf.open() as whole:
            for _ in range(times):
                whole.insert_pdf(source)
            content = whole.tobytes()
        tracemalloc.start()
        raw = read_document(content)
        read_paper(raw)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        count = sum(len(page.glyphs) for page in raw.pages) // times
    assert (peaks[1] - peaks[0]) / (4 * count) < 150
