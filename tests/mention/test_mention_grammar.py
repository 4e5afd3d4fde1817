"""The grammar of mentions: what is one, what it names, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from paperlsp.mention import find_mentions


def named(text: str) -> list[tuple[str, ...]]:
    """Each mention as its kind and numbers."""
    return [(mention.kind, *mention.numbers) for mention in find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eq. (3)", ("equation", "3")),
        ("Eq.(3)", ("equation", "3")),
        ("Eq(3)", ("equation", "3")),
        ("Eq 3", ("equation", "3")),
        ("Eq.~(3)", ("equation", "3")),
        ("Eq. #3", ("equation", "3")),
        ("Eq. [4]", ("equation", "4")),
        ("EQUATION (2)", ("equation", "2")),
        ("Equation 3.2", ("equation", "3.2")),
        ("Eqn. 4", ("equation", "4")),
        ("formula (7)", ("equation", "7")),
        ("Eq. (2a)", ("equation", "2a")),
        ("Eq. (S3)", ("equation", "S3")),
        ("Eq. (A.4)", ("equation", "A.4")),
        ("eq. (C18)", ("equation", "C18")),
        ("Eq. (3')", ("equation", "3'")),
        ("Eq. (*)", ("equation", "*")),
        ("Section 3.2", ("section", "3.2")),
        ("Section 3.2.", ("section", "3.2")),
        ("Sec. A.1", ("section", "A.1")),
        ("Sect. 4", ("section", "4")),
        ("§3.1", ("section", "3.1")),
        ("§ A", ("section", "A")),
        ("Section III-B", ("section", "III-B")),
        ("subsection 2.1", ("section", "2.1")),
        ("App. B", ("section", "B")),
        ("Appendix B.2", ("section", "B.2")),
        ("see appendix A for details", ("section", "A")),
        ("Algorithm 1", ("algorithm", "1")),
        ("Alg. 2", ("algorithm", "2")),
        ("Procedure 1", ("algorithm", "1")),
        ("Table 2", ("table", "2")),
        ("Tab. 2", ("table", "2")),
        ("Table II", ("table", "II")),
        ("Fig. 3", ("figure", "3")),
        ("Fig. S3", ("figure", "S3")),
        ("Figure 3-1", ("figure", "3-1")),
        ("Theorem 2", ("theorem", "2")),
        ("Lemma 1", ("theorem", "1")),
        ("Prop. 3", ("theorem", "3")),
        ("Definition 4", ("theorem", "4")),
        ("Corollary 1", ("theorem", "1")),
        ("Theorem 2(ii)", ("theorem", "2")),
        ("page 5", ("page", "5")),
        ("p. 5", ("page", "5")),
        ("Eq.\n    (3)", ("equation", "3")),
        ("Section\r\n3.2 says", ("section", "3.2")),
    ],
)
def test_a_mention_names_one_part(text: str, expected: tuple[str, ...]) -> None:
    assert named(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("éq. (3)", ("equation", "3")),
        ("l'équation 3", ("equation", "3")),
        ("e\u0301quation 3", ("equation", "3")),
        ("équations (3) à (5)", ("equation", "3", "4", "5")),
        ("formule (2)", ("equation", "2")),
        ("annexe B", ("section", "B")),
        ("section 3 et 4.", ("section", "3", "4")),
        ("tableau 2", ("table", "2")),
        ("algorithme 1", ("algorithm", "1")),
        ("théorème 4", ("theorem", "4")),
        ("définition 1", ("theorem", "1")),
    ],
)
def test_french_is_read_like_english(text: str, expected: tuple[str, ...]) -> None:
    assert named(text) == [expected]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("eqs. 3–5", ("3", "4", "5")),
        ("Eqs. 3 to 5", ("3", "4", "5")),
        ("Eqs. (3)-(5)", ("3", "4", "5")),
        ("Eqs. (3) - (5)", ("3", "4", "5")),
        ("Eqs. (3-5)", ("3", "4", "5")),
        ("Eqs. (3a)-(3c)", ("3a", "3b", "3c")),
        ("Eq. 3a–c", ("3a", "3b", "3c")),
        ("Eq. (3a, b)", ("3a", "3b")),
        ("Equations (1) and (2)", ("1", "2")),
        ("Eq. (3), (4)", ("3", "4")),
        ("Eqs. (1,2)", ("1", "2")),
        ("eqs. (3), (5) and (7)", ("3", "5", "7")),
        ("§§ 3–4", ("3", "4")),
        ("Sections 3.1, 3.2, and A", ("3.1", "3.2", "A")),
        ("Sections 3.1–3.3", ("3.1", "3.2", "3.3")),
        ("Sections II–IV", ("II", "III", "IV")),
        ("Section 3.1 and 3.2 say", ("3.1", "3.2")),
        ("Appendices A and C", ("A", "C")),
        ("appendices A–C", ("A", "B", "C")),
        ("Figures 3 and 4", ("3", "4")),
        ("Figure 3 and 4.", ("3", "4")),
        ("Figs. 3(a)-(c)", ("3",)),
        ("Figure 3(b)", ("3",)),
        ("Fig. 3a and b", ("3",)),
        ("Tables 2 & 3", ("2", "3")),
        ("Lemmas 1 and 2", ("1", "2")),
        ("pages 5–7", ("5", "6", "7")),
        ("Eqs. 5 to 500", ("5", "500")),
        ("Eqs. (5)–(3)", ("5", "3")),
    ],
)
def test_lists_and_ranges_are_expanded(text: str, numbers: tuple[str, ...]) -> None:
    (mention,) = find_mentions(text)
    assert mention.numbers == numbers
    assert mention.text == text.removesuffix(".").removesuffix(" say")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Table 2 and 3 heads", ("2",)),
        ("Section 3, 4 layers", ("3",)),
        ("Convert figure 1 to 3 channels", ("1",)),
        ("Fig. 3a and a line", ("3",)),
        ("Eq. 3, 4", ("3",)),
        ("Sections 3 and\n4. A list", ("3",)),
    ],
)
def test_a_list_ends_where_the_sentence_goes_on(text: str, numbers: tuple[str, ...]) -> None:
    assert [mention.numbers for mention in find_mentions(text)] == [numbers]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "section of code",
        "table of 3 rows",
        "figure out",
        "Eq",
        "__eq__",
        "class Eq(Basic)",
        "x.eq(3)",
        "torch.eq (3)",
        "a eq 3",
        "--page 5",
        "page_size 3",
        "Step 3",
        "Fig3",
        "FigureCanvas 3",
        "Fig. 2.png",
        "Table(2)",
        "alg.1.x",
        "alg 1.x",
        r"\eqref{eq:3}",
        r"\section 3",
        "Section 3-based",
        "figure 3d plot",
        "Figure 3D plot",
        "Table 2 x 3",
        "Table 50%",
        "layout table 1:1",
        "equation 2*x + 3",
        "3 sec. 4",
        "in 5 sec 3 times",
        "Version 3.2, Python 3.11",
        "table\n\n3",
        "Algorithm\n1. Do it",
        "in this section. 3 of them",
        "In this section I show",
        "in appendix A a few",
        "app. 3",
        "tab 2",
        "p 5",
        "page 2 of 10",
        "page 0",
        "Journal of Algorithms 2 (1981)",
        "ACM Algorithm 778",
        "Springer, 2017, pp. 241–249.",
        "pp. 770-778, 2016",
        "Proc. of X, vol. 3, pages 12–14",
        "cross-section 3",
        "(3a)-(3c)",
        "arXiv 2020",
        "1810.06801",
        "src/cs/0112017/x",
    ],
)
def test_what_only_looks_like_a_mention(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "identifier", "covered"),
    [
        ("see arXiv:1810.06801v2.", "1810.06801v2", "arXiv:1810.06801v2"),
        ("arXiv preprint arXiv:1412.6980", "1412.6980", "arXiv:1412.6980"),
        ("(https://arxiv.org/abs/1810.06801)", "1810.06801", "https://arxiv.org/abs/1810.06801"),
        ("<arxiv.org/pdf/1412.6980v3.pdf>", "1412.6980v3", "arxiv.org/pdf/1412.6980v3.pdf"),
        ("https://arxiv.org/\n  abs/1810.06801", "1810.06801", "https://arxiv.org/\n  abs/1810.06801"),
        ("doi.org/10.48550/arXiv.1810.06801", "1810.06801", "doi.org/10.48550/arXiv.1810.06801"),
        ("in cs/0112017, they", "cs/0112017", "cs/0112017"),
        ("arXiv:math.GT/0309136", "math.GT/0309136", "arXiv:math.GT/0309136"),
        ("arxiv.org/abs/hep-th/9901001v2", "hep-th/9901001v2", "arxiv.org/abs/hep-th/9901001v2"),
    ],
)
def test_arxiv_identifiers(text: str, identifier: str, covered: str) -> None:
    (mention,) = find_mentions(text)
    assert (mention.kind, mention.numbers, mention.text) == ("arxiv", (identifier,), covered)


def test_several_mentions_stand_in_order() -> None:
    text = "Eq. (3) and Eq. (4) of Section 2, p. 5 (arXiv:1412.6980)"
    assert named(text) == [
        ("equation", "3"),
        ("equation", "4"),
        ("section", "2"),
        ("page", "5"),
        ("arxiv", "1412.6980"),
    ]


def test_spans_count_bytes() -> None:
    text = "Für β₁: éq. (3) – dann §4."
    content = text.encode()
    spans = [mention.span for mention in find_mentions(text)]
    assert [content[span.start : span.end].decode() for span in spans] == ["éq. (3)", "§4"]


pieces = st.sampled_from(
    [
        "Eq. ",
        "eqs. ",
        "Section ",
        "§",
        "Figures ",
        "App. ",
        "p. ",
        "(3)",
        "(3a",
        ")",
        "3",
        "4.2",
        "A",
        "A.1",
        "II",
        "–",
        "-",
        ", ",
        " and ",
        " to ",
        " à ",
        "\n",
        "  ",
        "é",
        "β",
        "arXiv:",
        "1810.06801",
        "https://arxiv.org/",
        "abs/",
        "x",
        ".",
    ]
)


@given(st.one_of(st.text(), st.lists(pieces, max_size=30).map("".join)))
@example("Eq. (\ud800 3) Eq. 4")
def test_mentions_slice_to_their_text_and_do_not_overlap(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.span.start < mention.span.end <= len(content)
        assert content[mention.span.start : mention.span.end].decode("utf-8", "surrogatepass") == mention.text
        assert mention.numbers
        assert len(set(mention.numbers)) == len(mention.numbers)
        end = mention.span.end


@given(st.integers(1, 900), st.integers(1, 40), st.sampled_from(["({0})-({1})", "{0}–{1}", "{0} to {1}", "({0}–{1})"]))
def test_a_range_has_all_its_members(first: int, more: int, form: str) -> None:
    (mention,) = find_mentions("Eqs. " + form.format(first, first + more))
    assert mention.numbers == tuple(str(number) for number in range(first, first + more + 1))
