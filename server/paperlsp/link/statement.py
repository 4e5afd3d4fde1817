"""A paper's stated values → what each is called, what it is about, and where each name occurs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from paperlsp.link.gist import gist_of
from paperlsp.link.paper_index import PaperIndex
from paperlsp.link.setting_name import SettingName, name_in_paper
from paperlsp.model.gist import Sentence
from paperlsp.model.paper import StatedValue
from paperlsp.notation import prose_stems, prose_words, stem


@dataclass(frozen=True, slots=True)
class Statement:
    """A stated value. ``subject`` are the stems of what its sentence is about, with the words that its short form stands
    for in ``spelled``; ``algorithm`` is the same where it is another algorithm, one with a heading of its own elsewhere,
    and empty where it is none. ``borrowed``: it is an algorithm of others that the paper cites and uses. ``words`` are the stems of the sentence. ``steady``: the paper states it again and again
    under the same words, always with the same value. ``advised`` is 1 for a sentence that recommends or fixes settings,
    −1 for one about what others did, and 0 for any other. ``numbers`` counts what a table's row has of them. ``column``:
    it is what a table has in a column of its subject's.
    """

    value: StatedValue
    name: SettingName
    subject: frozenset[str]
    spelled: frozenset[str]
    algorithm: frozenset[str]
    borrowed: bool
    words: frozenset[str]
    steady: bool
    advised: int
    numbers: int
    column: bool = False

    @property
    def is_special(self) -> bool:
        """Nothing and one make the special cases that a paper talks of: "Setting ν = 0 gives Eq. (1) back"."""
        return self.value.value in ("0", "1")

    @property
    def in_table(self) -> bool:
        """Whether a row of a table says it of whatever its columns are about."""
        return (self.value.anchor or "").startswith("tab:") and not self.column

    @property
    def is_one_of_several(self) -> bool:
        """Whether a table's row has other numbers beside it, each for a column of its own."""
        return self.in_table and self.numbers > 1


@dataclass(frozen=True)
class Statements:
    """All that a paper states, where each stem and each notation occurs, and the stems of the paper's headings."""

    index: PaperIndex
    stated: tuple[Statement, ...]
    by_key: Mapping[str, tuple[int, ...]]
    headings: tuple[frozenset[str], ...]


def index_statements(index: PaperIndex) -> Statements:
    """The stated values of a paper by the words and notation of their names."""
    meanings: dict[str, list[str]] = {}
    for symbol in index.paper.symbols:
        if symbol.kind not in ("equation", "space"):
            meanings.setdefault(symbol.notation, []).append(symbol.meaning)
    sentences = gist_of(index.paper).sentences
    parted = [
        (each, sentence, each is not value)
        for value, sentence in zip(index.paper.values, sentences, strict=True)
        for each in _by_column(value, sentence, index)
    ]
    named = [
        (value, name_in_paper(value, meanings.get(value.notation or "", ()), comes_back=sentence.comes_back))
        for value, sentence, _ in parted
    ]
    steady = _steady(named)
    stated = tuple(
        _statement(value, name, parted[at][1], index, steady=at in steady, column=parted[at][2])
        for at, (value, name) in enumerate(named)
    )
    by_key: dict[str, list[int]] = {}
    for at, (_, name) in enumerate(named):
        for key in name.keys:
            by_key.setdefault(key, []).append(at)
    titles = [prose_stems(each.title) for each in index.paper.anchors if each.kind in ("section", "heading")]
    headings = tuple(dict.fromkeys(frozenset(title) for title in titles if title))
    return Statements(index, stated, {key: tuple(places) for key, places in by_key.items()}, headings)


def _by_column(value: StatedValue, sentence: Sentence, index: PaperIndex) -> tuple[StatedValue, ...]:
    """One value for each column of a table that is about an algorithm; the value itself where it stands in no such table.

    The reader takes a row for a sentence, whose first number it gives to what the row is about. Where the table's head
    names what the columns are about, as "QHM | QHAdam", each number belongs to its column.
    """
    found = tuple(
        replace(value, value=number, subject=head) for head, number in sentence.columns if _is_a_name(head, index)
    )
    return found or (value,)


def _is_a_name(head: str, index: PaperIndex) -> bool:
    """Whether the paper has a heading for what a column's head says, or proposes it."""
    stems = frozenset(prose_stems(head))
    return bool(stems) and (stems <= index.subject or any(stems <= unit.title.keys() for unit in index.units))


def _statement(
    value: StatedValue, name: SettingName, sentence: Sentence, index: PaperIndex, *, steady: bool, column: bool
) -> Statement:
    subject = frozenset(prose_stems(value.subject)) if value.subject is not None else frozenset[str]()
    return Statement(
        value,
        name,
        subject,
        _spelled(value, index),
        _algorithm(value, subject, index),
        sentence.cites and _is_no_own(subject, index),
        frozenset(stem(word) for word in sentence.words),
        steady,
        sentence.advised,
        len(sentence.numbers),
        column,
    )


def _spelled(value: StatedValue, index: PaperIndex) -> frozenset[str]:
    """The last word of what a short form stands for, which says what the thing is: an MLP is a perceptron."""
    long = next((each.long for each in index.paper.abbreviations if each.short == value.subject), "")
    words = prose_words(long)
    return frozenset({stem(words[-1])}) if words else frozenset()


def _steady(named: Sequence[tuple[StatedValue, SettingName]]) -> frozenset[int]:
    places: dict[frozenset[str], list[int]] = {}
    for at, (said, name) in enumerate(named):
        if said.role == "setting" and name.words and said.notation is None:
            places.setdefault(name.words, []).append(at)
    alike = (found for found in places.values() if len(found) > 1 and len({named[at][0].value for at in found}) == 1)
    return frozenset(at for found in alike for at in found)


def _is_no_own(stems: frozenset[str], index: PaperIndex) -> bool:
    """Whether what a sentence is about is neither what the paper proposes nor what a heading is about."""
    return not (stems <= index.subject or any(word in unit.title for unit in index.units for word in stems))


def _algorithm(said: StatedValue, stems: frozenset[str], index: PaperIndex) -> frozenset[str]:
    """The stems of the algorithm that a sentence is about, where the paper has a heading for it and the sentence does
    not stand below that.
    """
    if not any(word in unit.title for unit in index.units for word in stems):
        return frozenset()
    titles = index.paper.path_of(index.paper.by_id[said.anchor]) if said.anchor in index.paper.by_id else ()
    return frozenset() if any(said.subject == part.title for part in titles) else stems
