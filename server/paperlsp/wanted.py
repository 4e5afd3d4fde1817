"""The options of ``paperlsp --check`` → what they ask for, and the folder's settings with that put over them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperlsp.config import SEVERITIES, Config
from paperlsp.patterns import is_pattern
from paperlsp.wording import Language

if TYPE_CHECKING:
    from paperlsp.model.problem import Severity


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for; ``select`` is None where it does not say."""

    paths: tuple[Path, ...]
    papers: tuple[Path, ...]
    select: str | None
    extend_select: str
    ignore: str
    per_file_ignores: tuple[str, ...]
    exclude: tuple[str, ...]
    severity: tuple[str, ...]
    threshold: float | None
    unexplained_below: float | None
    min_coverage: float | None
    show_hints: bool
    output_format: str | None
    output: Path | None
    statistics: bool
    exit_zero: bool
    diff: str | None
    baseline: str
    write_baseline: bool
    fix: bool
    unsafe_fixes: bool
    show_files: bool
    show_settings: bool
    watch: bool
    language: Language

    @property
    def adjusts_rules(self) -> bool:
        """Whether other findings are asked for than those of the settings."""
        return bool(
            self.select is not None
            or self.threshold is not None
            or self.unexplained_below is not None
            or self.extend_select
            or self.ignore
            or self.per_file_ignores
            or self.exclude
            or self.papers
            or self.diff
        )

    def config(self, config: Config) -> Config:
        """The folder's settings with what the command line says put over them."""
        severities = tuple(_severity(each) for each in self.severity)
        per_file = tuple(_per_file(each) for each in self.per_file_ignores)
        for pattern in self.exclude:
            _demand_pattern(pattern, "--exclude")
        return replace(
            config,
            select=config.select if self.select is None else _codes(self.select),
            extend_select=(*config.extend_select, *_codes(self.extend_select)),
            ignore=(*config.ignore, *_codes(self.ignore)),
            per_file_ignores=(*config.per_file_ignores, *per_file),
            exclude=(*config.exclude, *self.exclude),
            severity=(*config.severity, *severities),
            threshold=config.threshold if self.threshold is None else self.threshold,
            unexplained_below=(config.unexplained_below if self.unexplained_below is None else self.unexplained_below),
            min_coverage=config.min_coverage if self.min_coverage is None else self.min_coverage,
        )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _severity(text: str) -> tuple[str, Severity]:
    selector, _, said = text.partition("=")
    for known in SEVERITIES:
        if known == said:
            return selector, known
    raise click.BadParameter(f"expected such as PL101={'|'.join(SEVERITIES)}", param_hint="--severity")


def _per_file(text: str) -> tuple[str, tuple[str, ...]]:
    pattern, colon, codes = text.rpartition(":")
    if not colon or not _codes(codes):
        raise click.BadParameter("expected such as tests/**:PL4,PL101", param_hint="--per-file-ignores")
    _demand_pattern(pattern, "--per-file-ignores")
    return pattern, _codes(codes)


def _demand_pattern(pattern: str, option: str) -> None:
    if not is_pattern(pattern):
        raise click.BadParameter(f"{pattern} is no pattern; write it as in a .gitignore", param_hint=option)
