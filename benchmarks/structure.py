"""Papers with a truth beside them → F1 of section titles with levels, run-in headings and captions' numbers.

Usage: python benchmarks/structure.py [--shared ../shared] [--held-back] [--quiet] [CASE…]

The truth of ``papers/unlabelled`` is in ``gold_structure/``: numbers, titles, levels and pages, read from the pages by
eye. Four papers there are held back: they are read with ``--held-back`` alone, to see how what was mended on the
others carries over.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paperlsp.model.paper import Paper
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

LABELLED = ("sam", "qhadam", "adam", "attention", "resnet", "lora")
OWN = Path(__file__).parent / "gold_structure"
MEASURES = ("sections", "run-in", "captions", "theorems")

Row = tuple[object, ...]


@dataclass
class Score:
    """Counts for one measure, and what was missed and what was too much."""

    hits: int = 0
    got: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.got + self.wanted) if self.got + self.wanted else 1.0

    def add(self, other: Score) -> None:
        self.hits += other.hits
        self.got += other.got
        self.wanted += other.wanted


def plain(text: str | None) -> str:
    """Letters and digits alone, without accents; a pointer in brackets, "(§3)", is no part of a title."""
    bare = re.sub(r"\(§[^)]*\)", "", text or "")
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", bare).lower())


def compare(got: list[Row], want: list[Row], tolerated: Container[Row] = ()) -> Score:
    given, wanted = Counter(row for row in got if row not in tolerated), Counter(want)
    both = given & wanted
    return Score(
        both.total(),
        given.total(),
        wanted.total(),
        sorted(map(str, (wanted - given).elements())),
        sorted(map(str, (given - wanted).elements())),
    )


def score_paper(paper: Paper, truth: dict[str, Any]) -> dict[str, Score]:
    """One score for each of ``MEASURES``."""
    of = {kind: [a for a in paper.anchors if a.kind == kind] for kind in {a.kind for a in paper.anchors}}
    tolerated = {(plain(each["title"]), each["page"]) for each in truth.get("optional_run_in", ())}
    sections = compare(
        [(plain(a.title), a.level) for a in of.get("section", [])],
        [(plain(s["title"]), s["level"]) for s in truth["sections"]],
    )
    run_in = compare(
        [(plain(a.title), a.page) for a in of.get("heading", [])],
        [(plain(h["title"]), h["page"]) for h in truth["run_in"]],
        tolerated,
    )
    kinds = ("figure", "table", "algorithm")
    captions = compare(
        [(kind, a.number, a.page) for kind in kinds for a in of.get(kind, [])],
        [(kind, str(each["number"]), each["page"]) for kind in kinds for each in truth.get(f"{kind}s", [])],
    )
    scores = {"sections": sections, "run-in": run_in, "captions": captions}
    if "theorems" in truth:
        scores["theorems"] = compare(
            [(str(a.number), a.page) for a in of.get("theorem", [])],
            [(str(t["number"]), t["page"]) for t in truth["theorems"]],
        )
    return scores


def truth_of(shared: Path, case: str) -> dict[str, Any]:
    own = OWN / f"{case}.json"
    if own.exists():
        return json.loads(own.read_text("utf-8"))
    beside = shared / "papers" / case / "truth.json"
    if not beside.exists():
        return json.loads((shared / "gold" / "structure" / f"{case}.json").read_text("utf-8"))
    truth = json.loads(beside.read_text("utf-8"))
    unnumbered = [each | {"level": 1} for each in truth["unnumbered_headings"]]
    return truth | {"run_in": truth["run_in_headings"], "sections": [*truth["sections"], *unnumbered]}


def pdf_of(shared: Path, case: str) -> Path:
    own = shared / "papers" / case / "paper.pdf"
    return own if own.exists() else shared / "papers" / "unlabelled" / f"{case}.pdf"


def cases(*, held_back: bool) -> list[str]:
    own = [json.loads(path.read_text("utf-8")) for path in sorted(OWN.glob("*.json"))]
    chosen = [each["case"] for each in own if each["held_back"] == held_back]
    return chosen if held_back else [*LABELLED, *chosen]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--held-back", action="store_true")
    parser.add_argument("--quiet", action="store_true", help="No lists of what was missed and what was too much.")
    parser.add_argument("cases", nargs="*")
    arguments = parser.parse_args()
    totals = {name: Score() for name in MEASURES}
    for case in arguments.cases or cases(held_back=arguments.held_back):
        paper = read_paper(read_document(pdf_of(arguments.shared, case).read_bytes()))
        scores = score_paper(paper, truth_of(arguments.shared, case))
        print(f"{case:<12}" + "  ".join(f"{name} {s.hits}/{s.got}/{s.wanted} {s.f1:.3f}" for name, s in scores.items()))
        for name, score in scores.items():
            totals[name].add(score)
            if not arguments.quiet:
                for word, rows in (("missed", score.missed), ("extra", score.extra)):
                    if rows:
                        print(f"    {name} {word}: {'; '.join(rows)[:600]}")
    print("together    " + "  ".join(f"{name} {s.hits}/{s.got}/{s.wanted} {s.f1:.3f}" for name, s in totals.items()))
    print("(hits / found / in the truth, F1)")


if __name__ == "__main__":
    main()
