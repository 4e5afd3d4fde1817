"""Measure the linking of code to papers on judged links, and fit its weights.

    python benchmarks/link.py [--shared ../shared] [--code FOLDER]            # figures, beside BM25 and TF-IDF
    python benchmarks/link.py --fit                                           # weights, fitted anew and written
    python benchmarks/link.py --ablation                                      # what each witness is worth
    python benchmarks/link.py --list CASE                                     # every judged definition with its links

Citing comments are blanked in every run. "Left out" figures use weights fitted on the other papers alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from math import log, sqrt
from pathlib import Path

import link_baseline
import link_fit
from link_gold import Judged, Workspace, hits, load_workspaces
from paperlsp.code import read_source
from paperlsp.link.features import lean_of
from paperlsp.link.paper_index import index_paper
from paperlsp.link.ranking import Ranked, rank
from paperlsp.link.structure import Key
from paperlsp.link.verdict import Judgement, container_fact, explained_facts, judge
from paperlsp.link.weights import AROUND, CALIBRATION, EXPLAINED, OWN, WEIGHTS, Calibration, Weights
from paperlsp.model.paper import Paper

# Set by hand before any fitting, from what each witness should be worth. Fitting departs from these values, held back
# by STRENGTH, so that a few judgements cannot bend them far. Never replace them by fitted ones: the figures for papers
# left out would no longer be honest.
PRIOR = {
    "words": 4.0,
    "amount": 1.0,
    "title": 5.0,
    "text": 1.0,
    "value": 1.5,
    "notation": 1.5,
    "background": -1.0,
    "experiment": -1.0,
    "core": 0.5,
    "appendix": -0.2,
    "floating": -1.0,
    "equation": -1.5,
    "computes": 1.0,
    "steps": 1.0,
    "nested": -0.5,
    "facet": -0.5,
    "computed": 4.0,
    "covered": 1.5,
    "container": 2.0,
    "members": 1.5,
    "callees": 0.7,
    "callers": 0.7,
    "bases": 1.0,
    "file": 1.0,
    "module": 1.0,
    "part": 0.5,
}
STRENGTH = 40.0
# Bias, then in the order of ``weights.EXPLAINED``.
EXPLAINED_PRIOR = [0.0, 0.4, -2.0, -1.0, 1.0, 1.0, -4.0, 1.0]
EXPLAINED_STRENGTH = 30.0
# Links were judged where the paper explains the code; verdicts for all code of a package. How much of that is explained
# can only be seen in the latter.
CHOSEN = 0.3
NAMES = (*OWN, *AROUND)
ROOT = Path(__file__).resolve().parent.parent
WRITTEN = ROOT / "server" / "paperlsp" / "link" / "weights.py"


@dataclass(frozen=True)
class Setting:
    weights: Weights
    calibration: Calibration


@dataclass
class Outcome:
    """What one definition came to. ``ranks`` is the place of the first right link, or None; ``top`` its probability."""

    workspace: Workspace
    judged: Judged
    rank: int | None
    top: float
    baseline: int | None
    tfidf: int | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--code", type=Path, default=None)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--list", metavar="CASE")
    arguments = parser.parse_args()
    if not arguments.shared.is_dir():
        parser.error(f"no judged links in {arguments.shared}: give their folder with --shared")
    workspaces = load_workspaces(arguments.shared, arguments.code, read_pdf, read_source)
    shipped = Setting(WEIGHTS, CALIBRATION)
    if arguments.list:
        show(workspaces, arguments.list, shipped)
        return
    if arguments.fit:
        setting = fit(workspaces, verbose=True)
        print(setting.weights, setting.calibration, sep="\n")
        text = link_fit.written(WRITTEN.read_text(), "Weights", asdict(setting.weights))
        WRITTEN.write_text(link_fit.written(text, "Calibration", asdict(setting.calibration)))
        return
    if arguments.ablation:
        ablate(workspaces, shipped)
        return
    report("as shipped", {each.case: shipped for each in workspaces}, workspaces)
    held_out = {
        case: fit([each for each in workspaces if each.case != case])
        for case in sorted({each.case for each in workspaces})
    }
    report("left out: weights fitted without the paper", held_out, workspaces)


def read_pdf(case: str, path: Path) -> Paper:
    from paperlsp.paper import read_paper  # noqa: PLC0415 - slow to import, and replaced while developing.
    from paperlsp.pdf import read_document  # noqa: PLC0415

    del case
    return read_paper(read_document(path.read_bytes()))


def judged_of(workspace: Workspace, setting: Setting) -> tuple[dict[Key, Ranked], dict[Key, Judgement]]:
    index = index_paper(workspace.paper)
    ranked = {each.key: each for each in rank(index, workspace.sources, weights=setting.weights)}
    return ranked, judge(ranked, setting.calibration)


def evaluate(workspace: Workspace, setting: Setting, searches: dict[str, link_baseline.Search]) -> list[Outcome]:
    index = index_paper(workspace.paper)
    search = searches.setdefault(workspace.case, link_baseline.Search(index))
    ranked, judged_all = judged_of(workspace, setting)
    sources = {source.path: source for source in workspace.sources}
    outcomes: list[Outcome] = []
    for judged in workspace.judged:
        found = ranked.get((judged.file, judged.symbol))
        if found is None:
            print(f"  not in the code: {judged.file} {judged.symbol}")
            continue
        chances = judged_all[found.key].links
        order = sorted(chances, key=lambda at: (-chances[at], at))

        def first(places: Sequence[int], judged: Judged = judged) -> int | None:
            for place, at in enumerate(places, 1):
                if any(hits(index.units[at].anchor, target, workspace.paper) for target in judged.targets):
                    return place
            return None

        query = link_baseline.query_of(sources[judged.file], found.terms.symbol)
        top = chances[order[0]] if order else 0.0
        outcomes.append(
            Outcome(workspace, judged, first(order[:10]), top, first(search.bm25(query)), first(search.tfidf(query)))
        )
    return outcomes


def report(title: str, settings: dict[str, Setting], workspaces: Sequence[Workspace]) -> None:
    print(f"\n== {title}")
    searches: dict[str, link_baseline.Search] = {}
    outcomes = [
        outcome for workspace in workspaces for outcome in evaluate(workspace, settings[workspace.case], searches)
    ]
    print(f"{'':32}{'n':>5}{'hit@1':>8}{'hit@3':>8}{'MRR':>8}   BM25 {'@1':>5}{'@3':>6}   TF-IDF {'@1':>5}{'@3':>6}")
    for name in [*dict.fromkeys(workspace.name for workspace in workspaces), "all"]:
        some = [each for each in outcomes if each.judged.targets and name in ("all", each.workspace.name)]
        if some:
            print(
                f"{name:32}{len(some):5}{_at(some, 1):8.3f}{_at(some, 3):8.3f}"
                f"{_mean_reciprocal([each.rank for each in some]):8.3f}"
                f"        {_share(some, 'baseline', 1):5.2f}{_share(some, 'baseline', 3):6.2f}"
                f"          {_share(some, 'tfidf', 1):5.2f}{_share(some, 'tfidf', 3):6.2f}"
            )
    _verdicts(workspaces, settings)
    _reliability(outcomes)


def _at(outcomes: Sequence[Outcome], most: int) -> float:
    return sum(each.rank is not None and each.rank <= most for each in outcomes) / len(outcomes)


def _share(outcomes: Sequence[Outcome], name: str, most: int) -> float:
    return sum((getattr(each, name) or 999) <= most for each in outcomes) / len(outcomes)


def _verdicts(workspaces: Sequence[Workspace], settings: dict[str, Setting]) -> None:
    """Precision and recall of "not explained" against the code judged to be engineering."""
    totals = [0, 0, 0]
    print(f"{'not explained':32}{'n':>5}{'prec.':>8}{'recall':>8}")
    for workspace in workspaces:
        if not workspace.verdicts:
            continue
        both, ours, theirs = not_explained(workspace, settings[workspace.case])
        print(f"{workspace.name:32}{len(workspace.verdicts):5}{both / max(ours, 1):8.3f}{both / max(theirs, 1):8.3f}")
        for at, value in enumerate((both, ours, theirs)):
            totals[at] += value
    both, ours, theirs = totals
    print(f"{'all':32}{'':5}{both / max(ours, 1):8.3f}{both / max(theirs, 1):8.3f}")


def not_explained(workspace: Workspace, setting: Setting) -> tuple[int, int, int]:
    """How much code is not explained by both our verdict and the judged one, by ours, and by the judged one."""
    if not workspace.verdicts:
        return 0, 0, 0
    found = verdicts_of(workspace, setting)
    both = sum(verdict == "engineering" and not found.get(key, True) for key, verdict in workspace.verdicts.items())
    ours = sum(not found.get(key, True) for key in workspace.verdicts)
    return both, ours, sum(verdict == "engineering" for verdict in workspace.verdicts.values())


def verdicts_of(workspace: Workspace, setting: Setting, threshold: float = 0.5) -> dict[tuple[str, str], bool]:
    """(file, symbol) → whether it is explained."""
    return {key: each.explained >= threshold for key, each in judged_of(workspace, setting)[1].items()}


def _reliability(outcomes: Sequence[Outcome], bins: int = 5) -> None:
    """Five bins of equal mass: the mean probability of the top links against the share of them that is right."""
    pairs = sorted((each.top, each.rank == 1) for each in outcomes)
    base = sum(right for _, right in pairs) / len(pairs)
    brier = sum((top - right) ** 2 for top, right in pairs) / len(pairs)
    error = 0.0
    print(f"top links: mean probability / share right (Brier {brier:.3f}, base rate's {base * (1 - base):.3f})")
    for at in range(bins):
        part = pairs[len(pairs) * at // bins : len(pairs) * (at + 1) // bins]
        mean, right = sum(top for top, _ in part) / len(part), sum(ok for _, ok in part) / len(part)
        error += abs(mean - right) * len(part) / len(pairs)
        print(f"  {mean:.2f} / {right:.2f}  (n={len(part)})")
    print(f"  expected calibration error {error:.3f}")


def fit(workspaces: Sequence[Workspace], *, verbose: bool = False) -> Setting:
    """Weights, then calibration. Leans depend on weights, so both are found in a few rounds."""
    sizes: dict[str, int] = {}
    for workspace in workspaces:
        sizes[workspace.case] = sizes.get(workspace.case, 0) + sum(bool(each.targets) for each in workspace.judged)
    weights = Weights(**PRIOR)
    prior = [PRIOR[name] for name in NAMES]
    for _ in range(2):
        choices: list[link_fit.Choice] = []
        for workspace in workspaces:
            index = index_paper(workspace.paper)
            ranked = {each.key: each for each in rank(index, workspace.sources, weights=weights)}
            for judged in workspace.judged:
                found = ranked.get((judged.file, judged.symbol))
                if found is None or not judged.targets:
                    continue
                rows = [(*found.rows[at], *found.around_of(at)) for at in found.rows]
                right = [
                    any(hits(index.units[at].anchor, target, workspace.paper) for target in judged.targets)
                    for at in found.rows
                ]
                if any(right):
                    choices.append(link_fit.Choice(rows, right, 1 / sqrt(sizes[workspace.case])))
        start = [getattr(weights, name) for name in NAMES]
        fitted = link_fit.fit_choice(choices, start, prior, strength=STRENGTH)
        weights = Weights(**dict(zip(NAMES, (round(value, 2) for value in fitted), strict=True)))
        if verbose:
            print(f"{len(choices)} choices")
    return Setting(weights, fit_calibration(workspaces, weights))


def fit_calibration(workspaces: Sequence[Workspace], weights: Weights) -> Calibration:
    """First whether code is explained, without and then with what holds it; then whether the top link is right."""
    sizes: dict[str, int] = {}
    rankings: list[tuple[Workspace, dict[Key, Ranked], dict[Key, bool]]] = []
    for workspace in workspaces:
        index = index_paper(workspace.paper)
        ranking = {each.key: each for each in rank(index, workspace.sources, weights=weights)}
        labels = {(judged.file, judged.symbol): bool(judged.targets) for judged in workspace.judged}
        labels |= {key: verdict == "explained" for key, verdict in workspace.verdicts.items()}
        labels = {key: label for key, label in labels.items() if key in ranking}
        rankings.append((workspace, ranking, labels))
        sizes[workspace.case] = sizes.get(workspace.case, 0) + len(labels)
    calibration = Calibration(container=0.0)
    for _ in range(2):
        rows: list[tuple[float, ...]] = []
        answers: list[bool] = []
        masses: list[float] = []
        for workspace, ranking, labels in rankings:
            odds = odds_of(ranking, calibration)
            for key, label in labels.items():
                rows.append((1.0, *explained_facts(ranking[key], ranking), container_fact(ranking[key], odds)))
                answers.append(label)
                masses.append(3.0 / sqrt(sizes[workspace.case]) * (1.0 if key in workspace.verdicts else CHOSEN))
        signs = [(value > 0) - (value < 0) for value in EXPLAINED_PRIOR]
        fitted = link_fit.fit_logistic(rows, answers, masses, EXPLAINED_PRIOR, EXPLAINED_STRENGTH, signs)
        calibration = Calibration(*(round(value, 2) for value in fitted))
    rows, answers, masses = [], [], []
    for workspace, ranking, _ in rankings:
        odds = odds_of(ranking, calibration)
        for judged in workspace.judged:
            found = ranking.get((judged.file, judged.symbol))
            if found is None or not found.scores:
                continue
            lean = lean_of(found.scores)
            top = max(lean, key=lambda at: (lean[at], -at))
            anchor = found.index.units[top].anchor
            rows.append((1.0, odds[found.key], log(max(lean[top], 1e-9))))
            answers.append(any(hits(anchor, target, workspace.paper) for target in judged.targets))
            masses.append(3.0 / sqrt(sizes[workspace.case]))
    fitted = link_fit.fit_logistic(rows, answers, masses, [0.0, 0.7, 1.0], strength=0.3, signs=[0, 1, 1])
    return replace(
        calibration,
        **dict(zip(("link_bias", "link_explained", "link_share"), (round(value, 2) for value in fitted), strict=True)),
    )


def odds_of(ranking: dict[Key, Ranked], calibration: Calibration) -> dict[Key, float]:
    """Log odds that each definition is explained."""
    chances = {key: min(max(each.explained, 1e-9), 1 - 1e-9) for key, each in judge(ranking, calibration).items()}
    return {key: log(chance / (1 - chance)) for key, chance in chances.items()}


def ablate(workspaces: Sequence[Workspace], setting: Setting) -> None:
    """Each witness left out, its weight at nought, beside plain text search; then how far the probabilities hold."""
    verdict_facts = {f"verdict: {name}": (name,) for name in EXPLAINED}
    groups = {
        "nothing": (), "words": ("words", "amount"), "title": ("title",), "text": ("text",), "value": ("value",),
        "notation": ("notation", "covered"), "equations": ("computed",), "roles": ("background", "experiment", "core", "appendix"),
        "kinds": ("floating", "equation", "computes", "steps", "nested", "facet"), "structure": AROUND,
        **{name: (name,) for name in AROUND}, **verdict_facts,
    }  # fmt: skip
    print(f"{'left out':20}{'hit@1':>8}{'hit@3':>8}{'MRR':>8}   not explained{'prec.':>8}{'recall':>8}")
    whole: list[Outcome] = []
    for name, parts in groups.items():
        if name in verdict_facts:
            without = replace(setting, calibration=replace(setting.calibration, **dict.fromkeys(parts, 0.0)))
        else:
            without = replace(setting, weights=replace(setting.weights, **dict.fromkeys(parts, 0.0)))
        outcomes = [outcome for workspace in workspaces for outcome in evaluate(workspace, without, {})]
        whole = whole or outcomes
        both, ours, theirs = map(sum, zip(*(not_explained(each, without) for each in workspaces), strict=True))
        some = [each for each in outcomes if each.judged.targets]
        print(
            f"{name:20}{_at(some, 1):8.3f}{_at(some, 3):8.3f}{_mean_reciprocal([each.rank for each in some]):8.3f}"
            f"                {both / max(ours, 1):8.3f}{both / max(theirs, 1):8.3f}"
        )
    some = [each for each in whole if each.judged.targets]
    for name, ranks in (
        ("BM25 alone", [each.baseline for each in some]),
        ("TF-IDF alone", [each.tfidf for each in some]),
    ):
        hits_at = [sum((rank or 999) <= most for rank in ranks) / len(ranks) for most in (1, 3)]
        print(f"{name:20}{hits_at[0]:8.3f}{hits_at[1]:8.3f}{_mean_reciprocal(ranks):8.3f}")
    _reliability(whole)


def _mean_reciprocal(ranks: Sequence[int | None]) -> float:
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def show(workspaces: Sequence[Workspace], case: str, setting: Setting) -> None:
    """Every judged definition: right or wrong, its links, what was judged."""
    for workspace in workspaces:
        if workspace.case != case:
            continue
        index = index_paper(workspace.paper)
        by_key = {(each.file, each.symbol): each for each in workspace.judged}
        ranking, judgements = judged_of(workspace, setting)
        for ranked in ranking.values():
            judged, verdict = by_key.get(ranked.key), workspace.verdicts.get(ranked.key)
            if judged is None and verdict is None:
                continue
            plumbing = ranked.terms.plumbing
            chances, explained = judgements[ranked.key].links, judgements[ranked.key].explained
            order = sorted(chances, key=lambda at: (-chances[at], at))[:3]
            right = [
                judged is not None
                and any(hits(index.units[at].anchor, target, workspace.paper) for target in judged.targets)
                for at in order
            ]
            sign = (
                "-"
                if judged is None
                else ("1" if right[:1] == [True] else "3" if any(right) else "x" if judged.targets else "0")
            )
            wrong = "" if verdict is None or (verdict == "explained") == (explained >= 0.5) else "!"
            print(
                f"{sign} {wrong}{verdict or '':12} {ranked.key[0].rpartition('/')[2]} {ranked.key[1]}  {explained:.2f} plumbing {plumbing.degree:.2f} {plumbing.reason}"
            )
            for at, ok in zip(order, right, strict=True):
                print(f"      {'*' if ok else ' '} {chances[at]:.2f} {ranked.scores[at]:6.2f} {index.units[at].anchor.id:36} " + " ".join(
                    f"{name}={value:.2f}" for name, value in zip(NAMES, (*ranked.rows[at], *ranked.around_of(at)), strict=True) if value))  # fmt: skip
            if judged is not None and not any(right):
                print(
                    "      judged: "
                    + "; ".join(
                        f"{target.kind} {target.number or ''} {target.title} p{target.page}"
                        for target in judged.targets
                    )
                )


if __name__ == "__main__":
    main()
