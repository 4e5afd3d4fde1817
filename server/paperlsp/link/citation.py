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
from paperlsp.link.naming import Named, Open, Papers, all_authors, bare_arxiv, find_authors
from paperlsp.memo import Memo
from paperlsp.model.link import Resolution, ResolvedMention
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import Comment, Mention, SourceFile, Symbol
from paperlsp.notation import STOP_WORDS

__all__ = ["bare_arxiv", "find_numbered", "resolve_mentions"]

_KINDS: dict[str, tuple[str, ...]] = {
    "section": ("section",),
    "equation": ("equation",),
    "algorithm": ("algorithm",),
    "figure": ("figure",),
    "table": ("table",),
    "theorem": ("theorem",),
}
_NAMED_PAPER = re.compile(
    r"\b(?:of|in|from|see|by|and|the)\s{1,80}(?:the\s{1,80})?"
    r"(?P<name>[A-Z][\w-]{0,40}(?:\s[A-Z][\w-]{0,40}){0,3})\s{1,80}(?:[Pp]aper|[Aa]rticle)\b"
)
_NOT_NAMED = frozenset(("this", "original", "our", "the", "a", "an", "same", "full", "research"))
_KEY = re.compile(r"(?:\bof|\bin|\bfrom|\bsee)\s{1,80}\[(?P<key>\w{1,12})\]")
_THE_PAPER = re.compile(
    r"\b(?:the|their|that|same|original)\s{1,80}(?:original\s{1,80})?(?:paper|article|authors|reference)\b"
    r"|(?:\b(?:from|in|of|see|by)\s{1,80}|\()paper\b|\bpaper['’]s\b",
    re.IGNORECASE,
)
# Sphinx' own ways to say that the words stand in the project's documentation.
_IN_DOCUMENTATION = re.compile(r":(?:ref|doc|numref|eq|any|term):`[^`]{1,300}`")
# What the keys of a bibliography mostly are: :cite:`reich2024`, \citep{reich2024differentiable}.
_CITE = re.compile(
    r"(?::cite(?::\w{1,10})?:`|\\cite[a-z]{0,4}\{)(?P<author>[A-Za-z]{2,30}?)[-_:]?(?P<year>(?:19|20)\d\d)"
)
_LONG_WORD = re.compile(r"[^\W\d_][\w-]{2,40}")
_QUOTED = re.compile(r"[\"“](?P<title>[^\"“”]{20,200})[\"”]")
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


class Naming(NamedTuple):
    """Words that name a paper. ``strong`` ones count wherever they stand: addresses and titles."""

    start: int
    end: int
    named: Named
    strong: bool

    @property
    def known(self) -> bool:
        return self.named is not None and not isinstance(self.named, Open)


def resolve_mentions(source: SourceFile, papers: Sequence[Paper]) -> tuple[ResolvedMention, ...]:
    """What each mention of a file means, in the file's order."""
    if not source.mentions:
        return ()
    if not papers:
        return tuple(ResolvedMention(source.path, mention, "missing", ()) for mention in source.mentions)
    reader = _Reader(source, _known_of(papers))
    return tuple(ResolvedMention(source.path, mention, *reader.answer(mention)) for mention in source.mentions)


def numbered_as(paper: Paper, mention: Mention, number: str) -> tuple[Anchor, ...]:
    """The anchors that one of a mention's numbers means."""
    return find_numbered(paper, mention.kind, number, supplement=mention.supplement)


def find_numbered(paper: Paper, kind: str, number: str, *, supplement: bool = False) -> tuple[Anchor, ...]:
    """The anchors of a kind with this printed number; for a page, the first heading on it or the part that runs over it.

    Of a paper and its supplement the paper comes first. ``supplement`` is for a part that is said to be one of the
    supplement, whose "S2" is also called 2; where there is none beside the paper, it stands at the end of the paper.
    """
    if not paper.documents:
        return _in(paper, (0,), kind, number)
    others = tuple(range(1, len(paper.documents)))
    if supplement:
        return _in(paper, others, kind, number) or _in(paper, others, kind, f"S{number}")
    return _in(paper, (0,), kind, number) or (() if kind == "page" else _in(paper, others, kind, number))


def _in(paper: Paper, documents: tuple[int, ...], kind: str, number: str) -> tuple[Anchor, ...]:
    """The same in some of the PDFs."""
    anchors = [anchor for anchor in paper.anchors if anchor.document in documents]
    if kind == "page":
        pages = paper.documents[documents[0]].pages if paper.documents else paper.pages
        if not number.isdigit() or not 1 <= int(number) <= pages:
            return ()
        headings = [anchor for anchor in anchors if anchor.kind in ("section", "heading")]
        on_page = [anchor for anchor in headings if anchor.page == int(number)]
        before = [anchor for anchor in headings if anchor.page < int(number)]
        return tuple(on_page[:1] or before[-1:])
    wanted = _plain_number(number)
    return tuple(
        anchor
        for anchor in anchors
        if anchor.kind in _KINDS.get(kind, ()) and anchor.number is not None and _plain_number(anchor.number) == wanted
    )


def _plain_number(number: str) -> str:
    return number.strip().strip("().").lower().replace(" ", "")


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
        found = {match["name"] for text in texts for match in _NAMED_PAPER.finditer(text)}
        return tuple(sorted(name for name in found if name.lower() not in _NOT_NAMED))

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
        found = [(paper, targets) for paper in candidates if (targets := _targets(mention, paper)) is not None]
        if not found:
            one = candidates[0] if len(candidates) == 1 else None
            return "missing", _some_targets(mention, one) if one else (), one.id if one else ""
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
        called = _NAMED_PAPER.search(f"the {words}")
        if called is not None:
            return None if called["name"].lower() in _NOT_NAMED else self._papers.by_name(called["name"])
        return self._papers.by_label(words, whole=True)

    def _in_sentence(self, text: str, start: int, end: int) -> Named:
        left, right = _sentence(text, start, end)
        if _IN_DOCUMENTATION.search(text, left, right):
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
            self._namings[text] = self._find(text)
        return self._namings[text]

    def _find(self, text: str) -> list[Naming]:
        found = [Naming(each.start, each.end, self._book.named(each.key), True) for each in find_addresses(text)]  # noqa: FBT003
        found += [Naming(at, at + 1, paper, True) for at, paper in self._papers.titles_in(text)]  # noqa: FBT003
        for start, end, names, year in all_authors(text):
            found.append(Naming(start, end, self._papers.by_authors(names, year), False))  # noqa: FBT003
        for match in _NAMED_PAPER.finditer(text):
            # "the Kingma and Ba paper" was read by its authors.
            if match["name"].lower() not in _NOT_NAMED and not any(
                each.start < match.end() <= each.end + 8 for each in found
            ):
                found.append(Naming(match.start(), match.end(), self._papers.by_name(match["name"]), False))  # noqa: FBT003
        for match in _KEY.finditer(text):
            found.append(Naming(match.start(), match.end(), self._papers.by_key(match["key"]), False))  # noqa: FBT003
        for match in _CITE.finditer(text):
            named = self._papers.by_authors((match["author"],), int(match["year"]))
            found.append(Naming(match.start(), match.end(), named, False))  # noqa: FBT003
        for match in _QUOTED.finditer(text):
            if _is_title(match["title"]):
                named = self._papers.by_label(match["title"], whole=True)
                found.append(Naming(match.start(), match.end(), named, False))  # noqa: FBT003
        return sorted(found, key=lambda each: (each.start, each.end))


def _is_title(quoted: str) -> bool:
    """Whether quoted words are a title, in which all but the small words have a capital, and not something that is said."""
    words = [word for word in _LONG_WORD.findall(quoted) if word.lower() not in STOP_WORDS]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _plain(source: SourceFile, comment: Comment) -> str:
    """The text of a comment as it stands in the file, the marks of its lines blanked."""
    text = source.content[comment.span.start : comment.span.end].decode("utf-8", "replace")
    return text if comment.docstring else _MARKS.sub(lambda mark: " " * len(mark[0]), text)


def _targets(mention: Mention, paper: Paper) -> tuple[Anchor, ...] | None:
    """The anchors for every number of the mention, or None when one is missing."""
    groups = [numbered_as(paper, mention, number) for number in mention.numbers]
    if not groups or not all(groups):
        return None
    return tuple(dict.fromkeys(anchor for group in groups for anchor in group))


def _some_targets(mention: Mention, paper: Paper) -> tuple[tuple[str, str], ...]:
    return tuple((paper.id, anchor.id) for number in mention.numbers for anchor in numbered_as(paper, mention, number))


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
