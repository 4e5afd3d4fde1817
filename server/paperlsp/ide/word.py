"""A snapshot and what a person says about a definition → the record with that word in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from paperlsp.index.snapshot import Snapshot
from paperlsp.link import key_of_code, key_of_part
from paperlsp.model.record import Record, Standing, Word, WordKey, record_of

Verb = Literal["confirm", "reject", "choose", "mark", "forget", "note"]
VERBS: tuple[Verb, ...] = ("confirm", "reject", "choose", "mark", "forget", "note")


@dataclass(frozen=True, slots=True)
class Saying:
    """What a person says: ``choose`` confirms a part and rejects the one that stood first until then.

    ``paper`` and ``anchor`` are "" for a mark, and may be for a note and for ``forget``, which then takes back all
    that was said about the definition.
    """

    verb: Verb
    file: str
    symbol: str
    paper: str = ""
    anchor: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was said, for the person who tried."""

    reason: str


def hear(snapshot: Snapshot, saying: Saying) -> Record | Refusal:
    """The record after ``snapshot.record`` that holds what is said, and nothing any more that contradicts it."""
    words = dict(snapshot.record.by_key)
    about = [each for each in snapshot.graph.words if _same_code(each, saying)]
    if saying.verb == "forget":
        gone = [each for each in about if not saying.anchor or _same_part(each, saying.paper, saying.anchor)]
        if not gone:
            return Refusal(f"Nothing was said about {saying.symbol or saying.file} that could be taken back.")
        _drop(words, gone)
        return record_of(words)
    source = snapshot.sources.get(saying.file)
    symbol = source.by_name.get(saying.symbol) if source is not None else None
    if source is None:
        return Refusal(f"{saying.file} is no source of this folder.")
    if symbol is None or symbol.kind not in ("module", "class", "function", "method"):
        return Refusal(f"{saying.file} has no definition {saying.symbol}.")
    code = key_of_code(source, symbol)
    if saying.verb == "mark":
        _drop(words, [each for each in about if each.word.kind in ("confirmed", "marked")])
        return _with(words, Word("marked", code, None, saying.text))
    entry = snapshot.paper_by_id.get(saying.paper)
    if saying.anchor and (entry is None or saying.anchor not in entry.paper.by_id):
        return Refusal(f"The paper {saying.paper} has no part {saying.anchor}.")
    part = key_of_part(entry.paper, saying.anchor) if entry is not None and saying.anchor else None
    if saying.verb == "note":
        return _with(words, Word("note", code, part, saying.text))
    if part is None:
        return Refusal("The part of the paper is missing.")
    links = [each for each in about if each.word.kind in ("confirmed", "rejected")]
    _drop(words, [each for each in links if _same_part(each, saying.paper, saying.anchor)])
    if saying.verb == "reject":
        return _with(words, Word("rejected", code, part, saying.text))
    _drop(words, [each for each in about if each.word.kind == "marked"])
    if saying.verb == "choose":
        explanation = snapshot.graph.by_symbol.get((saying.file, saying.symbol))
        first = explanation.links[0] if explanation is not None and explanation.links else None
        other = snapshot.paper_by_id.get(first.paper) if first is not None else None
        if first is not None and other is not None and (first.paper, first.anchor) != (saying.paper, saying.anchor):
            _drop(words, [each for each in links if _same_part(each, first.paper, first.anchor)])
            rejected = Word("rejected", code, key_of_part(other.paper, first.anchor))
            words[rejected.key] = rejected
    return _with(words, Word("confirmed", code, part, saying.text))


def _with(words: dict[WordKey, Word], word: Word) -> Record:
    words[word.key] = word
    return record_of(words)


def _drop(words: dict[WordKey, Word], gone: list[Standing]) -> None:
    for each in gone:
        words.pop(each.word.key, None)


def _same_code(each: Standing, saying: Saying) -> bool:
    """By where the code is now, and by where the record has it: what is gone can only be named by that."""
    here, there = (each.file, each.symbol), (each.word.code.file, each.word.code.symbol)
    return (saying.file, saying.symbol) == here or (not each.holds and (saying.file, saying.symbol) == there)


def _same_part(each: Standing, paper: str, anchor: str) -> bool:
    return (each.paper, each.anchor) == (paper, anchor)
