"""A definition's name × a paper's headings and passages → how far the one names the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.link.concept import Concept, Name
from paperlsp.link.paper_index import PaperIndex, Unit
from paperlsp.notation import stem

# Below this a word is as good as unknown to the paper: it is rarer than any that stands in it.
_UNKNOWN = 0.8
# The name of the paper's own method in a longer name tells little: it may stand in every name of the repository.
_SUBJECT_PREFIX = 0.3
_LEAST_NAME = 0.5


@dataclass(frozen=True, slots=True)
class NameMatch:
    """``title`` is 1 when name and heading are the same words; ``text`` is the share of the name that the passage says."""

    title: float
    text: float


@dataclass(frozen=True, slots=True)
class PaperName:
    """A name as one paper would put it: its concepts with the weight that they have in this paper."""

    concepts: tuple[Concept, ...]
    total: float
    is_subject: bool
    """Whether the name is that of the paper's own method and of nothing else."""


def paper_name(name: Name, index: PaperIndex) -> PaperName:
    """A name's concepts in this paper's words.

    Neighbouring words become one concept when the paper writes them together ("qhadam"), and an abbreviation that
    the paper defines may be put by the words that it stands for.
    """
    merged = _merge_joined(name, index)
    plain = [each for each in merged if each.weight >= 1.0]
    about = [each for each in plain if each.ways[0][0] in index.subject]
    only_subject = bool(about) and len(about) == len(plain)
    concepts: list[Concept] = []
    for concept in merged:
        short = concept.ways[0][0]
        long = index.long_forms.get(short, ()) if len(concept.ways[0]) == 1 else ()
        ways = (*concept.ways, long) if long else concept.ways
        weight = concept.weight * max((_telling(way, index) for way in ways), default=_UNKNOWN)
        if concept in about:
            weight = concept.weight if only_subject else weight * _SUBJECT_PREFIX
        concepts.append(Concept(weight, ways))
    # A name of nothing but what frameworks prescribe ("forward") names nothing, so the rest counts as unmatched.
    return PaperName(tuple(concepts), max(sum(each.weight for each in concepts), _LEAST_NAME), only_subject)


def unknown_share(name: PaperName, index: PaperIndex) -> float:
    """How much of a name the paper never says in any way, by the concepts' weights."""
    return sum(concept.weight for concept in name.concepts if not says(concept, index))


def says(concept: Concept, index: PaperIndex) -> bool:
    """Whether the paper puts a concept in any of its ways."""
    return any(all(word in index.rarity for word in way) for way in concept.ways)


def _merge_joined(name: Name, index: PaperIndex) -> list[Concept]:
    """The concepts, those next to each other made one where the paper knows them as one word."""
    concepts: list[Concept] = []
    at = 0
    while at < len(name.words):
        for length in (3, 2):
            term = stem("".join(name.words[at : at + length]))
            parts = name.words[at : at + length]
            if len(parts) == length and term in index.rarity:
                apart = tuple(each.ways[0][0] for each in name.concepts[at : at + length])
                concepts.append(Concept(1.0, ((term,), apart)))
                at += length
                break
        else:
            concepts.append(name.concepts[at])
            at += 1
    return concepts


def _telling(way: Sequence[str], index: PaperIndex) -> float:
    return sum(index.telling.get(word, _UNKNOWN) for word in way) / len(way)


def name_matches(name: PaperName, index: PaperIndex) -> dict[int, NameMatch]:
    """Unit → how its title and its text match a name; units without a match left out."""
    text: dict[int, float] = {}
    for concept in name.concepts:
        said: dict[int, float] = {}
        for way in concept.ways:
            for word in way:
                for unit, frequency in index.postings.get(word, ()):
                    share = frequency / len(way)
                    said[unit] = said.get(unit, 0.0) + share
        for unit, share in said.items():
            text[unit] = text.get(unit, 0.0) + concept.weight * min(share, 1.0)
    if name.is_subject:
        for unit in index.units:
            if unit.method or _within_method(unit, index):
                text.setdefault(unit.at, 0.0)
    return {unit: NameMatch(_title(name, index.units[unit], index), share / name.total) for unit, share in text.items()}


def _within_method(unit: Unit, index: PaperIndex) -> bool:
    """Whether the heading right above means the method: its parts share in what it means."""
    return unit.parent is not None and index.units[unit.parent].method and unit.anchor.kind == "section"


def _title(name: PaperName, unit: Unit, index: PaperIndex) -> float:
    """The harmonic mean of how much of the title the name covers and how much of the name the title covers."""
    if name.is_subject and unit.method:
        return 1.0
    least = 0.6 if name.is_subject and _within_method(unit, index) else 0.0
    if not unit.title:
        return least
    covered: dict[str, float] = {}
    of_name = 0.0
    for concept in name.concepts:
        best = 0.0
        for way in concept.ways:
            here = [word for word in way if word in unit.title]
            # Part of a long form is no match for the whole: two words of three count less than two thirds.
            share = (len(here) / len(way)) ** 2
            if share > 0:
                best = max(best, share)
                for word in here:
                    covered[word] = max(covered.get(word, 0.0), share)
        of_name += concept.weight * best
    if not covered:
        return least
    total = sum(unit.title.values())
    precision = sum(unit.title[word] * share for word, share in covered.items()) / total
    recall = of_name / name.total
    if recall <= 0:
        return least
    match = 2 * precision * recall / (precision + recall)
    # A single everyday word in common is a coincidence as often as not; the paper's own name for its method is none.
    strength = sum(unit.title[word] * share for word, share in covered.items())
    return max(least, match if name.is_subject else match * strength / (strength + 0.25))


def named_words(name: PaperName, unit: Unit, index: PaperIndex) -> tuple[str, ...]:
    """The words of the name that stand in the unit's heading, in the heading's order and as it writes them."""
    stems = {word for concept in name.concepts for way in concept.ways for word in way}
    written = {stem(word): word for word in reversed(unit.heading)}
    return tuple(written.get(word, index.words.get(word, word)) for word in unit.title if word in stems)
