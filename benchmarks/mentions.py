"""Measure what cited mentions are resolved to, on mentions judged by reading (``benchmarks/gold_mentions``).

    python benchmarks/mentions.py [--shared ../shared] [--code FOLDER] [--list]

Each judgement names the paper that a mention in the code of a package means, by the name of its folder or file under
``shared/papers``, with the anchor where a part of it is meant; "foreign" is a paper that is none of these. A package is
resolved once with all papers in play at the same time, and once with each of them alone: then nothing but the mentions
of that one may be found. Fixtures are resolved against their own paper. keras 3.15.1, optax 0.2.8, labml-nn 0.5.1 and
qhoptim 1.1.0 are judged whole, timm 1.0.31 and torch_geometric 2.8.1 without the identifiers of papers that are not there.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from paperlsp.code import read_source
from paperlsp.link.citation import resolve_mentions
from paperlsp.model.link import ResolvedMention
from paperlsp.model.paper import Paper
from paperlsp.model.source import SourceFile
from paperlsp.workspace import PaperReader

HERE = Path(__file__).parent
Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class Judged:
    """``paper`` is a case or "foreign"; ``anchor`` is None where the paper as a whole is meant."""

    package: str
    key: Key
    paper: str
    anchor: str | None

    def __str__(self) -> str:
        file, symbol, text, nth = self.key
        return f"{file} [{symbol}] {text}#{nth}: {self.paper} {self.anchor or ''}".rstrip()


def bare(resolved: ResolvedMention) -> str:
    """A mention's words on one line; of an arXiv identifier the identifier alone, however it is written."""
    mention = resolved.mention
    if mention.kind == "arxiv":
        return f"arXiv:{mention.numbers[0]}"
    return " ".join(re.sub(r"\n\s*#", "\n", mention.text).split())


def keyed(source: SourceFile, papers: Sequence[Paper]) -> Iterator[tuple[Key, ResolvedMention]]:
    counts: Counter[tuple[str, str]] = Counter()
    for resolved in resolve_mentions(source, papers):
        owner = source.symbol_at(resolved.mention.span.start)
        name, text = owner.name if owner is not None else "", bare(resolved)
        yield (source.path, name, text, counts[name, text]), resolved
        counts[name, text] += 1


def judgements() -> list[Judged]:
    found: list[Judged] = []
    for path in sorted((HERE / "gold_mentions").glob("*.json")):
        value = json.loads(path.read_text("utf-8"))
        found += [
            Judged(
                value["package"],
                (each["file"], each["symbol"], each["text"], each["nth"]),
                each["paper"],
                each["anchor"],
            )
            for each in value["mentions"]
        ]
    return found


def sources_of(package: str, code: Path, judged: Sequence[Judged]) -> list[SourceFile]:
    root = HERE.parent / package if package.startswith("fixtures/") else code / package
    files = sorted({each.key[0] for each in judged})
    if not root.is_dir():
        print(f"{package}: not found at {root}; unpack it there, or name its folder's folder with --code")
        return []
    return [read_source(file, (root / file).read_bytes()) for file in files]


class Tally:
    """Right and wrong answers: of the mentions whose target is in play, and of all others."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.targets = self.right = self.others = self.wrong_paper = self.unresolved = 0
        self.errors: list[str] = []

    def add(self, judged: Judged, got: ResolvedMention | None, cases: Mapping[str, str]) -> None:
        """``cases`` maps the ids of the papers in play to their cases."""
        if got is None:
            self.errors.append(f"no such mention: {judged}")
            return
        found = {(cases[paper], anchor) for paper, anchor in got.targets} if got.resolution == "found" else set()
        named = cases.get(got.paper, "") if got.resolution == "found" else ""
        in_play = judged.paper in cases.values()
        self.targets += in_play
        self.others += not in_play
        right = named == judged.paper and (judged.anchor is None or found == {(judged.paper, judged.anchor)})
        if named and named != judged.paper:
            self.wrong_paper += 1
            self.errors.append(f"wrong paper {named}: {judged}")
        elif in_play and right:
            self.right += 1
        elif in_play:
            self.unresolved += 1
            self.errors.append(f"{got.resolution} {sorted(found)}: {judged}")
        elif got.resolution == "ambiguous":
            self.errors.append(f"ambiguous: {judged}")

    def line(self) -> str:
        share = self.right / self.targets if self.targets else 1.0
        return (
            f"{self.name:<34} {self.targets:>4} with a target, {self.right:>4} right ({share:6.1%}); "
            f"{self.others:>5} of other papers; {self.wrong_paper:>3} resolved to a wrong paper"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--code", type=Path, default=HERE.parent.parent / "code")
    parser.add_argument(
        "--list", action="store_true", help="list every mention that was resolved otherwise than judged"
    )
    args = parser.parse_args()
    with PaperReader() as reader:
        papers = {
            path.parent.name if path.name == "paper.pdf" else path.stem: reader.read(path.read_bytes())
            for path in sorted((args.shared / "papers").rglob("*.pdf"))
        }
        own = {
            f"fixtures/{path.parent.name}": reader.read(path.read_bytes())
            for path in sorted((HERE.parent / "fixtures").glob("*/paper.pdf"))
        }
    everything = judgements()
    together, alone = Tally("all papers at once"), Tally("each paper alone")
    tallies = [Tally("fixtures, each with its own"), together, alone]
    for package in sorted({each.package for each in everything}):
        judged = [each for each in everything if each.package == package]
        sources = sources_of(package, args.code, judged)
        if package in own:
            plays = [(tallies[0], {package: own[package]})]
        else:
            plays = [(together, papers), *((alone, {case: paper}) for case, paper in papers.items())]
        for tally, play in plays if sources else ():
            cases = {paper.id: case for case, paper in play.items()}
            got = {key: found for source in sources for key, found in keyed(source, list(play.values()))}
            for each in judged:
                tally.add(each, got.get(each.key), cases)
    print(f"{len(everything)} mentions judged, {len(papers)} papers")
    for tally in tallies:
        print(tally.line())
        if args.list:
            print("\n".join(f"    {count} × {error}" for error, count in sorted(Counter(tally.errors).items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
