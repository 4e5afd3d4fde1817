"""A paperlsp server whose paper and links are made by hand: started as a process of its own by the tests.

Usage: hand_made.py COPIES [--noisy] [--wait-for-cancel FILE]. Of each ``.py`` file and each notebook in the folder, definitions named as
in ``LINKS`` are linked, and each mention of a part that the paper has not is a finding.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from paperlsp.code import read_source
from paperlsp.ide import diagnostics_by_file
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.geometry import Box
from paperlsp.model.link import Evidence, Explanation, Link, LinkGraph, ResolvedMention
from paperlsp.model.paper import Anchor, Paper, SymbolDefinition, TextPlace
from paperlsp.model.problem import Problem
from paperlsp.server.app import PaperServer
from paperlsp.server.loaded import CopyFile, Loaded, Order
from paperlsp.server.transport import serve_stdio, serve_tcp
from paperlsp.workspace import is_notebook, read_notebook

READ = (".py", ".ipynb")
BOX = Box(72.0, 72.0, 540.0, 84.0)
ANCHORS = (
    Anchor("sec:1", "section", "1", "Introduction", 1, 1, BOX, None, "We read pages."),
    Anchor("sec:2", "section", "2", "Page model", 1, 2, BOX, None, "The mask decoder maps pages to masks."),
    Anchor("eq:3", "equation", "3", "", None, 2, BOX, "sec:2", "y = αx", r"y = \alpha x"),
)
ALPHA = SymbolDefinition("α", r"\alpha", "the scale", 2, "sec:2", None, "where", TextPlace(0, 0, 0))
PAPER = Paper("pages", "0" * 64, "Pages", ("A. Reader",), "", None, 3, ANCHORS, (), symbols=(ALPHA,))
LINKS = {"MaskDecoder": "sec:2", "MaskDecoder.forward": "sec:2", "scale": "eq:3", "scale_fast": "eq:3"}
MARKDOWN = "# Pages\n\n## 1 Introduction\n\nWe read pages, see Eq. (3).\n\n## 2 Page model\n\nThe mask decoder maps.\n\n$$y$$\n"
LINES = {"sec:1": 2, "sec:2": 6, "eq:3": 10}


@dataclass(frozen=True)
class HandPlace:
    anchor: str | None


@dataclass(frozen=True)
class HandCopy:
    markdown: str
    places: tuple[HandPlace, ...]

    def line_of(self, anchor_id: str) -> int:
        return LINES[anchor_id]


def places() -> tuple[HandPlace, ...]:
    starts = sorted((line, anchor) for anchor, line in LINES.items())
    return tuple(
        HandPlace(next((anchor for start, anchor in reversed(starts) if start <= line), None))
        for line in range(MARKDOWN.count("\n"))
    )


def load(order: Order, before: Loaded | None, progress, cancelled) -> Loaded | None:
    if "--noisy" in sys.argv:
        print("a library that prints")  # noqa: T201
    if "--wait-for-cancel" in sys.argv:
        started = Path(sys.argv[sys.argv.index("--wait-for-cancel") + 1])
        if not started.exists():
            started.touch()
            progress(1, 2, "paper.pdf")
            while not cancelled():
                time.sleep(0.01)
            return None
    # Emacs marks a changed file by a link to nowhere beside it, ``.#model.py``.
    found = [path for path in sorted(order.root.rglob("*.*")) if path.is_file() and path.suffix in READ]
    contents = {path.relative_to(order.root).as_posix(): path.read_bytes() for path in found}
    contents |= {file: content for file, content in order.overlays.items() if file.endswith(READ)}
    if any(b"raise-in-the-indexer" in content for content in contents.values()):
        raise RuntimeError("asked to fail")
    sources = {
        file: read_notebook(file, content) if is_notebook(file) else read_source(file, content)
        for file, content in sorted(contents.items())
    }
    explanations, mentions, findings = [], [], []
    for file, source in sources.items():
        for symbol in source.symbols:
            anchor = LINKS.get(symbol.name)
            links = (
                (Link(file, symbol.name, "pages", anchor, 0.9, "inferred", (Evidence("name", "the name"),)),)
                if anchor
                else ()
            )
            explanations.append(Explanation(file, symbol.name, "explained" if links else "trivial", "", links))
        for mention in source.mentions:
            targets = tuple(
                ("pages", each.id) for each in ANCHORS if each.kind == mention.kind and each.number in mention.numbers
            )
            mentions.append(ResolvedMention(file, mention, "found" if targets else "missing", targets))
            if not targets:
                findings.append(
                    Finding(
                        "PL201",
                        "missing-anchor",
                        "warning",
                        file,
                        mention.span,
                        f"No {mention.text}",
                        "pages",
                        "sec:1",
                        mention.text,
                    )
                )
                findings.append(
                    Finding("PL900", "tip", "hint", file, mention.span, "A hint", None, None, "h" + mention.text)
                )
    problems = tuple(
        Problem("pdf-encrypted", "The PDF is encrypted.", "Give an open one.", paper.name, severity="error")
        for paper in order.papers
    )
    papers = (PaperEntry("paper.pdf", PAPER),)
    snapshot = Snapshot(
        0,
        papers=papers,
        sources=MappingProxyType(sources),
        graph=LinkGraph(tuple(explanations), tuple(mentions)),
        problems=problems,
    )
    copies = Path(sys.argv[1])
    copies.mkdir(parents=True, exist_ok=True)
    copy = copies / "pages.md"
    copy.write_text(MARKDOWN)
    return Loaded(
        snapshot, diagnostics_by_file(snapshot, tuple(findings)), (CopyFile(copy, PAPER, HandCopy(MARKDOWN, places())),)
    )


if __name__ == "__main__":
    server = PaperServer(load, Path(sys.argv[1]).as_uri())
    sys.exit(serve_tcp(server, "127.0.0.1", 0) if "--tcp" in sys.argv else serve_stdio(server))
