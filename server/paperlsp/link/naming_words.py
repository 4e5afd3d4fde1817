"""A text → all words in it that name a paper: addresses, titles, authors with a year, "the BERT paper", keys."""

from __future__ import annotations

import re
from typing import NamedTuple

from paperlsp.link.addresses import AddressBook, find_addresses
from paperlsp.link.naming import Named, Open, Papers, all_authors
from paperlsp.notation import STOP_WORDS

NAMED_PAPER = re.compile(
    r"\b(?:of|in|from|see|by|and|the)\s{1,80}(?:the\s{1,80})?"
    r"(?P<name>[A-Z][\w-]{0,40}(?:\s[A-Z][\w-]{0,40}){0,3})\s{1,80}(?:[Pp]aper|[Aa]rticle)\b"
)
NOT_NAMED = frozenset(("this", "original", "our", "the", "a", "an", "same", "full", "research"))
_KEY = re.compile(r"(?:\bof|\bin|\bfrom|\bsee)\s{1,80}\[(?P<key>\w{1,12})\]")
# What the keys of a bibliography mostly are: :cite:`reich2024`, \citep{reich2024differentiable}.
_CITE = re.compile(
    r"(?::cite(?::\w{1,10})?:`|\\cite[a-z]{0,4}\{)(?P<author>[A-Za-z]{2,30}?)[-_:]?(?P<year>(?:19|20)\d\d)"
)
_LONG_WORD = re.compile(r"[^\W\d_][\w-]{2,40}")
_QUOTED = re.compile(r"[\"“](?P<title>[^\"“”]{20,200})[\"”]")


class Naming(NamedTuple):
    """Words that name a paper. ``strong`` ones count wherever they stand: addresses and titles."""

    start: int
    end: int
    named: Named
    strong: bool

    @property
    def known(self) -> bool:
        return self.named is not None and not isinstance(self.named, Open)


def find_namings(text: str, papers: Papers, book: AddressBook) -> list[Naming]:
    """All words in a text that name a paper, in order."""
    found = [Naming(each.start, each.end, book.named(each.key), True) for each in find_addresses(text)]  # noqa: FBT003
    found += [Naming(at, at + 1, paper, True) for at, paper in papers.titles_in(text)]  # noqa: FBT003
    for start, end, names, year in all_authors(text):
        found.append(Naming(start, end, papers.by_authors(names, year), False))  # noqa: FBT003
    for match in NAMED_PAPER.finditer(text):
        # "the Kingma and Ba paper" was read by its authors.
        if match["name"].lower() not in NOT_NAMED and not any(
            each.start < match.end() <= each.end + 8 for each in found
        ):
            found.append(Naming(match.start(), match.end(), papers.by_name(match["name"]), False))  # noqa: FBT003
    for match in _KEY.finditer(text):
        found.append(Naming(match.start(), match.end(), papers.by_key(match["key"]), False))  # noqa: FBT003
    for match in _CITE.finditer(text):
        named = papers.by_authors((match["author"],), int(match["year"]))
        found.append(Naming(match.start(), match.end(), named, False))  # noqa: FBT003
    for match in _QUOTED.finditer(text):
        if _is_title(match["title"]):
            named = papers.by_label(match["title"], whole=True)
            found.append(Naming(match.start(), match.end(), named, False))  # noqa: FBT003
    return sorted(found, key=lambda each: (each.start, each.end))


def _is_title(quoted: str) -> bool:
    """Whether quoted words are a title, in which all but the small words have a capital, and not something that is said."""
    words = [word for word in _LONG_WORD.findall(quoted) if word.lower() not in STOP_WORDS]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
