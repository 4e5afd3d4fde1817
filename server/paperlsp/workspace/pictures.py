"""A paper and its PDF → pictures of its displays, cut once by a process of its own and kept in the cache."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from paperlsp import __version__
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Paper
from paperlsp.model.picture import Picture
from paperlsp.paper import READER_VERSION
from paperlsp.workspace.cache import load_entry, store_entry
from paperlsp.workspace.guard import Guard
from paperlsp.workspace.worker import receive, send

logger = logging.getLogger(__name__)

CUTTER = (sys.executable, "-P", "-c", "from paperlsp.workspace.pictures import main; main()")
LONGEST = 120.0
"""In seconds. A paper whose displays take longer has none: hovers then show LaTeX."""
MOST = 500
"""Displays of one paper that are cut."""

Pictures = Mapping[str, Picture]
"""By the anchor's id."""

NONE: Pictures = MappingProxyType({})

_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What the shape of a file that ``main`` did not make can raise."""


def pictures_of(paper: Paper, content: bytes, command: tuple[str, ...] = CUTTER) -> Pictures:
    """From the cache, or cut now. A PDF that is no longer the one that was read has none."""
    if hashlib.sha256(content).hexdigest() != paper.digest:
        return NONE
    anchors = [anchor for anchor in paper.anchors if anchor.kind == "equation"][:MOST]
    if not anchors:
        return NONE
    # The same PDF has other ids where it is a supplement.
    own = "" if anchors[0].document == 0 else f"-{anchors[0].document}"
    name = f"{paper.digest}{own}-{__version__}-{READER_VERSION}.json"
    stored = load_entry("pictures", name)
    if stored is not None:
        with contextlib.suppress(*_MALFORMED):
            return _decoded(stored)
    places = {anchor.id: [anchor.page, *anchor.box] for anchor in anchors}
    question = json.dumps(places).encode()
    try:
        # The command is this interpreter with a module of ours.
        done = subprocess.run(  # noqa: S603
            command, input=_framed(question, content), capture_output=True, timeout=LONGEST, check=True
        )
        found = _decoded(done.stdout)
    except (OSError, subprocess.SubprocessError, *_MALFORMED) as error:
        logger.warning("The displays of %s cannot be cut: %s", paper.title, error)
        return NONE
    store_entry("pictures", name, done.stdout)
    return found


def main() -> None:
    """The process: places and PDF on standard input, each with its length before it → pictures as JSON."""
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get among the answers.
    os.dup2(2, 1)
    guard = Guard(answers.fileno(), longest=LONGEST)
    guard.start()
    from paperlsp.pdf import cut_pictures  # noqa: PLC0415 -- The parent imports this module without PyMuPDF.

    question, content = receive(sys.stdin.buffer), receive(sys.stdin.buffer)
    places = cast("dict[str, list[float]]", json.loads(question or b"{}"))
    boxes = [(int(page), Box(*box)) for page, *box in places.values()]
    with guard.busy():
        cut = cut_pictures(content or b"", boxes)
    found = {
        name: [picture.light, picture.dark, picture.width]
        for name, picture in zip(places, cut, strict=True)
        if picture is not None
    }
    answers.write(json.dumps(found, separators=(",", ":")).encode())
    answers.flush()


def _framed(*parts: bytes) -> bytes:
    buffer = io.BytesIO()
    for part in parts:
        send(buffer, part)
    return buffer.getvalue()


def _decoded(content: bytes) -> Pictures:
    """Raises one of ``_MALFORMED`` for content that ``main`` did not make."""
    value = cast("dict[str, list[Any]]", json.loads(content))
    return MappingProxyType(
        {name: Picture(str(light), str(dark), int(width)) for name, (light, dark, width) in value.items()}
    )
