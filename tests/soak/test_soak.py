"""A small, fixed sample of what ``just soak`` does for hours."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
import soak_day
import soak_kills
import soak_pdfs
import soak_protocol
from fuzz_targets import ONCE_RAISED, SEEDS, TARGETS
from mutation import mutant

PIECES = (b"(", b"[", b"{", b"\x00", b"\xff", b"\n", b"\\", b"'", b'"', b"9" * 30, b"\xed\xa0\x80", b"#", b"=")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))


def test_a_mutant_is_the_same_each_time() -> None:
    assert mutant(7) == mutant(7) != mutant(8)


def test_mutated_pdfs_are_read_or_refused() -> None:
    tally = soak_pdfs.run(soak_pdfs.mutants(1_000_000, 40))
    assert tally.harmful == []
    assert sum(tally.outcomes.values()) == 40


def test_harm_would_be_seen() -> None:
    fails = "import paperlsp.pdf\npaperlsp.pdf.read_document = None\nfrom paperlsp.workspace.worker import main\nmain()"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(soak_pdfs.PaperReader.__init__, "__defaults__", ((sys.executable, "-c", fails),))
        assert len(soak_pdfs.run(soak_pdfs.mutants(0, 1)).harmful) == 1


def test_a_wild_client_gets_all_its_answers() -> None:
    assert "every request answered" in soak_protocol.run(1_500, 1)[0]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked up in /proc")
def test_nothing_is_lost_when_processes_are_killed() -> None:
    assert "none lost" in soak_kills.run(4, 1)[0]


def test_a_day_leaves_no_trace() -> None:
    assert "300 edits" in soak_day.run(300, 1, growth=2.0)[0]


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("name", sorted(TARGETS))
def test_no_text_raises(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 -- Repeatable is what it must be.
    for seed in SEEDS[name]:
        for _ in range(150):
            content = bytearray(seed)
            for _ in range(chance.choice((0, 1, 3, 10))):
                at = chance.randrange(len(content) + 1)
                content[at : at + chance.choice((0, 0, 1, 8))] = chance.choice((*PIECES, bytes(content[:20]), b""))
            TARGETS[name](bytes(content))


@pytest.mark.parametrize("name", sorted(ONCE_RAISED))
def test_what_once_raised_does_so_no_more(name: str) -> None:
    for content in ONCE_RAISED[name]:
        TARGETS[name](content)
