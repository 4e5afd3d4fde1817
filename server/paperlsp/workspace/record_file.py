"""A workspace folder's record on disk: read, and changed without ever losing what somebody else wrote meanwhile."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Generator, Mapping
from pathlib import Path

import filelock

from paperlsp.model.problem import Problem
from paperlsp.model.record import RECORD_FILE, Record
from paperlsp.record import merge, parse_record, rewrite
from paperlsp.workspace.cache import cache_folder

LARGEST = 8 << 20
"""Bytes. A record of this size holds tens of thousands of words; a longer file is something else."""
_PATIENCE = 10.0
"""Seconds that one writer waits for another; longer than any of them takes."""
_ATTEMPTS = 20


def read_record(root: Path, overlays: Mapping[str, bytes]) -> tuple[Record, tuple[Problem, ...]]:
    """What people have said, from the editor's buffer where the file is open there."""
    content = overlays.get(RECORD_FILE)
    if content is None:
        try:
            content = _content(root / RECORD_FILE)
        except OSError as error:
            message = f"It cannot be read: {error.strerror or error}."
            return Record(), (Problem("record-unreadable", message, "Check its rights and its size.", RECORD_FILE),)
    return parse_record(_text(content), RECORD_FILE)


def update_record(root: Path, base: Record, ours: Record) -> Record:
    """Bring what was changed from ``base`` to ``ours`` into the record on disk; the result is what stands there now.

    What others changed meanwhile stays. Raises ``OSError`` when the file cannot be written.
    """
    path = root / RECORD_FILE
    if not path.resolve().is_relative_to(root.resolve()):
        raise OSError(f"{RECORD_FILE} leads out of the workspace")
    path.parent.mkdir(exist_ok=True)
    with _alone(path):
        for _ in range(_ATTEMPTS):
            before = _content(path)
            content, now = rewritten(before, base, ours)
            # An editor knows nothing of our lock: look again, right before the file is replaced.
            if content == before or _replace(path, before, content):
                return now
    raise OSError(f"{RECORD_FILE} changes all the time; try again")


def rewritten(content: bytes, base: Record, ours: Record) -> tuple[bytes, Record]:
    """The content of a record's file after the same change, and the record that it then holds."""
    text = _text(content)
    theirs = parse_record(text, RECORD_FILE)[0]
    wanted = merge(base, ours, theirs)
    if wanted == theirs:
        return content, theirs
    return rewrite(text, wanted).encode("utf-8", "surrogateescape"), wanted


def _text(content: bytes) -> str:
    """Bytes that are no UTF-8 are kept as they are when the file is written again."""
    return content.decode("utf-8", "surrogateescape")


def _content(path: Path) -> bytes:
    """The file's bytes, none when there is no file."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return b""
    if len(content) > LARGEST:
        raise OSError("it is too large")
    return content


def _replace(path: Path, before: bytes, content: bytes) -> bool:
    """Put ``content`` in the place of ``before`` by renaming; False when the file is no longer ``before``."""
    target = path.resolve()
    new = target.with_name(f".{target.name}-{secrets.token_hex(8)}")
    try:
        # Not by ``tempfile``, whose files are for their owner alone: this one gets the rights of any other file.
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, new)
        if _content(path) != before:
            new.unlink()
            return False
        new.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    return True


@contextlib.contextmanager
def _alone(path: Path) -> Generator[None]:
    """Keep other servers and commands out. Without a place for the lock, looking twice must do."""
    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:24]
    folder = cache_folder() / "locks"
    lock = filelock.FileLock(folder / f"{name}.lock", timeout=_PATIENCE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except (OSError, NotImplementedError):
        yield
        return
    try:
        yield
    finally:
        lock.release()
