"""What waiting costs: start-up, answers beside servers that do less, keystrokes, first indexing, memory, and how all that grows.

    python benchmarks/speed.py [--shared ../shared] [--rounds 3] [--only start,idle,relinking,cold,memory,growth]
                               [--jedi PATH] [--most 10000] [--write]

Prints the table of ``docs/performance.md``, and with ``--write`` puts it there, with its pictures. Peers are measured in
the same run, in turn with what they are compared to. Papers are those under ``../shared/papers``; without them the
fixtures' own stand in. ``--most`` bounds how many files or papers are tried.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from waiting.answers import idle, relinking, start
from waiting.cold import cold
from waiting.growth import growth, memory
from waiting.plot import bars_svg, curves_svg
from waiting.row import FIXTURES, ROOT, Curve, Machine, Row

PAGE = ROOT / "docs" / "performance.md"
IMAGES = ROOT / "docs" / "images"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
HEADER = "| what | measured | beside | ratio or bound |\n|---|---|---|---|\n"
PARTS: dict[str, Callable[[Machine], Iterator[Row | Curve]]] = {
    "start": start,
    "idle": idle,
    "relinking": relinking,
    "cold": cold,
    "memory": memory,
    "growth": growth,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--jedi", default=shutil.which("jedi-language-server") or "")
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = sorted((arguments.shared / "papers").rglob("*.pdf")) or sorted(FIXTURES.glob("*/paper.pdf"))
    rows: list[Row] = []
    curves: list[Curve] = []
    print(HEADER, end="", flush=True)
    for name in arguments.only.split(","):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["PAPERLSP_CACHE_DIR"] = str(Path(folder) / "cache")
            machine = Machine(Path(folder).resolve(), tuple(found), arguments.rounds, arguments.jedi, arguments.most)
            for each in PARTS[name](machine):
                if isinstance(each, Row):
                    rows.append(each)
                    print(each, flush=True)
                else:
                    curves.append(each)
    if arguments.write:
        write(rows, curves)


def write(rows: list[Row], curves: list[Curve]) -> None:
    """The table with its pictures into the page, between its marks."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, behind = rest.partition(END)
    table = HEADER + "".join(f"{row}\n" for row in rows)
    if bars := answered(rows):
        (IMAGES / "answers.svg").write_text(bars_svg(bars), "utf-8")
        table += "\n![Medians, dark, and 99th percentiles, light, of answers](images/answers.svg)\n"
    if curves:
        (IMAGES / "growth.svg").write_text(curves_svg(curves), "utf-8")
        table += "\n![What indexing costs by files and by papers; dashed is linear](images/growth.svg)\n"
    PAGE.write_text(before + BEGIN + table + END + behind, "utf-8")


def answered(rows: list[Row]) -> list[tuple[str, float, float]]:
    """Medians and late quantiles in milliseconds of what has both, each once, and of the peers of hovers."""
    times: dict[str, dict[str, float]] = {}
    for row in rows:
        name, _, quantile = row.what.rpartition(", ")
        if quantile not in ("p50", "p99"):
            continue
        times.setdefault(name, {}).setdefault(quantile, number(row.measured))
        peer, _, time = row.beside.partition(": ")
        if time and peer != "idle":
            times.setdefault(f"hover, {peer}", {}).setdefault(quantile, number(time))
    return [(name.replace("`", ""), each["p50"], each["p99"]) for name, each in times.items() if len(each) == 2]


def number(shown: str) -> float:
    return float(shown.split(maxsplit=1)[0])


if __name__ == "__main__":
    main()
