"""How often each rule is right, on findings that were judged by reading paper and code (``benchmarks/gold_findings``).

    python benchmarks/findings.py --code FOLDER [--shared ../shared] [--all] [--unexplained-below CHANCE] [--pair NAME …] [--list]

Each file of judgements is one pair: a paper below ``shared``, and the files of a package, as published, that are put
beside it, as a repository for that paper would have them. Every finding is judged: right, where somebody who holds the
paper beside the code agrees with what the message says; else wrong. A judgement is known by code, file, line and column,
since packages of fixed versions do not move, and holds no word of a paper or of a package.

Printed are, for each rule, how many findings are right, wrong, and not judged yet; the same over all rules that are on
by default; and how many findings each pair has. With ``--all``, rules run that are off by default as well (marked by
an asterisk), and ``--unexplained-below`` reports unexplained code up to another chance, so that what a looser setting costs
can be told.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paperlsp.check import RULES, examine
from paperlsp.config import UNEXPLAINED_BELOW
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.workspace import PaperReader, load_snapshot

HERE = Path(__file__).parent
Key = tuple[str, str, str]
"""Code, symbol, and ``file:line:column``."""


@dataclass(frozen=True)
class Pair:
    """``right`` tells of each judged finding whether it is right."""

    name: str
    paper: str
    files: tuple[str, ...]
    right: dict[Key, bool]


@dataclass(frozen=True)
class Told:
    pair: Pair
    key: Key
    finding: Finding

    @property
    def right(self) -> bool | None:
        return self.pair.right.get(self.key)

    def __str__(self) -> str:
        code, symbol, place = self.key
        state = {True: "right", False: "WRONG", None: "?"}[self.right]
        quote = f" | {self.finding.quote}" if self.finding.quote else ""
        return f"{state:<5} {self.pair.name} {code} {place} [{symbol}] {self.finding.message}{quote}"


def read_pairs(folder: Path, names: Sequence[str]) -> Iterator[Pair]:
    for path in sorted(folder.glob("*.json")):
        if not names or path.stem in names:
            value = json.loads(path.read_text("utf-8"))
            right = {(each["code"], each["symbol"], each["place"]): each["right"] for each in value["findings"]}
            yield Pair(path.stem, value["paper"], tuple(value["files"]), right)


def built(pair: Pair, shared: Path, code: Path, folder: Path) -> bool:
    """The pair as a folder; False where the paper or the package is not there."""
    paper = shared / pair.paper
    found = [path for pattern in pair.files for path in sorted(code.glob(pattern)) if path.suffix == ".py"]
    if not paper.is_file() or not found:
        return False
    folder.mkdir()
    shutil.copy(paper, folder / "paper.pdf")
    (folder / "paperlsp.toml").write_text('papers = ["paper.pdf"]\n', "utf-8")
    for path in found:
        # The first folder is that of the distribution.
        target = folder.joinpath(*path.relative_to(code).parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return True


def findings_of(pair: Pair, folder: Path, reader: PaperReader, arguments: argparse.Namespace) -> list[Told]:
    snapshot = load_snapshot(folder, reader=reader)
    config = replace(snapshot.config, unexplained_below=arguments.unexplained_below)
    snapshot = replace(snapshot, config=replace(config, select=("ALL",)) if arguments.all else config)
    return [Told(pair, (each.code, each.symbol, place_of(snapshot, each)), each) for each in examine(snapshot).findings]


def place_of(snapshot: Snapshot, finding: Finding) -> str:
    """What is no source has no lines: there the part of the paper tells two findings apart."""
    source = snapshot.sources.get(finding.file)
    if source is None:
        return f"{finding.file}:{finding.anchor or ''}"
    line, column = source.lines.position(finding.span.start)
    return f"{finding.file}:{line + 1}:{column + 1}"


def table(told: Sequence[Told]) -> Iterator[str]:
    by_default = {each.rule.code: each.rule.enabled for each in RULES}
    counts = Counter((each.finding.code, each.right) for each in told)
    yield f"{'rule':<8} {'right':>6} {'wrong':>6} {'unjudged':>9}  precision"
    for code in sorted({each.finding.code for each in told}):
        yield row(code + ("" if by_default[code] else "*"), [counts[code, state] for state in (True, False, None)])
    on = [each for each in told if by_default[each.finding.code]]
    yield row("all on", [sum(each.right is state for each in on) for state in (True, False, None)])


def row(name: str, counts: Sequence[int]) -> str:
    right, wrong, unjudged = counts
    share = f"{right / (right + wrong):.2f}" if right + wrong else "–"
    return f"{name:<8} {right:>6} {wrong:>6} {unjudged:>9}  {share}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--code", type=Path, required=True, help="The folder that holds the unpacked distributions.")
    parser.add_argument("--judged", type=Path, default=HERE / "gold_findings")
    parser.add_argument("--pair", nargs="+", default=[], help="These pairs alone.")
    parser.add_argument("--all", action="store_true", help="Run what is off by default as well.")
    parser.add_argument("--unexplained-below", type=float, default=UNEXPLAINED_BELOW)
    parser.add_argument("--list", action="store_true", help="Print every finding with its judgement.")
    arguments = parser.parse_args()
    told: list[Told] = []
    lost: list[str] = []
    with tempfile.TemporaryDirectory() as temporary, PaperReader() as reader:
        for pair in read_pairs(arguments.judged, arguments.pair):
            folder = Path(temporary) / pair.name
            if not built(pair, arguments.shared, arguments.code, folder):
                print(f"{pair.name}: left out, its paper or its code is not there")
                continue
            mine = findings_of(pair, folder, reader, arguments)
            told += mine
            print(f"{pair.name}: {len(mine)} findings", flush=True)
            keys = {each.key for each in mine}
            lost += [
                f"{pair.name} {' '.join(key)}" for key, right in sorted(pair.right.items()) if right and key not in keys
            ]
    for each in told:
        if arguments.list or each.right is None:
            print(each)
    print("\n".join(table(told)))
    if lost and arguments.list:
        print("judged right, and not reported:", *lost, sep="\n  ")


if __name__ == "__main__":
    main()
