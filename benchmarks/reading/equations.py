"""A paper, read, and its truth → scores of displays by number, page and box, and of their LaTeX."""

from __future__ import annotations

from dataclasses import dataclass, field

from paperlsp.model.paper import Anchor, Paper

from reading.counting import Score
from reading.normal import same, similarity


@dataclass
class Formulas:
    """``pairs`` are the LaTeX that was wanted and the LaTeX that was read, empty where nothing was."""

    numbered: Score = field(default_factory=Score)
    unnumbered: Score = field(default_factory=Score)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def add(self, other: Formulas) -> None:
        self.numbered += other.numbered
        self.unnumbered += other.unnumbered
        self.pairs += other.pairs
        self.complaints += other.complaints

    def exact(self, refused: dict[str, str]) -> float:
        good = sum(1 for want, got in self.pairs if got not in refused and same(want, got))
        return good / len(self.pairs) if self.pairs else 1.0

    def similarity(self, refused: dict[str, str]) -> float:
        total = sum(similarity(want, got) for want, got in self.pairs if got not in refused)
        return total / len(self.pairs) if self.pairs else 1.0


def agrees(anchor: Anchor, equation: dict) -> bool:
    """Whether an anchor stands where the truth says: its height alike by half, and all its width covered but a fifth."""
    if anchor.page != equation["page"]:
        return False
    x0, y0, x1, y1 = equation["box"]
    box = anchor.box
    tall = min(box.y1, y1) - max(box.y0, y0)
    wide = min(box.x1, x1) - max(box.x0, x0)
    return tall >= 0.5 * (max(box.y1, y1) - min(box.y0, y0)) and wide >= 0.8 * (x1 - x0)


def touches(anchor: Anchor, equation: dict) -> bool:
    x0, y0, x1, y1 = equation["box"]
    box = anchor.box
    return (
        anchor.page == equation["page"]
        and min(box.y1, y1) - max(box.y0, y0) > 0.3 * min(y1 - y0, box.y1 - box.y0)
        and box.x0 < x1
        and box.x1 > x0
    )


def score_equations(paper: Paper, truth: dict, *, held_back: bool) -> Formulas:
    """Score the displays that are held back, or all the others; what touches a display of the other kind is left out."""
    result = Formulas()
    anchors = [each for each in paper.anchors if each.kind == "equation"]
    mine = [each for each in truth["equations"] if each["held_back"] == held_back and not each["split"]]
    other = [each for each in truth["equations"] if each["held_back"] != held_back or each["split"]]
    taken: set[str] = set()
    where = f"{truth['font']} {truth['layout']}"
    for equation in mine:
        number = equation["number"]
        match = next(
            (each for each in anchors if each.id not in taken and each.number == number and agrees(each, equation)),
            None,
        )
        score = result.numbered if number else result.unnumbered
        score.wanted += 1
        if match is None:
            near = [f"{each.number}@{tuple(round(v) for v in each.box)}" for each in anchors if touches(each, equation)]
            place = f"p{equation['page']} {tuple(round(v) for v in equation['box'])}"
            result.complaints.append(
                f"missed {where} {place} ({number}) {equation['id']} {equation['latex']}  found: {near}"
            )
            result.pairs.append((equation["latex"], ""))
            continue
        taken.add(match.id)
        score.hits += 1
        score.found += 1
        result.pairs.append((equation["latex"], match.latex or ""))
        if not same(equation["latex"], match.latex or ""):
            place = f"p{equation['page']} ({number})"
            result.complaints.append(
                f"latex {where} {place} {equation['id']}\n    want {equation['latex']}\n    got  {match.latex}"
            )
    for anchor in anchors:
        if anchor.id in taken or any(touches(anchor, each) for each in other):
            continue
        if held_back and not any(touches(anchor, each) for each in mine):
            continue
        (result.numbered if anchor.number else result.unnumbered).found += 1
        place = f"p{anchor.page} {tuple(round(v) for v in anchor.box)}"
        result.complaints.append(f"extra {where} {place} ({anchor.number}) {anchor.text[:80]!r}")
    return result
