"""A place in a sentence → the notations that stand there together: "W and b", "α, β₁ and β₂", "lₚ (resp. lᵢ)"."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.paper.definition.found import Named
from paperlsp.paper.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Group:
    """The notations in tokens ``start`` to ``end`` of a sentence."""

    start: int
    end: int
    members: tuple[Named, ...]


def group_at(sentence: Sentence, at: int) -> Group | None:
    """The notations that begin at the formula ``at``; None when one of them is more than a notation."""
    members: list[Named] = []
    end = at
    while end < len(sentence.tokens):
        found = named_in(sentence, end)
        if not found:
            break
        members += found
        end += 1
        if any(each.clause.relation for each in found):
            break
        following = end
        while following < len(sentence.words) and sentence.words[following] in (",", "and", "or", "&", "/"):
            following += 1
        resp = sentence.words[end : end + 2] in (("(", "resp."), ("(", "respectively"))
        if resp and end + 3 < len(sentence.words) and sentence.words[end + 3] == ")":
            extra = named_in(sentence, end + 2)
            members += extra
            end += 4
            break
        if following == end or following >= len(sentence.tokens) or not named_in(sentence, following):
            break
        end = following
    return Group(at, end, tuple(members)) if members else None


def named_in(sentence: Sentence, at: int) -> list[Named]:
    """The notations that the formula at ``at`` is about, when each subject is a notation and nothing more."""
    clauses = sentence.clauses(at)
    if not clauses or _hyphened(sentence, at):
        return []
    subjects = [(part, clause) for clause in clauses for part in clause.subjects]
    if not all(part.bare for part, _ in subjects):
        return []
    return [Named(at, part, clause) for part, clause in subjects]


def _hyphened(sentence: Sentence, at: int) -> bool:
    """Whether the formula is part of a word: "k-dimensional", "L-smooth"."""
    after = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    if after is not None and not after.spaced and (after.text in "-–‐" or after.kind == "word"):
        return True
    before = sentence.tokens[at - 1] if at else None
    return before is not None and not sentence.tokens[at].spaced and before.text in ("-", "–", "top-")
