"""Findings → lines for a terminal, concise or with source and paper, and a summary of everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import wrap

import click

from paperlsp.check import Summary, summarise
from paperlsp.model.finding import Finding
from paperlsp.report.checked import Checked, each_of, message_of, place_named
from paperlsp.report.terminal import plain
from paperlsp.wording import ENGLISH, Language, say

COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}
_WIDTH = 100


def check_text(
    folders: Sequence[Checked], *, full: bool = False, statistics: bool = False, language: Language = ENGLISH
) -> str:
    """One line a finding; with ``full``, the source and the paper under it; ``statistics`` counts them by rule instead."""
    if statistics:
        lines = _statistics(folders)
    else:
        lines = [line for checked, each in each_of(folders) for line in _lines(checked, each, language, full=full)]
    return "\n".join([*lines, *([""] if lines and lines[-1] else []), _summary(folders, language)]) + "\n"


def _statistics(folders: Sequence[Checked]) -> list[str]:
    counts = Counter((each.code, each.name) for _, each in each_of(folders))
    return [
        f"{count:>6}  {code} {name}"
        for (code, name), count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def _lines(checked: Checked, finding: Finding, language: Language, *, full: bool) -> list[str]:
    line, column, _, end_column = checked.place(finding)
    source = checked.snapshot.sources.get(finding.file)
    where = (plain(checked.path(finding)) or ".") + place_named(checked, finding)
    code = click.style(finding.code, fg=COLOURS[finding.severity])
    lines = [f"{where}  {code} {finding.name}  {message_of(finding, language)}"]
    if not full:
        return lines
    if source is not None:
        at = source.lines.position(finding.span.start)[0]
        text = source.lines.line_bytes(at).decode("utf-8", "replace").replace("\t", " ")
        shown = "".join(c if c.isprintable() else " " for c in text)
        lines += [f"{line:>6} | {shown}", " " * 9 + " " * (column - 1) + "^" * max(end_column - column, 1)]
    part = checked.part(finding)
    if part is not None:
        pdf, name, page = part
        entry = checked.snapshot.paper_by_id[finding.paper or ""]
        # Only of a supplement it has to be said which PDF it is.
        named = name if pdf == checked.folder + entry.path else f"{name}, {plain(pdf)}"
        lines.append(f"{' ' * 7}= {say(language, '{part}, p. {page}', part=named, page=page)}")
    if finding.quote:
        lines += [f"{' ' * 9}{each}" for each in wrap(f"“{plain(finding.quote)}”", _WIDTH)]
    return [*lines, ""]


def sum_of(folders: Sequence[Checked]) -> Summary:
    """The counts of all folders together."""
    counts = [summarise(checked.snapshot) for checked in folders]
    return Summary(
        sum(each.explained for each in counts),
        sum(each.unexplained for each in counts),
        sum(each.trivial for each in counts),
        sum(each.anchors_without_code for each in counts),
        sum(each.anchors for each in counts),
    )


def _summary(folders: Sequence[Checked], language: Language) -> str:
    severities = [each.severity for _, each in each_of(folders)]
    parts = [
        say(language, one if count == 1 else several, count=count)
        for kind, one, several in (
            ("error", "{count} error", "{count} errors"),
            ("warning", "{count} warning", "{count} warnings"),
            ("hint", "{count} hint", "{count} hints"),
        )
        if (count := severities.count(kind))
    ]
    hidden = sum(checked.hidden for checked in folders)
    if hidden:
        parts.append(
            say(
                language, "{count} hint (--show-hints)" if hidden == 1 else "{count} hints (--show-hints)", count=hidden
            )
        )
    known = sum(checked.known for checked in folders)
    if known:
        parts.append(say(language, "{count} in the baseline", count=known))
    told = ", ".join(parts) or say(language, "nothing to report")
    if not any(checked.snapshot.papers for checked in folders):
        return told
    summary = sum_of(folders)
    return " · ".join(
        [
            told,
            say(
                language,
                "{explained} of {definitions} definitions explained, {unexplained} unexplained",
                explained=summary.explained,
                definitions=summary.definitions,
                unexplained=summary.unexplained,
            ),
            say(
                language,
                "{covered} of {anchors} equations and algorithms have code",
                covered=summary.anchors - summary.anchors_without_code,
                anchors=summary.anchors,
            ),
        ]
    )
