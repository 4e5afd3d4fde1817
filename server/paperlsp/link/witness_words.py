"""Words of docstrings, comments and identifiers × a paper's passages → how much of what the code says each one says."""

from __future__ import annotations

from collections.abc import Mapping

from paperlsp.link.paper_index import PaperIndex, Unit


def words_scores(words: Mapping[str, float], index: PaperIndex) -> dict[int, float]:
    """Unit → Σ weight · rarity · saturated frequency over the shared words, for units that share any."""
    scores: dict[int, float] = {}
    for word, weight in words.items():
        postings = index.postings.get(word)
        if postings is None:
            continue
        # The square: a word that is rare in this paper tells far more than one that stands everywhere.
        strength = weight * index.rarity.get(word, index.top_rarity)
        for unit, frequency in postings:
            scores[unit] = scores.get(unit, 0.0) + strength * frequency
    return scores


def shared_words(words: Mapping[str, float], unit: Unit, index: PaperIndex, most: int = 4) -> tuple[str, ...]:
    """The shared words that weigh most, as the paper writes them, heaviest first."""
    shared = [
        (weight * index.rarity.get(word, 0.0) * min(count, 3), word)
        for word, weight in words.items()
        if (count := unit.terms.get(word, 0)) > 0 and index.rarity.get(word, 0.0) > 0.7
    ]
    shared.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(index.words.get(word, word) for _, word in shared[:most])
