"""What a source computes × the equations of a paper → the lines that compute them, and a score for each definition."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import partial

from paperlsp.conform import EquationIndex, Match, index_equations, match_computation
from paperlsp.formula.equations import Equation, equations_of
from paperlsp.link.steps import Steps
from paperlsp.memo import Memo
from paperlsp.model.expr import Apply, Assignment, Expr, Symbol, settled, symbols_of
from paperlsp.model.expr_text import assignment_text, expression_text
from paperlsp.model.link import LineKind, LineLink
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import Computation, SourceFile, Step

_LAST = 256
"""Functions whose matches are remembered by what they compute, for those that were only written in another way."""
_MOST_FOR_LINE = 3
_ENOUGH = 12.0
"""The strength at which a score is well above a half."""

Pairs = tuple[tuple[Symbol, Symbol], ...]
Found = tuple[tuple[int, tuple[Match, ...]], ...]


_witnesses: Memo[Paper, EquationWitness] = Memo("equations")


def witness_of(paper: Paper) -> EquationWitness:
    """The witness of a paper's equations, made once."""
    return _witnesses.get(paper, EquationWitness)


class EquationWitness:
    """One paper's equations. ``lines`` asks for all statements of a source that compute one."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.equations: tuple[Equation, ...] = equations_of(paper)
        self._index: EquationIndex = index_equations(
            [(self._group(each.anchor), each.assignment) for each in self.equations]
        )
        self._kept: OrderedDict[tuple[object, ...], Found] = OrderedDict()

    def _group(self, anchor: str) -> str:
        """The part of the paper that speaks of one thing: the section or heading around a display."""
        found = self.paper.by_id.get(anchor)
        return anchor if found is None or found.kind != "equation" or found.parent is None else found.parent

    def lines(self, source: SourceFile, steps: Steps | None = None) -> tuple[LineLink, ...]:
        """The statements of a source that compute an equation, by place; of one statement the best first.

        With ``steps``, an edit costs the functions that it changes.
        """
        steps = Steps() if steps is None else steps
        found: list[LineLink] = []
        for computation in source.computations:
            # A function that was not executed again has the very same assignments, and telling them apart costs nothing.
            made_from = (len(computation.given), *_assignments(computation))
            key = (source.path, computation.symbol, "matches")
            for at, matches in steps.get(key, made_from, partial(self._matches, computation)):
                step = computation.steps[at]
                found += [self._link(source, computation, step, match) for match in matches[:_MOST_FOR_LINE]]
        return tuple(sorted(found, key=lambda link: (link.span, link.symbol)))

    def _matches(self, computation: Computation) -> Found:
        key = (len(computation.given), _assignments(computation))
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = match_computation(computation, self._index)
            if len(self._kept) > _LAST:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return kept

    def _link(self, source: SourceFile, computation: Computation, step: Step, match: Match) -> LineLink:
        equation = self.equations[match.equations[0]]
        shown = settled(step.assignment)
        ordered = _in_order(match.pairs, equation.assignment)
        pairs = tuple((_shown(mine), _shown(theirs)) for mine, theirs in ordered)
        changed = tuple(_changed(each) for each in match.changed)
        anchor = self.paper.by_id.get(equation.anchor)
        return LineLink(
            source.path,
            computation.symbol,
            step.span,
            self.paper.id,
            equation.anchor,
            equation.row,
            match.kind,
            match.strength,
            assignment_text(settled(equation.assignment)),
            assignment_text(shown),
            pairs,
            changed,
            tuple(dict.fromkeys(self.equations[at].anchor for at in match.equations[1:])),
            _told(source, computation, step, match, _said(shown, anchor, match.kind, ordered, changed)),
        )


def _assignments(computation: Computation) -> tuple[Assignment, ...]:
    return (*(step.assignment for step in computation.steps), *computation.given)


def _told(source: SourceFile, computation: Computation, step: Step, match: Match, said: str) -> str:
    """What a line computes, with the other line that completes what it begins."""
    line, cell = source.line_at(step.span.start), source.cell_at(step.span.start)
    if match.completed_by is None:
        return f"line {line} {said}" if cell is None else f"line {line} of cell {cell.number} {said}"
    other = source.line_at(computation.steps[match.completed_by].span.start)
    if cell is None:
        return f"line {line} together with line {other} {said}"
    # Both lie in one function, and so in one cell.
    return f"line {line} together with line {other} of cell {cell.number} {said}"


def _changed(expr: Expr) -> str:
    """What was left out; a function around something by its name alone."""
    return expr.function if isinstance(expr, Apply) and not expr.arguments else expression_text(expr)


def _shown(symbol: Symbol) -> str:
    return expression_text(
        Symbol(symbol.text, symbol.key, symbol.time if symbol.time == 0 else -1 if symbol.time else None)
    )


def _in_order(pairs: Pairs, equation: Assignment) -> Pairs:
    """The pairs in the order in which the paper's equation names its symbols."""
    sides = (equation.value,) if equation.target is None else (equation.target, equation.value)
    order = {
        text: at for at, text in reversed(list(enumerate(each.text for side in sides for each in symbols_of(side))))
    }
    return tuple(
        sorted(pairs, key=lambda pair: (order.get(pair[0].text, len(order)), -(pair[0].time or 0), pair[0].text))
    )


def _said(computed: Assignment, anchor: Anchor | None, kind: LineKind, pairs: Pairs, changed: tuple[str, ...]) -> str:
    """What a line has to do with an equation, in words that a person can check."""
    target = "" if computed.target is None else f" {expression_text(computed.target)}"
    place = _place(anchor)
    names = ", ".join(f"{_shown(mine)} = {_shown(theirs)}" for mine, theirs in pairs if mine.text != theirs.text)
    what = ", ".join(changed)
    # Each text stands here whole, so that it is found again when it is told in another language.
    match kind, bool(names):
        case "exact", True:
            return f"computes{target} as {place}, with {names}"
        case "exact", False:
            return f"computes{target} as {place}"
        case "added", True:
            return f"computes{target} as {place} but for {what}, which the code adds, with {names}"
        case "added", False:
            return f"computes{target} as {place} but for {what}, which the code adds"
        case "missing", True:
            return f"computes{target} as {place} but for {what}, which the code leaves out, with {names}"
        case "missing", False:
            return f"computes{target} as {place} but for {what}, which the code leaves out"
        case "similar", _:
            return f"is built like {place}"


def _place(anchor: Anchor | None) -> str:
    if anchor is None:
        return "an equation"
    match anchor.kind:
        case "equation":
            return f"Eq. ({anchor.number})" if anchor.number is not None else f"the equation on p. {anchor.page}"
        case "algorithm":
            return f"a line of Algorithm {anchor.number}" if anchor.number is not None else "a line of the algorithm"
        case _:
            return f"an equation in “{anchor.title}”"


def equation_scores(lines: tuple[LineLink, ...]) -> dict[str, Mapping[str, float]]:
    """For each definition that computes equations, the anchors that state them with scores in [0, 1).

    Lines of one definition that compute several equations of one anchor add up, with diminishing returns.
    """
    total: dict[str, dict[str, float]] = {}
    seen: set[tuple[str, str, int]] = set()
    for link in lines:
        key = (link.symbol, link.anchor, link.row)
        if link.kind == "similar" or key in seen:
            continue
        seen.add(key)
        worth = link.strength * (1.0 if link.kind == "exact" else 0.6)
        anchors = total.setdefault(link.symbol, {})
        anchors[link.anchor] = anchors.get(link.anchor, 0.0) + worth
    return {
        symbol: {anchor: sum_ / (sum_ + _ENOUGH) for anchor, sum_ in anchors.items()}
        for symbol, anchors in total.items()
    }
