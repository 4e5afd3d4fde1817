"""Watching checks at once and after each change, and says what it lacks."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from paperlsp.failure import Failure
from paperlsp.watching import watch_folders


def test_a_check_is_made_at_once_and_after_each_change(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = []

    def watch(*folders, **_options):
        watched.extend(folders)
        yield from ("a change", "another")

    monkeypatch.setitem(sys.modules, "watchfiles", SimpleNamespace(watch=watch))
    checks = []
    watch_folders([Path("one"), Path("two")], lambda: checks.append(len(watched)))
    assert watched == [Path("one"), Path("two")]
    assert checks == [0, 2, 2]


def test_without_its_package_it_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(Failure, match=r"paperlsp\[watch\]"):
        watch_folders([Path()], lambda: None)
