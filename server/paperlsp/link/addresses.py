"""The text of a file's comments → the addresses of papers in it, and whose paper each of them is.

What a link is called tells whose it is: ``[Deep Residual Learning](https://arxiv.org/abs/1512.03385)``. The same address
means the same paper wherever it stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from paperlsp.link.naming import Named, Open, Papers, bare_arxiv
from paperlsp.mention.arxiv import find_arxiv
from paperlsp.model.paper import Paper

_PUBLISHED = re.compile(
    r"(?:https?://[^\s<>\"'`)\]]{0,80}(?:doi\.org|openreview\.net|aclanthology|aclweb|proceedings|papers|jmlr\.org"
    r"|semanticscholar|dl\.acm\.org|ieeexplore|springer|nature\.com|sciencedirect|biorxiv|hal\.|\.pdf)[^\s<>\"'`)\]]{0,160})",
    re.IGNORECASE,
)
# Any other address is a paper's when the words around it say so: "the `Blending Layers <https://…>`_ paper".
_LINK = re.compile(r"https?://[^\s<>\"'`)\]]{3,240}", re.IGNORECASE)
_PAPER_BEHIND = re.compile(r"[>)\]`_\s]{1,8}(?:paper|article|preprint)\b", re.IGNORECASE)
_PAPER_BEFORE = re.compile(
    r"\b(?:paper|article|preprint)s?\b[:,]?\s*[\[`\"“][^\[\]`\"”]{2,300}[\]`\"”]?[\s(<]*\Z", re.IGNORECASE
)
_REACH = 320
# What stands right before an address and is its name: Markdown, reStructuredText, quotes, a target of a link.
_LABELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\[([^\[\]]{2,300})\]\(\s*<?\s*\Z",
        r"\(([^()]{2,300})\)\[\s*\Z",
        r"`([^`<>]{2,300})[\s#]*<\s*\Z",
        r"[\"“]([^\"“”]{8,300})[\"”][\s,(<#]*\Z",
        r"[`\"“']([^`\"“”'\n]{8,300})[`\"”'][.,]?\s*[-–—:]\s*\Z",
        r"\.\.\s+_`?([^`\n]{2,200}?)`?:\s*\Z",
    )
)


class Address(NamedTuple):
    """``key`` is the same for every spelling of one address; ``label`` is what it is called there, or ""."""

    start: int
    end: int
    key: str
    arxiv: bool
    label: str


@lru_cache(maxsize=512)
def find_addresses(text: str) -> tuple[Address, ...]:
    """All addresses and arXiv identifiers of published papers in a text, in order."""
    found: list[Address] = []
    for each in find_arxiv(text):
        found.append(Address(each.start, each.end, bare_arxiv(each.identifier), True, _label(text, each.start)))  # noqa: FBT003, PERF401
    links = [*_PUBLISHED.finditer(text), *_LINK.finditer(text)] if "http" in text else []
    for match in links:
        if not any(each.start < match.end() and match.start() < each.end for each in found) and (
            match.re is _PUBLISHED or _speaks_of_a_paper(text, match)
        ):
            key = match[0].rstrip(".,;:").removeprefix("https://").removeprefix("http://").lower()
            found.append(Address(match.start(), match.end(), key, False, _label(text, match.start())))  # noqa: FBT003
    return tuple(sorted(found))


def _speaks_of_a_paper(text: str, link: re.Match[str]) -> bool:
    before = text[max(0, link.start() - _REACH) : link.start()]
    return bool(_PAPER_BEHIND.match(text, link.end()) or _PAPER_BEFORE.search(before))


def _label(text: str, start: int) -> str:
    before = text[max(0, start - _REACH) : start]
    for pattern in _LABELS:
        found = pattern.search(before)
        if found is not None:
            return " ".join(found[1].split())
    return ""


class AddressBook:
    """Whose each address of one file is."""

    def __init__(self, papers: Papers, texts: Iterable[str]) -> None:
        self._papers = papers
        self.made_from: list[Address] = []
        """All that it rests on beside the papers."""
        labels: dict[str, list[str]] = {}
        self._identifiers: set[str] = set()
        for text in texts:
            for each in find_addresses(text):
                self.made_from.append(each)
                labels.setdefault(each.key, []).append(each.label)
                if each.arxiv:
                    self._identifiers.add(each.key)
        self._named: dict[str, Named] = {key: self._whose(key, called) for key, called in labels.items()}

    @property
    def all(self) -> frozenset[str]:
        return frozenset(self._named)

    def named(self, key: str) -> Named:
        return self._named[key] if key in self._named else self._whose(key, [])

    def _whose(self, key: str, labels: list[str]) -> Named:
        arxiv = key in self._identifiers or re.fullmatch(r"[\w.-]+/\d{7}|\d{4}\.\d{4,5}", key) is not None
        own = self._papers.by_identifier(key) if arxiv else None
        if own is not None and not isinstance(own, Open):
            return own
        called = [label for label in labels if label]
        for label in called:
            paper = self._papers.by_label_of(key, label) if arxiv else self._papers.by_label(label)
            if isinstance(paper, Paper):
                return paper
        return "other" if any(self._papers.by_label(label) == "other" for label in called) else own
