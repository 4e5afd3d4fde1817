"""A definition's name × papers → what it is named after that none of the papers ever says."""

from __future__ import annotations

from collections.abc import Iterable

from paperlsp.link.concept import Name, name_of
from paperlsp.link.paper_index import PaperIndex
from paperlsp.link.plumbing_words import NAMES
from paperlsp.link.witness_name import paper_name, says
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.notation import identifier_words, stem

_TELLING = 1.0
"""The weight of a word that is neither prescribed by a framework ("forward") nor a kind of thing ("layer")."""

_MOST = 0.5
_NAME = 4
"""Letters of an author's name that is hardly a word by chance."""
_SHORT = 5
"""Letters of what is made of initials, at most."""
_ROLES = frozenset(word for words, _, _ in NAMES for word in words)
"""By these, code says what it does for other code ("config", "cache"): that no paper says them tells nothing."""


def unsaid_words(symbol: Symbol, source: SourceFile, indexes: Iterable[PaperIndex]) -> tuple[str, ...]:
    """The telling words of a name that no paper says, as the name has them.

    A name without telling words ("forward") is that of what holds the definition. Where each of them is one of a paper's,
    there is none left: the paper speaks of such a thing, whatever else it says. Nor is there where it says most of them.
    What is called by an author's name ("glorot_uniform"), or by what its title begins with ("cd" for coordinate descent),
    may be all that the paper is about.
    """
    indexes = tuple(indexes)
    around: Symbol | None = symbol
    while around is not None and around.kind != "module":
        name = name_of(identifier_words(around.last_name.partition("~")[0]))
        telling = [
            word
            for word, each in zip(name.words, name.concepts, strict=True)
            if each.weight >= _TELLING and word not in _ROLES
        ]
        if telling:
            unsaid = [_unsaid(name, index) for index in indexes]
            left = tuple(
                dict.fromkeys(
                    word
                    for word in telling
                    if all(stem(word) in each for each in unsaid) and not _for_short(word, indexes)
                )
            )
            return left if len(left) > _MOST * len(telling) else ()
        around = source.by_name.get(around.parent) if around.parent else None
    return ()


def _for_short(word: str, indexes: Iterable[PaperIndex]) -> bool:
    """Whether a word is an author's name, or the first letters of words in a title: two letters of the paper's own alone."""
    if any(len(word) >= _NAME and word in each.authors for each in indexes):
        return True
    titles = (title for each in indexes for title in (each.initials[:1] if len(word) == 2 else each.initials))
    return 2 <= len(word) <= _SHORT and any(word in title for title in titles)


def _unsaid(name: Name, index: PaperIndex) -> frozenset[str]:
    """The stems of a name that one paper says neither alone, nor as part of one word, nor as what they are short for."""
    concepts = paper_name(name, index).concepts
    return frozenset(each.ways[0][0] for each in concepts if not says(each, index))
