"""The real papers in a folder beside the project → their truth in the shape that the measures take."""

from __future__ import annotations

import json
from pathlib import Path

CASES = ("sam", "qhadam", "adam", "attention", "resnet", "lora")


def read_truth(shared: Path, case: str) -> dict | None:
    """The truth of one paper; None where there is none. Its equations have numbers and pages, and boxes of the numbers."""
    own, other = shared / "papers" / case / "truth.json", shared / "gold" / "structure" / f"{case}.json"
    if own.exists():
        truth = json.loads(own.read_text("utf-8"))
    elif other.exists():
        truth = json.loads(other.read_text("utf-8"))
    else:
        return None
    captions = [
        {"kind": kind, "number": each["number"], "page": each["page"]}
        for kind in ("figure", "table", "algorithm")
        for each in truth.get(f"{kind}s", [])
    ]
    return {
        "font": case,
        "layout": "real",
        "unnumbered": False,
        "sections": [each for each in truth["sections"] if each["number"]],
        "run_in": truth.get("run_in") or truth.get("run_in_headings") or [],
        "captions": captions,
        "equations": truth.get("equations", []),
    }


def read_latex(shared: Path, case: str) -> list[dict]:
    """Displays with number, page and LaTeX, written down by eye."""
    file = shared / "gold" / "equations_latex.json"
    rows = json.loads(file.read_text("utf-8")) if file.exists() else []
    found = [row for row in rows if row["case"] == case and row.get("number")]
    own = shared / "papers" / case / "truth.json"
    if own.exists():
        found += [
            row for row in json.loads(own.read_text("utf-8"))["equations"] if row.get("latex") and row.get("number")
        ]
    return found
