"""A server runs for days: what it remembers of versions of files and papers goes when those do."""

from __future__ import annotations

import asyncio
import gc
import shutil
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from paperlsp.code import reader
from paperlsp.code.python.execute import remembered
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.link import code_terms
from paperlsp.model.paper import Paper
from paperlsp.server import displays
from paperlsp.server.loaded import Loaded, Order
from paperlsp.server.loading import Loader

FIXTURE = Path(__file__).parents[2] / "fixtures" / "qhadam"
FILE = "src/quasi/qhadam.py"
Load = Callable[[Order, Loaded | None], Loaded]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    return shutil.copytree(FIXTURE, tmp_path / "work")


@pytest.fixture
def load() -> Iterator[Load]:
    loader = Loader()

    def load(order: Order, before: Loaded | None) -> Loaded:
        loaded = loader(order, before, lambda _done, _total, _what: None, lambda: False)
        assert loaded is not None
        return loaded

    yield load
    loader.close()
    gc.unfreeze()


def test_versions_of_a_file_leave_nothing_behind(root: Path, load: Load) -> None:
    text = (root / FILE).read_text("utf-8")
    memories = (remembered.functions, remembered._names, reader._known_readings, code_terms._known)
    for memory in memories:
        memory.clear()
    loaded = load(Order(root, {}), None)
    in_use = [len(memory) for memory in memories]
    versions: list[weakref.ref] = []
    for number in range(80):
        # Another name for each of the functions makes another version of all of them.
        edited = text.replace("def ", f"def other{number}_").encode()
        loaded = load(Order(root, {FILE: edited}, edited=frozenset({FILE})), loaded)
        versions.append(weakref.ref(loaded.snapshot.sources[FILE]))
    # They have no cycles, so that no search for garbage is needed.
    assert [at for at, version in enumerate(versions) if version() is not None] == [79]
    # A statement of the module that is among the last few holds the functions in it.
    most = [used + 2 * memory.last for memory, used in zip(memories, in_use, strict=True)]
    assert all(len(memory) <= many for memory, many in zip(memories, most, strict=True)), most
    assert 80 * text.count("def ") > 2 * most[0]


def test_a_paper_that_changes_all_day_is_held_once(root: Path, load: Load) -> None:
    (path,) = root.rglob("*.pdf")
    content, loaded, papers = path.read_bytes(), None, list[weakref.ref]()
    for number in range(4):
        path.write_bytes(content + b"\n%% %d\n" % number)
        loaded = load(Order(root, {}), loaded)
        papers.append(weakref.ref(loaded.snapshot.papers[0].paper))
    # The last one, and the one before it, which was still in use when it was looked for what has gone.
    assert [paper() is not None for paper in papers] == [False, False, True, True]


def test_pictures_of_papers_that_are_gone_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [Paper(str(number), digest, "", (), "", None, 1, (), ()) for number, digest in enumerate("abc")]
    snapshots = [Snapshot(papers=(PaperEntry("a.pdf", paper),)) for paper in papers]
    monkeypatch.setattr(displays, "_read", lambda _path, _paper: {"eq:1": "picture"})

    async def a_day() -> displays.Displays:
        shown = displays.Displays()
        shown.theme = "dark"
        for snapshot in snapshots:
            await shown.prepare(Path(), snapshot)
        shown.keep(snapshots[1:])
        late = asyncio.ensure_future(shown.prepare(Path(), snapshots[0]))
        await asyncio.sleep(0)
        shown.keep(snapshots[2:])
        await late
        shown.close()
        return shown

    assert asyncio.run(a_day())._found == {"c": {"eq:1": "picture"}}
