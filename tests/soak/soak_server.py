"""A server that tells what it believes a text to be: the digest of each open text or cell, at its end.

Everything but the indexing is the product's own. A model beside it knows what each text must be by now, so that one
finding for each says whether edits, positions and versions were understood.
"""

from __future__ import annotations

import hashlib
import sys
from types import MappingProxyType

from paperlsp.code import read_source
from paperlsp.ide import diagnostics_by_file
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.span import Span
from paperlsp.server.app import PaperServer
from paperlsp.server.loaded import Loaded, Order
from paperlsp.server.start import settle
from paperlsp.server.transport import serve_stdio
from paperlsp.workspace import is_notebook, read_notebook


def load(order: Order, _before: Loaded | None, _progress, _cancelled) -> Loaded:
    sources = {
        file: read_notebook(file, content) if is_notebook(file) else read_source(file, content, "utf-8")
        for file, content in sorted(order.overlays.items())
        if file.endswith((".py", ".ipynb"))
    }
    findings: list[Finding] = []
    for file, source in sources.items():
        whole = (Span(0, len(order.overlays[file])),)
        for span in [cell.span for cell in source.cells] if is_notebook(file) else whole:
            content = source.content if source.cells else order.overlays[file]
            digest = hashlib.sha256(content[span.start : span.end]).hexdigest()
            end = Span(span.end, span.end)
            findings.append(Finding("PL201", "missing-anchor", "warning", file, end, digest, None, None, file))
    snapshot = Snapshot(0, sources=MappingProxyType(sources))
    return Loaded(snapshot, diagnostics_by_file(snapshot, tuple(findings)))


if __name__ == "__main__":
    settle()
    sys.exit(serve_stdio(PaperServer(load, "file:///nowhere")))
