"""``Snapshot`` → the values of the code that differ from what the paper states of the same setting, for two rules.

A value is compared only with a sentence about its own algorithm: where the sentence is about one part of the paper and
the code is named after another, as an image encoder is not a prompt encoder, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.link import ValueLink
from paperlsp.model.source import ValueKind

LEAST_SCORE = 0.7
"""How likely both must be the same setting. A difference that is none costs more trust than one that is missed."""


class Difference(NamedTuple):
    link: ValueLink
    kind: ValueKind


def find_differing(snapshot: Snapshot, rule: Rule, kinds: tuple[ValueKind, ...], message: str) -> Iterator[Finding]:
    """The differences of values of these kinds."""
    for link, kind in differences(snapshot):
        if kind not in kinds:
            continue
        said = link.stated
        entry = snapshot.paper_by_id[link.paper]
        anchor = entry.paper.by_id.get(said.anchor or "")
        unit = f" {said.unit}" if said.unit and said.unit != "%" else said.unit
        words = {
            "name": said.name,
            "stated": f"{said.value}{unit}",
            "page": str(said.page),
            "code": link.name,
            "value": link.value,
        }
        yield make(
            rule,
            link.file,
            link.span,
            message,
            about=f"{link.symbol} {link.name} {link.value} {said.value}",
            paper=link.paper,
            anchor=anchor.id if anchor is not None else None,
            words=words,
            quote=said.quote,
        )


def differences(snapshot: Snapshot) -> Iterator[Difference]:
    """Every value link that differs and is sure enough, with the kind of the value in the code."""
    agreeing = {(each.file, each.symbol, each.name) for each in snapshot.graph.values if each.agrees}
    explaining = {
        each.links[0].paper for each in snapshot.graph.explanations if each.verdict == "explained" and each.links
    }
    varied = _values_by_key(snapshot)
    for link in snapshot.graph.values:
        source = snapshot.sources.get(link.file)
        entry = snapshot.paper_by_id.get(link.paper)
        if link.agrees or link.score < LEAST_SCORE or source is None or entry is None:
            continue
        # Where another paper, or another sentence, states this very value, nobody can tell which one the code follows.
        if (link.file, link.symbol, link.name) in agreeing:
            continue
        for each in source.values:
            if each.span == link.span and each.name == link.name:
                run = each.kind in ("setting", "option")
                if not run or (link.paper in explaining and len(varied.get(each.name, {link.value})) == 1):
                    yield Difference(link, each.kind)
                break


def _values_by_key(snapshot: Snapshot) -> dict[str, set[str]]:
    """What the files of parameters give to each key. Of several values each is for a run of its own, such as on other data,
    and the paper's may well be for one that is not there.
    """
    found: dict[str, set[str]] = {}
    for source in snapshot.sources.values():
        for value in source.values:
            if value.kind == "setting":
                found.setdefault(value.name, set()).add(value.value)
    return found
