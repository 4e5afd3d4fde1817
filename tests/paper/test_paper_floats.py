"""Captions, and what belongs to them: cells of tables, lines of algorithms, labels of figures."""

from page_pictures import BOLD, MATHS, Sheet, document, prose
from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, Rule, Shape
from paperlsp.model.paper import Paper
from paperlsp.paper import read_paper, read_stages
from paperlsp.reading import render

Rows = tuple[tuple[str, ...], ...]


def read(*sheets: Sheet) -> Paper:
    return read_paper(document(*sheets))


def cells(sheet: Sheet, rows: Rows, xs: tuple[float, ...], *, rules: tuple[int, ...] = (), step: float = 12) -> None:
    """Rows of cells whose left edges are ``xs``, with a rule above each row that ``rules`` names."""
    for at, row in enumerate(rows):
        if at in rules:
            sheet.y -= 9
            sheet.rule(min(xs) - 4, max(xs) + 70)
            sheet.y += 9
        for x, cell in zip(xs, row, strict=True):
            if cell:
                sheet.line(cell, x=x, step=0)
        sheet.space(step)
    if len(rows) in rules:
        sheet.y -= 8
        sheet.rule(min(xs) - 4, max(xs) + 70)
        sheet.y += 8


def body(sheet: Sheet, words: int = 60) -> None:
    sheet.paragraph(prose(words))
    sheet.space(16)


MODELS: Rows = (("Model", "Layers", "Error"), ("Plain net", "12", "4.2"), ("Ours", "24", "3.1"))
XS = (150.0, 260.0, 340.0)


def test_a_table_between_three_rules() -> None:
    sheet = Sheet()
    body(sheet)
    sheet.centred("Table 1: Errors of models.", size=9)
    sheet.space(12)
    cells(sheet, MODELS, XS, rules=(0, 1, 3))
    sheet.space(16)
    body(sheet)
    (table,) = read(sheet).tables
    assert (table.anchor, table.heads, table.rows) == ("tab:1", 1, MODELS)


def test_a_head_over_several_columns_stands_in_each() -> None:
    sheet = Sheet()
    body(sheet)
    rows: Rows = (
        ("", "Test error", ""),
        ("Model", "Top one", "Top five"),
        ("Plain net", "24.2", "7.2"),
        ("Ours", "23.1", "6.9"),
    )
    sheet.centred("Table 1: Errors of models.", size=9)
    sheet.space(12)
    cells(sheet, (("", "", ""), *rows[1:]), XS, rules=(0, 1, 2, 4))
    glyphs = len(sheet.glyphs)
    y = sheet.y
    sheet.y = min(rule.box.y0 for rule in sheet.rules) + 9
    sheet.line("Test error", x=292)
    sheet.y = y
    assert len(sheet.glyphs) > glyphs
    sheet.space(16)
    body(sheet)
    (table,) = read(sheet).tables
    assert table.rows[0] == ("", "Test error", "Test error")
    assert table.rows[1:] == rows[1:]


def test_a_cell_between_two_rows_goes_with_one_of_them() -> None:
    sheet = Sheet()
    body(sheet)
    sheet.centred("Table 1: Errors of models.", size=9)
    sheet.space(12)
    rows: Rows = (("Data", "Rank", "Error"), ("", "one", "4.2"), ("", "two", "3.9"))
    cells(sheet, rows, XS, rules=(0, 1, 3), step=14)
    y = sheet.y
    sheet.y = y - 14 - 7
    sheet.line("Words", x=150, step=0)
    sheet.y = y + 16
    body(sheet)
    (table,) = read(sheet).tables
    assert len(table.rows) == 3
    assert [row[0] for row in table.rows].count("Words") == 1


def test_columns_without_any_rule() -> None:
    sheet = Sheet()
    body(sheet)
    sheet.centred("Table 1: Errors of models.", size=9)
    sheet.space(6)
    cells(sheet, MODELS, XS)
    sheet.space(16)
    body(sheet)
    (table,) = read(sheet).tables
    assert table.rows == MODELS


def test_one_bar_and_one_upright_make_a_table() -> None:
    sheet = Sheet()
    body(sheet)
    top = sheet.y
    pairs: Rows = (("Name", "Value"), ("Rate", "0.1"), ("Size", "32"), ("Heads", "8"), ("Layers", "6"))
    cells(sheet, pairs, (150.0, 260.0), rules=(1,))
    sheet.rules.append(Rule(Box(245, top - 9, 245.5, sheet.y - 8)))
    sheet.space(4)
    sheet.centred("Table 1: What was set.", size=9)
    sheet.space(16)
    body(sheet)
    (table,) = read(sheet).tables
    assert table.rows == pairs


def test_tables_keep_to_the_side_on_which_the_paper_has_its_captions() -> None:
    sheet = Sheet()
    body(sheet)
    for number, name in enumerate(("Plain", "Other", "Third"), 1):
        cells(sheet, (("Model", "Layers", "Error"), (name, "12", "4.2"), ("Ours", "24", "3.1")), XS, rules=(0, 1, 3))
        sheet.space(8)
        sheet.centred(f"Table {number}: Errors of models.", size=9)
        sheet.space(9)
    sheet.space(16)
    body(sheet)
    assert [(table.anchor, table.rows[1][0]) for table in read(sheet).tables] == [
        ("tab:1", "Plain"),
        ("tab:2", "Other"),
        ("tab:3", "Third"),
    ]


def test_the_reading_copy_has_the_cells() -> None:
    sheet = Sheet()
    body(sheet)
    sheet.centred("Table 1: Errors of models.", size=9)
    sheet.space(12)
    cells(sheet, MODELS, XS, rules=(0, 1, 3))
    sheet.space(16)
    body(sheet)
    copy = render(read(sheet)).markdown
    assert "| Model | Layers | Error |\n| --- | --- | --- |\n| Plain net | 12 | 4.2 |\n| Ours | 24 | 3.1 |\n" in copy


def captions(paper: Paper) -> list[tuple[str, str | None]]:
    return [(anchor.kind, anchor.number) for anchor in paper.anchors if anchor.kind in ("figure", "table", "algorithm")]


def figure(sheet: Sheet, caption: str, **style: object) -> None:
    sheet.space(10)
    sheet.pictures.append(Box(160, sheet.y, 440, sheet.y + 60))
    sheet.space(76)
    sheet.centred(caption, **style)  # type: ignore[arg-type]
    sheet.space(20)


def test_labels_of_many_makes() -> None:
    sheet = Sheet()
    body(sheet)
    for label in ("Figure 1. Loss", "Figure 2: Loss", "Figure 10 | Loss", "Fig. S3. Loss", "Figure A.4: Loss"):
        figure(sheet, label, size=9)
    assert [number for _, number in captions(read(sheet))] == ["1", "2", "10", "S3", "A.4"]


def test_two_figures_with_one_number_are_two() -> None:
    sheet = Sheet()
    body(sheet)
    figure(sheet, "Figure 1: Loss over time", size=9)
    figure(sheet, "Figure 10: Loss over steps", size=9)
    figure(sheet, "Figure 10: Loss over words", size=9)
    paper = read(sheet)
    assert [number for _, number in captions(paper)] == ["1", "10", "10"]
    assert [anchor.id for anchor in paper.anchors if anchor.kind == "figure"] == ["fig:1", "fig:10", "fig:10~2"]


def test_a_sentence_that_begins_with_a_table_is_no_caption() -> None:
    sheet = Sheet()
    body(sheet)
    figure(sheet, "Figure 1: Loss over time", size=9)
    sheet.paragraph("Table 1 shows " + prose(40).lower())
    sheet.space(14)
    sheet.paragraph("Figure 1 and the text say that " + prose(40).lower())
    assert captions(read(sheet)) == [("figure", "1")]


def test_a_short_caption_ends_where_the_text_begins() -> None:
    sheet = Sheet()
    body(sheet)
    sheet.pictures.append(Box(160, sheet.y, 440, sheet.y + 60))
    sheet.space(72)
    sheet.centred("Figure 1: Loss over time")
    sheet.paragraph(prose(60), indent=12)
    (anchor,) = (each for each in read(sheet).anchors if each.kind == "figure")
    assert anchor.text == "Figure 1: Loss over time"


def test_words_between_drawings_and_caption_are_labels() -> None:
    sheet = Sheet()
    body(sheet)
    sheet.pictures.append(Box(160, sheet.y, 440, sheet.y + 60))
    sheet.space(70)
    sheet.line("(a) left", x=200, size=9, step=0)
    sheet.line("(b) right", x=350, size=9, step=20)
    sheet.centred("Figure 1: Loss over time", size=9)
    sheet.space(20)
    body(sheet)
    text = " ".join(block.text for block in read(sheet).blocks)
    assert "left" not in text


def test_an_algorithm_between_rules_with_a_title_over_two_lines() -> None:
    sheet = Sheet()
    body(sheet)
    sheet.rule()
    sheet.space(11)
    sheet.line(
        "**Algorithm 1** " + "a title that is longer than the line of the column on which it begins", stretch=True
    )
    sheet.line("and ends here.", step=3)
    sheet.rule()
    sheet.space(11)
    for line in ("1: for each step do", "2:~~x = x - a g", "3: end for"):
        sheet.line(line)
    sheet.space(-8)
    sheet.rule()
    sheet.space(20)
    body(sheet)
    (anchor,) = (each for each in read(sheet).anchors if each.kind == "algorithm")
    title, *lines = anchor.text.split("\n")
    assert title.endswith("and ends here.")
    assert [line[:2] for line in lines] == ["1:", "2:", "3:"]
    assert not any(
        line.startswith(("1:", "2:"))
        for line in (block.text for block in read(sheet).blocks if block.kind == "paragraph")
    )


def test_a_bold_table_head_is_no_heading() -> None:
    sheet = Sheet()
    sheet.centred("A Paper", size=17)
    sheet.space(10)
    for number, title in (("1", "Opening"), ("2", "Ending")):
        sheet.space(10)
        sheet.line(f"{number}~{title}", size=12, font=BOLD)
        sheet.space(4)
        body(sheet)
        cells(sheet, (("**Model**", "**Layers**", "**Error**"), *MODELS[1:]), XS, rules=(0, 1, 3))
        sheet.space(8)
        sheet.centred(f"Table {number}: Errors of models.", size=9)
        sheet.space(16)
        body(sheet)
    assert [anchor.title for anchor in read(sheet).anchors if anchor.kind == "section"] == ["Opening", "Ending"]


def test_a_fraction_under_a_root_is_no_table() -> None:
    signs = Font("CMEX10", bold=False, italic=False, mono=False)
    sheet = Sheet()
    sheet.paragraph(prose(60))
    sheet.space(20)
    sheet.line("a = b +", x=200.0, font=MATHS, step=0.0)
    end = 240.0
    top = sheet.y - 14.0
    shape = Shape("radicalbigg", 0.1, 1.02, 0.04, 2.36)
    sheet.glyphs.append(Glyph("r", 114, signs, 10.0, end, top, Box(end, top, end + 10, top + 24), shape))
    for y, left in ((top, end + 10), (top + 20, end + 11)):
        sheet.rules.append(Rule(Box(left, y, left + 60, y + 0.4)))
    for text, x, y in (("n", 252.0, 7.0), ("m", 300.0, 7.0), ("k", 252.0, 17.0), ("l", 300.0, 17.0)):
        sheet.y = top + y
        sheet.line(text, x=x, font=MATHS, step=0.0)
    sheet.y = top + 30
    sheet.line("q", x=275.0, font=MATHS)
    sheet.space(20)
    sheet.paragraph(prose(60))
    stages = read_stages(document(sheet))
    assert not any(line.role == "table" for lines in stages.lines for line in lines)
