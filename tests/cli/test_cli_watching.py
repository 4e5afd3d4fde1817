"""Watching checks at once and after each change, and says what it lacks."""

import contextlib
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from paperlsp.failure import Failure
from paperlsp.watching import watch_folders

FIXTURES = Path(__file__).parents[2] / "fixtures"
PATIENCE = 60.0
"""Seconds until a test gives up on a line that should have come at once."""


def test_a_check_is_made_at_once_and_one_after_all_changes_that_came_while_it_ran(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watched = []
    checking, changed, checked_again = (threading.Event() for _ in range(3))

    def watch(*folders, **_options):
        watched.extend(folders)
        assert checking.wait(PATIENCE)
        yield from ("a change", "another")
        changed.set()
        assert checked_again.wait(PATIENCE)

    monkeypatch.setitem(sys.modules, "watchfiles", SimpleNamespace(watch=watch))
    checks = []

    def check() -> None:
        checks.append(len(checks))
        if len(checks) == 1:
            checking.set()
            assert changed.wait(PATIENCE)
        else:
            checked_again.set()

    watch_folders([Path("one"), Path("two")], check)
    assert watched == [Path("one"), Path("two")]
    assert checks == [0, 1]


def test_an_interruption_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", SimpleNamespace(watch=lambda *_, **__: iter(())))

    def check() -> None:
        raise KeyboardInterrupt

    watch_folders([Path()], check)


def test_without_its_package_it_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(Failure, match=r"paperlsp\[watch\]"):
        watch_folders([Path()], lambda: None)


def _heeding() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Watching:
    """The command, with the lines that it prints."""

    def __init__(self, repo: Path) -> None:
        given = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")}
        command = [sys.executable, "-P", "-m", "paperlsp.cli", "--check", "--watch", str(repo)]
        # Who runs in the background of a script is told to ignore an interrupt, and would hand that on.
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
            preexec_fn=_heeding if os.name == "posix" else None,  # noqa: PLW1509 -- It sets a signal and nothing else.
            env=given | {"PAPERLSP_CACHE_DIR": str(repo.parent / "cache"), "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def report(self, patience: float = PATIENCE) -> list[str]:
        """The lines of one check, up to its last."""
        found: list[str] = []
        while not found or "definitions explained" not in found[-1]:
            found.append(self.lines.get(timeout=patience))
        return found

    def report_after(self, change: Path, text: str) -> list[str]:
        """Of a system that has only just begun to watch nobody can tell since when it does: the change is made until it counts."""
        for _ in range(12):
            change.write_text(text, "utf-8")
            with contextlib.suppress(queue.Empty):
                return self.report(PATIENCE / 12)
        raise AssertionError("the change was not seen")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    folder = tmp_path / "repo"
    folder.mkdir()
    shutil.copy(FIXTURES / "qhadam" / "paper.pdf", folder / "paper.pdf")
    (folder / "step.py").write_text("# See Eq. (4).\n", "utf-8")
    return folder


@pytest.fixture
def watching(repo: Path) -> Iterator[Watching]:
    started = Watching(repo)
    yield started
    started.process.kill()
    started.process.wait()
    assert started.process.stdout is not None
    started.process.stdout.close()


@pytest.mark.skipif(find_spec("watchfiles") is None, reason="watchfiles is of the group `lint`")
def test_the_real_watcher_sees_what_is_changed_and_mended(watching: Watching, repo: Path) -> None:
    assert not any("PL201" in line for line in watching.report())
    broken = watching.report_after(repo / "step.py", "# See Eq. (99).\n")
    assert any("step.py:1:7  PL201" in line for line in broken)
    assert not any("PL201" in line for line in watching.report_after(repo / "step.py", "# See Eq. (3).\n"))
    if os.name == "posix":
        watching.process.send_signal(signal.SIGINT)
        assert watching.process.wait(PATIENCE) == 0
