"""A cache that is full, read-only, gone, damaged, shared or old changes no answer."""

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import platformdirs
import pytest
from paperlsp.workspace import cache
from paperlsp.workspace.cache import cache_folder, load_entry, store_entry, write_whole
from paperlsp.workspace.copies import write_reading_copy
from paperlsp.workspace.eviction import ABANDONED, OLDEST, evict
from paperlsp.workspace.reader import PaperReader

PAPER = (Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf").read_bytes()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_stored_is_loaded_and_damage_is_a_miss(folder: Path) -> None:
    store_entry("papers", "it", b"content")
    assert load_entry("papers", "it") == b"content"
    whole = (folder / "papers" / "it").read_bytes()
    for damaged in (b"", whole[:-1], whole + b"x", whole[1:], whole.replace(b"content", b"conTent"), b"\n", b"content"):
        (folder / "papers" / "it").write_bytes(damaged)
        assert load_entry("papers", "it") is None


def test_a_full_disk_costs_only_the_cache(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    real = os.fdopen

    class Full:
        def __init__(self, handle: int) -> None:
            self.file = real(handle, "wb")

        def __enter__(self):
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> None:
            self.file.write(content[: len(content) // 2])
            raise OSError(28, "No space left on device")

    with PaperReader() as reader:
        monkeypatch.setattr(cache.os, "fdopen", lambda handle, _mode: Full(handle))
        paper = reader.read(PAPER)
        assert paper.anchors
        with pytest.raises(OSError, match="No space"):
            write_reading_copy(paper)
        monkeypatch.undo()
        monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(folder))
    assert [path.name for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not hold for root")
def test_a_read_only_cache_costs_only_the_cache(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with PaperReader() as reader:
        assert reader.read(PAPER).anchors
    folder.chmod(stat.S_IRWXU)


def test_a_file_where_the_cache_should_be_costs_only_the_cache(folder: Path) -> None:
    folder.write_bytes(b"")
    with PaperReader() as reader:
        assert reader.read(PAPER) == reader.read(PAPER)


def test_a_cache_that_goes_while_it_is_used_is_made_again(folder: Path) -> None:
    with PaperReader() as reader:
        first = reader.read(PAPER)
        shutil.rmtree(folder)
        assert reader.read(PAPER) == first
        assert list((folder / "papers").iterdir())
        path = write_reading_copy(first)
        shutil.rmtree(folder)
        assert write_reading_copy(first) == path
        assert path.is_file()


def test_a_relative_folder_stays_where_it_was_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", "here")
    assert cache_folder() == tmp_path / "here"


def test_a_user_without_a_home_gets_no_folder_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPERLSP_CACHE_DIR")
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: "~/.cache/paperlsp")
    cache._system_folder.cache_clear()
    try:
        assert cache_folder().is_absolute()
        assert "~" not in str(cache_folder())
        assert cache_folder() == cache_folder()
        cache_folder().rmdir()
    finally:
        cache._system_folder.cache_clear()


def entry(folder: Path, name: str, *, age: float, size: int = 10) -> Path:
    path = folder / "papers" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_what_is_old_goes_and_what_is_used_stays(folder: Path) -> None:
    old, used = entry(folder, "old", age=OLDEST + 10), entry(folder, "used", age=OLDEST - 100)
    foreign = folder / "mine.txt"
    foreign.write_bytes(b"")
    os.utime(foreign, (0, 0))
    assert evict(folder, time.time()) == 1
    assert (old.exists(), used.exists(), foreign.exists()) == (False, True, True)


def test_of_too_much_the_longest_unused_goes(folder: Path) -> None:
    paths = [entry(folder, f"{at}", age=1000 - at, size=100) for at in range(10)]
    assert evict(folder, time.time(), most_bytes=450) == 6
    assert [path.exists() for path in paths] == [False] * 6 + [True] * 4


def test_what_a_killed_process_left_half_written_goes(folder: Path) -> None:
    left, being_written = entry(folder, ".new-a", age=ABANDONED + 10), entry(folder, ".new-b", age=1, size=5000)
    evict(folder, time.time(), most_bytes=100)
    assert (left.exists(), being_written.exists()) == (False, True)


def test_no_folder_is_nothing_to_evict(folder: Path) -> None:
    assert evict(folder, time.time()) == 0


def test_an_entry_that_is_used_becomes_young(folder: Path) -> None:
    store_entry("papers", "it", b"content")
    path = folder / "papers" / "it"
    os.utime(path, (0, 0))
    assert load_entry("papers", "it") == b"content"
    assert path.stat().st_mtime > time.time() - 60


WRITER = """
import sys
sys.path[:0] = sys.argv[2:]
from paperlsp.workspace.cache import load_entry, store_entry
for round in range(200):
    store_entry("papers", "one", sys.argv[1].encode() * 5000)
    found = load_entry("papers", "one")
    assert found is not None and len(set(found)) == 1 and len(found) == 5000, found
"""


def test_several_processes_never_see_half_an_entry(folder: Path) -> None:
    processes = [subprocess.Popen([sys.executable, "-c", WRITER, name, *sys.path]) for name in "abc"]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert [path.name for path in (folder / "papers").iterdir()] == ["one"]


def test_a_failed_write_leaves_the_old_entry(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    path = folder / "papers" / "it"
    write_whole(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in path.parent.iterdir()] == ["it"]
