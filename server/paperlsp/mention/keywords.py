"""The words that open a mention ("Eq.", "Sections", "§", "théorème") → the kind of part that they name."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from paperlsp.model.source import MentionKind


class Keyword(NamedTuple):
    """How a word may open a mention.

    Only an ``abbreviation`` may have a full stop; ``dot`` says that it must ("p. 5", "App. B"). ``weak`` marks a short
    form that as often means something else when it is in lower case and without a full stop ("fig", "sec"); ``proper``
    a word that counts with a capital only. ``letters`` allows a number that is a single capital letter, ``lone`` even
    where that letter might be a word of its own ("appendix B shows").
    """

    kind: MentionKind
    plural: bool = False
    abbreviation: bool = False
    dot: bool = False
    weak: bool = False
    proper: bool = False
    letters: bool = False
    lone: bool = False


_WORD = Keyword("equation")
_SHORT = _WORD._replace(abbreviation=True)
_WEAK = _SHORT._replace(weak=True)
_DOTTED = _SHORT._replace(dot=True)


def _words(like: Keyword, words: str) -> dict[str, Keyword]:
    """``words`` are singular forms, or "singular/plural"."""
    found: dict[str, Keyword] = {}
    for entry in words.split():
        singular, _, plural = entry.partition("/")
        found[singular] = like
        if plural:
            found[plural] = like._replace(plural=True)
    return found


# Accents are removed before a word is looked up, so "équation", "theoreme" and decomposed letters need no entries.
_KEYWORDS: dict[str, Keyword] = {
    **_words(_WORD, "equation/equations formula/formulas formulae/formulae formule/formules"),
    **_words(_SHORT, "eqn/eqns"),
    **_words(_WEAK, "eq/eqs"),
    **_words(
        _WORD._replace(kind="section", letters=True),
        "section/sections subsection/subsections subsubsection/subsubsections",
    ),
    **_words(_SHORT._replace(kind="section", letters=True), "sect/sects"),
    **_words(_WEAK._replace(kind="section", letters=True), "sec/secs"),
    **_words(
        _WORD._replace(kind="section", letters=True, lone=True),
        "appendix/appendices annex/annexes annexe/annexes §/§§",
    ),
    **_words(_DOTTED._replace(kind="section", letters=True, lone=True), "app/apps appx"),
    **_words(_WORD._replace(kind="algorithm"), "algorithm/algorithms algorithme/algorithmes"),
    **_words(_WORD._replace(kind="algorithm", proper=True), "procedure/procedures"),
    **_words(_WEAK._replace(kind="algorithm"), "alg/algs algo/algos"),
    **_words(_WORD._replace(kind="figure"), "figure/figures"),
    **_words(_WEAK._replace(kind="figure"), "fig/figs"),
    **_words(_WORD._replace(kind="table"), "table/tables tableau/tableaux"),
    **_words(_DOTTED._replace(kind="table"), "tab/tabs tbl/tbls"),
    **_words(
        _WORD._replace(kind="theorem", letters=True),
        "theorem/theorems theoreme/theoremes lemma/lemmas lemmata/lemmata lemme/lemmes corollary/corollaries"
        " corollaire/corollaires proposition/propositions definition/definitions",
    ),
    **_words(_SHORT._replace(kind="theorem", letters=True), "thm/thms"),
    **_words(
        _DOTTED._replace(kind="theorem", letters=True), "prop/props def/defs defn/defns lem/lems cor/cors coroll th/ths"
    ),
    **_words(
        _WORD._replace(kind="theorem", letters=True, proper=True),
        "assumption/assumptions remark/remarks conjecture/conjectures hypothese/hypotheses remarque/remarques",
    ),
    **_words(_WORD._replace(kind="page"), "page/pages"),
    **_words(_DOTTED._replace(kind="page"), "p/pp pg/pgs"),
}

OPENING = re.compile(
    # Not inside a word, a dotted name, a path, a macro, an option or a variable, and only where a number can follow.
    # Any word is taken here and looked up later: that is several times faster than a choice among all keywords.
    r"(?<![\w.\\@$%\-])(?P<word>[A-Za-zÀ-ÿ\u0300\u0301]{1,15}+)(?P<dot>\.?)"
    r"(?=[ \t\r\n\xa0\u2009\u202f~]{0,128}[\d(\[#A-Zn])"
    r"|(?P<sign>§§?)"
)
"""A word that may be a keyword, with its full stop. What it is, and what follows, is for the caller to judge."""


def keyword_of(word: str) -> Keyword | None:
    """The keyword that a word spells, whatever its case and accents."""
    plain = word.lower()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _KEYWORDS.get(plain)
