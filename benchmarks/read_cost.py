"""What reading a paper costs: CPU beside PyMuPDF's bare text and drawings and beside PyMuPDF4LLM, and memory by pages.

Usage: python benchmarks/read_cost.py [PAPER.pdf …] [--times N] [--baseline PYTHON] [--sizes N,…] [--grown PAPER.pdf]

All times are CPU times of the process, the best of several, ours and the bare ones taken in turns, in a process that
has read a paper before but remembers nothing of this one. Memory is measured on one paper put together with itself
several times, in a process of its own for each length.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from reading.baseline import PINNED, PYTHON, run_baseline
from reading.growing import measure_memory, repeated
from reading.speed import timed_in_turns

MEGABYTE = 1024**2


def cost(papers: list[Path], times: int, baseline: Path | None) -> None:
    """Prints a row for each paper: our CPU time, its ratio to the bare one, and PyMuPDF4LLM's to ours."""
    beside = baseline is not None and baseline.exists()
    print(f"CPU time, best of {times}" + (f", beside PyMuPDF4LLM {PINNED}" if beside else ", without PyMuPDF4LLM"))
    print(f"{'':24} pages   ours s   bare s   ours/bare  ms a page" + ("   theirs/ours" if beside else ""))
    ratios: list[float] = []
    theirs: list[float] = []
    timed_in_turns(papers[0], 1)
    with TemporaryDirectory() as folder:
        for path in papers:
            pages, ours, bare = timed_in_turns(path, times)
            ratios.append(ours / bare)
            row = (
                f"{name_of(path):24} {pages:5} {ours:8.3f} {bare:8.3f} {ours / bare:11.2f} {1000 * ours / pages:10.1f}"
            )
            if beside and baseline is not None:
                theirs.append(run_baseline(path, baseline, Path(folder))["seconds"] / ours)
                row += f" {theirs[-1]:13.1f}"
            print(row, flush=True)
    print(f"ours/bare: median {statistics.median(ratios):.2f}, most {max(ratios):.2f}")
    if theirs:
        print(f"PyMuPDF4LLM/ours: median {statistics.median(theirs):.1f}, least {min(theirs):.1f}")


def memory(paper: Path, sizes: list[int]) -> None:
    """Prints a row for each length: what is held at most, what of it the paper itself is, and what each page adds."""
    print(f"\nMemory of reading {name_of(paper)}, put together with itself, in MB")
    print(f"{'':10} pages   at most   the paper   the rest   process   a page more: the rest, kB")
    before: tuple[int, int] | None = None
    with TemporaryDirectory() as folder:
        for times in sizes:
            found = measure_memory(repeated(paper, times, Path(folder)))
            rest = found.peak - found.kept
            row = f"{times:8} x {found.pages:6} {found.peak / MEGABYTE:9.1f} {found.kept / MEGABYTE:11.1f} {rest / MEGABYTE:10.1f}"
            row += f" {found.process / MEGABYTE:9.1f}"
            if before is not None:
                row += f" {(rest - before[1]) / 1024 / (found.pages - before[0]):15.0f}"
            print(row, flush=True)
            before = found.pages, rest


def name_of(path: Path) -> str:
    return path.parent.name if path.stem == "paper" else path.stem


def main() -> None:
    shared = Path(__file__).parents[2] / "shared" / "papers"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", nargs="*", type=Path, default=sorted(shared.glob("*/paper.pdf")))
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--baseline", type=Path, default=PYTHON)
    parser.add_argument("--no-baseline", action="store_true")
    parser.add_argument("--sizes", default="1,2,4,8", help="lengths for the memory; empty for none")
    parser.add_argument("--grown", type=Path, help="the paper for the memory; the longest of all otherwise")
    arguments = parser.parse_args()
    if not arguments.papers:
        raise SystemExit(f"no papers given, and none in {shared}")
    cost(arguments.papers, arguments.times, None if arguments.no_baseline else arguments.baseline)
    sizes = [int(each) for each in arguments.sizes.split(",") if each]
    if sizes:
        memory(arguments.grown or max(arguments.papers, key=lambda path: path.stat().st_size), sizes)


if __name__ == "__main__":
    main()
