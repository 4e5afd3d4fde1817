"""The record's file: written whole or not at all, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from paperlsp.model.record import RECORD_FILE, CodeKey, PartKey, Record, Word, record_of
from paperlsp.record import parse_record, print_record
from paperlsp.workspace import record_file, update_record
from paperlsp.workspace.record_file import read_record


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def word(symbol: str, kind: str = "confirmed") -> Word:
    return Word(kind, CodeKey("a.py", symbol, "00"), PartKey("p", "eq:1", "11"))


def record(*words: Word) -> Record:
    return record_of({each.key: each for each in words})


def on_disk(root: Path) -> Record:
    return parse_record((root / RECORD_FILE).read_text("utf-8"), "")[0]


def leftovers(root: Path) -> list[str]:
    return [path.name for path in (root / RECORD_FILE).parent.iterdir() if path.name != "links.toml"]


def test_what_is_written_is_read(root: Path) -> None:
    assert read_record(root, {}) == (Record(), ())
    now = update_record(root, Record(), record(word("f")))
    assert now == on_disk(root) == read_record(root, {})[0] == record(word("f"))
    assert leftovers(root) == []


def test_an_open_buffer_counts_instead_of_the_file(root: Path) -> None:
    update_record(root, Record(), record(word("f")))
    overlay = print_record(record(word("g"))).encode()
    assert read_record(root, {RECORD_FILE: overlay})[0] == record(word("g"))


def test_what_somebody_else_wrote_stays(root: Path) -> None:
    base = update_record(root, Record(), record(word("f"), word("g")))
    path = root / RECORD_FILE
    path.write_text("# Mine.\n" + path.read_text("utf-8").replace('"g"', '"h"'), "utf-8")
    update_record(root, base, record(word("f", "rejected"), word("g")))
    assert on_disk(root) == record(word("f", "rejected"), word("h"))
    assert path.read_text("utf-8").startswith("# Mine.\n")


def test_an_edit_between_reading_and_writing_is_not_lost(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update_record(root, Record(), record(word("f")))
    whole, edits = record_file.rewritten, [record(word("f"), word("edited"))]

    def meanwhile(content, base, ours):
        if edits:
            (root / RECORD_FILE).write_text(print_record(edits.pop()), "utf-8")
        return whole(content, base, ours)

    monkeypatch.setattr(record_file, "rewritten", meanwhile)
    update_record(root, record(word("f")), record(word("f"), word("ours")))
    assert on_disk(root) == record(word("f"), word("edited"), word("ours"))
    assert leftovers(root) == []


WRITER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from paperlsp.workspace.record_file import read_record, update_record
from paperlsp.model.record import CodeKey, PartKey, Word, record_of
root = Path(sys.argv[1])
for at in range(15):
    base = read_record(root, {})[0]
    word = Word("confirmed", CodeKey("a.py", f"{sys.argv[2]}{at}", ""), PartKey("p", "eq:1", ""))
    update_record(root, base, record_of({**base.by_key, word.key: word}))
"""


def test_several_processes_at_once_lose_nothing(root: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(root), name, *sys.path], env=os.environ.copy())
        for name in ("one", "two", "three")
    ]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert len(on_disk(root).words) == 45
    assert leftovers(root) == []


def test_bytes_that_are_no_text_are_kept(root: Path) -> None:
    path = root / RECORD_FILE
    path.parent.mkdir()
    path.write_bytes(b"# caf\xe9\nversion = 1\n")
    update_record(root, Record(), record(word("f")))
    assert path.read_bytes().startswith(b"# caf\xe9\nversion = 1\n")
    assert read_record(root, {})[0] == record(word("f"))


def test_it_has_the_rights_of_other_files(root: Path) -> None:
    (root / "other").touch()
    update_record(root, Record(), record(word("f")))
    path = root / RECORD_FILE
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((root / "other").stat().st_mode)
    path.chmod(0o640)
    update_record(root, record(word("f")), record(word("f"), word("g")))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_nothing_outside_of_the_workspace_is_written(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (root / ".paperlsp").symlink_to(tmp_path / "outside")
    with pytest.raises(OSError, match="leads out"):
        update_record(root, Record(), record(word("f")))
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_failed_write_leaves_the_old_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update_record(root, Record(), record(word("f")))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        update_record(root, record(word("f")), record(word("g")))
    assert on_disk(root) == record(word("f"))
    assert leftovers(root) == []


def test_without_a_place_for_the_lock_it_is_written_all_the_same(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "file" / "cache"))
    update_record(root, Record(), record(word("f")))
    assert on_disk(root) == record(word("f"))


def test_what_cannot_be_read_is_a_problem(root: Path) -> None:
    (root / RECORD_FILE).mkdir(parents=True)
    found, problems = read_record(root, {})
    assert found == Record()
    assert [(each.code, each.file) for each in problems] == [("record-unreadable", RECORD_FILE)]
