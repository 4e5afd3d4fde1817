"""Mentions in comments and docstrings × the papers in play → the parts that they mean, or that they mean nobody's.

Which paper a mention speaks of is decided by the nearest words that name one: an address, a title, authors with a year,
"the BERT paper". They are looked for right beside the mention, in its sentence, in the text around it, then in the
docstrings of the definitions and the module that hold it. "The paper" means the one that was named before. Where nothing
names a paper, the papers of this file are meant, unless the file opens with somebody else's alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from paperlsp.code.context import comment_at, foreign_words
from paperlsp.link.addresses import AddressBook, find_addresses
from paperlsp.link.naming import Named, Open, Papers, bare_arxiv, find_authors
from paperlsp.link.naming_words import NAMED_PAPER, NOT_NAMED, Naming, find_namings
from paperlsp.link.numbered import some_targets, targets_of
from paperlsp.memo import Memo
from paperlsp.model.link import Resolution, ResolvedMention
from paperlsp.model.paper import Paper
from paperlsp.model.source import Comment, Mention, SourceFile, Symbol

_THE_PAPER = re.compile(
    r"\b(?:the|their|that|same|original)\s{1,80}(?:original\s{1,80})?(?:paper|article|authors|reference)\b"
    r"|(?:\b(?:from|in|of|see|by)\s{1,80}|\()paper\b|\bpaper['’]s\b",
    re.IGNORECASE,
)
# Sphinx' own ways to say that the words stand in the project's documentation: ":ref:`Section 3 <guide>`".
_IN_DOCUMENTATION = re.compile(r":(?:ref|doc|numref|eq|any):`[^`]{1,300}`")
# What joins them to a part that is cited right beside: "Section 3 of the :ref:`guide`".
_JOINING = re.compile(
    r"[\s,;:()]{0,80}(?:(?:of|in|from|see|cf\.?|the|our|and|user|guide|manual|documentation)\b[\s,;:()]{1,80}){0,4}",
    re.IGNORECASE,
)
_FAR = 4_000
"""Characters on either side of a mention within which its sentence ends; a comment of a megabyte may hold thousands."""
_SENTENCE_END = re.compile(r"(?<!\bal)(?<!\bet)(?<!\bcf)(?<!\bvs)[.!?]\s{1,80}(?=[A-Z\[(])|\n[ \t]{0,200}\n")
_PARAGRAPH_END = re.compile(r"\n[ \t]{0,200}\n")
_MARKS = re.compile(r"(?m)^[ \t]*#+:?")
# Around a mention that has a sentence to itself stand at most these.
_NOTHING = re.compile(r"[\s().,;:\[\]§]{0,20}(?:see|cf\.?|in)?[\s().,;:\[\]§]{0,20}", re.IGNORECASE)

_MOST_KEPT, _MOST_ANSWERS = 16, 1024
"""Groups of papers, and mentions of each, whose answers are remembered."""

_Answer = tuple[Resolution, tuple[tuple[str, str], ...], str]


def resolve_mentions(source: SourceFile, papers: Sequence[Paper]) -> tuple[ResolvedMention, ...]:
    """What each mention of a file means, in the file's order."""
    if not source.mentions:
        return ()
    if not papers:
        return tuple(ResolvedMention(source.path, mention, "missing", ()) for mention in source.mentions)
    reader = _Reader(source, _known_of(papers))
    return tuple(ResolvedMention(source.path, mention, *reader.answer(mention)) for mention in source.mentions)


class _Known(NamedTuple):
    """Papers that speak for files together, and what mentions in those were answered."""

    papers: Papers
    answers: OrderedDict[Hashable, _Answer]


_kept: Memo[Paper, list[_Known]] = Memo("citations")
"""With the first of the papers."""


def _known_of(papers: Sequence[Paper]) -> _Known:
    """What is known of the very same papers."""
    kept = _kept.get(papers[0], lambda _: []) if papers else []
    for known in kept:
        if len(known.papers.all) == len(papers) and all(a is b for a, b in zip(known.papers.all, papers, strict=True)):
            return known
    kept.insert(0, _Known(Papers(papers), OrderedDict()))
    del kept[_MOST_KEPT:]
    return kept[0]


class _Reader:
    """One file with the papers that speak for it."""

    def __init__(self, source: SourceFile, known: _Known) -> None:
        self._source = source
        self._papers = known.papers
        self._answers = known.answers
        self._namings: dict[str, list[Naming]] = {}
        self._digests: dict[int, bytes] = {}

    @cached_property
    def _book(self) -> AddressBook:
        return AddressBook(self._papers, (_plain(self._source, comment) for comment in self._source.comments))

    @cached_property
    def _addresses(self) -> tuple[tuple[str, bool, str], ...]:
        return tuple((each.key, each.arxiv, each.label) for each in self._book.made_from)

    @cached_property
    def _called(self) -> tuple[str, ...]:
        """What the file calls papers: "the RWalk paper"."""
        texts = (_plain(self._source, comment) for comment in self._source.comments)
        found = {match["name"] for text in texts for match in NAMED_PAPER.finditer(text)}
        return tuple(sorted(name for name in found if name.lower() not in NOT_NAMED))

    @cached_property
    def _opening(self) -> tuple[str, ...]:
        """The addresses in comments before the first definition."""
        first = min((each.span.start for each in self._source.symbols if each.kind != "module"), default=None)
        opening = (each for each in self._source.comments if first is None or each.span.start < first)
        return tuple(found.key for each in opening for found in find_addresses(_plain(self._source, each)))

    def answer(self, mention: Mention) -> _Answer:
        """What a mention means; taken over where all that is looked at for it says what it said before."""
        comment = comment_at(self._source, mention.span.start)
        if comment is None:
            return self.resolve(mention)
        start = comment.span.start
        key = (
            mention.kind,
            mention.numbers,
            mention.text,
            mention.span.start - start,
            mention.span.end - start,
            self._looked_at(comment),
        )
        known = self._answers.get(key)
        if known is None:
            known = self._answers[key] = self.resolve(mention)
            if len(self._answers) > _MOST_ANSWERS:
                self._answers.popitem(last=False)
        return known

    def _looked_at(self, comment: Comment) -> bytes:
        """The digest of all that an answer in a comment rests on: it may be pages long, and an answer outlives its file's version."""
        start = comment.span.start
        if start not in self._digests:
            written = self._source.content[start : comment.span.end]
            holders = tuple(holder.docstring for holder in self._holders(comment))
            rests_on = repr((written, comment.docstring, holders, self._addresses, self._called, self._opening))
            self._digests[start] = hashlib.sha256(rests_on.encode("utf-8", "surrogatepass")).digest()
        return self._digests[start]

    def resolve(self, mention: Mention) -> _Answer:
        if mention.kind == "arxiv":
            named = self._book.named(bare_arxiv(mention.numbers[0]))
            return ("found", (), named.id) if isinstance(named, Paper) else ("foreign", (), "")
        named = self._meant(mention)
        if named == "other":
            return "foreign", (), ""
        candidates = (
            (named,) if isinstance(named, Paper) else named.papers if isinstance(named, Open) else self._papers.all
        )
        found = [(paper, targets) for paper in candidates if (targets := targets_of(mention, paper)) is not None]
        if not found:
            one = candidates[0] if len(candidates) == 1 else None
            return "missing", some_targets(mention, one) if one else (), one.id if one else ""
        flat = tuple((paper.id, anchor.id) for paper, targets in found for anchor in targets)
        # A paper that prints no identifier is behind an unknown one when there is no second such paper.
        sure = not isinstance(named, Open) or self._papers.without_identifier == 1
        return ("found", flat, found[0][0].id) if len(found) == 1 and sure else ("ambiguous", flat, "")

    def _meant(self, mention: Mention) -> Named:
        """The paper that is named nearest to the mention."""
        comment = comment_at(self._source, mention.span.start)
        if comment is None:
            return None
        text = _plain(self._source, comment)
        start = len(self._source.content[comment.span.start : mention.span.start].decode("utf-8", "replace"))
        end = start + len(self._source.content[mention.span.start : mention.span.end].decode("utf-8", "replace"))
        steps: tuple[Callable[[], Named], ...] = (
            lambda: self._beside(mention),
            lambda: self._in_sentence(text, start, end),
            lambda: self._in_comment(text, start, end),
            lambda: self._in_holders(comment),
            lambda: self._in_file(text, start, end),
        )
        found: Named = next((named for step in steps if (named := step()) is not None), None)
        if found == "other":
            return "other"
        # What is named right here and not known leaves no choice among papers that it cannot be.
        perhaps = self._open(text, start, end)
        return found if perhaps is None or (isinstance(found, Paper) and found in perhaps.papers) else perhaps

    def _open(self, text: str, start: int, end: int) -> Open | None:
        left, right = _sentence(text, start, end)
        for each in self._in(text):
            if left <= each.start < right and isinstance(each.named, Open):
                return each.named
        return None

    def _beside(self, mention: Mention) -> Named:
        """By the words right before or behind the mention: "Section 3 of Smith et al. (2019)"."""
        words = None if mention.supplement else foreign_words(self._source, mention)
        if words is None or find_addresses(words):
            # Addresses are weighed below, by how near they stand.
            return None
        key = re.match(r"\[(\w{1,12})\](?:\s+(?P<entry>.+))?$", words, re.DOTALL)
        if key is not None:
            return self._papers.by_entry(key["entry"]) if key["entry"] else self._papers.by_key(key[1])
        if find_authors(words) is not None:
            return self._papers.by_label(words)
        called = NAMED_PAPER.search(f"the {words}")
        if called is not None:
            return None if called["name"].lower() in NOT_NAMED else self._papers.by_name(called["name"])
        return self._papers.by_label(words, whole=True)

    def _in_sentence(self, text: str, start: int, end: int) -> Named:
        left, right = _sentence(text, start, end)
        if _is_documented(text, left, right, start, end):
            return "other"
        behind = [each for each in self._in(text) if end <= each.start < right]
        before = [each for each in self._in(text) if left <= each.start < start]
        for naming in (*behind, *reversed(before)):
            if naming.known:
                return naming.named
        alone = _NOTHING.fullmatch(text[left:start].strip()) and _NOTHING.fullmatch(text[end:right].strip())
        if alone or _THE_PAPER.search(text[left:start]) or _THE_PAPER.search(text[end:right]):
            # "(Sec. 4.4)" behind a reference, "Section 2.1 of the paper": whatever was named last.
            for naming in reversed([each for each in self._in(text) if each.start < left]):
                if naming.known:
                    return naming.named
        return self._papers.by_entry(text[_paragraph(text, left) : left]) if alone else None

    def _in_comment(self, text: str, start: int, end: int) -> Named:
        strong = [each for each in self._in(text) if each.strong and each.known]
        before = [each for each in strong if each.start < start]
        behind = [each for each in strong if each.start >= end]
        return before[-1].named if before else behind[0].named if behind else None

    def _in_holders(self, comment: Comment) -> Named:
        """By the docstrings of the definitions that hold the comment, inside out; the module's is the last."""
        for symbol in self._holders(comment):
            for naming in self._in(symbol.docstring):
                if naming.strong and naming.known:
                    return naming.named
        return None

    def _holders(self, comment: Comment) -> Iterator[Symbol]:
        """The definitions that hold a comment, inside out, the module last."""
        symbol = self._source.by_name.get(comment.symbol)
        while symbol is not None:
            yield symbol
            symbol = self._source.by_name.get(symbol.parent) if symbol.parent is not None else None

    def _in_file(self, text: str, start: int, end: int) -> Named:
        """What is but "the paper" is the only one that the file names anywhere; everything else that of the file's opening.

        Where they are several, and none of them is ours, it is one of those.
        """
        left, right = _sentence(text, start, end)
        the_paper = _THE_PAPER.search(text[left:start]) or _THE_PAPER.search(text[end:right])
        keys = sorted(self._book.all) if the_paper else self._opening
        if len(keys) == 1 and the_paper:
            return self._book.named(keys[0])
        foreign = [self._book.named(key) == "other" for key in keys]
        if the_paper:
            foreign += [self._papers.by_name(name) == "other" for name in self._called]
        return "other" if foreign and all(foreign) else None

    def _in(self, text: str) -> list[Naming]:
        """All words in a text that name a paper, in order."""
        if text not in self._namings:
            self._namings[text] = find_namings(text, self._papers, self._book)
        return self._namings[text]


def _is_documented(text: str, left: int, right: int, start: int, end: int) -> bool:
    """Whether the mention in a sentence is one of the project's documentation, by what stands right beside it."""
    for role in _IN_DOCUMENTATION.finditer(text, left, right):
        between = text[role.end() : start] if role.end() <= start else text[end : role.start()]
        if _JOINING.fullmatch(between):
            return True
    return False


def _plain(source: SourceFile, comment: Comment) -> str:
    """The text of a comment as it stands in the file, the marks of its lines blanked."""
    text = source.content[comment.span.start : comment.span.end].decode("utf-8", "replace")
    return text if comment.docstring else _MARKS.sub(lambda mark: " " * len(mark[0]), text)


def _paragraph(text: str, at: int) -> int:
    """Where the paragraph before a place begins."""
    return max((match.end() for match in _PARAGRAPH_END.finditer(text, 0, at)), default=0)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a mention begins and ends, as far as one may reach."""
    first, last = max(0, start - _FAR), min(len(text), end + _FAR)
    breaks = [match.end() for match in _SENTENCE_END.finditer(text, first, last)]
    left = max((at for at in breaks if at <= start), default=first)
    right = min((at for at in breaks if at >= end), default=last)
    return left, right
