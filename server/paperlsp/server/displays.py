"""Pictures of papers' displays for hovers: cut beside everything else, after a folder has been indexed.

Nothing waits for them. A hover that comes before its picture shows the formula as text.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Literal

from paperlsp.index.snapshot import PaperEntry, PdfPlace, Snapshot
from paperlsp.model.paper import Paper
from paperlsp.workspace import Pictures, pictures_of

logger = logging.getLogger(__name__)

Theme = Literal["light", "dark"]


class Displays:
    """``theme`` is the client's, None for one that shows no pictures. For the loop's thread only."""

    def __init__(self) -> None:
        self.theme: Theme | None = None
        self._found: dict[str, Pictures] = {}
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="paperlsp-displays")

    async def prepare(self, root: Path, snapshot: Snapshot) -> None:
        """Cuts the displays of each paper that has not been seen yet."""
        loop = asyncio.get_running_loop()
        for entry in snapshot.papers:
            digest = entry.paper.digest
            if self.theme is None or digest in self._found:
                continue
            self._found[digest] = {}
            for paper, pdf in _documents(entry):
                found = await loop.run_in_executor(self._executor, _read, Path(root, pdf.place or pdf.path), paper)
                if digest in self._found:
                    # The paper may have gone meanwhile.
                    self._found[digest] = {**self._found[digest], **found}

    def keep(self, snapshots: Iterable[Snapshot]) -> None:
        """Forgets the pictures of papers that are in none of these: they are large, and some papers change all day."""
        papers = {entry.paper.digest for snapshot in snapshots for entry in snapshot.papers}
        for digest in self._found.keys() - papers:
            del self._found[digest]

    def uri(self, digest: str, anchor: str) -> tuple[str, int] | None:
        """A data URI in the theme's colours and the width at which it is shown; None when there is none (yet)."""
        picture = self._found.get(digest, {}).get(anchor)
        if picture is None or self.theme is None:
            return None
        png = picture.dark if self.theme == "dark" else picture.light
        return f"data:image/png;base64,{png}", picture.width

    def close(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)


def _documents(entry: PaperEntry) -> list[tuple[Paper, PdfPlace]]:
    """Each PDF of a paper, with what of the paper stands in it."""
    paper = entry.paper
    if not paper.documents:
        return [(paper, entry.pdf())]
    return [
        (
            replace(paper, digest=each.digest, anchors=tuple(one for one in paper.anchors if one.document == at)),
            entry.pdf(at),
        )
        for at, each in enumerate(paper.documents)
    ]


def _read(path: Path, paper: Paper) -> Pictures:
    try:
        content = path.read_bytes()
    except OSError as error:
        logger.info("%s cannot be read for its displays: %s", path, error)
        return {}
    return pictures_of(paper, content)
