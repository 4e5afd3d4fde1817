"""The sentence that states a value → its words without their order, and what it says of the value beyond them."""

from __future__ import annotations

import re

from paperlsp.link.columns import columns_of
from paperlsp.link.numbers import stated_numbers
from paperlsp.model.gist import Sentence
from paperlsp.model.paper import Paper, StatedValue
from paperlsp.notation import prose_words

_ADVICE = re.compile(
    r"\b(?:defaults?|recommend\w*|suggest\w*|advise\w*|rules? of thumb|good (?:first )?(?:guess|choice|setting)\w*|we (?:use|fix|set))\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:baselines?|original|prior work|previous|vanilla)\b", re.IGNORECASE)


def sentence_of(value: StatedValue, paper: Paper) -> Sentence:
    quote = value.quote
    return Sentence(
        tuple(sorted(set(prose_words(quote)))),
        -1 if _OTHERS.search(quote) else 1 if _ADVICE.search(quote) else 0,
        _cites(value),
        _comes_back(value),
        tuple(sorted(set(stated_numbers(quote)))) if (value.anchor or "").startswith("tab:") else (),
        columns_of(value, paper),
    )


def _cites(value: StatedValue) -> bool:
    """Whether the sentence cites somebody right behind what it is about."""
    if value.subject is None:
        return False
    pattern = rf"\b{re.escape(value.subject)}(?: \w+)? ?(?:\[\d|\(?[A-Z]\w+[^()]{{0,40}}\(?\d{{4}})"
    return re.search(pattern, value.quote) is not None


def _comes_back(value: StatedValue) -> bool:
    """Whether something happens every so many steps, as in "every 30 epochs", which are no count of epochs."""
    pattern = rf"\bevery (?:other )?{re.escape(value.value)} (?:[\w-]+ )?{re.escape(value.name)}"
    return re.search(pattern, value.quote, re.IGNORECASE) is not None
