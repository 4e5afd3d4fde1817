"""Whose part a mention names, when the words around it say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.mention import find_mentions, foreign_context


def context(text: str) -> str | None:
    """The context of the first mention that is no arXiv identifier."""
    mention = next(mention for mention in find_mentions(text) if mention.kind != "arxiv")
    return foreign_context(text, mention)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Section 3 of Smith et al.", "Smith et al."),
        ("Section 3 of Smith et al. (2019) for", "Smith et al. (2019)"),
        ("Section 3.2 in Maier & Huber (2015)", "Maier & Huber (2015)"),
        ("Section 3 of van der Berg and Huber (2008)", "van der Berg and Huber (2008)"),
        ("Algorithm 3.5 of [Maier and Huber, 1999].", "[Maier and Huber, 1999]"),
        ("(Maier and Huber, 2015, Section 2)", "Maier and Huber, 2015"),
        ("Section 2 (Maier and Huber, 2015)", "Maier and Huber, 2015"),
        ("Maier et al. (2017), Sec. 3", "Maier et al. (2017)"),
        ("Maier et al. (2019, Eq. 3)", "Maier et al. 2019"),
        ("Maier's Algorithm 3", "Maier"),
        ("éq. (3) de Dupont et al. (2020)", "Dupont et al. (2020)"),
        ("Section 3, page 5 of Smith et al.", "Smith et al."),
        ("[12, Eq. 4]", "[12]"),
        ("[ABC, page 150, equation (5)]", "[ABC]"),
        ("Eq. (4) of [12]", "[12]"),
        ("[He16] Eq. 3", "[He16]"),
        ("see [1]_ Section 3", "[1]"),
        ("Eq. 3 from reference [1]", "[1]"),
        ("formula (7) in second reference", "second reference"),
        ("Eq. 3 of the Foo paper", "the Foo paper"),
        ("the original Foo-Bar paper, Algorithm 1", "the original Foo-Bar paper"),
        ('Section 3 of "Learning to Read Well" (x)', "Learning to Read Well"),
        ("RFC 7231 Section 3", "RFC 7231"),
        ("section 3.2 of RFC 7231", "RFC 7231"),
        ("Section 3 of the C++ standard", "the C++ standard"),
        ("Section 3 of https://example.org/a.html", "https://example.org/a.html"),
        ("[Pages and Numbers,\n  Ada Author, Pg 18, Eq 7.18](\n  https://example.org/b)", "https://example.org/b"),
        ("arXiv:1412.6980, Section 3", "arXiv:1412.6980"),
        ("Eq. 3 in\n    arXiv:1412.6980", "arXiv:1412.6980"),
        ("Eq. 3. Taken from https://openreview.net/forum?id=x.", "https://openreview.net/forum?id=x"),
        ("Foo (https://arxiv.org/abs/1412.6980)\n\n    uses Algorithm 1", "https://arxiv.org/abs/1412.6980"),
    ],
)
def test_words_that_name_another_paper(text: str, words: str) -> None:
    assert context(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "see Eq. (3)",
        "Eq. (3) of the paper",
        "Eq. (3) of this paper, see also Eq. (4)",
        "Eq. 3 in Table 2019",
        "Eq. 4 in Python 3",
        "Eq. (3), unlike Smith et al. (2019)",
        "Algorithm 1 with Momentum",
        "Figure 2 (top), code at https://github.com/x/y",
        "Eq. 3\n\nReferences: arXiv:1412.6980",
        "Foo arXiv:1412.6980\n\nBar arXiv:1412.6981\n\nEq. 3",
    ],
)
def test_words_that_name_none(text: str) -> None:
    assert context(text) is None


def test_an_entry_of_the_texts_own_references_is_given_whole() -> None:
    text = "Eq. (4) in [1]_.\n\nReferences\n----------\n.. [1] Maier, A., On Foo,\n       arXiv:1412.6980\n.. [2] Other"
    assert context(text) == "[1] Maier, A., On Foo, arXiv:1412.6980"


def test_spans_are_bytes() -> None:
    assert context("β₁ → Eq. (4) of [12], é") == "[12]"


def test_an_arxiv_identifier_has_no_context() -> None:
    text = "arXiv:1412.6980 of Smith et al. (2019)"
    (mention,) = find_mentions(text)
    assert foreign_context(text, mention) is None


words = st.sampled_from(
    [
        "Eq. (3) ",
        "of ",
        "in ",
        "Smith ",
        "et al. ",
        "(2019) ",
        "[12] ",
        "the ",
        "paper ",
        "\n\n",
        " \n",
        '"',
        "'s ",
        "é",
        "van ",
        "arXiv:1412.6980 ",
        "https://doi.org/10.1/x ",
        "A-",
        ", ",
    ]
)


@given(st.lists(words, max_size=25).map("".join))
def test_any_context_stands_in_the_text(text: str) -> None:
    for mention in find_mentions(text):
        found = foreign_context(text, mention)
        if found is not None:
            bare = found.replace("(", "").replace(")", "")
            assert bare in " ".join(text.split()).replace("(", "").replace(")", "")
