"""Which changes make the server look at a whole folder again, and which only at one text."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lsprotocol import types
from paperlsp.index.snapshot import Snapshot
from paperlsp.server.folder import LOOK_AGAIN, Folder, Reporter
from paperlsp.server.loaded import Loaded, Order
from paperlsp.server.session import Session


class Audience:
    """Keeps quiet."""

    def reporter(self) -> Reporter:
        return self

    def begin(self, root: Path, cancel: Callable[[], None], *, first: bool) -> None: ...
    def report(self, done: int, total: int, what: str) -> None: ...
    def end(self) -> None: ...
    def indexed(self, folder: Folder, before: Loaded | None) -> None: ...


class Told:
    """A session whose folders are indexed by noting what was asked for."""

    def __init__(self, root: Path) -> None:
        self.orders: list[Order] = []
        self.session = Session(self.load, Audience())
        self.root = root
        self.answer: Loaded | None = Loaded(Snapshot())

    def load(self, order: Order, *_: object) -> Loaded | None:
        self.orders.append(order)
        if self.answer is None:
            raise RuntimeError("asked to fail")
        return self.answer

    async def after(self, *changes: Callable[[], None]) -> frozenset[str] | None:
        """What the next indexing is told has changed, after some changes."""
        for change in changes:
            change()
        await self.session.folders[0].fresh()
        return self.orders[-1].edited

    def edit(self, name: str) -> None:
        uri = (self.root / name).as_uri()
        if self.session.documents.get(uri) is None:
            self.session.documents.open(types.TextDocumentItem(uri, types.LanguageKind.Python, 1, ""))
        change = types.TextDocumentContentChangeWholeDocument("x = 1\n")
        self.session.edited(types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change]))


def run(root: Path, play: Callable[[Told], Awaitable[None]]) -> None:
    async def playing() -> None:
        told = Told(root)
        told.session.add_folder(root.as_uri())
        assert await told.after() is None
        await play(told)
        told.session.close()

    asyncio.run(playing())


def test_edits_of_sources_are_told_one_by_one(tmp_path: Path) -> None:
    async def play(told: Told) -> None:
        assert await told.after(lambda: told.edit("a.py")) == {"a.py"}
        assert await told.after(lambda: told.edit("b.py"), lambda: told.edit("a.py")) == {"a.py", "b.py"}
        assert await told.after(lambda: told.edit("paperlsp.toml")) is None
        assert await told.after(lambda: told.edit("a.py")) == {"a.py"}

    run(tmp_path, play)


def test_what_comes_and_goes_on_disk_makes_it_look_at_the_folder(tmp_path: Path) -> None:
    async def play(told: Told) -> None:
        uri = (tmp_path / "a.py").as_uri()
        pdf = (tmp_path / "paper.pdf").as_uri()
        changed = told.session.changed_on_disk
        assert await told.after(lambda: changed(uri, alone=True)) == {"a.py"}
        assert await told.after(lambda: changed(uri)) is None
        assert await told.after(lambda: changed(pdf, alone=True)) is None
        assert await told.after(lambda: changed(uri, alone=True), lambda: changed(uri)) is None

    run(tmp_path, play)


@pytest.mark.parametrize("watching", [True, False])
def test_without_news_of_files_it_looks_again_when_a_text_is_saved_and_every_so_often(
    tmp_path: Path, watching: bool
) -> None:
    async def play(told: Told) -> None:
        told.session.watching = watching
        told.edit("a.py")
        uri = (tmp_path / "a.py").as_uri()
        assert await told.after(lambda: told.session.saved(uri)) == ({"a.py"} if watching else None)
        folder = Counting(tmp_path, told, watching=watching)
        assert [folder.take("a.py") for _ in range(LOOK_AGAIN)].count(None) == (0 if watching else 1)

    run(tmp_path, play)


class Counting(Folder):
    """A folder that was looked at, without a loop."""

    def __init__(self, root: Path, told: Told, *, watching: bool) -> None:
        told.session.watching = watching
        super().__init__(root, told.load, ThreadPoolExecutor(1), told.session)
        self._taken()

    def take(self, name: str) -> frozenset[str] | None:
        if self._edited is not None:
            self._edited.add(name)
        return self._taken()


def test_after_a_fault_the_whole_folder_is_looked_at(tmp_path: Path) -> None:
    async def play(told: Told) -> None:
        told.answer = None
        assert await told.after(lambda: told.edit("a.py")) == {"a.py"}
        told.answer = Loaded(Snapshot())
        assert await told.after(lambda: told.edit("a.py")) is None

    run(tmp_path, play)
