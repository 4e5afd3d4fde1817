"""A sentence → the numbers that its formulas give to notations: "β₁ = 0.9, β₂ = 0.999", "α ∈ {0.1, 0.01}"."""

from __future__ import annotations

import re

from paperlsp.model.paper import ValueRole
from paperlsp.paper.clause import Clause, Part
from paperlsp.paper.sentence import Sentence
from paperlsp.paper.value.amount import amount_of
from paperlsp.paper.value.found import Stated

_CONDITIONS = frozenset(("if", "when", "whenever", "case", "until", "unless", "iff", "at"))
_EXPECTATION = re.compile(r"^(?:𝔼|𝕍|ℙ|E\[|Var|Cov|Pr?\(|p\()")
"""Of these a number is a consequence."""

_INDICES = frozenset("ijklmntsxyzqp")


def stated_by_formulas(sentence: Sentence) -> list[Stated]:
    found: list[Stated] = []
    for at, token in enumerate(sentence.tokens):
        if token.kind != "formula" or token.text.endswith(("=", "<", ">")):
            continue
        for clause in sentence.clauses(at):
            if clause.rest is None or not _is_setting(sentence, at, clause):
                continue
            for value, unit, role in _amounts(clause):
                found += [
                    Stated(part.text, part, value, unit, role, at, at + 1)
                    for part in clause.subjects
                    if (part.bare or _is_product(part)) and not _EXPECTATION.match(part.text)
                ]
    return found


def _amounts(clause: Clause) -> list[tuple[str, str, ValueRole]]:
    rest = clause.rest
    if rest is None:
        return []
    listed = rest.text[:1] + rest.text[-1:]
    if clause.relation == "=" and listed in ("{}", "()") and "," in rest.text:
        parts = [amount_of(part) for part in rest.text[1:-1].split(",")]
        return [(part[0], part[1], "choice") for part in parts if part is not None] if all(parts) else []
    if clause.relation in ("=", "≔", ":=", "←", "≈"):
        read = amount_of(rest.text)
        return [(read[0], read[1], "setting")] if read is not None else []
    if clause.relation == "∈" and rest.text.startswith("{") and rest.text.endswith("}"):
        parts = [amount_of(part) for part in rest.text[1:-1].split(",")]
        return [(part[0], part[1], "choice") for part in parts if part is not None] if all(parts) else []
    return []


def _is_setting(sentence: Sentence, at: int, clause: Clause) -> bool:
    """Whether the formula sets something, and is no condition on an index ("when t = 0") and no case of a proof."""
    before = sentence.words[at - 1] if at else ""
    indexed = all(_is_index(part) for part in clause.subjects)
    value = amount_of(clause.rest.text) if clause.rest is not None else None
    trivial = value is not None and value[0] in ("0", "1", "-1")
    return not ((before in _CONDITIONS or trivial) and indexed)


def _is_product(part: Part) -> bool:
    """As in "pn = 256": a few letters side by side."""
    return len(part.text) <= 3 and part.text.isalpha()


def _is_index(part: Part) -> bool:
    return len(part.text) == 1 and part.text in _INDICES
