"""The passage that says most about what is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from ide_pictures import METHOD_TEXT
from paperlsp.ide.quote import LONGEST, best_passage, question, sentences


def test_sentences_do_not_end_at_abbreviations():
    assert sentences(
        "See Fig. 3 of Smith et al. 2017, i.e. the first. It holds. (So does Eq. 4.) A. Reader wrote it."
    ) == (
        "See Fig. 3 of Smith et al. 2017, i.e. the first.",
        "It holds.",
        "(So does Eq. 4.)",
        "A. Reader wrote it.",
    )


def test_sentences_end_at_a_blank_line():
    assert sentences("as shown in Fig.\n\nNext part") == ("as shown in Fig.", "Next part")


def test_the_sentence_about_the_name_is_quoted():
    asked = question("MaskDecoder", ["the name"], "")
    assert best_passage(METHOD_TEXT, asked).startswith("The mask decoder maps page embeddings")


def test_the_evidence_chooses_among_sentences():
    asked = question("schedule", ["“step size”"], "")
    assert best_passage(METHOD_TEXT, asked).startswith("All other choices")


def test_shorthand_is_understood():
    asked = question("lr", [], "")
    text = "We train for ten days on one machine. The learning rate decays. " * 2
    assert best_passage(text, asked).startswith("The learning rate decays.")


def test_without_a_question_a_part_speaks_from_its_beginning():
    assert best_passage(METHOD_TEXT, {}).startswith("Our model has three parts")


def test_nothing_gives_nothing():
    assert best_passage(" \n ", question("f", [], "")) == ""


@given(st.text(max_size=3000), st.dictionaries(st.text(max_size=8), st.floats(0, 2), max_size=5))
def test_a_passage_is_short_and_in_the_words_of_the_text(text, asked):
    passage = best_passage(text, asked)
    assert len(passage) <= LONGEST + 2
    assert passage.removesuffix(" …") in " ".join(text.split())
