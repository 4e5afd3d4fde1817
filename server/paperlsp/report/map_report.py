"""The map of paper and code → text for people and JSON for programs."""

from __future__ import annotations

import click

from paperlsp.ide.label import label_of, short_label
from paperlsp.index.coverage import CodeMap, CodeRow, Count, FileMap, PaperMap, PartRow
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import Link
from paperlsp.report.terminal import plain, to_json

_WIDTH = 58
_NAMED = 4


def map_json(snapshot: Snapshot, found: CodeMap) -> str:
    several = len(snapshot.papers) > 1
    return to_json(
        {
            "schema": 1,
            "papers": [_paper_json(each) for each in found.papers],
            "files": [_file_json(each, several=several) for each in found.files],
            "coverage": {
                "definitions": _count_json(found.explained),
                "parts": _count_json(_sum([each.parts for each in found.papers])),
                "equations": _count_json(_sum([each.equations for each in found.papers])),
            },
        }
    )


def _sum(counts: list[Count]) -> Count:
    return Count(sum(each.done for each in counts), sum(each.total for each in counts))


def _count_json(count: Count) -> dict[str, object]:
    return {"covered": count.done, "total": count.total}


def _paper_json(found: PaperMap) -> dict[str, object]:
    paper = found.entry.paper
    return {
        "paper": paper.id,
        "file": found.entry.path,
        "title": paper.title,
        "pages": paper.pages,
        "coverage": {"parts": _count_json(found.parts), "equations": _count_json(found.equations)},
        "parts": [
            {
                "anchor": row.anchor.id,
                "kind": row.anchor.kind,
                "number": row.anchor.number,
                "title": row.anchor.title,
                "page": row.anchor.page,
                "pdf": found.entry.pdf(row.anchor.document).path,
                "depth": row.depth,
                "method": row.method,
                "counted": row.counted,
                "covered": row.covered,
                "code": [
                    {"file": link.file, "symbol": link.symbol, "score": round(link.score, 4), "origin": link.origin}
                    for link in row.links
                ],
            }
            for row in found.rows
        ],
    }


def _file_json(found: FileMap, *, several: bool) -> dict[str, object]:
    rows = (*((found.module,) if found.module is not None else ()), *found.rows)
    return {
        "file": found.source.path,
        "coverage": _count_json(found.explained),
        "definitions": [
            {
                "symbol": row.symbol.name,
                "kind": row.symbol.kind,
                "depth": row.depth,
                "cell": row.cell,
                "line": row.line,
                "lines": row.lines,
                "verdict": row.explanation.verdict,
                "reason": row.explanation.reason,
                "parts": [
                    {
                        "anchor": f"{link.paper}:{link.anchor}" if several else link.anchor,
                        "score": round(link.score, 4),
                        "origin": link.origin,
                    }
                    for link in row.links
                ],
            }
            for row in rows
        ],
    }


def map_text(snapshot: Snapshot, found: CodeMap) -> str:
    lines: list[str] = []
    for paper in found.papers:
        lines += [*_paper_text(paper), ""]
    for file in found.files:
        lines += [*_file_text(snapshot, file), ""]
    lines += _totals(found)
    return "\n".join(lines) + "\n"


def _totals(found: CodeMap) -> list[str]:
    parts, equations = _sum([each.parts for each in found.papers]), _sum([each.equations for each in found.papers])
    reached = f"{parts.done} of {parts.total} parts of the method have code"
    return [
        f"{found.explained.done} of {found.explained.total} definitions explained",
        f"{reached}, {equations.done} of {equations.total} of its numbered equations",
    ]


def _paper_text(found: PaperMap) -> list[str]:
    title = plain(found.entry.paper.title) or found.entry.path
    lines = [click.style(title, bold=True) + f"  {found.entry.path}, {found.entry.paper.pages} pages"]
    for row in found.rows:
        # What frames the method is named when code leads there all the same, and at the top, to keep one's bearings.
        heading = row.anchor.kind in ("section", "heading")
        if row.links or (heading and (row.method or row.depth == 0)) or row.counted:
            lines.append(_part_text(row))
    return lines


def _part_text(row: PartRow) -> str:
    mark = "✓" if row.covered else "○" if row.counted else " "
    colour = {"✓": "green", "○": "yellow"}.get(mark)
    label = "  " * row.depth + plain(label_of(row.anchor))
    label = label if len(label) <= _WIDTH else label[: _WIDTH - 1] + "…"
    # Without code the line ends with the page: nobody reads blanks.
    code = _code_text(row.links)
    text = f"  {click.style(mark, fg=colour)} {label:<{_WIDTH}}  p. {row.anchor.page:<3}  {code}".rstrip()
    return text if row.method or row.links else click.style(text, dim=True)


def _code_text(links: tuple[Link, ...]) -> str:
    """The definitions, without their files: those follow below, with their places."""
    names = list(dict.fromkeys(plain(link.symbol or link.file.rpartition("/")[2]) for link in links))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED + 1 else ""
    return ", ".join(names[:_NAMED] if more else names) + more


def _file_text(snapshot: Snapshot, found: FileMap) -> list[str]:
    count = f"  {found.explained.done} of {found.explained.total}" if found.explained.total else ""
    lines = [click.style(plain(found.source.path), bold=True) + click.style(count, dim=True)]
    rows = (*((found.module,) if found.module is not None and found.module.links else ()), *found.rows)
    return [*lines, *(_definition_text(snapshot, row) for row in rows)]


def _definition_text(snapshot: Snapshot, row: CodeRow) -> str:
    verdict = row.explanation.verdict
    mark, colour = {"explained": ("✓", "green"), "unexplained": ("?", "yellow"), "trivial": ("·", "bright_black")}[
        verdict
    ]
    name = "  " * row.depth + (plain(row.symbol.last_name) or "(module)")
    name = name if len(name) <= _WIDTH else name[: _WIDTH - 1] + "…"
    if verdict != "explained":
        said = f"{verdict}: {plain(row.explanation.reason)}"
        return click.style(
            f"  {mark} {name:<{_WIDTH}}  {said}",
            fg=colour if verdict == "unexplained" else None,
            dim=verdict == "trivial",
        )
    parts = [text for link in row.links if (text := _link_text(snapshot, link)) is not None]
    return f"  {click.style(mark, fg=colour)} {name:<{_WIDTH}}  {'; '.join(parts)}"


def _link_text(snapshot: Snapshot, link: Link) -> str | None:
    entry = snapshot.paper_by_id.get(link.paper)
    anchor = entry.paper.by_id.get(link.anchor) if entry is not None else None
    if entry is None or anchor is None:
        return None
    several = f"{plain(entry.paper.title)} › " if len(snapshot.papers) > 1 else ""
    sure = "confirmed" if link.origin == "confirmed" else f"{link.score:.0%}"
    label = plain(short_label(entry.paper, anchor))
    page = "" if label.endswith(f"p. {anchor.page}") else f", p. {anchor.page}"
    return f"{several}{label}{page} ({sure})"
