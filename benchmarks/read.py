"""How exactly papers are read: generated ones in many fonts and layouts, and real ones with a truth beside them.

Usage: python benchmarks/read.py [--fonts NAME,…] [--layouts NAME,…] [--held-back] [--complaints FILE] [--no-real] [--no-factory]

Displays whose text is held back count only with ``--held-back``, which gives figures and never the failures themselves.
"""

from __future__ import annotations

import argparse
import statistics
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from factory.__main__ import build_all
from reading.baseline import PINNED, PYTHON, run_baseline, score_markdown
from reading.compiling import refused
from reading.counting import Score, compare
from reading.equations import Formulas, score_equations
from reading.normal import same, similarity
from reading.real import CASES, read_latex, read_truth
from reading.speed import bare_time, read_timed
from reading.structure import score_structure

# A measure of symbols or of values is a module of its own in ``reading`` and gets a function of its own here.


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


if __name__ == "__main__":
    main()
