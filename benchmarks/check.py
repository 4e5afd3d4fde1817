"""What ``paperlsp --check`` costs on a made-up repository with many papers, beside ``ruff check`` on the same files.

    python benchmarks/check.py [--files 250 500 1000 2000] [--papers 20] [--plot docs/images/check-cost.svg]

The files are the fixtures' sources, each copy with names of its own; every paper is a fixture's, made different by bytes
behind its end, and speaks for its share of the files. Papers are read once before anything is measured, so that the check
is a warm one. Figures are CPU time of the whole command, children included. The exponent is the slope of time over files
on logarithmic scales: 1 is linear.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from math import log
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
NAMES = ("qhadam", "sam")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, nargs="+", default=[250, 500, 1000, 2000])
    parser.add_argument("--papers", type=int, default=20)
    parser.add_argument("--plot", type=Path)
    arguments = parser.parse_args()
    rows: list[tuple[int, float, float]] = []
    print(f"{arguments.papers} papers\n{'files':>6} {'paperlsp':>10} {'ruff':>8} {'ratio':>7}   CPU seconds")
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["PAPERLSP_CACHE_DIR"] = str(Path(temporary) / "cache")
        for count in arguments.files:
            root = Path(temporary) / str(count)
            fill(root, count, arguments.papers)
            ours = [sys.executable, "-m", "paperlsp.cli", "--check", "--exit-zero", "--statistics", str(root)]
            if not rows:
                small = Path(temporary) / "papers"
                fill(small, 2 * arguments.papers, arguments.papers)
                cost([*ours[:-1], str(small)])
            ruff = [sys.executable, "-m", "ruff", "check", "--no-cache", "--exit-zero", "--quiet", str(root)]
            mine, theirs = cost(ours), cost(ruff)
            rows.append((count, mine, theirs))
            print(f"{count:>6} {mine:>10.2f} {theirs:>8.2f} {mine / max(theirs, 0.01):>7.0f}", flush=True)
    if len(rows) > 1:
        print(f"exponent {slope([(files, mine) for files, mine, _ in rows]):.2f}")
    if arguments.plot is not None:
        arguments.plot.write_text(plot(rows), "utf-8")


def fill(root: Path, count: int, papers: int) -> None:
    """A folder with so many files, an equal share for each paper."""
    settings: list[str] = []
    for at in range(papers):
        name = NAMES[at % len(NAMES)]
        folder = root / f"part{at}"
        folder.mkdir(parents=True)
        (folder / "paper.pdf").write_bytes((FIXTURES / name / "paper.pdf").read_bytes() + b"\n%% %d\n" % at)
        settings.append(f'  {{ path = "part{at}/paper.pdf", code = ["part{at}/**"] }},')
        sources = [path.read_text("utf-8") for path in sorted((FIXTURES / name / "src").rglob("*.py"))]
        for number in range(count // papers):
            text = re.sub(r"\bclass (\w+)", rf"class \1V{number}", sources[number % len(sources)])
            (folder / f"module{number}.py").write_text(text, "utf-8")
    (root / "paperlsp.toml").write_text("papers = [\n" + "\n".join(settings) + "\n]\n", "utf-8")


def cost(command: list[str]) -> float:
    """CPU seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def slope(points: list[tuple[int, float]]) -> float:
    """Of the straight line nearest to the points on logarithmic scales."""
    logs = [(log(x), log(y)) for x, y in points]
    x_mean, y_mean = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return sum((x - x_mean) * (y - y_mean) for x, y in logs) / sum((x - x_mean) ** 2 for x, _ in logs)


def plot(rows: list[tuple[int, float, float]]) -> str:
    """CPU time over files as an SVG, with a straight line from nothing to the last point beside it."""
    width, height, left, low = 480, 300, 60, 250
    most_files, most_time = rows[-1][0], max(mine for _, mine, _ in rows)

    def at(files: float, time: float) -> str:
        return f"{left + (width - left - 20) * files / most_files:.1f},{low - (low - 20) * time / most_time:.1f}"

    points = " ".join(at(files, mine) for files, mine, _ in rows)
    dots = "".join('<circle cx="{}" cy="{}" r="3" fill="#1565c0"/>'.format(*each.split(",")) for each in points.split())
    labels = "".join(
        f'<text x="{at(files, 0).split(",")[0]}" y="{low + 18}" text-anchor="middle">{files}</text>'
        for files, _, _ in rows
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="12">\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
        f'<path d="M{left} 20V{low}H{width - 20}" fill="none" stroke="#424242"/>\n'
        f'<polyline points="{at(0, 0)} {at(rows[-1][0], rows[-1][1])}" fill="none" stroke="#bdbdbd" stroke-dasharray="4"/>\n'
        f'<polyline points="{points}" fill="none" stroke="#1565c0"/>\n{dots}\n{labels}\n'
        f'<text x="{width / 2:.0f}" y="{low + 38}" text-anchor="middle">files</text>\n'
        f'<text x="{left - 8}" y="24" text-anchor="end">{most_time:.0f} s</text>\n'
        f'<text x="{left - 8}" y="{low}" text-anchor="end">0</text>\n</svg>\n'
    )


if __name__ == "__main__":
    main()
