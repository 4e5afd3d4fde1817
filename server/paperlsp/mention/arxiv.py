"""Text → the arXiv identifiers in it: named ("arXiv:1810.06801v2"), in an address, or in the style used until 2007."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# An address or a name may be broken where a narrow comment ends.
_BREAK = r"(?:[ \t]{0,8}\r?\n[ \t]{0,120})?"
_SINCE_2007 = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_UNTIL_2007 = (
    r"(?:astro-ph|cond-mat|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|nlin|nucl-ex|nucl-th|physics|quant-ph|math|cs"
    r"|q-bio|q-fin|stat|acc-phys|adap-org|alg-geom|ao-sci|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|dg-ga"
    r"|funct-an|mtrl-th|patt-sol|plasm-ph|q-alg|solv-int|supr-con)(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}"
)
_IDENTIFIER = rf"(?:{_SINCE_2007}|{_UNTIL_2007})(?:v\d{{1,2}})?"

_ARXIV = re.compile(
    rf"""
    (?<![\w@])(?:https?://{_BREAK})?
    (?:(?:[a-z]{{2,10}}\.)?arxiv\.org|ar5iv(?:\.labs\.arxiv)?\.org|(?:www\.)?alphaxiv\.org|(?:dx\.)?doi\.org|huggingface\.co)
    /{_BREAK}(?:abs|pdf|html|format|ps|e-print|overview|papers|10\.48550)/{_BREAK}(?:arxiv\.)?
    (?P<address>{_IDENTIFIER})(?:\.pdf)?(?![\w/])
    |
    (?<![\w@])arxiv(?:[ \t]{{1,4}}(?:preprint|e-?print))?(?:[ \t]{{0,4}}:|(?=[\s\[(])){_BREAK}[ \t]{{0,4}}[\[(]?
    (?P<named>{_IDENTIFIER})(?![\w/]|\.\d)
    |
    (?<![\w./@:-])(?P<bare>{_UNTIL_2007}(?:v\d{{1,2}})?)(?![\w/]|\.\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Every identifier has one of these; most texts have neither, and this is quick to see.
_DIGITS = re.compile(r"\d{4}(?:\.\d{4}|\d{3})")


class ArxivFound(NamedTuple):
    """An identifier with its version where one is written, and its range in characters of the searched text."""

    identifier: str
    start: int
    end: int


def find_arxiv(text: str) -> Iterator[ArxivFound]:
    """All arXiv identifiers, in order of appearance."""
    if not _DIGITS.search(text):
        return
    for found in _ARXIV.finditer(text):
        yield ArxivFound(found["address"] or found["named"] or found["bare"], found.start(), found.end())
