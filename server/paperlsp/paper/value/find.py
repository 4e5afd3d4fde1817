"""Sentences → every stated value, in reading order, each with what its sentence is about."""

from __future__ import annotations

from paperlsp.model.paper import Block, Paper, StatedValue, TextPlace
from paperlsp.paper.sentence import Sentence
from paperlsp.paper.value.amount import WORDS
from paperlsp.paper.value.formulas import stated_by_formulas
from paperlsp.paper.value.found import Stated
from paperlsp.paper.value.names import stated_by_words
from paperlsp.paper.value.subject import names_of, subject_of

_MOST = 3_000
"""Values of one paper. A paper full of tables of hyperparameters has some hundreds."""
_LONGEST_QUOTE = 600
"""In characters: a longer sentence is a list without stops, and is cut around the value."""


class ValueFinder:
    """Is given a paper's sentences in order and gathers the values that they state in ``found``."""

    def __init__(self, paper: Paper) -> None:
        self.found: list[StatedValue] = []
        self._paper = paper
        self._names = names_of(paper)
        self._seen: set[tuple[str, str, str | None]] = set()

    def add(self, sentence: Sentence) -> None:
        """Gather the values that one sentence states."""
        if len(self.found) >= _MOST:
            return
        block = self._paper.blocks[sentence.block]
        for stated in _of_sentence(sentence, block.text):
            key = (stated.name, stated.value, block.anchor)
            if key in self._seen or len(self.found) >= _MOST:
                continue
            self._seen.add(key)
            self.found.append(self._made(stated, sentence, block))

    def _made(self, stated: Stated, sentence: Sentence, block: Block) -> StatedValue:
        place = TextPlace(sentence.block, sentence.tokens[stated.start].start, sentence.tokens[stated.end - 1].end)
        return StatedValue(
            name=stated.name,
            value=stated.value,
            unit=stated.unit,
            page=block.page,
            anchor=block.anchor,
            subject=subject_of(sentence, stated.start, self._names, block, self._paper.by_id),
            notation=stated.part.text if stated.part is not None else None,
            latex=stated.part.latex if stated.part is not None else None,
            role=stated.role,
            quote=_quote(sentence, block.text, place),
            place=place,
        )


def _of_sentence(sentence: Sentence, text: str) -> list[Stated]:
    """What formulas say, then what words say of numbers that no formula holds, by place."""
    if not any(_may_hold(token.kind, token.text) for token in sentence.tokens):
        return []
    found = [*stated_by_formulas(sentence), *stated_by_words(sentence, text)]
    return sorted(found, key=lambda each: (each.start, each.end))


def _may_hold(kind: str, text: str) -> bool:
    """Whether a token may be an amount or hold one, judged in no time: most sentences have none."""
    if kind == "word":
        return text.lower() in WORDS or "-" in text or text[0].isdigit()
    return kind in ("number", "formula")


def _quote(sentence: Sentence, text: str, place: TextPlace) -> str:
    start, end = sentence.tokens[0].start, sentence.tokens[-1].end
    if end - start > _LONGEST_QUOTE:
        start, end = max(start, place.start - _LONGEST_QUOTE // 3), min(end, place.end + _LONGEST_QUOTE // 3)
    return " ".join(text[start:end].split())
