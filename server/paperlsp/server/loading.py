"""A workspace folder on disk → ``Loaded``. Runs in the indexing thread."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from paperlsp.check import BY_CODE, find_all, page_markdown
from paperlsp.ide import Diagnostic, diagnostics_by_file, prepare_completions
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.paper import Paper
from paperlsp.model.span import LineIndex
from paperlsp.reading import render
from paperlsp.server.loaded import CopyFile, Loaded, Order, Progress
from paperlsp.workspace import (
    Cancelled,
    Look,
    PaperReader,
    load_edits,
    load_folder,
    write_reading_copy,
    write_rule_page,
)

logger = logging.getLogger(__name__)

_LARGEST_TEXT = 1 << 20


class Loader:
    """Indexes folders, all with the one process that reads PDFs."""

    def __init__(self) -> None:
        self._reader = PaperReader()

    def close(self) -> None:
        self._reader.close()

    def __call__(
        self, order: Order, before: Loaded | None, progress: Progress, cancelled: Callable[[], bool]
    ) -> Loaded | None:
        try:
            snapshot, look = self._read(order, before, progress, cancelled)
        except Cancelled:
            return None
        findings = find_all(snapshot)
        diagnostics = diagnostics_by_file(snapshot, findings)
        # What every question needs is made here, so that the first one does not wait for it.
        _ = snapshot.files_by_name, snapshot.mentions_by_file, snapshot.graph.by_symbol, snapshot.graph.by_anchor
        prepare_completions(snapshot)
        loaded = Loaded(
            snapshot,
            diagnostics,
            _copies(snapshot, before),
            _texts(order, snapshot, diagnostics),
            _rule_pages(findings, before),
            look=look,
        )
        if _digests(before.snapshot if before is not None else None) != _digests(snapshot):
            _set_aside()
        return loaded

    def _read(
        self, order: Order, before: Loaded | None, progress: Progress, cancelled: Callable[[], bool]
    ) -> tuple[Snapshot, Look]:
        """After an edit only what was edited is read, else whatever has changed in the folder."""
        if before is not None and before.look is not None and order.edited is not None:
            return load_edits(order.root, before.snapshot, before.look, order.edited, order.overlays, cancelled)
        previous = before.snapshot if before is not None else None
        return load_folder(order.root, previous, order.overlays, order.papers, self._reader, progress, cancelled)


def _rule_pages(findings: Sequence[Finding], before: Loaded | None) -> Mapping[str, Path]:
    """The page of each rule that found something, in the user's cache; a page that cannot be written is left out."""
    pages: dict[str, Path] = dict(before.rule_pages) if before is not None else {}
    for code in sorted({each.code for each in findings} - pages.keys()):
        page = rule_page(code)
        if page is not None:
            pages[code] = page
    return MappingProxyType(pages)


def rule_page(code: str) -> Path | None:
    """The page of a rule in the user's cache, None where it cannot be written."""
    listed = BY_CODE[code]
    try:
        return write_rule_page(code, page_markdown(listed.rule, listed.page))
    except OSError as error:
        logger.info("The page of %s cannot be written: %s", code, error)
        return None


def _digests(snapshot: Snapshot | None) -> tuple[str, ...]:
    return tuple(entry.paper.digest for entry in snapshot.papers) if snapshot is not None else ()


def _set_aside() -> None:
    """Have the search for garbage pass over what there is now, because papers stay for days. Looking through all of them
    stops every thread for 70 ms, and one may be answering a hover.

    What is remembered with a paper refers to it. So one that has gone must be looked for, here where papers come and go:
    one that its author compiles all day is another one each time.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _copies(snapshot: Snapshot, before: Loaded | None) -> tuple[CopyFile, ...]:
    """A reading copy for each paper; a paper whose copy cannot be written has none, and jumps to it lead nowhere."""
    old = {copy.paper.digest: copy for copy in before.copies} if before is not None else {}
    copies: list[CopyFile] = []
    for entry in snapshot.papers:
        copy = old.get(entry.paper.digest)
        if copy is None or copy.paper != entry.paper or not copy.path.exists():
            copy = _write(entry.paper)
        if copy is not None:
            copies.append(copy)
    return tuple(copies)


def _write(paper: Paper) -> CopyFile | None:
    try:
        path = write_reading_copy(paper)
    except OSError as error:
        logger.warning("The reading copy of %s cannot be written: %s", paper.title, error)
        return None
    return CopyFile(path, paper, render(paper))


def _texts(
    order: Order, snapshot: Snapshot, diagnostics: Mapping[str, tuple[Diagnostic, ...]]
) -> Mapping[str, LineIndex]:
    """Files with diagnostics that are no sources, such as the configuration."""
    texts: dict[str, LineIndex] = {}
    for file in diagnostics:
        path = order.root / file
        if file in snapshot.sources or path.suffix == ".pdf":
            continue
        content = order.overlays.get(file)
        try:
            if content is None and path.stat().st_size <= _LARGEST_TEXT:
                content = path.read_bytes()
        except OSError:
            content = None
        if content is not None:
            texts[file] = LineIndex(content)
    return MappingProxyType(texts)
