"""A paragraph and the display behind it → the notation that the display defines: "we define the loss as:" and L = …."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from paperlsp.model.paper import Anchor, Block
from paperlsp.paper.clause import Clause, clauses_of
from paperlsp.paper.definition import words as known
from paperlsp.paper.definition.found import Found, Named
from paperlsp.paper.definition.phrase import phrase_after, phrase_before, text_of
from paperlsp.paper.sentence import Sentence

_LONGEST = 160
"""In characters: a longer right side explains nothing at a glance, and its display is at hand."""


def said_before_displays(
    blocks: Sequence[Block], last: Mapping[int, Sentence], by_id: Mapping[str, Anchor]
) -> Iterator[tuple[int, Sentence, Found]]:
    """Definitions by a display that words introduce. ``last`` has the last sentence of each paragraph.

    Each comes with the number of the display's block and the sentence that leads up to it.
    """
    for at, block in enumerate(blocks):
        sentence = last.get(at - 1)
        if block.kind != "equation" or block.anchor is None or sentence is None:
            continue
        latex = by_id[block.anchor].latex if block.anchor in by_id else None
        if latex is None:
            continue
        for clause in clauses_of(latex)[:1]:
            found = _said(sentence, clause, blocks[at - 1].text)
            if found is not None:
                yield at, sentence, found


def _said(sentence: Sentence, clause: Clause, text: str) -> Found | None:
    if clause.rest is None or not clause.subjects or not clause.subjects[0].bare:
        return None
    end = len(sentence.words)
    explicit = clause.relation in ("≔", "≜", ":=")
    named = Named(max(end - 1, 0), clause.subjects[0], clause)
    meaning = _phrase(sentence, text)
    if meaning is not None:
        return Found(named, meaning, "equation", 0, end)
    if not (explicit or (clause.defining and _introduces(sentence))):
        return None
    rest = clause.rest.text.rstrip(" .,;")
    return Found(named, f"= {rest[:_LONGEST]}", "equation", 0, end)


def _introduces(sentence: Sentence) -> bool:
    """Whether the words say that what follows is a definition and no consequence: "where", "Let", "defined as"."""
    words = [word for word in sentence.words if word not in (":", ",", ".")]
    if words in (["where"], ["with"], ["let"], ["define"], ["we", "define"]):
        return True
    return words[-2:] in (["defined", "as"], ["defined", "by"], ["define", "as"]) or words[-1:] in (["define"], ["let"])


def _phrase(sentence: Sentence, text: str) -> str | None:
    """What is defined, in "we define the loss as:" and "the loss is defined as:"."""
    words = sentence.words
    end = len(words)
    while end and words[end - 1] in (":", ",", "."):
        end -= 1
    if words[end - 1 : end] not in (("as",), ("by",)) and words[end - 2 : end] != ("to", "be"):
        return None
    for at in range(end - 1, max(end - 24, -1), -1):
        if words[at] in ("define", "denote", "introduce", "defining"):
            phrase = phrase_after(sentence, at + 1)
            return text_of(sentence, phrase, text) if phrase is not None and phrase.article else None
        if words[at] == "defined" and at > 1 and words[at - 1] not in ("is", "are"):
            before = phrase_before(sentence, at)
            return text_of(sentence, before, text) if before is not None and before.article else None
        if words[at] == "defined" and at > 1:
            for start in range(at - 2, max(at - 14, -1), -1):
                if words[start] in known.ARTICLES and (start == 0 or words[start - 1] not in known.LINKS):
                    phrase = phrase_after(sentence, start)
                    fits = phrase is not None and phrase.end >= at - 1
                    return text_of(sentence, phrase, text) if phrase is not None and fits else None
            return None
    return None
