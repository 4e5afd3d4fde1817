"""A paper → the same without its sentences: what code can be linked to and checked against, and nothing to read.

Headings, names of algorithms and the paper's own title stay as they are printed, because they are names, by which people cite;
formulas stay, because they are what is computed. Of everything else only what ``Gist`` has is kept. No more than
``LONGEST_PHRASE`` words of a text stay in a row: a longer phrase, such as what a symbol means, keeps its words in
alphabetical order, in which linking finds them as well.
"""

from __future__ import annotations

import re
from dataclasses import replace

from paperlsp.link.gist import LONGEST_PHRASE, gist_of
from paperlsp.link.runs import runs_of
from paperlsp.model.gist import Formula, Gist
from paperlsp.model.paper import Abbreviation, Anchor, Paper, StatedValue, SymbolDefinition, TextPlace
from paperlsp.notation import prose_words

NOWHERE = TextPlace(-1, 0, 0)
"""Where something stands in a text that is not there."""
_WORDS_IN_LATEX = re.compile(r"(\\(?:text\w*|mathrm|mbox|operatorname)\s*)\{([^{}]{20,2000})\}")
_ONE_NAME = "step size"
"""What linking takes for one name, so that its words stay together."""


def withhold(paper: Paper, *, quotes: bool = True) -> Paper:
    """The paper with its gist instead of its text. Without ``quotes`` nobody can check a quote against it."""
    gist = gist_of(paper)
    passages = {
        anchor.id: replace(gist.passages[anchor.id], runs=runs_of(anchor.text, paper.digest) if quotes else None)
        for anchor in paper.anchors
    }
    references = tuple(replace(each, text="", runs=runs_of(each.text, paper.digest)) for each in gist.references)
    formulas = tuple(Formula(each.anchor, _loosened(each.latex), each.is_line) for each in gist.formulas)
    return Paper(
        paper.id,
        paper.digest,
        paper.title,
        paper.authors,
        "",
        paper.arxiv_id,
        paper.pages,
        tuple(_anchor(each) for each in paper.anchors),
        (),
        tuple(Abbreviation(each.short, _phrase(each.long), each.page) for each in paper.abbreviations),
        paper.problems,
        tuple(_symbol(each) for each in paper.symbols),
        tuple(_value(each) for each in paper.values),
        gist=Gist(passages, gist.sentences, formulas, references, gist.cited, gist.years, gist.first_page),
        documents=paper.documents,
    )


def _anchor(anchor: Anchor) -> Anchor:
    title = anchor.title
    if anchor.kind in ("figure", "table") and len(_words(title)) > LONGEST_PHRASE:
        # A caption is a sentence more often than a name.
        title = ""
    text = anchor.text if anchor.kind == "equation" and len(_words(anchor.text)) <= LONGEST_PHRASE else ""
    latex = None if anchor.latex is None else _loosened(anchor.latex)
    return replace(anchor, title=title, text=text, latex=latex)


def _symbol(symbol: SymbolDefinition) -> SymbolDefinition:
    return replace(symbol, meaning=_phrase(symbol.meaning), place=NOWHERE)


def _value(value: StatedValue) -> StatedValue:
    subject = None if value.subject is None else _phrase(value.subject)
    return replace(value, name=_phrase(value.name), subject=subject, quote="", place=NOWHERE)


def _words(text: str) -> tuple[str, ...]:
    return prose_words(text, joined=False)


def _phrase(text: str) -> str:
    """A short phrase as it is, of a longer one its words; what stands behind "∈" is no word but a space."""
    phrase, element, space = text.partition("∈")
    words = _words(phrase)
    if len(words) <= LONGEST_PHRASE:
        return text
    kept = sorted(prose_words(phrase))
    if _ONE_NAME in " ".join(words):
        for part in _ONE_NAME.split():
            kept.remove(part)
        kept.append(_ONE_NAME)
    return f"{' '.join(kept)} {element}{space}".rstrip()


def _loosened(latex: str) -> str:
    """The formula; words within it that make a sentence lose their order."""

    def loosen(found: re.Match[str]) -> str:
        words = _words(found[2])
        return f"{found[1]}{{{' '.join(sorted(words))}}}" if len(words) > LONGEST_PHRASE else found[0]

    return _WORDS_IN_LATEX.sub(loosen, latex)
