"""Every finding, fix, reason and refusal of the package is told in French, as every problem is."""

from __future__ import annotations

import pytest
from english_words import english_words
from paperlsp.wording import retell
from source_texts import SAMPLE, texts_given

MAKERS = (
    ("Problem", {"message": 1, "remedy": 2}),
    ("make", {"message": 3}),
    ("Fix", {"title": 0}),
    ("Evidence", {"detail": 1}),
    ("Explanation", {"reason": 3}),
    ("Refusal", {"reason": 0}),
    ("NotFetched", {"reason": 0}),
    ("NoCommitError", {"reason": 0}),
    ("told", {"text": 0}),
)
SAME = ("", SAMPLE)
"""What is nothing but somebody else's words."""


@pytest.mark.parametrize(("maker", "parameters"), MAKERS, ids=[name for name, _ in MAKERS])
def test_what_is_made_in_english_is_told_in_french(maker, parameters):
    found = {text: place for text, place in texts_given(maker, parameters).items() if text not in SAME}
    assert found
    for text, place in found.items():
        told = retell("fr", text)
        assert told != text, f"{place}: {text}"
        assert told.count(SAMPLE) == text.count(SAMPLE), f"{place}: {told}"
        assert english_words(told) == [], f"{place}: {told}"


def test_the_texts_of_problems_are_found():
    found = texts_given("Problem", {"message": 1, "remedy": 2})
    # One that is handed through a function, one that is put together there, one that an exception brings, one of a record.
    assert {
        "Write it anew: `paperlsp --check --write-baseline`.",
        f"`threshold` must be a number from 0 to {SAMPLE}.",
        "The exported index cannot be used: two parts have one id.",
        "Reading the PDF was given up.",
    } <= found.keys()
    assert len(found) > 150
