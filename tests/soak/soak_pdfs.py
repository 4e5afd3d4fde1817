"""Mutated and hostile PDFs → how many are read, how many refused and why; and every one that did harm.

    python tests/soak/soak_pdfs.py [--mutants 2000] [--first 0] [--folder DIR …] [--keep DIR]

Harm is a fault of ours in the reader, a refusal without a reason, or a reading that outlasts its limit. A process that
a file ends is no harm, but is counted: it was made for that.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "fixtures")]

from mutation import HOSTILE, mutant  # noqa: E402 -- The folder of the bad PDFs comes first.
from paperlsp.workspace.reader import PaperReader  # noqa: E402

LIMIT = 60.0
"""Seconds for one file; files are small here."""
SLACK = 5.0


@dataclass
class Tally:
    outcomes: Counter[str] = field(default_factory=Counter)
    harmful: list[str] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def lines(self) -> Iterator[str]:
        yield f"{sum(self.outcomes.values())} files: " + ", ".join(
            f"{n} {what}" for what, n in self.outcomes.most_common()
        )
        yield f"slowest: {self.slowest[0]:.1f} s ({self.slowest[1]})"
        yield from (f"ended the reader: {each}" for each in self.deaths)
        yield from (f"HARM: {each}" for each in self.harmful)


def run(files: Iterable[tuple[str, bytes]], keep: Path | None = None, limit: float = LIMIT) -> Tally:
    tally = Tally()
    with PaperReader(cached=False, longest=limit) as reader:
        for name, content in files:
            start = time.monotonic()
            try:
                paper = reader.read(content)
            except Exception as error:  # noqa: BLE001 -- This is what must not happen.
                tally.harmful.append(f"{name}: {error!r}")
                continue
            taken = time.monotonic() - start
            tally.slowest = max(tally.slowest, (taken, name))
            codes = [problem.code for problem in paper.problems]
            tally.outcomes["read" if paper.anchors else codes[0] if codes else "nothing"] += 1
            bad = "pdf-reader-failed" in codes or not (paper.anchors or codes) or taken > 2 * limit + SLACK
            if bad:
                tally.harmful.append(f"{name}: {codes} {[p.message for p in paper.problems][:1]}")
            if "pdf-kills-reader" in codes:
                tally.deaths.append(f"{name}: {paper.problems[0].message}")
            if keep is not None and (bad or "pdf-kills-reader" in codes):
                (keep / f"{name.split(':')[0].replace('/', '-')}.pdf").write_bytes(content)
    return tally


def mutants(first: int, count: int) -> Iterator[tuple[str, bytes]]:
    for number in range(first, first + count):
        yield mutant(number)


def lying_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*.pdf")):
        yield path.name, path.read_bytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument(
        "--folder", type=Path, action="append", help="PDFs to read as they are (default: ../shared/hostile)"
    )
    parser.add_argument("--keep", type=Path, help="a folder for files that did harm or ended the reader")
    arguments = parser.parse_args()
    if arguments.keep is not None:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    harm = False
    for folder in arguments.folder or [HOSTILE]:
        tally = run(lying_in(folder), arguments.keep, 2 * LIMIT)
        print(f"{folder}:", *tally.lines(), sep="\n  ", flush=True)  # noqa: T201
        harm = harm or bool(tally.harmful)
    tally = run(mutants(arguments.first, arguments.mutants), arguments.keep)
    print("mutants:", *tally.lines(), sep="\n  ", flush=True)  # noqa: T201
    sys.exit(1 if harm or tally.harmful else 0)


if __name__ == "__main__":
    main()
