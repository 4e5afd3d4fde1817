"""A word cut by the end of a line is put together again; a compound keeps its hyphen."""

from types import SimpleNamespace
from typing import Any

import pytest
from paperlsp.paper.prose import Vocabulary

ELSEWHERE = [
    "A coarse-grained search with an encoder-decoder and zero-shot transfer, which",
    "answers a question about the fine texture of an image (Lee et al.) when it is",
    "ready, and computes its gradient by an in-place update of deep layers.",
]


def joined(above: str, below: str) -> str:
    lines: list[Any] = [SimpleNamespace(text=text) for text in [*ELSEWHERE, above, below]]
    return Vocabulary(lines).join(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("for computa-", "tional efficiency"),
        ("we mini-", "mize it"),
        ("it has al-", "ready seen"),
        ("a gradi-", "ent step"),
        ("self-super-", "vised"),
    ],
)
def test_a_broken_word_is_mended_though_it_stands_whole_nowhere(above: str, below: str) -> None:
    assert joined(above, below) == above[:-1] + below


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("with zero-", "shot transfer"),
        ("a fine-", "grained one"),
        ("an image-", "based prompt"),
        ("of question-", "answering systems"),
        ("an out-of-", "the box"),
        ("as in-", "place as"),
        ("trained on Deep-", "Mind's machines"),
    ],
)
def test_a_compound_keeps_its_hyphen(above: str, below: str) -> None:
    assert joined(above, below) == above + below


def test_halves_of_broken_words_are_no_witnesses_for_other_broken_words() -> None:
    lines: list[Any] = [SimpleNamespace(text=text) for text in ["a gradi-", "ent, the gradi-", "ent"]]
    assert Vocabulary(lines).join("a gradi-", "ent") == "a gradient"
