"""Settings → which rules run and how much each weighs. The longer selector wins, as in other linters."""

from __future__ import annotations

from paperlsp.check.finding import Rule
from paperlsp.check.registry import RULES, Listed
from paperlsp.check.selector import letters
from paperlsp.config import Config
from paperlsp.model.problem import Severity


def selected(config: Config) -> tuple[Listed, ...]:
    """The rules that run, by code."""
    return tuple(each for each in RULES if is_selected(config, each.rule))


def is_selected(config: Config, rule: Rule) -> bool:
    """Whether a rule runs: what is selected by more letters than it is ignored by."""
    wanted = [_letters(each, rule) for each in (*(config.select or ()), *config.extend_select)]
    if config.select is None and rule.enabled:
        wanted.append(0)
    chosen = max(wanted, default=-1)
    return chosen >= 0 and chosen > max((_letters(each, rule) for each in config.ignore), default=-1)


def severity_of(config: Config, rule: Rule) -> Severity | None:
    """What the settings say about the rule's severity, by the longest selector; None where they say nothing."""
    said: list[tuple[int, Severity]] = [
        (letters, severity) for each, severity in config.severity if (letters := _letters(each, rule)) >= 0
    ]
    return max(said, key=lambda pair: pair[0])[1] if said else None


def means_nothing(selector: str) -> bool:
    """Whether a selector means no rule at all."""
    return not any(_letters(selector, each.rule) >= 0 for each in RULES)


def _letters(selector: str, rule: Rule) -> int:
    return letters(selector, rule.code, rule.name)
