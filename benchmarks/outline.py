"""Papers with a truth beside them → precision and recall of what is read: sections, run-in headings, equations, floats.

Usage: python benchmarks/outline.py [--shared ../shared] [CASE…]
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

Row = tuple[object, ...]


def plain(text: str | None) -> str:
    """Letters and digits alone; a pointer in brackets, "(§3)", is no part of a title."""
    bare = re.sub(r"\(§[^)]*\)", "", text or "")
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", bare).lower())


def score(name: str, got: list[Row], want: list[Row]) -> None:
    hits = sum((Counter(got) & Counter(want)).values())
    precision = f"{hits}/{len(got)}"
    recall = f"{hits}/{len(want)}"
    print(f"  {name:<14} precision {precision:>9}  recall {recall:>9}")
    missed, extra = sorted(map(str, (Counter(want) - Counter(got)))), sorted(map(str, (Counter(got) - Counter(want))))
    if missed:
        print("    missed:", "; ".join(missed)[:400])
    if extra:
        print("    extra: ", "; ".join(extra)[:400])


def truth_of(shared: Path, case: str) -> dict[str, list[dict]]:
    own = shared / "papers" / case / "truth.json"
    if own.exists():
        truth = json.loads(own.read_text("utf-8"))
        return truth | {"run_in": truth["run_in_headings"]}
    return json.loads((shared / "gold" / "structure" / f"{case}.json").read_text("utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("cases", nargs="*", default=["sam", "qhadam", "adam", "attention", "resnet", "lora"])
    arguments = parser.parse_args()
    for case in arguments.cases:
        truth = truth_of(arguments.shared, case)
        paper = read_paper(read_document((arguments.shared / "papers" / case / "paper.pdf").read_bytes()))
        print(f"{case}: {paper.title}")
        kinds = {kind: [a for a in paper.anchors if a.kind == kind] for kind in {a.kind for a in paper.anchors}}
        sections = [a for a in kinds.get("section", []) if a.number]
        score(
            "sections",
            [(a.number, plain(a.title), a.level, a.page) for a in sections],
            [(s["number"], plain(s["title"]), s["level"], s["page"]) for s in truth["sections"] if s["number"]],
        )
        score(
            "run-in",
            [(plain(a.title), a.page) for a in kinds.get("heading", [])],
            [(plain(h["title"]), h["page"]) for h in truth["run_in"]],
        )
        score(
            "equations",
            [(a.number, a.page) for a in kinds.get("equation", []) if a.number],
            [(e["number"], e["page"]) for e in truth["equations"] if e.get("number")],
        )
        for kind in ("figure", "table", "algorithm"):
            score(
                f"{kind}s",
                [(a.number, a.page) for a in kinds.get(kind, [])],
                [(str(f["number"]), f["page"]) for f in truth.get(f"{kind}s", [])],
            )


if __name__ == "__main__":
    main()
