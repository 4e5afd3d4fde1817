"""Measure which lines of code are found to compute which equations of a paper.

    python benchmarks/equations.py [--shared ../shared] [--code FOLDER]      # figures
    python benchmarks/equations.py --list                                     # every match, with its verdict

Three questions. Of the equations transcribed with the code that implements them, how many are met, exactly or but for
something named, in that code: once with the transcribed LaTeX, once with the equation as it was read from the PDF. Of all
statements that are said to compute an equation exactly, over all equations of each paper and all functions of the code
beside it, how many do: judged one by one in ``equation_verdicts.json``, by digests that hold no text of a paper or of code.
And of the same papers against code that has nothing to do with them, how many statements are said to compute anything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from link_gold import Workspace, load_workspaces
from paperlsp.code import read_source
from paperlsp.conform import index_equations, match_computation
from paperlsp.formula.expression import assignments_of, function_names
from paperlsp.formula.latex_tree import latex_tree
from paperlsp.link.witness_equation import EquationWitness
from paperlsp.model.link import LineLink
from paperlsp.model.paper import Paper
from paperlsp.model.source import SourceFile
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

ROOT = Path(__file__).resolve().parent.parent
VERDICTS = Path(__file__).with_name("equation_verdicts.json")
FOREIGN = (
    ("attention", "keras"),
    ("attention", "optax"),
    ("resnet", "qhoptim"),
    ("lora", "qhoptim"),
    ("adam", "segment_anything"),
)
"""Papers beside code that implements nothing of them."""


@dataclass(frozen=True)
class Judged:
    """A transcribed equation and the lines that implement it. ``variant`` says how the code departs from it, or is ""."""

    case: str
    file: str
    lines: tuple[int, int]
    number: str | None
    page: int
    latex: str
    variant: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--code", type=Path, default=None)
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    if not arguments.shared.is_dir():
        parser.error(f"no papers in {arguments.shared}: give their folder with --shared")
    workspaces = load_workspaces(arguments.shared, arguments.code, paper_of, read_source, blanked=False)
    judged = read_gold(arguments.shared / "gold/equations_latex.json")
    transcribed(judged, workspaces)
    exactness(workspaces, show=arguments.list)
    foreign(workspaces, show=arguments.list)


def paper_of(case: str, path: Path) -> Paper:
    del case
    return read_paper(read_document(path.read_bytes()))


def read_gold(path: Path) -> list[Judged]:
    entries = json.loads(path.read_text())
    return [
        Judged(
            each["case"],
            each["code"]["file"],
            (each["code"]["line_start"], each["code"]["line_end"]),
            each["number"],
            each["page"],
            each["latex"],
            each.get("variant", ""),
        )
        for each in entries
        if "code" in each
    ]


def transcribed(judged: Iterable[Judged], workspaces: Iterable[Workspace]) -> None:
    """Each transcribed equation against its code: as transcribed, and as read."""
    by_case: dict[str, dict[str, SourceFile]] = {}
    witnesses: dict[str, EquationWitness] = {}
    for workspace in workspaces:
        by_case.setdefault(workspace.case, {}).update({source.path: source for source in workspace.sources})
        witnesses.setdefault(workspace.case, EquationWitness(workspace.paper))
    print("== transcribed equations and the code that implements them")
    print(f"{'':52}{'from LaTeX':>12}{'as read':>10}   departs by")
    totals: Counter[str] = Counter()
    for each in judged:
        source = by_case.get(each.case, {}).get(each.file)
        if source is None:
            print(f"  no code for {each.case} {each.file}")
            continue
        given = from_latex(each, source)
        read = as_read(each, source, witnesses[each.case])
        totals["equations"] += 1
        totals[f"latex {given}"] += 1
        totals[f"read {read}"] += 1
        name = f"{each.case} ({each.number or f'p. {each.page}'}) {each.file.rpartition('/')[2]}:{each.lines[0]}"
        print(f"{name:52}{given:>12}{read:>10}   {each.variant}")
    print(", ".join(f"{name}: {count}" for name, count in sorted(totals.items())))


def from_latex(each: Judged, source: SourceFile) -> str:
    tree = latex_tree(each.latex)
    index = index_equations([("", assignment) for assignment in assignments_of(tree, function_names([tree]))])
    kinds = [
        match.kind
        for computation in source.computations
        for at, matches in match_computation(computation, index)
        if within(source, computation.steps[at].span.start, each.lines)
        for match in matches
    ]
    return best(kinds)


def as_read(each: Judged, source: SourceFile, witness: EquationWitness) -> str:
    kinds = [
        link.kind
        for link in witness.lines(source)
        if within(source, link.span.start, each.lines) and names_it(link, each, witness.paper)
    ]
    return best(kinds)


def names_it(link: LineLink, each: Judged, paper: Paper) -> bool:
    """Whether a link leads to the transcribed equation: by number, or by page where it has none."""
    anchor = paper.by_id.get(link.anchor)
    if anchor is None:
        return False
    if anchor.kind == "equation":
        return anchor.number == each.number and (each.number is not None or anchor.page == each.page)
    return anchor.kind == "algorithm" or (each.number is None and abs(anchor.page - each.page) <= 1)


def within(source: SourceFile, offset: int, lines: tuple[int, int]) -> bool:
    return lines[0] <= source.lines.position(offset)[0] + 1 <= lines[1]


def best(kinds: Iterable[str]) -> str:
    found = set(kinds)
    return next((kind for kind in ("exact", "added", "missing", "similar") if kind in found), "-")


def exactness(workspaces: Iterable[Workspace], *, show: bool) -> None:
    """Every statement's best link, of those that are called exact, against the verdicts."""
    verdicts: dict[str, str] = json.loads(VERDICTS.read_text()) if VERDICTS.is_file() else {}
    print("\n== all equations x all functions: statements whose best link is exact")
    print(
        f"{'':28}{'functions':>10}{'equations':>10}{'exact':>7}{'right':>7}{'wrong':>7}{'open':>6}{'else':>6}{'CPU s':>7}"
    )
    total: Counter[str] = Counter()
    for workspace in workspaces:
        witness = EquationWitness(workspace.paper)
        counts: Counter[str] = Counter()
        started = time.process_time()
        links = [link for source in workspace.sources for link in top_links(witness, source)]
        spent = time.process_time() - started
        for link in links:
            if link.kind != "exact":
                counts["else"] += 1
                verdict = ""
            else:
                verdict = verdicts.get(digest_of(workspace.case, link), "open")
                counts[verdict] += 1
            if show:
                source = next(each for each in workspace.sources if each.path == link.file)
                line = source.lines.position(link.span.start)[0] + 1
                print(f"  {verdict or link.kind:8} {digest_of(workspace.case, link)} {link.file}:{line} {link.symbol} | {link.computed} | {link.anchor}: {link.equation} | {link.strength}")  # fmt: skip
        functions = sum(len(source.computations) for source in workspace.sources)
        exact = counts["right"] + counts["wrong"] + counts["open"]
        print(
            f"{workspace.name:28}{functions:10}{len(witness.equations):10}{exact:7}{counts['right']:7}{counts['wrong']:7}"
            f"{counts['open']:6}{counts['else']:6}{spent:7.2f}"
        )
        total += counts
    judged = total["right"] + total["wrong"]
    print(f"precision of exact: {total['right'] / max(judged, 1):.3f} of {judged} judged, {total['open']} not judged")


def top_links(witness: EquationWitness, source: SourceFile) -> list[LineLink]:
    """The best link of each statement."""
    seen: set[tuple[int, int, str]] = set()
    found: list[LineLink] = []
    for link in witness.lines(source):
        key = (link.span.start, link.span.end, link.computed)
        if key not in seen:
            seen.add(key)
            found.append(link)
    return found


def digest_of(case: str, link: LineLink) -> str:
    """What a verdict hangs on: the case, the definition and both sides, as one digest."""
    text = f"{case}\n{link.file}\n{link.symbol}\n{link.computed}\n{link.equation}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def foreign(workspaces: Iterable[Workspace], *, show: bool) -> None:
    """Papers beside code that has nothing to do with them."""
    print("\n== papers beside code that implements nothing of them")
    papers = {workspace.case: workspace.paper for workspace in workspaces}
    sources: dict[str, dict[str, SourceFile]] = {}
    for workspace in workspaces:
        sources.setdefault(workspace.package, {}).update({source.path: source for source in workspace.sources})
    for case, package in FOREIGN:
        if case not in papers or package not in sources:
            continue
        witness = EquationWitness(papers[case])
        links = [link for source in sources[package].values() for link in top_links(witness, source)]
        kinds = Counter(link.kind for link in links)
        functions = sum(len(source.computations) for source in sources[package].values())
        print(f"{case:12}{package:20}{functions:6} functions: {dict(sorted(kinds.items()))}")
        if show:
            for link in links:
                print(f"    {link.kind} {link.file} {link.symbol} | {link.computed} | {link.anchor}: {link.equation}")


if __name__ == "__main__":
    main()
