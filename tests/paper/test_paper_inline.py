"""Formulas in running text are found and written as clean Unicode; words, notes and numbers stay what they are."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, RawPage, Rule
from paperlsp.paper.inline import InlineText
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line
from typeset import ITALIC, LETTERS, MODERN, TIMES, typeset


def reader(body: Font, glyphs: list[Glyph], rules: tuple[Rule, ...] = ()) -> InlineText:
    measures = Measures(10.0, body.name, 12.0, 1, ((50.0, 450.0),), 612.0, 792.0)
    return InlineText([RawPage(1, 612.0, 792.0, tuple(glyphs), rules, ())], measures)


def shown(text: str, inline) -> str:
    at, parts = 0, []
    for formula in inline:
        assert at <= formula.start < formula.end <= len(text)
        parts += [text[at : formula.start], "⟦", text[formula.start : formula.end], "⟧"]
        at = formula.end
    return "".join(parts) + text[at:]


def check(*pictures: str, expect: str, body: Font = TIMES, letters: Font = LETTERS) -> None:
    """``pictures`` are consecutive lines of one paragraph."""
    lines = [typeset(each, body=body, letters=letters, y=100.0 + 12 * at) for at, each in enumerate(pictures)]
    inline = reader(body, [glyph for line in lines for glyph in line.glyphs])
    assert shown(*inline.resolve(" ".join(inline.marked(line) for line in lines))) == expect


BOTH = pytest.mark.parametrize("body", [TIMES, MODERN], ids=["Times", "Computer Modern"])


@BOTH
def test_a_letter_with_its_scripts_is_a_formula(body: Font) -> None:
    check("where |β_1| is the decay", expect="where ⟦β₁⟧ is the decay", body=body)
    check("and |x^{(i)}_t|, too", expect="and ⟦xₜ⁽ⁱ⁾⟧, too", body=body)


@BOTH
def test_relations_and_numbers_belong_to_the_formula(body: Font) -> None:
    check("we set |β=0.9| here", expect="we set ⟦β = 0.9⟧ here", body=body)
    check("on |32×32| pixels", expect="on ⟦32 × 32⟧ pixels", body=body)
    check("about |10^{−8}|.", expect="about ⟦10⁻⁸⟧.", body=body)
    check("for |1≤i≤n| only", expect="for ⟦1 ≤ i ≤ n⟧ only", body=body)
    check("up to 10,000|×| less", expect="up to ⟦10,000 ×⟧ less", body=body)


@BOTH
def test_brackets_belong_to_it_when_they_close_in_it(body: Font) -> None:
    check("scaled by |(1−β)g| now", expect="scaled by ⟦(1 − β)g⟧ now", body=body)
    check("the rate (|α|) is", expect="the rate (⟦α⟧) is", body=body)
    check("the loss |f(x,y)| is", expect="the loss ⟦f(x, y)⟧ is", body=body)
    check("it (see |f(x)|) is", expect="it (see ⟦f(x)⟧) is", body=body)


@BOTH
def test_commas_of_the_text_part_formulas(body: Font) -> None:
    check("where |W|, |b| are", expect="where ⟦W⟧, ⟦b⟧ are", body=body)
    check("for |i=1,...,n| we", expect="for ⟦i = 1, …, n⟧ we", body=body)


@BOTH
def test_words_after_a_hyphen_stay_words(body: Font) -> None:
    check("a |k|-dimensional space", expect="a ⟦k⟧-dimensional space", body=body)


def test_names_of_functions_belong_to_the_formula_and_words_before_it_do_not() -> None:
    check('take |"log"p(x)| of', expect="take ⟦log p(x)⟧ of")
    check("the rank |r| of", expect="the rank ⟦r⟧ of")
    check("the rank |r| of", expect="the rank ⟦r⟧ of", body=MODERN)
    check("in Ker(|Φ|) of", expect="in ⟦Ker(Φ)⟧ of", body=MODERN)


def test_a_formula_goes_on_on_the_next_line() -> None:
    check("we set |β=|", "|0.9| here", expect="we set ⟦β = 0.9⟧ here")
    check("we set |β=|", "0.9 here", expect="we set ⟦β = 0.9⟧ here", body=MODERN)
    check("we see |a+|", "|b| here", expect="we see ⟦a + b⟧ here")
    check("we see |a|", "|b| here", expect="we see ⟦a⟧ ⟦b⟧ here")


def test_a_note_s_mark_is_no_exponent() -> None:
    line = typeset("of 35 parts here")
    mark = next(at for at, glyph in enumerate(line.glyphs) if glyph.text == "5")
    raised = line.glyphs[mark]._replace(size=6.0, y=line.glyphs[mark].y - 3.5)
    glyphs = [*line.glyphs[:mark], raised, *line.glyphs[mark + 1 :]]
    inline = reader(TIMES, glyphs)
    assert inline.resolve(inline.marked(Line(1, 1, glyphs, width=400.0, left=50.0))) == ("of 3⁵ parts here", ())


def test_single_letters_in_italics_are_variables_where_the_paper_has_no_maths_letters() -> None:
    check("the step |x| of", expect="the step ⟦x⟧ of", letters=ITALIC)
    with_letters = reader(TIMES, [*typeset("see |x| and").glyphs])
    line = typeset("the step |x| of", letters=ITALIC)
    assert with_letters.resolve(with_letters.marked(line)) == ("the step x of", ())


def test_a_small_fraction_is_read_with_its_bar() -> None:
    line = typeset("scaled by a|α|b here")
    at = next(n for n, glyph in enumerate(line.glyphs) if glyph.text == "α")
    x = line.glyphs[at].x
    upper = line.glyphs[at]._replace(size=7.0, y=96.0, box=Box(x, 91.0, x + 3.5, 97.0))
    lower = upper._replace(text="r", y=104.0, box=Box(x, 99.0, x + 3.5, 105.0))
    glyphs = [g for g in line.glyphs if g.text != "α" and g.x < x - 6] + [upper, lower]
    bar = Rule(Box(x - 0.5, 97.4, x + 4.0, 97.8))
    inline = reader(TIMES, glyphs, (bar,))
    assert shown(*inline.resolve(inline.marked(Line(1, 1, glyphs, width=400.0, left=50.0)))) == "scaled by ⟦α/r⟧"


def test_plain_prose_is_left_alone() -> None:
    for text in ("No maths (at all), in 2 lines.", "Section A of 10,000 words; see [3]."):
        check(text, expect=text)


def test_private_characters_of_the_pdf_cannot_pose_as_formulas() -> None:
    line = typeset("x |y| z")
    glyphs = [g._replace(text="\U000f0000") if g.text == "z" else g for g in line.glyphs]
    inline = reader(TIMES, glyphs)
    text, formulas = inline.resolve(inline.marked(Line(1, 1, glyphs, width=400.0, left=50.0)))
    assert len(formulas) == 1
    assert "\U000f0000" not in text


FONTS = st.sampled_from([TIMES, ITALIC, MODERN, LETTERS, Font("CMSY10", bold=False, italic=False, mono=False)])
CHARACTERS = st.sampled_from([*string.ascii_letters, *string.digits, *"()[]{}=+,.;:%/|−×∈∇αβ∑√ˆ\x00\ufffd\U000f0001"])
GLYPHS = st.lists(
    st.builds(
        lambda text, font, size, x, y: Glyph(text, ord(text), font, size, x, y, Box(x, y - size, x + 0.5 * size, y)),
        CHARACTERS,
        FONTS,
        st.sampled_from([10.0, 7.0, 5.0]),
        st.floats(0, 300),
        st.sampled_from([100.0, 96.5, 102.0]),
    ),
    min_size=1,
    max_size=30,
)


@settings(deadline=None)
@given(GLYPHS)
def test_any_line_gives_text_and_places_within_it_and_the_same_again(glyphs: list[Glyph]) -> None:
    results = []
    for _ in range(2):
        inline = reader(TIMES, glyphs)
        text, formulas = inline.resolve(inline.marked(Line(1, 1, glyphs, width=400.0, left=50.0)))
        shown(text, formulas)
        assert not any("\U000f0000" <= character <= "\U000fffff" for character in text)
        results.append((text, formulas))
    assert results[0] == results[1]


def test_private_characters_of_the_pdf_are_not_taken_for_formulas() -> None:
    glyphs = [
        glyph._replace(text="\U000f0000") if glyph.text == "x" else glyph for glyph in typeset("an x here").glyphs
    ]
    inline = reader(TIMES, glyphs)
    assert inline.resolve(inline.marked(Line(1, 1, glyphs, width=400.0, left=50.0))) == ("an \ufffd here", ())
