"""All rules, each a module that opens with its page: ``RULE`` says what it is called, ``find`` finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import cast

from paperlsp.check import (
    ambiguous_citation,
    default_differs,
    diverging,
    equation_differs,
    malformed_comment,
    missing_anchor,
    no_paper,
    not_the_named_paper,
    other_paper,
    quote_not_found,
    stale,
    swapped_notation,
    uncoded,
    unexplained,
    unexplained_region,
    unknown_part,
    unreadable_input,
    unrelated_paper,
    unused_suppression,
    value_differs,
    which_papers,
    wrong_setting,
)
from paperlsp.check.finding import Rule
from paperlsp.check.page import Page, read_page
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

_MODULES: tuple[ModuleType, ...] = (
    ambiguous_citation,
    default_differs,
    diverging,
    equation_differs,
    malformed_comment,
    missing_anchor,
    no_paper,
    not_the_named_paper,
    other_paper,
    quote_not_found,
    stale,
    swapped_notation,
    uncoded,
    unexplained,
    unexplained_region,
    unknown_part,
    unreadable_input,
    unrelated_paper,
    unused_suppression,
    value_differs,
    which_papers,
    wrong_setting,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule with what finds and what explains it."""

    rule: Rule
    find: Callable[[Snapshot], Iterator[Finding]]
    page: Page


def _listed(module: ModuleType) -> Listed:
    find = cast("Callable[[Snapshot], Iterator[Finding]]", module.find)
    return Listed(cast("Rule", module.RULE), find, read_page(module.__doc__ or ""))


RULES: tuple[Listed, ...] = tuple(sorted((_listed(module) for module in _MODULES), key=lambda each: each.rule.code))
BY_CODE: dict[str, Listed] = {each.rule.code: each for each in RULES}


def find_rule(words: str) -> Listed | None:
    """The rule of a code or a name, in whatever case."""
    asked = words.strip().lower()
    return next((each for each in RULES if asked in (each.rule.code.lower(), each.rule.name)), None)
