"""Which lines are displays, where one ends and the next begins, and what is their number."""

from __future__ import annotations

from page_pictures import MATHS, ROMAN, Sheet, document, prose
from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, Shape
from paperlsp.paper.display import Display
from paperlsp.paper.layout import lay_out
from paperlsp.paper.line import Line
from paperlsp.paper.read import read_stages
from paperlsp.paper.wording import is_statement, running_share


def formula(sheet: Sheet, text: str, *, number: str = "", x: float = 250.0, step: float = 12.0) -> None:
    """A line of letters in the maths italics; words in capitals and signs are upright. The number is at the right edge."""
    at = x
    for letter in text:
        if letter != " ":
            font = ROMAN if not letter.isalpha() or letter.isupper() else MATHS
            sheet.line(letter, x=at, font=font, step=0.0)
        at += 3.0 if letter == " " else 5.0
    if number:
        sheet.line(number, x=sheet.right - 5.0 * len(number), step=0.0)
    sheet.space(step)


def found(sheet: Sheet) -> list[Display]:
    """The displays of a second page; the first one has a title, and authors perhaps."""
    front = Sheet()
    front.paragraph(prose(200, 3))
    return list(read_stages(document(front, sheet)).displays)


def displays(sheet: Sheet) -> list[tuple[str | None, str]]:
    """The number and the letters of each display."""
    return [
        (each.number, "".join(g.text for g in sorted(each.glyphs, key=lambda g: (g.y, g.x)))) for each in found(sheet)
    ]


def paper() -> Sheet:
    sheet = Sheet(number=2)
    sheet.paragraph(prose(60))
    sheet.space(8.0)
    return sheet


def test_a_display_between_paragraphs():
    sheet = paper()
    formula(sheet, "a = b + c", number="(3)")
    sheet.space(8.0)
    sheet.paragraph(prose(60, 7))
    assert displays(sheet) == [("3", "a=b+c")]


def test_names_of_functions_are_no_prose():
    sheet = paper()
    formula(sheet, "HEAD(q,k) = SOFTMAX(q k)")
    sheet.space(8.0)
    sheet.paragraph(prose(60, 7))
    assert displays(sheet) == [(None, "HEAD(q,k)=SOFTMAX(qk)")]


def test_rows_with_numbers_of_their_own_are_parted_and_a_row_without_goes_with_the_next():
    sheet = paper()
    formula(sheet, "a = b", number="(1)", step=18.0)
    formula(sheet, "c = d", step=18.0)
    formula(sheet, "e = f", number="(2)", step=18.0)
    sheet.space(8.0)
    sheet.paragraph(prose(60, 7))
    assert displays(sheet) == [("1", "a=b"), ("2", "c=de=f")]


def test_a_number_at_the_left():
    sheet = paper()
    sheet.line("(7)", step=0.0)
    formula(sheet, "a = b + c")
    sheet.space(8.0)
    sheet.paragraph(prose(60, 7))
    assert displays(sheet) == [("7", "a=b+c")]


def test_a_display_as_wide_as_the_column_begins_at_its_edge():
    sheet = paper()
    sheet.space(6.0)
    formula(sheet, "a = " + " + ".join("bcdefghklmnopqrstuvwx"), x=sheet.left + 4.0, number="(5)")
    sheet.space(10.0)
    sheet.paragraph(prose(60, 7))
    assert [number for number, _ in displays(sheet)] == ["5"]


def test_a_line_of_a_paragraph_that_is_half_formula_is_none():
    sheet = paper()
    sheet.line(
        "We take a = b + c + d for each one of all of them, and then also e = f here.",
        x=sheet.left + 10.0,
        stretch=True,
    )
    sheet.paragraph(prose(60, 7))
    assert displays(sheet) == []


def test_a_reference_at_the_end_of_a_line_is_no_number():
    sheet = paper()
    sheet.line("what was said above holds for this one as well by (3)", stretch=True)
    sheet.paragraph(prose(60, 7))
    assert displays(sheet) == []


def test_the_box_is_the_ink_without_the_number():
    sheet = paper()
    formula(sheet, "a = b", number="(1)")
    sheet.space(8.0)
    sheet.paragraph(prose(60, 7))
    (only,) = found(sheet)
    assert only.number_box is not None
    assert only.box.x1 < 300 < only.number_box.x0


def _line(text: str) -> Line:
    sheet = Sheet()
    sheet.line(text)
    return lay_out(document(sheet).pages).lines[0][0]


def test_words_beside_words_are_running_text():
    assert running_share(_line("this is a line of text").glyphs) > 0.9
    assert running_share(_line("x = arg max (y, z)").glyphs) == 0.0
    assert running_share(_line("loss = 3 + weight").glyphs) == 0.0


def test_a_bold_equation_is_no_heading():
    assert is_statement(_line("**X w = 0**"))
    assert not is_statement(_line("**From GAN → VAE**"))
    assert not is_statement(_line("**Results**"))


def test_a_denominator_at_the_foot_of_a_page_is_no_page_number() -> None:
    sheets = [Sheet(number=number) for number in (1, 2, 3, 4)]
    for sheet in sheets:
        sheet.paragraph(prose(60, sheet.number))
        sheet.y = 760.0
        sheet.centred(str(sheet.number))
    last = sheets[-1]
    last.y = 710.0
    formula(last, "y = a + b", x=250.0, step=7.0)
    last.line("2", x=270.0, step=0.0)
    last.y = 712.0
    last.rule(268.0, 278.0)
    stages = read_stages(document(*sheets))
    assert [line.text for line in stages.lines[-1] if line.role == "furniture"] == ["4"]
    assert ["".join(sorted(g.text for g in each.glyphs)) for each in stages.displays] == ["+2=aby"]


def test_a_bracket_that_hangs_under_a_line_of_text_belongs_to_the_display_below() -> None:
    big = Font("CMEX10", bold=False, italic=False, mono=False)
    sheet = paper()
    sheet.line("and this is", step=14.0)
    end = max(glyph.box.x1 for glyph in sheet.glyphs if glyph.y == sheet.y - 14.0)
    shape = Shape("bracketleftbigg", 0.25, 0.5, 0.04, 2.36)
    top = sheet.y
    sheet.glyphs.append(Glyph("\x14", 0x14, big, 10.0, end, top, Box(end, top, end + 5, top + 24), shape))
    sheet.y = top + 14.0
    formula(sheet, "a b c + d = e", x=end + 6.0)
    sheet.space(8.0)
    sheet.paragraph(prose(60, 7))
    (display,) = found(sheet)
    assert any(glyph.font is big for glyph in display.glyphs)


def test_a_number_close_behind_a_formula_that_fills_its_column() -> None:
    sheet = paper()
    start = sheet.right - 15.0 - 0.55 * 10.0 - 5.0 * 50
    formula(sheet, "a" + "=a+bc" * 9 + "+abc", number="(7)", x=start)
    sheet.space(8.0)
    sheet.paragraph(prose(60, 7))
    assert [number for number, _ in displays(sheet)] == ["7"]


def test_the_argument_of_a_function_at_the_edge_is_no_number() -> None:
    sheet = paper()
    text = "a" + "=a+bc" * 9 + "+ab(7)"
    formula(sheet, text, x=sheet.right - 5.0 * len(text))
    sheet.space(8.0)
    sheet.paragraph(prose(60, 7))
    assert [number for number, _ in displays(sheet)] == [None]


def test_a_justified_line_of_formulas_between_tall_ones_is_text() -> None:
    sheet = paper()
    sheet.line("and the parameters are moved by the rule that was given above, that is by", stretch=True, step=21.0)
    start = sheet.left
    text = "a = b + c, so x = y + z = " + "d + e = " * 9
    letters = [letter for letter in text if letter != " "]
    for at, letter in enumerate(letters):
        font = MATHS if letter.isalpha() else ROMAN
        x = start + at * (sheet.right - start - 5.0) / (len(letters) - 1)
        sheet.line(letter, x=x, font=font, step=0.0)
    sheet.y += 21.0
    sheet.paragraph("as it was to be shown " + prose(60, 7).lower())
    stages = read_stages(document(_front(), sheet))
    assert stages.displays == []
    assert (
        sum("as it was to be shown" in block.text and "that is by a" in block.text for block in stages.paper.blocks)
        == 1
    )


def _front() -> Sheet:
    front = Sheet()
    front.paragraph(prose(200, 3))
    return front
