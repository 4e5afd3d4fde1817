"""``Snapshot`` → each definition with the parts of the paper that explain it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from paperlsp.check import summarise
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import Explanation, Link
from paperlsp.model.paper import Anchor
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.report.terminal import name_of, plain, to_json

SHOWN = ("class", "function", "method")


def _definitions(snapshot: Snapshot, under: str) -> Iterator[tuple[SourceFile, Symbol, Explanation]]:
    for path, source in snapshot.sources.items():
        if under and path != under and not path.startswith(under.rstrip("/") + "/"):
            continue
        for symbol in source.symbols:
            explanation = snapshot.graph.by_symbol.get((path, symbol.name))
            if explanation is None:
                continue
            if symbol.kind in SHOWN or (explanation.verdict == "explained" and explanation.links):
                yield source, symbol, explanation


def _anchor(snapshot: Snapshot, link: Link) -> Anchor | None:
    entry = snapshot.paper_by_id.get(link.paper)
    return entry.paper.by_id.get(link.anchor) if entry else None


def links_json(snapshot: Snapshot, under: str, top: int) -> str:
    several = len(snapshot.papers) > 1
    symbols: list[dict[str, object]] = []
    for source, symbol, explanation in _definitions(snapshot, under):
        links: list[dict[str, object]] = []
        cell = source.cell_at(symbol.span.start) if symbol.name else None
        for link in explanation.links[:top]:
            anchor = _anchor(snapshot, link)
            if anchor is None:
                continue
            links.append(
                {
                    "anchor": f"{link.paper}:{link.anchor}" if several else link.anchor,
                    "kind": anchor.kind,
                    "number": anchor.number,
                    "title": anchor.title,
                    "page": anchor.page,
                    "pdf": snapshot.paper_by_id[link.paper].pdf(anchor.document).path,
                    "score": round(link.score, 4),
                    "origin": link.origin,
                    "primary": link is explanation.links[0],
                    "evidence": [{"kind": each.kind, "detail": each.detail} for each in link.evidence],
                }
            )
        symbols.append(
            {
                "file": source.path,
                "cell": cell.number if cell is not None else None,
                "symbol": symbol.name,
                "kind": symbol.kind,
                "line": source.line_at(symbol.span.start),
                "end_line": source.line_at(max(symbol.span.end - 1, symbol.span.start)),
                "verdict": explanation.verdict,
                "links": links,
            }
        )
    return to_json({"schema": 1, "symbols": symbols})


MARKS = {"explained": ("✓", "green"), "unexplained": ("?", "yellow"), "trivial": ("·", "bright_black")}


def links_text(snapshot: Snapshot, under: str, top: int) -> str:
    lines: list[str] = []
    for entry in snapshot.papers:
        lines.append(  # noqa: PERF401 -- More lines follow in the same list.
            click.style(plain(entry.paper.title or entry.path), bold=True)
            + f"  {plain(entry.path)}, {entry.paper.pages} pages"
        )
    file = ""
    for source, symbol, explanation in _definitions(snapshot, under):
        if source.path != file:
            file = source.path
            lines += ["", click.style(plain(file), bold=True)]
        mark, colour = MARKS[explanation.verdict]
        at = symbol.name_span.start
        head = f"  {click.style(mark, fg=colour)} {plain(symbol.name) or '(module)'}" + click.style(
            f"  line {source.line_in_words(at)}", dim=True
        )
        if explanation.verdict != "explained":
            lines.append(f"{head}  {explanation.verdict}: {plain(explanation.reason)}")
            continue
        lines.append(head)
        for link in explanation.links[:top]:
            anchor = _anchor(snapshot, link)
            if anchor is None or (link.score < snapshot.config.threshold and link is not explanation.links[0]):
                continue
            why = "; ".join(plain(each.detail) for each in link.evidence)
            page = snapshot.paper_by_id[link.paper].paper.page_words(anchor.page, anchor.id)
            lines.append(
                f"      {name_of(anchor)}, {plain(page)}  {link.score:.0%}" + click.style(f"  {why}", dim=True)
            )
    summary = summarise(snapshot)
    reached = summary.anchors - summary.anchors_without_code
    counts = f"{summary.unexplained} unexplained, {summary.trivial} plumbing"
    lines += [
        "",
        f"{summary.explained} of {summary.definitions} definitions explained, {counts}",
        f"{reached} of {summary.anchors} equations and algorithms have code",
    ]
    return "\n".join(lines).lstrip("\n") + "\n"
