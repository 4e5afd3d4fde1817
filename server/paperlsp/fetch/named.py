"""What a repository says about itself → the papers that it names, the likeliest to be its own first.

Read are a README, a CITATION.cff and a BibTeX file, by patterns: they are written by hand, and what they name is only
offered, never fetched by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paperlsp.mention import find_arxiv

DESCRIPTIONS = (
    "CITATION.cff",
    "README.md",
    "README.rst",
    "README.txt",
    "README",
    "CITATION.bib",
    "citation.bib",
    "CITATION",
    "paper.bib",
)
"""By name, those first that speak of the one paper of the repository."""
LONGEST = 200_000
"""Characters of a description that are looked at."""
_PDF = re.compile(
    r"https?://(?:openreview\.net/(?:pdf|forum)\?id=[\w-]+|[^\s<>\"'`)\]}]{3,300}?\.pdf)(?=[\s<>\"'`)\]},;?#]|\.\s|\.?$)",
    re.IGNORECASE,
)
_EPRINT = re.compile(r"\beprint\s*=\s*[{\"]\s*(?:arxiv:)?([\w.-]+(?:/\d{7})?(?:v\d+)?)\s*[}\"]", re.IGNORECASE)
_ENTRY = re.compile(r"@\w+\s*\{")
_TITLE = re.compile(r"\btitle\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\}){3,300})\}|\"([^\"]{3,300})\")", re.IGNORECASE)
_PICTURES = ("raw.githubusercontent.com", "shields.io")


@dataclass(frozen=True, slots=True)
class Named:
    """``what`` is what ``paperlsp fetch`` takes: "arxiv:1810.06801" or an address. ``file`` names it, ``title`` is "" where
    nobody says it beside it.
    """

    what: str
    file: str
    title: str = ""


def named_papers(texts: Iterable[tuple[str, str]]) -> tuple[Named, ...]:
    """Of pairs of a file's name and its text, each paper once: the same arXiv number with and without a version is one."""
    found: dict[str, Named] = {}
    for file, text in texts:
        for _, what, title in sorted(_all(text[:LONGEST])):
            key = re.sub(r"v\d+$", "", what) if what.startswith("arxiv:") else what
            known = found.get(key)
            if known is None:
                found[key] = Named(what, file, title)
            elif title and not known.title:
                found[key] = Named(known.what, known.file, title)
    return tuple(found.values())


def _all(text: str) -> Iterator[tuple[int, str, str]]:
    """Where each stands, how it is fetched, and the title of the BibTeX entry that it stands in."""
    for each in find_arxiv(text):
        yield each.start, f"arxiv:{each.identifier}", _title(text, each.start)
    for match in _EPRINT.finditer(text):
        for each in find_arxiv(f"arXiv:{match[1]}"):
            yield match.start(), f"arxiv:{each.identifier}", _title(text, match.start())
    for match in _PDF.finditer(text):
        if not list(find_arxiv(match[0])) and not any(host in match[0] for host in _PICTURES):
            yield match.start(), match[0], _title(text, match.start())


def _title(text: str, at: int) -> str:
    """The title in the BibTeX entry around a place."""
    start = max((match.start() for match in _ENTRY.finditer(text, max(0, at - 3000), at)), default=None)
    if start is None:
        return ""
    following = _ENTRY.search(text, at)
    match = _TITLE.search(text, start, min(following.start() if following else len(text), start + 5000))
    # An entry that is over before the place says nothing about it.
    if match is None or text.count("{", start, at) <= text.count("}", start, at):
        return ""
    return " ".join((match[1] or match[2]).replace("{", "").replace("}", "").split())
