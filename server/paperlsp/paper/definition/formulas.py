"""A sentence → the notations that a formula itself defines: "let g = ∇f(θ)", "h := Wx", "W ∈ ℝ^(d×k)"."""

from __future__ import annotations

import re

from paperlsp.paper.clause import Part
from paperlsp.paper.definition.found import Found, Named
from paperlsp.paper.definition.group import named_in
from paperlsp.paper.sentence import Sentence

_INTRODUCES = frozenset(("let", "define", "defines", "where", "denote", "denotes", "write", "defining"))
_LISTS = frozenset(("by", "with", "where", "let", "for", "of", "use", "uses", "using", "given", "on", "from"))
_QUANTIFIES = frozenset(("all", "each", "every", "any", "some", "for", "∀", "if", "when", "whenever", "once", "given"))
_SPACES = re.compile(r"^[ℝℂℕℤ𝕊𝔽𝔹𝕍ℍℚ𝔻ℙ]|^\{0, 1\}|^\{−1, 1\}|^[\[(](?:0|−1), (?:1|∞)[\])]|^IR|^R\^")


def said_by_formulas(sentence: Sentence) -> list[Found]:
    """Definitions that need no words but those that lead up to the formula."""
    found: list[Found] = []
    for at, token in enumerate(sentence.tokens):
        if token.kind != "formula":
            continue
        for named in named_in(sentence, at):
            rest, relation = named.clause.rest, named.clause.relation
            if rest is None:
                continue
            if relation == "∈" and _is_space(sentence, at, rest):
                found += [
                    Found(each, f"∈ {rest.text}", "space", at, at + 1)
                    for each in (*_listed(sentence, at), named)
                    if not _is_known(each)
                ]
            elif named.part is not named.clause.subjects[-1]:
                continue
            elif named.clause.defining:
                found += _equation(sentence, at, named, rest)
            elif relation == ":":
                found.append(Found(named, f": {rest.text}", "space", at, at + 1))
            elif relation == "∼" and sentence.word(at - 1) in ("where", "with", "let", "and", ","):
                found.append(Found(named, f"∼ {rest.text}", "space", at, at + 1))
    return found


def _is_known(named: Named) -> bool:
    """Whether the notation is a space itself ("ℝᵈ → ℝ"), which needs no definition."""
    return bool(_SPACES.match(named.part.text))


def _listed(sentence: Sentence, at: int) -> list[Named]:
    """The notations before "γ ∈ ℝ" that the same is said of: "α, β, and γ ∈ ℝ"."""
    listed: list[Named] = []
    while at > 1 and sentence.words[at - 1] in (",", "and"):
        at -= 2 if sentence.words[at - 2] != "," else 3
        if at < 0 or sentence.tokens[at].kind != "formula":
            break
        found = named_in(sentence, at)
        if not found or any(each.clause.relation for each in found):
            break
        listed = [*found, *listed]
    return listed if sentence.word(at - 1) in _LISTS or sentence.word(at - 1).endswith("s") else []


def _equation(sentence: Sentence, at: int, named: Named, rest: Part | None) -> list[Found]:
    if rest is None or not any(character.isalpha() for character in rest.text):
        return []
    explicit = named.clause.relation in ("≔", "≜", ":=")
    before = sentence.word(at - 1)
    introduced = before in _INTRODUCES or (before in (",", "and") and _opened(sentence, at))
    defined = sentence.word(at - 1) in ("by", "as") and sentence.word(at - 2) in ("defined", "define", "given")
    if not (explicit or introduced or defined):
        return []
    return [Found(named, f"= {rest.text}", "equation", at, at + 1, weak=not explicit and not introduced)]


def _opened(sentence: Sentence, at: int) -> bool:
    """Whether the formula goes on in a list that "where" or "let" opens: "where a = …, and b = …"."""
    for back in range(at - 1, -1, -1):
        if sentence.words[back] in ("where", "let", "define"):
            return True
        if sentence.words[back] not in (",", "and", ""):
            return False
    return False


def _is_space(sentence: Sentence, at: int, rest: Part) -> bool:
    if not _SPACES.match(rest.text):
        return False
    before = {sentence.word(at - 1), sentence.word(at - 2)}
    return not before & _QUANTIFIES
