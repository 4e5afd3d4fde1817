"""Results on disk, keyed by digests of all that they were made from. A bad entry is a miss, never an error.

An entry is written whole under another name and then renamed, and has its digest before it, so that half an entry, a
damaged one and one of another program are all told from a good one.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
import time
from functools import cache
from importlib import metadata
from pathlib import Path

import platformdirs

import paperlsp
from paperlsp.model.paper import Paper
from paperlsp.paper import READER_VERSION
from paperlsp.workspace.codec import decode, encode
from paperlsp.workspace.eviction import evict

logger = logging.getLogger(__name__)

READING = ("model", "pdf", "mention", "notation", "formula", "paper", "workspace/codec.py")
"""What a paper is read by, in the folder of this package."""
_FRESH = 24 * 3600.0
"""Seconds after which an entry that is used is marked as used again, for those that are not to go first."""
_EVERY = 50
"""Entries that a process writes between two looks at what can go."""
_written = 0


def cache_folder() -> Path:
    """Where caches lie: ``PAPERLSP_CACHE_DIR``, or the system's place for them."""
    own = os.environ.get("PAPERLSP_CACHE_DIR")
    return Path(own).absolute() if own else _system_folder()


@cache
def _system_folder() -> Path:
    folder = Path(platformdirs.user_cache_dir("paperlsp", appauthor=False))
    if folder.is_absolute():
        return folder
    # Nobody knows this user's home (a container with a bare user id): a folder named "~" in the repository is no cache.
    return Path(tempfile.mkdtemp(prefix="paperlsp-"))


def write_whole(path: Path, content: bytes) -> None:
    """Write by rename, so that nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def load_entry(kind: str, name: str) -> bytes | None:
    """What was stored under this name, if it is there and whole."""
    path = cache_folder() / kind / name
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    checksum, _, content = stored.partition(b"\n")
    if checksum != hashlib.sha256(content).hexdigest().encode():
        return None
    mark_used(path)
    return content


def store_entry(kind: str, name: str, content: bytes) -> None:
    """Keep something. Where nothing can be kept, it is made anew each time."""
    global _written  # noqa: PLW0603 -- One count for the process: how often to look is nothing that a caller knows.
    folder = cache_folder()
    if _written % _EVERY == 0:
        evict(folder, time.time())
    _written += 1
    try:
        write_whole(folder / kind / name, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
    except OSError as error:
        logger.info("The cache cannot be written, so that everything is made anew each time: %s", error)


def mark_used(path: Path) -> None:
    """Make a file young again, once a day at most."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > _FRESH:
            os.utime(path)


def age(kind: str, name: str) -> float:
    """Seconds since an entry was stored; no time at all for one that is not there."""
    try:
        return time.time() - (cache_folder() / kind / name).stat().st_mtime
    except OSError:
        return 0.0


def load_paper(digest: str) -> Paper | None:
    content = load_entry("papers", entry_name(digest))
    if content is None:
        return None
    try:
        paper = decode(content)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return paper if paper.digest == digest else None


def store_paper(paper: Paper) -> None:
    store_entry("papers", entry_name(paper.digest), encode(paper))


def entry_name(digest: str) -> str:
    """The name of what was made of a PDF by this version of the reader."""
    return f"{digest}-{reader_digest()}.json"


@cache
def reader_digest() -> str:
    """The source of all that reads papers, so that nobody has to remember to raise a number after a change to it."""
    digest = hashlib.sha256(f"{paperlsp.__version__} {READER_VERSION}".encode())
    with contextlib.suppress(metadata.PackageNotFoundError):
        digest.update(metadata.version("pymupdf").encode())
    root = Path(paperlsp.__file__).parent
    for name in READING:
        place = root / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            with contextlib.suppress(OSError):
                # An installation without sources has the versions alone.
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]
