"""The passage that says most about what is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from ide_pictures import METHOD_TEXT
from paperlsp.ide.quote import LONGEST, best_passage, question, sentences
from paperlsp.model.link import Evidence


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
    asked = question("MaskDecoder", [], "")
    assert best_passage(METHOD_TEXT, asked).startswith("The mask decoder maps page embeddings")


def test_the_evidence_chooses_among_sentences():
    asked = question("schedule", [Evidence("words", "“step size”")], "")
    assert best_passage(METHOD_TEXT, asked).startswith("All other choices")


def test_a_stated_value_chooses_among_sentences():
    text = "The layers are wide, and there are a few of them in each part. " * 3 + "There are 256 channels."
    asked = question("width", [Evidence("value", "256, as stated"), Evidence("cited", "“Sec. 1” in line 3")], "")
    assert best_passage(text, asked) == "There are 256 channels."


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
