"""``paperlsp --check --watch``: the same check again whenever a file changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from paperlsp.failure import Failure


def watch_folders(folders: Sequence[Path], check: Callable[[], object]) -> None:
    """Check now, and after each change, until somebody interrupts."""
    try:
        from watchfiles import watch  # noqa: PLC0415 -- An extra: few need it, and it is compiled.
    except ImportError as error:
        raise Failure("Watching needs a package of its own: pip install 'paperlsp[watch]'.") from error
    check()
    # Interrupting ends the generator, and with it the command.
    for _ in watch(*folders, ignore_permission_denied=True):
        click.clear()
        check()
