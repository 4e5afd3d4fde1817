"""A paper's title and abbreviations → what the paper calls the thing that it proposes, and which headings mean it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paperlsp.model.paper import Paper
from paperlsp.notation import prose_stems, prose_words, stem, word_set

# Headings made of these words alone mean the very thing that the paper proposes.
_METHOD_WORDS = frozenset(
    stem(word)
    for word in word_set(
        "method methods methodology approach algorithm algorithms model models architecture architectures framework "
        "design formulation proposed our overview details implementation system technique description definition"
    )
)
# Of these, the ones that make a heading mean the method; the others only go with them.
_METHOD_HEADS = frozenset(
    stem(word)
    for word in word_set(
        "method methods methodology approach algorithm model architecture framework formulation system"
    )
)
_GENERIC = _METHOD_WORDS | frozenset(
    stem(word)
    for word in word_set("general additional further full main basic using analysis discussion setup setting settings")
)

_PARTS = frozenset(
    stem(word)
    for word in word_set(
        "abstract introduction background motivation preliminaries related prior previous work experiment experiments "
        "experimental experience results evaluation empirical ablation ablations study studies benchmark benchmarks "
        "comparison baseline baselines training test testing data dataset datasets task tasks example examples "
        "application applications discussion limitations conclusion conclusions future summary appendix"
    )
)
"""By these, parts of papers of any field are called."""


def subject_of(paper: Paper) -> frozenset[str]:
    """Stems by which the paper calls its own method: the name before the title's colon, and short forms of its title."""
    title = paper.title.strip()
    found: set[str] = set()
    head, colon, _ = title.partition(":")
    if colon and len(head.split()) <= 3:
        found.update(stem(word) for word in prose_words(head))
        found.add(stem("".join(prose_words(head))))
    for token in re.findall(r"[\w-]+", title):
        # A word with a capital inside ("ResNet", "BERT") is a name, unless the whole title is in capitals.
        if re.search(r"\w[A-Z]", token) and title.upper() != title:
            found.add(stem(token.lower().replace("-", "")))
    in_title = set(prose_stems(title, joined=False))
    for abbreviation in paper.abbreviations:
        long = set(prose_stems(abbreviation.long, joined=False))
        if long and len(long & in_title) >= 0.5 * len(long):
            found.add(stem(abbreviation.short.lower()))
    return frozenset(found)


def means_method(title: tuple[str, ...]) -> bool:
    """Whether a heading (its stems) means the proposed method itself: "Our Method", "Model Architecture"."""
    return bool(title) and all(word in _METHOD_WORDS for word in title) and any(word in _METHOD_HEADS for word in title)


def is_generic(word: str) -> bool:
    """Whether a stem in a heading says nothing about what is under it: "algorithm", "details"."""
    return word in _GENERIC


def opens_part(title: Iterable[str]) -> bool:
    """Whether a heading (its stems) says nothing but which part of a paper it opens: "Experiments", "Related work"."""
    return all(word in _PARTS or word in _GENERIC for word in title)


def is_core(heading: str, subject: frozenset[str], paper_title: frozenset[str]) -> bool:
    """Whether a heading opens the part where the method is laid out.

    It means the method, or says "Algorithm:" and its name, or names the paper's subject and nothing besides, or
    repeats most of the paper's own title.
    """
    title = tuple(dict.fromkeys(prose_stems(heading, joined=False)))
    before_colon, colon, _ = heading.partition(":")
    if means_method(title) or (colon and means_method(prose_stems(before_colon))):
        return True
    if any(word in subject for word in title) and all(word in subject or word in _GENERIC for word in title):
        return True
    telling = [word for word in title if word not in _GENERIC]
    return len(telling) >= 2 and sum(word in paper_title for word in telling) >= 0.6 * len(telling)
