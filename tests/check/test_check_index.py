"""With an exported index the same is found as with the PDF: rule by rule, place by place, fingerprint by fingerprint."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from paperlsp.check import find_all
from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.link.withheld import withhold
from paperlsp.workspace.index_file import Exported, print_index
from paperlsp.workspace.index_reading import parse_index
from test_check_sown import QHADAM_SOWN, SAM_SOWN, SWAPS, Fault, paper_of, sown

ROOT = Path(__file__).parents[2]
BATCHES = [("qhadam", each) for each in ((), *QHADAM_SOWN, *SWAPS)] + [("sam", each) for each in ((), *SAM_SOWN)]
EVERYTHING = Config(select=("ALL",))


@cache
def exported(name: str, *, quotes: bool = True) -> PaperEntry:
    """The fixture's paper as an index gives it back."""
    return through_a_file(paper_of(name), quotes=quotes)


def through_a_file(entry: PaperEntry, *, quotes: bool = True) -> PaperEntry:
    (read,) = parse_index(print_index([Exported(entry.path, withhold(entry.paper, quotes=quotes))])).papers
    return replace(entry, paper=read.paper)


def with_paper(snapshot: Snapshot, entry: PaperEntry) -> Snapshot:
    return build_snapshot(None, EVERYTHING, (entry,), snapshot.sources, (), lambda: False)


def identities(snapshot: Snapshot) -> list[tuple[object, ...]]:
    return [
        (each.code, each.file, each.span, each.severity, each.anchor, each.symbol, each.fingerprint)
        for each in find_all(snapshot)
    ]


@pytest.mark.parametrize(("name", "faults"), BATCHES)
def test_the_fixtures_and_what_is_sown_into_them(name: str, faults: tuple[Fault, ...]) -> None:
    with_pdf = replace(sown(name, faults), config=EVERYTHING)
    with_index = with_paper(with_pdf, exported(name))
    assert identities(with_index) == identities(with_pdf)
    assert bool(faults) <= bool(identities(with_pdf))
    # What is linked and why is the same too, so that coverage is.
    assert with_index.graph.explanations == with_pdf.graph.explanations
    assert with_index.graph.lines == with_pdf.graph.lines


def test_only_the_paper_s_words_are_missing() -> None:
    with_pdf = replace(sown("qhadam", QHADAM_SOWN[0]), config=EVERYTHING)
    told = [find_all(each) for each in (with_pdf, with_paper(with_pdf, exported("qhadam")))]
    assert any(each.quote for each in told[0])
    assert not any(each.quote for each in told[1])


def test_without_quotes_nothing_is_said_of_quotes() -> None:
    with_pdf = replace(sown("qhadam", QHADAM_SOWN[0]), config=EVERYTHING)
    without = with_paper(with_pdf, exported("qhadam", quotes=False))
    assert any(each[0] == "PL204" for each in identities(with_pdf))
    assert identities(without) == [each for each in identities(with_pdf) if each[0] != "PL204"]


REAL = {"sam": "segment_anything", "qhadam": "qhoptim"}


@pytest.mark.parametrize("name", REAL)
def test_the_released_packages(name: str) -> None:
    """Where the papers and the packages lie beside the project; nothing of them is imported."""
    from paperlsp.paper import read_paper  # noqa: PLC0415 -- Only here is a PDF read that is not a fixture's.
    from paperlsp.pdf import read_document  # noqa: PLC0415

    pdf, code = ROOT.parent / "shared" / "papers" / name / "paper.pdf", package(REAL[name])
    if not pdf.exists() or code is None:
        pytest.skip(f"{REAL[name]} and its paper do not lie beside the project")
    sources = {
        path.relative_to(code).as_posix(): read_source(path.relative_to(code).as_posix(), path.read_bytes())
        for path in sorted(code.rglob("*.py"))
    }
    entry = PaperEntry("paper.pdf", read_paper(read_document(pdf.read_bytes())))
    with_pdf = build_snapshot(None, EVERYTHING, (entry,), sources, (), lambda: False)
    with_index = build_snapshot(None, EVERYTHING, (through_a_file(entry),), sources, (), lambda: False)
    assert identities(with_pdf)
    assert identities(with_index) == identities(with_pdf)
    assert with_index.graph.explanations == with_pdf.graph.explanations


def package(name: str) -> Path | None:
    """A package's sources, beside the project or where it is installed."""
    import importlib.util  # noqa: PLC0415 -- To find it, not to import it.

    beside = ROOT.parent / "code" / name
    if beside.is_dir():
        return beside
    found = importlib.util.find_spec(name)
    places = list(found.submodule_search_locations or ()) if found is not None else []
    return Path(places[0]) if places else None
