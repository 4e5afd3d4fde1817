"""A definition's name × a paper's headings and passages → how far the one names the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paperlsp.link.paper_index import PaperIndex, Unit


@dataclass(frozen=True, slots=True)
class NameMatch:
    """``title`` is 1 when name and heading are the same words; ``text`` is the share of the name that the passage says."""

    title: float
    text: float


def paper_name(name: Mapping[str, float], joined: Iterable[str], index: PaperIndex) -> dict[str, float]:
    """A name's stems as this paper would write them.

    Neighbouring words become one term when the paper writes them together ("qhadam"), and an abbreviation that the
    paper defines brings the words that it stands for.
    """
    stems = dict(name)
    for term in joined:
        if term in index.rarity:
            for part in name:
                if part in term:
                    stems[part] = min(stems[part], 0.3)
            stems[term] = 1.0
    for short in tuple(stems):
        for word in index.long_forms.get(short, ()):
            stems.setdefault(word, 0.6)
    return stems


def name_matches(stems: Mapping[str, float], index: PaperIndex) -> dict[int, NameMatch]:
    """Unit → how its title and its text match a name given as ``paper_name`` has it; units without a match left out."""
    rarity = {word: weight * index.rarity.get(word, index.top_rarity) for word, weight in stems.items()}
    total = sum(rarity.values())
    if total <= 0:
        return {}
    text: dict[int, float] = {}
    title: dict[int, float] = {}
    for word, strength in rarity.items():
        for unit, frequency in index.postings.get(word, ()):
            text[unit] = text.get(unit, 0.0) + strength * frequency
            if word in index.units[unit].title:
                title[unit] = title.get(unit, 0.0) + strength
    found: dict[int, NameMatch] = {}
    for unit, share in text.items():
        common = title.get(unit, 0.0)
        heading = sum(index.units[unit].title.values())
        found[unit] = NameMatch(
            title=2 * common / (total + max(heading, common)) if common else 0.0,
            text=share / total,
        )
    return found


def named_words(stems: Mapping[str, float], unit: Unit, index: PaperIndex) -> tuple[str, ...]:
    """The words of the name that stand in the unit's heading, in the heading's order."""
    return tuple(index.words.get(word, word) for word in unit.title if word in stems)
