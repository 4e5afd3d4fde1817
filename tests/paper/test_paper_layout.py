"""Lines in reading order, and what is typical of a document."""

from page_pictures import MATHS, SANS, Sheet, document, prose
from paperlsp.model.geometry import Box
from paperlsp.paper import read_paper
from paperlsp.paper.layout import lay_out
from paperlsp.paper.line import Line


def test_many_tiny_labels_are_no_body_text() -> None:
    text = Sheet()
    for start in range(0, 60, 12):
        text.paragraph(prose(60, start))
    plot = Sheet(number=2)
    for _ in range(100):
        for x in range(70, 500, 40):
            plot.line("l" * 12, x=x, size=4.0, font=SANS, step=0.0)
        plot.space(6.0)
    measures = lay_out(document(text, plot).pages).measures
    assert measures.body == 10.0
    assert measures.font == "Times-Roman"


def test_an_appendix_of_tiny_cells_is_no_body_text() -> None:
    text = Sheet()
    for start in range(0, 36, 12):
        text.paragraph(prose(60, start))
    cells = [Sheet(number=number, size=6.0, gap=7.0) for number in (2, 3)]
    for sheet in cells:
        for left in (60.0, 190.0, 320.0, 450.0):
            sheet.column(left, left + 110.0, 90.0)
            sheet.paragraph(prose(400))
    measures = lay_out(document(text, *cells).pages).measures
    assert measures.body == 10.0


def laid(*sheets: Sheet) -> list[list[Line]]:
    return lay_out(document(*sheets).pages).lines


def starts(lines: list[Line]) -> list[str]:
    return [line.text.split(" ", 1)[0] for line in lines]


def letters(start: str, count: int) -> str:
    """Text whose every word begins with the same letter, to be recognised in whatever order it comes."""
    return " ".join([f"{start}orem ipsum"] * count).replace(" i", f" {start.lower()}i")


def test_text_flows_around_a_narrow_figure() -> None:
    sheet = Sheet()
    sheet.paragraph(letters("A", 30))
    top = sheet.y
    sheet.column(108, 290, top)
    sheet.paragraph(letters("B", 24))
    below = sheet.y
    sheet.column(306, 504, top)
    sheet.pictures.append(Box(306, top - 8, 504, top + 40))
    sheet.column(306, 504, top + 60)
    sheet.paragraph("Figure 1: " + letters("C", 8))
    sheet.column(108, 504, below)
    sheet.paragraph(letters("D", 30))
    (lines,) = laid(sheet)
    order = "".join(text[0] for text in starts(lines)).upper()
    assert order == "A" * order.count("A") + "B" * order.count("B") + "F" + "C" * order.count("C") + "D" * order.count(
        "D"
    )
    assert all(abs(line.width - 182) < 6 for line in lines if line.text.startswith("B"))


def test_three_captions_beside_each_other() -> None:
    sheet = Sheet()
    sheet.paragraph(letters("A", 30))
    top = sheet.y + 20
    for number, left in enumerate((108.0, 246.0, 384.0), 1):
        sheet.column(left, left + 120, top)
        sheet.paragraph(f"Figure {number}: {letters('C', 3)}")
    sheet.column(108, 504, top + 60)
    sheet.paragraph(letters("D", 30))
    paper = read_paper(document(sheet))
    assert [(a.number, a.text.count("orem")) for a in paper.anchors if a.kind == "figure"] == [
        ("1", 3),
        ("2", 3),
        ("3", 3),
    ]


def test_a_page_in_two_columns_within_a_paper_in_one() -> None:
    one = Sheet()
    for _ in range(5):
        one.paragraph(letters("A", 40))
    two = Sheet(number=2)
    for left, right, word in ((108.0, 294.0, "B"), (318.0, 504.0, "C")):
        two.column(left, right, 90)
        two.paragraph(letters(word, 60))
    _, lines = laid(one, two)
    order = "".join(text[0] for text in starts(lines)).upper()
    assert order == "B" * order.count("B") + "C" * order.count("C")


def ruled_table(sheet: Sheet, rows: tuple[tuple[str, ...], ...], xs: tuple[float, ...]) -> None:
    sheet.rule()
    sheet.space(11)
    for at, row in enumerate(rows):
        for x, cell in zip(xs, row, strict=True):
            sheet.line(cell, x=x, step=0)
        sheet.space(3 if at == 0 else 12)
        if at == 0:
            sheet.rule()
            sheet.space(11)
    sheet.space(-8)
    sheet.rule()
    sheet.space(20)


def test_a_table_across_both_columns_stays_whole() -> None:
    sheet = Sheet(left=54, right=558)
    ruled_table(sheet, (("Method", "Error", "Time"), ("Plain", "12.4", "31"), ("Ours", "10.2", "35")), (60, 290, 500))
    top = sheet.y
    for left, right, word in ((54.0, 294.0, "B"), (318.0, 558.0, "C")):
        sheet.column(left, right, top)
        sheet.paragraph(letters(word, 60))
    (lines,) = laid(sheet)
    cells = [line.text for line in lines if line.role == "table"]
    assert cells == ["Method Error Time", "Plain 12.4 31", "Ours 10.2 35"]
    order = "".join(line.text[0] for line in lines if line.role != "table").upper()
    assert order == "B" * order.count("B") + "C" * order.count("C")


def test_text_between_two_rules_is_no_table() -> None:
    sheet = Sheet()
    sheet.rule()
    sheet.space(14)
    sheet.paragraph(letters("A", 60))
    sheet.rule()
    sheet.space(14)
    sheet.paragraph(letters("B", 60))
    (lines,) = laid(sheet)
    assert {line.role for line in lines} == {""}


def test_a_figures_white_ground_does_not_take_its_caption() -> None:
    sheet = Sheet()
    sheet.paragraph(letters("A", 60))
    sheet.space(10)
    sheet.pictures.append(Box(108, sheet.y, 504, sheet.y + 120))
    sheet.space(30)
    sheet.line("loss", x=120, size=7)
    sheet.line("step", x=300, size=7)
    sheet.space(60)
    sheet.line("Figure 1: The loss.", x=200)
    sheet.space(30)
    sheet.paragraph(letters("B", 60))
    (lines,) = laid(sheet)
    assert [line.text for line in lines if line.role == "float"] == ["loss", "step"]
    assert [line.role for line in lines if line.text.startswith("Figure")] == [""]


def test_a_shade_behind_text_is_no_figure() -> None:
    sheet = Sheet()
    top = sheet.y
    sheet.paragraph(letters("A", 60))
    sheet.pictures.append(Box(104, top - 12, 508, sheet.y))
    sheet.space(20)
    sheet.paragraph(letters("B", 60))
    (lines,) = laid(sheet)
    assert {line.role for line in lines} == {""}


def test_the_short_last_line_of_a_paragraph_across_the_page() -> None:
    sheet = Sheet(left=54, right=558)
    sheet.line("Figure 1: " + letters("A", 9), step=12)
    sheet.line("to the end.", step=40)
    top = sheet.y
    for left, right, word in ((54.0, 294.0, "B"), (318.0, 558.0, "C")):
        sheet.column(left, right, top)
        sheet.paragraph(letters(word, 60))
    (lines,) = laid(sheet)
    assert [line.text.split(" ", 1)[0] for line in lines[:2]] == ["Figure", "to"]
    assert {line.lane for line in lines[:2]} == {0}


def test_a_fraction_under_a_root_is_no_table() -> None:
    sheet = Sheet()
    sheet.paragraph(letters("A", 60))
    sheet.space(14)
    sheet.rule(200, 300)
    sheet.space(12)
    sheet.line("a + b", x=210, font=MATHS, step=-4)
    sheet.line("2", x=240, size=7, font=MATHS, step=4)
    sheet.line("c + d", x=255, font=MATHS, step=4)
    sheet.rule(200, 300)
    sheet.space(12)
    sheet.line("2 m", x=240, font=MATHS)
    sheet.space(14)
    sheet.paragraph(letters("B", 60))
    (lines,) = laid(sheet)
    assert {line.role for line in lines} == {""}


def test_rules_of_running_heads_and_feet_enclose_no_table() -> None:
    sheets = [Sheet(number=number, y=100.0) for number in (1, 2, 3, 4)]
    for sheet in sheets:
        for y in (60.0, 730.0):
            sheet.column(108, 504, y)
            sheet.rule()
        sheet.column(108, 504, 100)
        if sheet.number == 3:
            sheet.paragraph("Table 1: What the methods get wrong.")
            sheet.space(4)
            ruled_table(sheet, (("Method", "Error"), *((f"Way {at}", f"{at}.5") for at in range(20))), (130, 400))
            # Nothing closes the table but the rule at the foot of the page, which is not its own.
            sheet.rules.pop()
        sheet.paragraph(prose(60))
    paper = read_paper(document(*sheets))
    assert any(block.text.startswith("The model") for block in paper.blocks if block.page == 3)
