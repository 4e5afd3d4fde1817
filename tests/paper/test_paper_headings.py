"""Headings of every make: numbered or not, wrapped, in small caps, slanted, centred, running into their paragraph."""

from page_pictures import BOLD, SANS, SLANTED, SMALL_CAPS, Sheet, document, prose
from paperlsp.model.page import Font
from paperlsp.model.paper import Paper
from paperlsp.paper import read_paper


def read(*sheets: Sheet) -> Paper:
    return read_paper(document(*sheets))


def sections(paper: Paper) -> list[tuple[str | None, str, int | None]]:
    return [(a.number, a.title, a.level) for a in paper.anchors if a.kind == "section"]


def run_ins(paper: Paper) -> list[str]:
    return [a.title for a in paper.anchors if a.kind == "heading"]


def heading(sheet: Sheet, text: str, **style: object) -> None:
    sheet.space(10)
    sheet.line(text, **style)  # type: ignore[arg-type]
    sheet.space(4)


def body(sheet: Sheet, words: int = 60) -> None:
    sheet.paragraph(prose(words))


def front(sheet: Sheet) -> None:
    sheet.centred("A Paper About Reading", size=17)
    sheet.space(20)
    sheet.centred("**Ada Writer** and **Bob Reader**")
    sheet.space(10)


def test_three_levels_by_number() -> None:
    sheet = Sheet()
    front(sheet)
    heading(sheet, "1~Introduction", size=12, font=BOLD)
    body(sheet)
    heading(sheet, "1.1~Data", font=BOLD)
    body(sheet)
    heading(sheet, "1.1.1~Cleaning", font=BOLD)
    body(sheet)
    heading(sheet, "2~Methods", size=12, font=BOLD)
    body(sheet)
    assert sections(read(sheet)) == [
        ("1", "Introduction", 1),
        ("1.1", "Data", 2),
        ("1.1.1", "Cleaning", 3),
        ("2", "Methods", 1),
    ]


def test_headings_that_wrap() -> None:
    sheet = Sheet()
    front(sheet)
    sheet.column(108, 280, 170)
    heading(sheet, "1~A Title That Is Longer", size=12, font=BOLD)
    sheet.space(-14)
    sheet.space(10.4)
    sheet.line("Than Its Line", x=126, size=12, font=BOLD)
    sheet.space(4)
    body(sheet)
    heading(sheet, "2~Methods", size=12, font=BOLD)
    body(sheet)
    assert sections(read(sheet)) == [("1", "A Title That Is Longer Than Its Line", 1), ("2", "Methods", 1)]


def test_small_caps_of_a_font_of_their_own() -> None:
    sheet = Sheet()
    front(sheet)
    heading(sheet, "1~Introduction", font=BOLD)
    body(sheet)
    heading(sheet, "1.1~Street Names", font=SMALL_CAPS)
    body(sheet)
    heading(sheet, "1.2~House Numbers", font=SMALL_CAPS)
    body(sheet)
    assert [each[1:] for each in sections(read(sheet))] == [
        ("Introduction", 1),
        ("Street Names", 2),
        ("House Numbers", 2),
    ]


def test_roman_numbers_with_slanted_letters_below() -> None:
    sheet = Sheet()
    front(sheet)
    for number, title in (("I", "INTRODUCTION"), ("II", "METHOD"), ("III", "RESULTS")):
        sheet.space(10)
        sheet.centred(f"{number}. {title}")
        sheet.space(4)
        body(sheet, 40)
        heading(sheet, "A. First Part", font=SLANTED)
        body(sheet, 40)
        heading(sheet, "B. Second Part", font=SLANTED)
        body(sheet, 40)
    got = sections(read(sheet))
    letters = [("A", 2), ("B", 2)]
    assert [(number, level) for number, _, level in got] == [
        ("I", 1),
        *letters,
        ("II", 1),
        *letters,
        ("III", 1),
        *letters,
    ]


def test_appendices_with_their_word_alone() -> None:
    sheet = Sheet()
    front(sheet)
    heading(sheet, "1~Introduction", size=12, font=BOLD)
    body(sheet)
    heading(sheet, "Appendix A. Proofs", size=12, font=BOLD)
    body(sheet)
    heading(sheet, "A.1~The First", font=BOLD)
    body(sheet)
    heading(sheet, "Appendix B: Data", size=12, font=BOLD)
    body(sheet)
    assert sections(read(sheet)) == [
        ("1", "Introduction", 1),
        ("A", "Proofs", 1),
        ("A.1", "The First", 2),
        ("B", "Data", 1),
    ]


def test_unnumbered_headings_take_their_level_from_their_style() -> None:
    sheet = Sheet()
    front(sheet)
    for number, title in (("1", "Introduction"), ("2", "Approach")):
        heading(sheet, f"{number}~{title}", size=12, font=BOLD)
        body(sheet)
        heading(sheet, f"{number}.1~Part", size=11, font=BOLD)
        body(sheet)
        heading(sheet, "Definition Of Terms", font=BOLD)
        body(sheet)
    heading(sheet, "References", size=12, font=BOLD)
    body(sheet)
    got = sections(read(sheet))
    assert [each for each in got if each[0] is None] == [
        (None, "Definition Of Terms", 3),
        (None, "Definition Of Terms", 3),
        (None, "References", 1),
    ]


def test_without_any_number_sizes_make_the_levels() -> None:
    sheet = Sheet()
    front(sheet)
    for title in ("Opening", "Middle", "Ending"):
        heading(sheet, title, size=13, font=SANS)
        body(sheet)
        heading(sheet, "Smaller Part", size=11, font=BOLD)
        body(sheet)
    assert [level for _, _, level in sections(read(sheet))] == [1, 2, 1, 2, 1, 2]


def test_names_before_the_first_section_are_no_headings() -> None:
    sheet = Sheet()
    front(sheet)
    sheet.line("**Ada Writer**~University of Reading")
    sheet.space(12)
    sheet.line("**Bob Reader**~University of Writing")
    sheet.space(12)
    heading(sheet, "1~Introduction", size=12, font=BOLD)
    body(sheet)
    paper = read(sheet)
    assert sections(paper) == [("1", "Introduction", 1)]
    assert run_ins(paper) == []


def test_a_list_of_bold_rows_is_no_section() -> None:
    sheet = Sheet()
    front(sheet)
    heading(sheet, "1~Introduction", size=12, font=BOLD)
    body(sheet)
    for row in ("3D Convolution", "20 Newsgroups", "7 Layers"):
        heading(sheet, row, font=BOLD)
    heading(sheet, "2~Methods", size=12, font=BOLD)
    body(sheet)
    assert [number for number, _, _ in sections(read(sheet)) if number] == ["1", "2"]


def test_run_in_headings_with_a_mark_or_a_gap() -> None:
    sheet = Sheet()
    front(sheet)
    heading(sheet, "1~Introduction", size=12, font=BOLD)
    for lead in ("**Image encoder.** ", "**Prompt encoder:** ", "**Mask decoder**~"):
        sheet.paragraph(lead + prose(50))
        sheet.space(6)
    assert run_ins(read(sheet)) == ["Image encoder", "Prompt encoder", "Mask decoder"]


def test_a_run_in_heading_may_wrap() -> None:
    sheet = Sheet()
    sheet.column(108, 300, 90)
    heading(sheet, "1~Introduction", size=12, font=BOLD)
    sheet.paragraph("**A lead that is longer than a single line of its column.** " + prose(50))
    assert run_ins(read(sheet)) == ["A lead that is longer than a single line of its column"]


def leads(count: int) -> Sheet:
    sheet = Sheet()
    front(sheet)
    heading(sheet, "1~Baselines", size=12, font=BOLD)
    for lead in ("Full Tuning", "Adapter Layers", "Prefix Tuning", "Low Rank")[:count]:
        sheet.paragraph(f"**{lead}** is what {prose(50).lower()}")
        sheet.space(6)
    return sheet


def test_open_bold_leads_are_headings_where_a_paper_makes_a_habit_of_them() -> None:
    assert run_ins(read(leads(4))) == ["Full Tuning", "Adapter Layers", "Prefix Tuning", "Low Rank"]
    assert run_ins(read(leads(1))) == []


def test_bold_words_that_open_a_sentence_are_no_headings() -> None:
    sheet = Sheet()
    front(sheet)
    heading(sheet, "1~Introduction", size=12, font=BOLD)
    for lead in ("We", "94.5%", "It is", "Note that"):
        sheet.paragraph(f"**{lead}** {prose(50).lower()}")
        sheet.space(6)
    assert run_ins(read(sheet)) == []


def test_theorems_carry_their_number() -> None:
    sheet = Sheet()
    front(sheet)
    heading(sheet, "1~Theory", size=12, font=BOLD)
    for lead in ("**Theorem 1.** ", "**Definition 2 (Norm).** ", "**Example 3.** ", "**Example.** "):
        sheet.paragraph(lead + prose(40))
        sheet.space(6)
    paper = read(sheet)
    theorems = [(a.number, a.title) for a in paper.anchors if a.kind == "theorem"]
    assert theorems == [("1", "Theorem 1"), ("2", "Definition 2 (Norm)"), ("3", "Example 3")]
    assert run_ins(paper) == ["Example"]


def test_small_caps_that_are_other_glyphs_of_the_texts_font() -> None:
    sheet = Sheet()
    front(sheet)
    for number, title in (("1", "Opening"), ("2", "Ending")):
        heading(sheet, f"{number}~{title}", size=12, font=BOLD)
        body(sheet)
        before = len(sheet.glyphs)
        heading(sheet, f"{number}.1~Small capitals")
        sheet.glyphs[before:] = [
            glyph._replace(code=glyph.code + 500) if glyph.text.islower() else glyph for glyph in sheet.glyphs[before:]
        ]
        body(sheet)
    assert [level for _, _, level in sections(read(sheet))] == [1, 2, 1, 2]


def test_headings_in_a_font_without_a_name() -> None:
    plain, other = (Font(name, bold=False, italic=False, mono=False) for name in ("F24", "F70"))
    sheet = Sheet()
    front(sheet)
    for number, title in (("1", "Opening"), ("1.1", "Middle"), ("2", "Ending")):
        heading(sheet, f"{number}~{title}", size=10 if "." in number else 12, font=other)
        sheet.paragraph(prose(60), font=plain)
        before = len(sheet.glyphs)
        sheet.paragraph("_Lead words._  " + prose(40), font=plain)
        sheet.glyphs[before:] = [
            glyph._replace(font=other) if glyph.font == SLANTED else glyph for glyph in sheet.glyphs[before:]
        ]
    paper = read(sheet)
    assert [level for _, _, level in sections(paper)] == [1, 2, 1]
    assert run_ins(paper) == ["Lead words"] * 3


def test_a_bold_formula_is_no_heading() -> None:
    sheet = Sheet()
    front(sheet)
    for number, title in (("1", "Opening"), ("2", "Ending")):
        heading(sheet, f"{number}~{title}", size=12, font=BOLD)
        body(sheet)
        heading(sheet, f"{number}.1~Part", font=BOLD)
        body(sheet)
        sheet.space(8)
        sheet.centred("XW + b = Y", font=BOLD)
        sheet.space(8)
        body(sheet)
    assert [title for _, title, _ in sections(read(sheet))] == ["Opening", "Part", "Ending", "Part"]
