"""When an edit is indexed: at once where indexing costs little, and no more than half of the time where it costs much."""

from __future__ import annotations

import asyncio
import os
import selectors
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from paperlsp.index.snapshot import Snapshot
from paperlsp.server import attention
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded, Order

PAUSE = 0.15


class Clock(asyncio.SelectorEventLoop):
    """A loop in which waiting takes no time, though its clock goes on as if it had."""

    def __init__(self) -> None:
        self.now = 0.0
        loop = self

        class Selector(selectors.DefaultSelector):
            def select(self, timeout: float | None = None):
                loop.now += timeout or 0.0
                return super().select(0)

        super().__init__(Selector())

    def time(self) -> float:
        return self.now


class Here(Executor):
    """Does what it is asked for at once, in the caller's thread."""

    def submit(self, work, /, *arguments, **more):
        future: Future = Future()
        future.set_result(work(*arguments, **more))
        return future


class Host:
    watching = True

    def order(self, folder: Folder, edited: frozenset[str] | None) -> Order:
        return Order(folder.root, {}, edited=edited)

    def reporter(self):
        return self

    def begin(self, root: Path, cancel: Callable[[], None], *, first: bool) -> None: ...
    def report(self, done: int, total: int, what: str) -> None: ...
    def end(self) -> None: ...
    def indexed(self, folder: Folder, before: Loaded | None) -> None: ...


def run(told: Callable[[Folder, Clock], Coroutine], cost: float) -> list[float]:
    """When indexings began, each of which takes ``cost`` seconds, after the first; ``told`` happens once that is over."""
    begun: list[float] = []
    clock = Clock()

    def load(order: Order, before: Loaded | None, progress, cancelled) -> Loaded:
        begun.append(clock.now)
        clock.now += cost
        return Loaded(Snapshot())

    async def whole() -> None:
        folder = Folder(Path("/work"), load, Here(), Host())
        folder.touch(0.0)
        await folder.fresh()
        begun.clear()
        clock.now = 100.0
        await told(folder, clock)

    try:
        clock.run_until_complete(whole())
    finally:
        clock.close()
    return begun


def edit(folder: Folder) -> None:
    folder.touch(PAUSE, "a.py")


def test_an_edit_after_a_while_is_indexed_at_once() -> None:
    async def told(folder: Folder, clock: Clock) -> None:
        edit(folder)
        await asyncio.sleep(1.0)

    assert run(told, 0.05) == [100.0]


def test_an_edit_soon_after_waits_for_as_long_as_indexing_took() -> None:
    async def told(folder: Folder, clock: Clock) -> None:
        edit(folder)
        await asyncio.sleep(0.05)
        for _ in range(3):
            edit(folder)
            await asyncio.sleep(0.01)
        await asyncio.sleep(1.0)

    first, second = run(told, 0.0625)
    assert (first, round(second, 4)) == (100.0, 100.125)


def test_no_pause_is_longer_than_a_typist_would_notice() -> None:
    async def told(folder: Folder, clock: Clock) -> None:
        edit(folder)
        await folder.fresh()
        edit(folder)
        await asyncio.sleep(5.0)

    first, second = run(told, 2.0)
    assert (first, round(second, 4)) == (100.0, 102.0 + PAUSE)


def test_who_waits_for_an_edit_waits_for_no_pause() -> None:
    async def told(folder: Folder, clock: Clock) -> None:
        for _ in range(3):
            edit(folder)
            await folder.fresh()

    assert run(told, 0.5) == [100.0, 100.5, 101.0]


def test_files_that_change_together_are_gathered_whoever_waits() -> None:
    async def told(folder: Folder, clock: Clock) -> None:
        folder.touch(PAUSE)
        await folder.fresh()

    assert run(told, 0.05) == [100.0 + PAUSE]


def test_the_lock_is_asked_back_sooner_while_the_loop_sleeps() -> None:
    seen: list[float] = []

    before = attention.sys.getswitchinterval()
    loop = attention.attentive_loop()
    try:
        loop.run_until_complete(asyncio.sleep(0.0))
        loop.call_later(0.001, lambda: seen.append(attention.sys.getswitchinterval()))
        loop.run_until_complete(asyncio.sleep(0.002))
    finally:
        loop.close()
        attention.sys.setswitchinterval(before)
    # Python keeps whole microseconds.
    assert seen == [pytest.approx(attention.AWAKE, abs=2e-6)]
    assert attention.ASLEEP < attention.AWAKE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities of threads")
def test_the_indexing_thread_comes_after_the_loop() -> None:
    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    with ThreadPoolExecutor(1, initializer=attention.come_second) as executor:
        assert executor.submit(priority).result() == min(priority() + 5, 19)
