"""A paper, read, and its truth → scores of section titles with their level, run-in headings, and captions' numbers."""

from __future__ import annotations

from paperlsp.model.paper import Paper

from reading.counting import Score, compare, plain


def score_structure(paper: Paper, truth: dict) -> dict[str, Score]:
    sections = [each for each in paper.anchors if each.kind == "section"]
    numbered = [each for each in sections if each.number] if not truth.get("unnumbered", True) else sections
    if not any(plain(each["title"]) == "abstract" for each in truth["sections"]):
        # LaTeX's abstract has a heading that no command of the source writes.
        numbered = [each for each in numbered if plain(each.title) != "abstract"]
    return {
        "sections": compare(
            [(plain(each.title), each.level) for each in numbered],
            [(plain(each["title"]), each["level"]) for each in truth["sections"]],
        ),
        "run-in": compare(
            [plain(each.title) for each in paper.anchors if each.kind == "heading"],
            [plain(each["title"]) for each in truth["run_in"]],
        ),
        "captions": compare(
            [(each.kind, each.number) for each in paper.anchors if each.kind in ("figure", "table", "algorithm")],
            [(each["kind"], str(each["number"])) for each in truth["captions"]],
        ),
    }
