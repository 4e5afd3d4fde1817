"""What stands beside, over, under and inside what."""

from __future__ import annotations

from formula_pictures import ITALIC, ROMAN, check, glyph
from paperlsp.formula import read_formula
from paperlsp.formula.latex import to_latex
from paperlsp.formula.meaning import glyph_text
from paperlsp.formula.tree import Braced, Scripts, Symbol
from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, Rule, Shape
from paperlsp.model.paper import SURE


def test_scripts_both_at_once():
    check(
        """
        96 7  | 2
        100 10|x
        101.5 7| i
        """,
        "x_i^2",
    )


def test_scripts_in_front_belong_to_what_follows():
    front = [glyph("1", 24, 96, 7), glyph("4", 27.5, 96, 7), glyph("7", 27.5, 102.5, 7)]
    formula = read_formula([glyph("C", 0, 100), glyph("→", 10, 100), *front, glyph("N", 31, 100)])
    assert formula.latex == r"C\to{}_7^{14}N"


def test_fraction():
    check(
        """
        93 10  | a
        rule 97.5 |---
        107 10 | b
        """,
        r"\frac{a}{b}",
    )


def test_a_power_of_brackets_stays_in_its_numerator():
    brackets = [glyph("⟮", 20.8, 77.6), glyph("⟯", 32.0, 77.6)]
    letters = [glyph("a", 26.8, 81.8, 7), glyph("b", 26.8, 89.2, 7), glyph("2", 36.6, 79.7, 7), glyph("c", 28.8, 100)]
    rules = [Rule(Box(26.3, 83.0, 31.0, 83.4)), Rule(Box(20.6, 90.4, 41.3, 90.8))]
    assert read_formula([*brackets, *letters], rules).latex == r"\frac{\left(\frac{a}{b}\right)^2}{c}"


def test_a_row_above_a_small_fraction_is_not_its_numerator():
    glyphs = [glyph("⦃", 0, 83), glyph("0", 8, 84), glyph("a", 8, 94, 7), glyph("b", 8, 103, 7), glyph("1", 8, 116)]
    formula = read_formula([*glyphs, glyph("x", 13, 100)], [Rule(Box(8, 97.3, 11.5, 97.7))])
    assert formula.latex == r"\begin{cases}0 \\ \frac{a}{b}x \\ 1\end{cases}"


def test_limits_of_a_sum():
    check(
        """
        85.5 7 |  n
        90.5 10| ∑
        100 10 |     x
        112 7  | i=1
        """,
        r"\sum_{i=1}^nx",
    )


def test_the_comma_behind_cases_ends_the_line_of_the_brace():
    check(
        """
        83 10  |    ⦃
        93 10  |      a  b
        100 10 | f =       ,
        107 10 |      c  d
        """,
        r"f=\begin{cases}a & b \\ c & d\end{cases},",
    )


def test_an_expectation_takes_what_is_centred_below_it():
    check(
        """
        100 10 | 𝔼x
        108 7  | z
        """,
        r"\underset{z}{\mathbb{E}}x",
    )


def test_a_tilde_over_an_equals_sign():
    check(
        """
        98 10  |  ∼
        100 10 |a = b
        """,
        r"a\cong b",
    )


def test_a_script_beside_a_wide_tilde_is_not_under_it():
    check(
        """
        99 10   |⏝
        100 10  |W
        101.5 7 | i
        """,
        r"\widetilde{W}_i",
    )


def test_an_arrow_over_a_letter():
    check(
        """
        93 10  |→
        100 10 |h = x
        """,
        r"\vec{h}=x",
    )


def test_names_win_over_a_wrong_map():
    """Some programs write Greek as arrows and signs; the font's own names are right."""
    for text, name, expected in (("↵", "alpha", "α"), ("✏", "epsilon1", "ϵ"), ("\ufffd", "u1D6FD", "β")):
        wrong = Glyph(text, 5, ITALIC, 10.0, 0.0, 100.0, Box(0, 93, 5, 102), Shape(name, 0.04, 0.6, 0.44, 0.01))
        assert glyph_text(wrong) == expected


def test_names_that_say_nothing_leave_the_map():
    plain = Glyph("q", 5, ROMAN, 10.0, 0.0, 100.0, Box(0, 93, 5, 102), Shape("g123", 0.04, 0.6, 0.44, 0.01))
    assert glyph_text(plain) == "q"


def test_hooked_arrow_of_two_glyphs():
    hook = Glyph(
        "\ufffd", 23, ITALIC, 10.0, 20.0, 100.0, Box(20, 93, 22.8, 102), Shape("arrowhookleft", 0.06, 0.22, 0.46, -0.23)
    )
    arrow = glyph("→", 21.1, 100.0)
    formula = read_formula([glyph("u", 10, 100), hook, arrow, glyph("v", 32, 100)])
    assert formula.latex == r"u\hookrightarrow v"


def test_a_bracket_is_as_large_as_its_ink():
    """Unicode fonts have one character for every size of a bracket."""
    maths = Font("LatinModernMath-Regular", False, False, False)

    def bracket(text: str, x: float) -> Glyph:
        return Glyph(text, 9, maths, 10.0, x, 100.0, Box(x, 93, x + 6, 102), Shape("12", 0.1, 0.5, 1.25, 0.75))

    glyphs = [bracket("(", 0), glyph("a", 7.5, 93), glyph("b", 7.5, 107), bracket(")", 14)]
    assert read_formula(glyphs, [Rule(Box(7, 97.3, 13, 97.7))]).latex == r"\left(\frac{a}{b}\right)"


def test_a_brace_of_four_tips():
    def tip(name: str, x: float) -> Glyph:
        font = Font("CMEX10", False, False, False)
        return Glyph("\ufffd", 1, font, 10.0, x, 112.0, Box(x, 110, x + 4.5, 113), Shape(name, 0.0, 0.45, 0.12, 0.24))

    tips = [
        tip(f"bracehtip{end}", x) for end, x in (("upright", 0), ("downleft", 8), ("downright", 12.5), ("upleft", 20))
    ]
    tips[0] = tip("bracehtipupleft", 0)
    tips[3] = tip("bracehtipupright", 20)
    tips[1], tips[2] = tip("bracehtipdownright", 8), tip("bracehtipdownleft", 12.5)
    formula = read_formula([glyph("a", 3, 105), glyph("b", 12, 105), *tips, glyph("n", 10, 122, 7)])
    assert formula.latex == r"\underbrace{ab}_n"


def test_what_is_not_known_lowers_confidence():
    odd = Glyph("\ufffd", 300, Font("Unheard-Of", False, False, False), 10.0, 20.0, 100.0, Box(20, 93, 25, 102))
    known, unknown = [glyph("x", 0, 100), glyph("=", 8, 100)], [odd, odd._replace(x=28.0, box=Box(28, 93, 33, 102))]
    assert read_formula([*known, glyph("y", 16, 100)]).confidence == 1.0
    assert read_formula([*known, *unknown]).confidence < 0.5


def test_one_sign_that_is_not_known_is_enough_to_show_the_picture():
    known = [glyph("x", 10.0 + 5.0 * at, 100) for at in range(60)]
    hole = Glyph("\ufffd", 0, ROMAN, 10.0, 310.0, 100.0, Box(310, 93, 315, 102))
    formula = read_formula([*known, hole])
    assert formula.confidence < SURE
    assert r"\ast" not in formula.latex


def test_a_script_behind_a_labelled_brace_compiles():
    brace = Braced(Symbol("x", "italic"), over=False, label=Symbol("n", "italic"))
    assert to_latex(Scripts(brace, Symbol("k", "italic"))) == r"{\underbrace{x}_n}_k"


def test_the_parts_of_a_unicode_brace_share_their_origin():
    """Its ends and its point reach up differently."""
    maths = Font("LatinModernMath-Regular", False, False, False)

    def part(x: float, depth: float) -> Glyph:
        return Glyph("⏟", 9, maths, 10.0, x, 112.0, Box(x, 110, x + 6, 113), Shape("1", 0.0, 0.6, 0.0, depth))

    parts = [part(0, 0.12), part(6, 0.4), part(12, 0.12)]
    formula = read_formula([glyph("a", 2, 105), glyph("b", 10, 105), *parts, glyph("n", 7.5, 124, 7)])
    assert formula.latex == r"\underbrace{ab}_n"
