"""``Paper`` → its outline."""

from __future__ import annotations

from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.report.terminal import name_of, plain, to_json


def outline_json(paper: Paper) -> str:
    anchors = [
        {
            "id": each.id,
            "kind": each.kind,
            "number": each.number,
            "title": each.title,
            "level": each.level,
            "page": each.page,
            "pdf": paper.documents[each.document].name if each.document else None,
            "bbox": [round(float(value), 1) for value in each.box],
            "parent": each.parent,
            "text": each.text,
            "latex": each.latex,
            "confidence": each.confidence,
        }
        for each in paper.anchors
    ]
    head = {"title": paper.title, "authors": list(paper.authors), "arxiv_id": paper.arxiv_id, "pages": paper.pages}
    symbols = [
        {
            "notation": each.notation,
            "latex": each.latex,
            "meaning": each.meaning,
            "page": each.page,
            "anchor": each.anchor,
            "scope": each.scope,
            "kind": each.kind,
        }
        for each in paper.symbols
    ]
    values = [
        {
            "name": each.name,
            "value": each.value,
            "unit": each.unit,
            "page": each.page,
            "anchor": each.anchor,
            "subject": each.subject,
            "role": each.role,
        }
        for each in paper.values
    ]
    algorithms = [
        {
            "anchor": each.anchor,
            "lines": [
                {
                    "id": line.id,
                    "number": line.number,
                    "text": line.text,
                    "latex": [formula.latex for formula in line.inline],
                    "depth": line.depth,
                    "page": line.page,
                    "bbox": [round(float(value), 1) for value in line.box],
                }
                for line in each.lines
            ],
        }
        for each in paper.algorithms
    ]
    problems = [problem_json(each) for each in paper.problems]
    return to_json(
        {
            "schema": 1,
            "paper": head,
            "anchors": anchors,
            "algorithms": algorithms,
            "symbols": symbols,
            "values": values,
            "problems": problems,
        }
    )


def problem_json(problem: Problem) -> dict[str, str]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "place": problem.place,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def outline_text(paper: Paper) -> str:
    """The tree of headings with pages; equations and floats stand under the part that they belong to."""
    lines = [plain(paper.title) or "Untitled"]
    facts = [f"arXiv {plain(paper.arxiv_id)}" if paper.arxiv_id else "", f"{paper.pages} pages"]
    facts += [f"{plain(each.name)}, {each.pages} pages" for each in paper.documents[1:]]
    lines += [", ".join(plain(name) for name in paper.authors), " · ".join(fact for fact in facts if fact), ""]
    for anchor in paper.anchors:
        depth = 2 * (len(paper.path_of(anchor)) - 1)
        name = " " * depth + name_of(anchor) if anchor.kind != "heading" else " " * depth + plain(anchor.title)
        if anchor.kind == "equation":
            name += "  " + plain(anchor.text)
        name = name if len(name) <= 92 else name[:91] + "…"
        lines.append(f"{name:<92} {plain(paper.page_words(anchor.page, anchor.id))}")
    return "\n".join(line for line in lines if line or lines) + "\n"
