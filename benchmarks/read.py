"""How exactly papers are read: generated ones in many fonts and layouts, and real ones with a truth beside them.

Usage: python benchmarks/read.py [--fonts NAME,…] [--layouts NAME,…] [--held-back] [--complaints FILE] [--no-real] [--no-factory]

Prints sections, run-in headings, captions, displays and LaTeX of generated papers and of real ones, how far real papers
are read as they describe themselves (outline and named destinations), symbol definitions and stated values. What reading
costs is measured by ``benchmarks/read_cost.py``, which ``just bench-read`` runs as well.

Displays whose text is held back count only with ``--held-back``, which gives figures and never the failures themselves.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import gold_reading
from factory.__main__ import build_all
from paperlsp.paper import read_paper
from paperlsp.paper.told import agreement_of
from paperlsp.pdf import read_document
from paperlsp.report.outline_report import outline_json
from reading.baseline import PINNED, PYTHON, run_baseline, score_markdown
from reading.compiling import refused
from reading.counting import Score, compare
from reading.equations import Formulas, score_equations
from reading.normal import same, similarity
from reading.real import CASES, read_latex, read_truth
from reading.speed import bare_time, read_timed
from reading.structure import score_structure
from structure import OWN, pdf_of, score_paper, truth_of


def percent(score: Score) -> str:
    return f"{100 * score.precision:5.1f} {100 * score.recall:5.1f}"


def factory(arguments: argparse.Namespace) -> None:
    """Prints a row for each font set-up and for each layout."""
    formulas: dict[str, Formulas] = defaultdict(Formulas)
    structure: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    complaints: list[str] = []
    pages, seconds = 0, 0.0
    groups: list[str] = []
    for font, layout, pdf, truth in build_all(arguments.fonts, arguments.layouts):
        paper, spent = read_timed(pdf)
        pages, seconds = pages + paper.pages, seconds + spent
        found = score_equations(paper, truth, held_back=arguments.held_back)
        complaints += found.complaints
        for group in (font.name, f"= {layout}", "= everything"):
            formulas[group].add(found)
            if group not in groups:
                groups.append(group)
            for name, score in score_structure(paper, truth).items():
                structure[group][name] += score
    broken = refused(got for _, got in formulas["= everything"].pairs if got)
    print("Generated papers" + (", held-back displays alone" if arguments.held_back else ""))
    print(f"{'':24} sections run-in captions   numbered    unnumbered   LaTeX       tokens  compiles")
    print(f"{'':24}   F1      F1      F1        P     R     P     R     exact   of    alike   ")
    for group in sorted(groups, key=lambda each: each.startswith("=")):
        scores, each = structure[group], formulas[group]
        bad = sum(1 for _, got in each.pairs if got in broken)
        print(
            f"{group:24}"
            + " ".join(f"{100 * scores[name].f1:6.1f}" for name in ("sections", "run-in", "captions"))
            + f"   {percent(each.numbered)} {percent(each.unnumbered)}"
            f"   {100 * each.exact(broken):5.1f} {len(each.pairs):5} {each.similarity(broken):7.3f}   {len(each.pairs) - bad}/{len(each.pairs)}"
        )
    print(f"{pages} pages, {1000 * seconds / max(pages, 1):.1f} ms of CPU each")
    if arguments.complaints and not arguments.held_back:
        complaints += [f"refused {text}\n    {why}" for text, why in sorted(broken.items())]
        arguments.complaints.write_text("\n".join(complaints) + "\n", "utf-8")


def real(arguments: argparse.Namespace) -> None:
    """Prints a row for each real paper, with PyMuPDF4LLM beside it where that is installed."""
    shared: Path = arguments.shared
    pairs: list[tuple[str, str]] = []
    ratios: list[float] = []
    rows: list[str] = []
    wrong: list[str] = []
    everything: dict[str, Score] = defaultdict(Score)
    beside = arguments.baseline.exists()
    with TemporaryDirectory() as folder:
        for case in arguments.cases.split(","):
            truth = read_truth(shared, case)
            pdf = shared / "papers" / case / "paper.pdf"
            if truth is None or not pdf.exists():
                continue
            paper, spent = read_timed(pdf)
            bare = bare_time(pdf)
            ratios.append(spent / bare)
            numbers = [(each.number, each.page) for each in paper.anchors if each.kind == "equation" and each.number]
            wanted = [(each["number"], each["page"]) for each in truth["equations"] if each.get("number")]
            scores = score_structure(paper, truth) | {"numbers": compare(numbers, wanted)}
            wrong += [f"{case} {each}" for each in sorted(set(map(str, set(numbers) ^ set(wanted))))]
            mine = [(row["latex"], _latex_of(paper, row)) for row in read_latex(shared, case)]
            pairs += mine
            line = f"{case:12}" + " ".join(f"{100 * score.f1:6.1f}" for score in scores.values())
            line += f"   {sum(same(*each) for each in mine):3}/{len(mine):<3}   {spent / bare:5.2f}  {1000 * spent / paper.pages:6.1f}"
            for name, score in scores.items():
                everything[name] += score
            if beside:
                result = run_baseline(pdf, arguments.baseline, Path(folder))
                theirs = score_markdown(result["pages"], truth)
                line += "   " + " ".join(f"{100 * score.f1:6.1f}" for score in theirs.values())
                line += f" {result['seconds'] / spent:8.1f}"
                for name, score in theirs.items():
                    everything[f"theirs {name}"] += score
            rows.append(line)
    if not rows:
        print(f"no real papers with a truth in {shared}")
        return
    print(f"\nReal papers, beside PyMuPDF4LLM {PINNED}" if beside else "\nReal papers (PyMuPDF4LLM is not installed)")
    print(
        f"{'':12} sections run-in captions numbers  LaTeX     CPU to    ms a"
        + ("   theirs: sections run-in, CPU" if beside else "")
    )
    print(f"{'':12}    F1      F1      F1     F1      exact     bare      page")
    print("\n".join(rows))
    print(
        f"{'all':12}"
        + " ".join(f"{100 * score.f1:6.1f}" for name, score in everything.items() if not name.startswith("theirs"))
    )
    if beside:
        print(
            "  theirs    "
            + " ".join(f"{100 * everything[f'theirs {name}'].f1:6.1f}" for name in ("sections", "run-in"))
        )
    broken = refused(got for _, got in pairs if got)
    exact = sum(same(*each) and each[1] not in broken for each in pairs)
    alike = statistics.mean(similarity(*each) for each in pairs) if pairs else 1.0
    print(f"LaTeX exact {exact}/{len(pairs)}, tokens alike {alike:.3f}, refused {len(broken)}")
    print(f"CPU ratio to bare PyMuPDF: median {statistics.median(ratios):.2f}, most {max(ratios):.2f}")
    print(f"wrong or missing numbers: {'; '.join(wrong) or 'none'}")
    if arguments.complaints:
        lines = [f"want {want}\n got {got}" for want, got in pairs if not same(want, got)]
        with arguments.complaints.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def others(arguments: argparse.Namespace) -> None:
    """Prints a row for each other real paper: its structure where somebody wrote it down, and what its PDF says of itself."""
    rows: list[str] = []
    everything: dict[str, Score] = defaultdict(Score)
    said = found = 0
    missed: list[str] = []
    names = sorted(path.stem for path in (arguments.shared / "papers" / "unlabelled").glob("*.pdf"))
    for case in [*arguments.cases.split(","), *names]:
        pdf = pdf_of(arguments.shared, case)
        if not pdf.exists():
            continue
        document = read_document(pdf.read_bytes())
        paper = read_paper(document)
        agreement = agreement_of(document, paper.anchors)
        said, found = said + agreement.said, found + agreement.found
        missed += [f"{case} {each}" for each in agreement.missed]
        line = f"{case:14}"
        if case in names and (OWN / f"{case}.json").exists():
            for name, score in score_paper(paper, truth_of(arguments.shared, case)).items():
                counted = Score(score.hits, score.got, score.wanted)
                everything[name] += counted
                line += f"{100 * counted.f1:6.1f}  " if counted.found + counted.wanted else f"{'–':>6}  "
        else:
            line += 4 * f"{'':8}"
        rows.append(line + (f"{agreement.found:6}/{agreement.said}" if agreement.said else f"{'–':>7}"))
    if not rows:
        return
    print("\nOther real papers, and how far papers are read as they describe themselves")
    print(f"{'':14}sections run-in captions theorems  found/said")
    print("\n".join(rows))
    print(f"{'all':14}" + "".join(f"{100 * score.f1:6.1f}  " for score in everything.values()) + f"{found:6}/{said}")
    print(f"said by a PDF, but not found where it says: {'; '.join(missed) or 'nothing'}")


def meaning(arguments: argparse.Namespace) -> None:
    """Prints a row for each paper whose symbols and values a careful reader wrote down."""
    totals = {"symbols": gold_reading.Score(), "values": gold_reading.Score()}
    rows: list[str] = []
    for path in sorted(gold_reading.TRUTH.glob("*.json")):
        pdf = pdf_of(arguments.shared, path.stem)
        if not pdf.exists():
            continue
        outline = json.loads(outline_json(read_paper(read_document(pdf.read_bytes()))))
        line = f"{path.stem:12}"
        for kind, result in zip(totals, gold_reading.judge(json.loads(path.read_text("utf-8")), outline), strict=True):
            totals[kind].add(result)
            line += f"   {_shares(result)}"
        rows.append(line)
    if not rows:
        return
    print("\nWhat the papers say of their notation and their numbers")
    print(f"{'':12}   symbols              values\n{'':12}       P     R     of         P     R     of")
    print("\n".join(rows))
    print(f"{'all':12}" + "".join(f"   {_shares(result)}" for result in totals.values()))


def _shares(result: gold_reading.Score) -> str:
    of = result.found + len(result.missed)
    return f"{100 * result.precision:5.1f} {100 * result.recall:5.1f} {of:6}"


def _latex_of(paper: object, row: dict) -> str:
    anchors: Iterable = paper.anchors  # type: ignore[attr-defined]
    found = [a for a in anchors if a.kind == "equation" and a.number == row["number"] and a.page == row["page"]]
    return found[0].latex or "" if found else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fonts", default="")
    parser.add_argument("--layouts", default="")
    parser.add_argument("--held-back", action="store_true")
    parser.add_argument("--complaints", type=Path)
    parser.add_argument("--no-real", action="store_true")
    parser.add_argument("--no-factory", action="store_true")
    parser.add_argument("--cases", default=",".join(CASES))
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--baseline", type=Path, default=PYTHON)
    arguments = parser.parse_args()
    if arguments.complaints:
        arguments.complaints.write_text("", "utf-8")
    if not arguments.no_factory:
        factory(arguments)
    if not arguments.no_real:
        real(arguments)
        others(arguments)
        meaning(arguments)
    print("\nCPU and memory: benchmarks/read_cost.py")


if __name__ == "__main__":
    main()
