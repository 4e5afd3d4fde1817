"""Words that name a paper (an arXiv identifier, a title, authors with a year, a short name) → which of ours it is.

Each answer is one of our papers, "other" for what is certainly none of them, ``Open`` for what may be some of them, or None
for words that tell nothing. A paper that does not print its own arXiv identifier may be behind any identifier, unless
something speaks against it: its own list of references, or the years of the works that it cites.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from paperlsp.link.gist import fold, gist_of, reference_of
from paperlsp.link.runs import holds, says
from paperlsp.memo import Memo
from paperlsp.model.gist import Reference
from paperlsp.model.paper import Paper
from paperlsp.notation import prose_stems, word_set


@dataclass(frozen=True, slots=True)
class Open:
    """A paper is named for certain, and nobody can tell whether it is one of these."""

    papers: tuple[Paper, ...]


Named = Paper | Open | Literal["other"] | None
"""Which paper some words name: one of ours, perhaps one of some, somebody else's, or none at all."""

_VERSION = re.compile(r"v\d+$")
_SHORT_TITLE = 12
"""Characters of a title that may stand anywhere without being meant."""
# A preprint may come a year before its last version, and a paper cites works of the years right before it.
_YEARS_BEFORE, _YEARS_AFTER = 1, 2
_LATEST_YEAR = 2100
# How much of two titles must agree to be the same one, and how much of the shorter one to be perhaps a part of the other.
_SAME_TITLE, _PART_OF_TITLE = 0.6, 0.75


def bare_arxiv(identifier: str | None) -> str:
    """An arXiv identifier without its version."""
    return _VERSION.sub("", (identifier or "").strip().lower().removeprefix("arxiv:"))


@dataclass(frozen=True)
class Facts:
    """What tells one paper from others. ``authors`` are last names, folded; ``years`` when it may have appeared."""

    paper: Paper
    arxiv: str
    title: tuple[str, ...]
    authors: tuple[str, ...]
    first_page: frozenset[str]
    references: tuple[Reference, ...]
    cited: frozenset[str]
    years: tuple[int, int] | None

    @cached_property
    def plain_title(self) -> str:
        return " ".join(self.paper.title.lower().split())


_facts: Memo[Paper, Facts] = Memo("facts")


def facts_of(paper: Paper) -> Facts:
    """The facts about a paper, found once."""
    return _facts.get(paper, _find_facts)


def _find_facts(paper: Paper) -> Facts:
    gist = gist_of(paper)
    latest = max((year for year in gist.years if year <= _LATEST_YEAR), default=None)
    return Facts(
        paper,
        bare_arxiv(paper.arxiv_id),
        tuple(prose_stems(paper.title, joined=False)),
        tuple(fold(name.split()[-1]) for name in paper.authors if name.split()),
        frozenset(gist.first_page),
        gist.references,
        frozenset(bare_arxiv(identifier) for identifier in gist.cited),
        (latest - _YEARS_BEFORE, latest + _YEARS_AFTER) if latest is not None else None,
    )


class Papers:
    """The papers that speak for one file, in the order in which they were given."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.all = tuple(papers)
        self._facts = tuple(facts_of(paper) for paper in papers)

    def by_identifier(self, identifier: str) -> Named:
        """Whose an arXiv identifier is, by what the papers themselves say."""
        bare = bare_arxiv(identifier)
        for each in self._facts:
            if each.arxiv == bare:
                return each.paper
        perhaps = tuple(each.paper for each in self._facts if self._may_be(each, bare))
        return Open(perhaps) if perhaps else "other"

    def _may_be(self, facts: Facts, bare: str) -> bool:
        if facts.arxiv or bare in facts.cited:
            # No paper cites itself.
            return False
        year = 2000 + int(bare[:2]) if re.match(r"\d{4}\.", bare) else None
        return year is None or _within(year, facts.years)

    @property
    def without_identifier(self) -> int:
        """How many of the papers do not print their own identifier."""
        return sum(not each.arxiv for each in self._facts)

    def by_label(self, label: str, *, whole: bool = False) -> Named:
        """The paper that is called so, by its title or by its authors. ``whole`` is for what is a name for certain."""
        authors = find_authors(label)
        if authors is not None:
            return self.by_authors(*authors)
        words = set(prose_stems(label, joined=False))
        titles = [(set(each.title), each.paper) for each in self._facts]
        likeness = [(len(words & title) / max(len(words), len(title), 1), at) for at, (title, _) in enumerate(titles)]
        best = max(likeness, key=lambda pair: (pair[0], -pair[1]))
        if best[0] >= _SAME_TITLE and len(words) >= 2:
            return titles[best[1]][1]
        perhaps = any(
            words & title and len(words & title) >= _PART_OF_TITLE * min(len(words), len(title)) for title, _ in titles
        )
        # "v3", "original", "the paper" are no titles.
        return None if perhaps or (len(words) < 3 and not whole) else "other"

    def by_entry(self, entry: str) -> Named:
        """The paper that an entry of a list of references means: authors, title, year in any order."""
        return self._by_reference(reference_of(entry), "")

    def _by_reference(self, entry: Reference, salt: str) -> Named:
        for each in self._facts:
            title = each.plain_title if len(each.plain_title) > _SHORT_TITLE else ""
            if title and (says(entry.text, title) if entry.text else holds(entry.runs, title, salt)):
                return each.paper
        words = entry.words
        if not entry.dated or len(words) < 4:
            return None
        # Without our title, but with our author's name: another spelling, or another work of theirs.
        return None if any(each.authors[:1] and each.authors[0] in words for each in self._facts) else "other"

    def by_label_of(self, identifier: str, label: str) -> Paper | None:
        """The paper behind an arXiv identifier that is called so, by its title or by two of its authors.

        One author has written many papers, and a paper that prints another identifier is another paper.
        """
        authors = find_authors(label)
        named = self.by_label(label)
        if not isinstance(named, Paper) or (authors is not None and len(authors[0]) < 2):
            return None
        return named if self._may_be(facts_of(named), bare_arxiv(identifier)) else None

    def by_authors(self, names: tuple[str, ...], year: int | None) -> Named:
        """The one paper of which the first name is the first author; a second name must be the second one."""
        wanted = [fold(name) for name in names]
        fitting: list[Paper] = []
        open_question = False
        for each in self._facts:
            if each.authors:
                fits = each.authors[0] == wanted[0] and (len(wanted) < 2 or wanted[1] in each.authors[1:])
                if fits and (year is None or _within(year, each.years)):
                    fitting.append(each.paper)
            elif wanted[0] in each.first_page:
                open_question = True
        if len(fitting) == 1:
            return fitting[0]
        return None if fitting or open_question else "other"

    def by_name(self, name: str) -> Named:
        """The paper that a short name such as "BERT" means: ours when its title or its abbreviations have it."""
        wanted = name.lower()
        for each in self._facts:
            if wanted in each.plain_title or any(wanted == one.short.lower() for one in each.paper.abbreviations):
                return each.paper
        return "other"

    def by_key(self, key: str) -> Named:
        """The paper that "[12]" means: the entry of that key in our lists of references, which may name one of ours."""
        for each in self._facts:
            for entry in each.references:
                if entry.key == key:
                    return self._by_reference(entry, each.paper.digest) or "other"
        return "other"

    def titles_in(self, text: str) -> list[tuple[int, Paper]]:
        """Our titles in a text, each with a rough place: white space is collapsed to find it."""
        plain = " ".join(text.lower().split())
        found: list[tuple[int, Paper]] = []
        for each in self._facts:
            at = plain.find(each.plain_title) if len(each.plain_title) > _SHORT_TITLE else -1
            if at >= 0:
                found.append((_place(text, at), each.paper))
        return found


# White space is bounded everywhere: a table in a comment holds long runs of it.
_GAP = r"\s{1,80}"
_NAME = rf"(?:(?:van|von|der|den|de|di|la|le){_GAP}){{0,2}}[A-Z\u00c0-\u00de][\w’'-]{{1,30}}"
_AUTHORS = re.compile(
    rf"(?P<first>{_NAME})(?:(?:,{_GAP}(?:[A-Z]\.\s{{0,4}}){{0,4}})?(?:,?{_GAP}(?:and|&){_GAP}(?P<second>{_NAME})"
    rf"|,?\s{{0,80}}et\.?,?{_GAP}al\b\.?))(?:[’']s)?,?\s{{0,80}}[\[(]?\s?(?P<year>(?:19|20)\d\d)?"
    rf"|(?P<alone>{_NAME}),?\s{{0,80}}[\[(]?\s?(?P<when>(?:19|20)\d\d)[a-z]?\b(?![-/]\d)"
)
_NO_NAMES = word_set("""
    in on at since copyright section equation eq equations figure fig table algorithm appendix version python arxiv neurips
    iclr icml cvpr acl emnlp nips iccv eccv aaai jmlr proc proceedings journal january february march april may june july
    august september october november december the see from note this these it paper and for with as by sec chapter
    """)


def find_authors(text: str) -> tuple[tuple[str, ...], int | None] | None:
    """The authors that a text cites first ("Kingma & Ba, 2015", "He et al."), with the year; None for none."""
    return next(((names, year) for _, _, names, year in all_authors(text)), None)


def all_authors(text: str) -> list[tuple[int, int, tuple[str, ...], int | None]]:
    """All citations by author and year or by several authors, each with its range."""
    found: list[tuple[int, int, tuple[str, ...], int | None]] = []
    for match in _AUTHORS.finditer(text):
        first = match["first"] or match["alone"]
        if first.lower() in _NO_NAMES or (match["second"] and match["second"].lower() in _NO_NAMES):
            continue
        year = match["year"] or match["when"]
        # Two names with nothing behind them may be anything: "Adam and Lion".
        if match["second"] and not year and not re.match(r"\s*(?:paper|article|\]|\))", text[match.end() :]):
            continue
        names = tuple(name.split()[-1] for name in (first, match["second"]) if name)
        found.append((match.start(), match.end(), names, int(year) if year else None))
    return found


def _within(year: int, years: tuple[int, int] | None) -> bool:
    return years is None or years[0] <= year <= years[1]


def _place(text: str, at: int) -> int:
    """The offset in ``text`` of the character ``at`` of the same text with its white space collapsed."""
    seen, space = 0, True
    for offset, character in enumerate(text):
        if character.isspace():
            if not space:
                seen += 1
            space = True
        else:
            if seen >= at:
                return offset
            seen += 1
            space = False
    return len(text)
