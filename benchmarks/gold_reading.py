"""A paper's outline and what a careful reader wrote down of it → precision and recall of symbols and stated values.

Usage: python benchmarks/gold_reading.py [--shared ../shared] [--outlines DIR] [--show] [CASE…]

The truth lies in gold_reading/, its rules in gold_reading/README.md. With ``--outlines``, DIR/CASE.json is read in place
of running the command.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gold_notation import members, same_meaning, same_name, same_notation, same_value

TRUTH = Path(__file__).with_name("gold_reading")
Entry = dict[str, Any]
Fits = Callable[[Entry, Entry], bool]


@dataclass
class Score:
    """What was found of the core entries, and what is wrong; what is debatable or said twice counts in neither."""

    found: int = 0
    missed: list[Entry] = field(default_factory=list)
    wrong: list[Entry] = field(default_factory=list)
    elsewhere: int = 0
    neutral: int = 0

    def add(self, other: Score) -> None:
        self.found += other.found
        self.missed += other.missed
        self.wrong += other.wrong
        self.elsewhere += other.elsewhere
        self.neutral += other.neutral

    @property
    def precision(self) -> float:
        return self.found / max(self.found + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.found + len(self.missed), 1)


def symbol_fits(gold: Entry, got: Entry) -> bool:
    """Whether a definition says of a gold entry's notation what the entry says, wherever it stands."""
    spellings = [got["notation"], got.get("latex") or got["notation"]]
    wanted = [gold["notation"], gold["latex"], *gold.get("also", [])]
    named = any(same_notation(one, other) for one in wanted for other in spellings)
    return named and same_meaning(gold["meaning"], got["meaning"])


def value_fits(gold: Entry, got: Entry) -> bool:
    """Whether a stated value is a gold entry's, by its numbers and its name. A unit may do for a name."""
    if not same_value(gold["value"], str(got["value"]), percent="%" in (gold["unit"], got.get("unit"))):
        return False
    return same_name(gold["name"], got["name"]) or same_name(gold["name"], got.get("unit") or "")


def near(fits: Fits) -> Fits:
    """The same test, on the same page or, for sentences that break over pages, a neighbouring one."""
    return lambda gold, got: abs(gold["page"] - got["page"]) <= 1 and fits(gold, got)


def apart(symbols: Sequence[Entry], gold: Sequence[Entry]) -> list[Entry]:
    """Definitions with every notation of "β₁, β₂" for itself, unless the gold has them together."""
    out: list[Entry] = []
    for each in symbols:
        parts = members(each["notation"])
        if len(parts) < 2 or any(near(symbol_fits)(entry, each) for entry in gold):
            out.append(each)
        else:
            out += [{**each, "notation": part, "latex": part} for part in parts]
    return out


def spelled_out(symbol: Entry) -> bool:
    """Whether this is an abbreviation ("IoU", "SGD"), which the gold does not judge."""
    short, long = symbol["notation"].removesuffix("s"), symbol["meaning"].lower()
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", short) or len(re.findall("[A-Z]", short)) < 2:
        return False
    letters = iter(long)
    return all(letter.lower() in letters for letter in re.findall("[A-Z]", short))


def score(gold: Sequence[Entry], got: Sequence[Entry], judged: Sequence[int], fits: Fits) -> Score:
    """Pairs gold and found entries one to one, as many core ones as can be, and judges the rest."""
    close = near(fits)
    core = [entry for entry in gold if entry["core"]]
    # An entry of the same page is tried before one of the next.
    wishes = [
        sorted(
            (n for n, item in enumerate(got) if close(entry, item)), key=lambda n, e=entry: got[n]["page"] != e["page"]
        )
        for entry in core
    ]
    taken: dict[int, int] = {}
    for at in range(len(core)):
        _pair(at, wishes, taken, set())
    result = Score(found=len(taken), missed=[e for at, e in enumerate(core) if at not in taken.values()])
    for number, item in enumerate(got):
        if number in taken:
            continue
        if item["page"] not in judged or any(close(entry, item) for entry in gold):
            result.neutral += 1
        else:
            result.wrong.append(item)
            result.elsewhere += any(fits(entry, item) for entry in gold)
    return result


def _pair(at: int, wishes: Sequence[Sequence[int]], taken: dict[int, int], seen: set[int]) -> bool:
    """Gives a gold entry one of the items it fits, moving others to their next choice where that helps."""
    for item in wishes[at]:
        if item in seen:
            continue
        seen.add(item)
        if item not in taken or _pair(taken[item], wishes, taken, seen):
            taken[item] = at
            return True
    return False


def judge(truth: Entry, outline: Entry) -> tuple[Score, Score]:
    """The scores of one paper's symbols and of its values."""
    symbols = apart([each for each in outline.get("symbols", []) if each["page"]], truth["symbols"])
    known = [
        each for each in symbols if any(near(symbol_fits)(e, each) for e in truth["symbols"]) or not spelled_out(each)
    ]
    judged = truth["judged_pages"]
    return (
        score(truth["symbols"], known, judged, symbol_fits),
        score(truth["values"], outline.get("values", []), judged, value_fits),
    )


def outline_of(case: str, shared: Path) -> Entry:
    own = shared / "papers" / case / "paper.pdf"
    paper = own if own.exists() else shared / "papers" / "unlabelled" / f"{case}.pdf"
    command = [sys.executable, "-m", "paperlsp.cli", "outline", str(paper), "--output-format", "json"]
    return json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)


def row(name: str, kind: str, result: Score) -> str:
    total, given = result.found + len(result.missed), result.found + len(result.wrong)
    return (
        f"{name:<12} {kind:<8} precision {result.precision:.3f} ({result.found}/{given})  "
        f"recall {result.recall:.3f} ({result.found}/{total})  "
        f"wrong but said elsewhere {result.elsewhere}, not counted {result.neutral}"
    )


def told(kind: str, entry: Entry) -> str:
    if kind == "symbols":
        return f"p. {entry['page']}: {entry['notation']} | {entry['meaning']}"
    return f"p. {entry['page']}: {entry['name']} | {entry['value']} {entry.get('unit') or ''}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--outlines", type=Path, help="a folder with CASE.json for each case")
    parser.add_argument("--show", action="store_true", help="list what was missed and what is wrong")
    parser.add_argument("cases", nargs="*", default=sorted(path.stem for path in TRUTH.glob("*.json")))
    arguments = parser.parse_args()
    totals = {"symbols": Score(), "values": Score()}
    for case in arguments.cases:
        truth = json.loads((TRUTH / f"{case}.json").read_text("utf-8"))
        if arguments.outlines:
            outline = json.loads((arguments.outlines / f"{case}.json").read_text("utf-8"))
        else:
            outline = outline_of(case, arguments.shared)
        for kind, result in zip(totals, judge(truth, outline), strict=True):
            print(row(case, kind, result))
            if arguments.show:
                print(*(f"    missed  {told(kind, entry)}" for entry in result.missed), sep="\n")
                print(*(f"    wrong   {told(kind, entry)}" for entry in result.wrong), sep="\n")
            totals[kind].add(result)
    for kind, result in totals.items():
        print(row("all", kind, result))


if __name__ == "__main__":
    main()
