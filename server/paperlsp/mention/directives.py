"""Text → what a person tells the product in comments: findings to leave out, and the part of a paper that is meant.

``# paperlsp: ignore``, ``# paperlsp: ignore[PL101, PL102] reason``, ``# paperlsp: ignore-file[PL101] reason`` and
``# paper: Eq. (3)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from paperlsp.mention.grammar import find_mentions
from paperlsp.model.source import Mention
from paperlsp.model.span import Span

_SUPPRESSION = re.compile(
    r"(?:^|#)[ \t]*paperlsp:[ \t]*ignore(?P<file>-file)?(?![\w-])[ \t]*+(?:\[(?P<codes>[^\]\r\n]{1,400})\]|(?!\[))"
    r"(?P<reason>[^\r\n#]*)",
    re.MULTILINE,
)
_ANNOTATION = re.compile(r"(?:^|#)[ \t]*paper:[ \t]*(?P<words>[^\r\n#]+)", re.MULTILINE)
_CODE = re.compile(r"[A-Za-z][\w-]*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings to leave out. Empty ``codes`` means all of them; ``whole_file`` holds for every line of the file.

    ``span`` covers the directive with its reason, in UTF-8 bytes of the searched text.
    """

    span: Span
    codes: tuple[str, ...]
    reason: str
    whole_file: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """A person's word that the code here is explained by these parts of a paper.

    ``text`` is what stands behind ``paper:``. The spans, the mentions' too, are in UTF-8 bytes of the searched text.
    """

    span: Span
    text: str
    mentions: tuple[Mention, ...]


def find_suppressions(text: str) -> tuple[Suppression, ...]:
    """All suppressions in a source, or in a comment with or without its mark. A malformed list of codes is none."""
    found: list[Suppression] = []
    for match in _SUPPRESSION.finditer(text):
        codes = tuple(_CODE.findall(match["codes"])) if match["codes"] else ()
        if match["codes"] and not codes:
            continue
        span = _span(text, match.start() + len(match[0]) - len(match[0].lstrip("# \t")), match.end())
        found.append(Suppression(span, codes, match["reason"].strip(" \t:–—-"), whole_file=bool(match["file"])))
    return tuple(found)


def find_annotations(text: str) -> tuple[Annotation, ...]:
    """All annotations that name a part of a paper; one that only gives an address ("paper: arXiv:…") is none."""
    found: list[Annotation] = []
    for match in _ANNOTATION.finditer(text):
        words = match["words"].rstrip()
        at = _span(text, match.start("words"), match.start("words") + len(words))
        mentions = tuple(
            replace(each, span=Span(at.start + each.span.start, at.start + each.span.end))
            for each in find_mentions(words)
        )
        if any(mention.kind != "arxiv" for mention in mentions):
            start = match.start() + len(match[0]) - len(match[0].lstrip("# \t"))
            found.append(Annotation(Span(_span(text, start, start).start, at.end), words, mentions))
    return tuple(found)


def _span(text: str, start: int, end: int) -> Span:
    before = len(text[:start].encode("utf-8", "surrogatepass"))
    return Span(before, before + len(text[start:end].rstrip().encode("utf-8", "surrogatepass")))
