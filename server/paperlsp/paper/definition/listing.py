"""A sentence → the notations that a row explains: "Require: α: Stepsize", "d: dimension of the keys"."""

from __future__ import annotations

from paperlsp.paper.definition.found import Found
from paperlsp.paper.definition.group import group_at
from paperlsp.paper.definition.phrase import phrase_after, text_of
from paperlsp.paper.sentence import Sentence

_OPENERS = frozenset(
    ("require", "input", "inputs", "output", "outputs", "ensure", "given", "parameters", "parameter", "•")
)


def said_in_rows(sentence: Sentence, text: str) -> list[Found]:
    """A notation at the beginning of a row, a colon, and what it is."""
    for at, token in enumerate(sentence.tokens[:4]):
        if token.kind != "formula":
            continue
        group = group_at(sentence, at)
        if group is None or group.end >= len(sentence.words) or sentence.words[group.end] not in (":", "—", "–"):
            return []
        if not all(word in _OPENERS or word == ":" for word in sentence.words[:at]):
            return []
        phrase = phrase_after(sentence, group.end + 1)
        if phrase is None:
            return []
        meaning = text_of(sentence, phrase, text)
        return [Found(each, meaning, "table", group.start, phrase.end) for each in group.members]
    return []
