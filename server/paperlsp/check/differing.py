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
from paperlsp.model.paper import Paper
from paperlsp.model.source import SourceFile, ValueKind
from paperlsp.notation import identifier_words, prose_stems, stem

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
    for link in snapshot.graph.values:
        source = snapshot.sources.get(link.file)
        entry = snapshot.paper_by_id.get(link.paper)
        if link.agrees or link.score < LEAST_SCORE or source is None or entry is None:
            continue
        # Where another paper, or another sentence, states this very value, nobody can tell which one the code follows.
        if (link.file, link.symbol, link.name) in agreeing or _is_a_sibling_s(link, source, entry.paper):
            continue
        for each in source.values:
            if each.span == link.span and each.name == link.name:
                yield Difference(link, each.kind)
                break


def _is_a_sibling_s(link: ValueLink, source: SourceFile, paper: Paper) -> bool:
    """Whether the code is named after another part of the paper than the sentence is about, one of a kin name."""
    if link.stated.subject is None:
        return False
    subject = frozenset(prose_stems(link.stated.subject))
    names = _names_around(link, source)
    if not subject or subject <= names:
        return False
    titles = [frozenset(prose_stems(each.title)) for each in paper.anchors if each.kind in ("section", "heading")]
    # Names of one word, such as that of a whole family of methods, are shared too often.
    return any(
        title <= names
        and len(title) > len(subject & names)
        and (title & subject or (len(title) > 1 and subject in titles))
        for title in titles
        if title
    )


def _names_around(link: ValueLink, source: SourceFile) -> frozenset[str]:
    """The stems of the words in the names of the file and of the definitions around the value."""
    module = source.path.rpartition("/")[2].rpartition(".")[0]
    names = [module, *link.symbol.split(".")]
    return frozenset(stem(word) for name in names for word in (*identifier_words(name), name.lower()))
