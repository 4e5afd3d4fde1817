"""What stands in the margins and is no text of the paper: numbers of lines, and notes. And papers not made by TeX."""

from dataclasses import replace

from page_pictures import Sheet, document, prose
from paperlsp.model.geometry import Box
from paperlsp.model.packed import GlyphKinds, PackedGlyphs
from paperlsp.model.page import Font, Glyph, Rule
from paperlsp.model.paper import Paper
from paperlsp.paper import read_paper
from paperlsp.paper.line_numbers import without_line_numbers

CALIBRI = Font("Calibri", bold=False, italic=False, mono=False)
CAMBRIA = Font("CambriaMath", bold=False, italic=False, mono=False)


def numbered(sheet: Sheet, *, step: int = 1, edge: float = 102.0) -> Sheet:
    """The same page with a small number beside each line of text, ending at ``edge``."""
    heights = sorted({glyph.y for glyph in sheet.glyphs})
    for count, y in enumerate(heights, 1):
        if count % step == 0:
            text = str(count)
            sheet.y = y
            sheet.line(text, x=edge - 3.0 * len(text), size=6.0, step=0.0)
    return sheet


def reviewed() -> Sheet:
    sheet = Sheet()
    sheet.centred("A Paper About Reading", size=17)
    sheet.space(20)
    sheet.centred("Ada Writer")
    for heading in ("1~Introduction", "2~Methods"):
        sheet.space(10)
        sheet.line(f"**{heading}**", size=12)
        sheet.space(4)
        sheet.paragraph(prose(90))
    return sheet


def outline(paper: Paper) -> list[tuple[str | None, str]]:
    return [(anchor.number, anchor.title) for anchor in paper.anchors]


def test_numbers_of_lines_are_no_text() -> None:
    plain = read_paper(document(reviewed()))
    for step, edge in ((1, 102.0), (1, 530.0)):
        paper = read_paper(document(numbered(reviewed(), step=step, edge=edge)))
        assert outline(paper) == outline(plain) == [("1", "Introduction"), ("2", "Methods")]
        assert [block.text for block in paper.blocks] == [block.text for block in plain.blocks]


def test_numbers_within_the_text_stay() -> None:
    sheet = reviewed()
    sheet.space(10)
    for count in range(1, 13):
        sheet.line(f"{count}~rows", x=200.0)
    paper = read_paper(document(sheet))
    assert "12" in " ".join(block.text for block in paper.blocks)


def test_a_note_in_the_margin_is_apart_from_the_text() -> None:
    sheet = reviewed()
    last = sheet.y
    sheet.y = last - 40.0
    for text in ("a remark", "on that"):
        sheet.line(text, x=520.0, size=7.0)
    paper = read_paper(document(sheet))
    assert not any("remark" in block.text for block in paper.blocks if block.kind == "paragraph")


def test_a_paper_from_a_word_processor() -> None:
    sheet = Sheet(size=11.0, gap=14.0)
    sheet.centred("A Word on Reading", size=24, font=CALIBRI)
    sheet.space(20)
    sheet.centred("Ada Writer", font=CALIBRI)
    sheet.space(14)
    sheet.line("1. Introduction", size=16, font=CALIBRI)
    sheet.space(6)
    sheet.paragraph(prose(60), font=CALIBRI)
    sheet.space(8)
    sheet.line("1.1 Data", size=13, font=CALIBRI)
    sheet.space(6)
    sheet.paragraph(prose(60, 4), font=CALIBRI)
    sheet.space(16)
    fraction(sheet)
    sheet.space(24)
    sheet.paragraph(prose(60, 9), font=CALIBRI)
    paper = read_paper(document(sheet))
    assert [(a.kind, a.number, a.title, a.level) for a in paper.anchors] == [
        ("section", "1", "Introduction", 1),
        ("section", "1.1", "Data", 2),
        ("equation", "1", "", None),
    ]
    assert paper.anchors[-1].latex == r"m=\frac{a}{2n}"


def fraction(sheet: Sheet) -> None:
    """An equation in one Unicode maths font, its bar a filled box, its number set by a tab."""
    y = sheet.y
    for text, x, baseline in (("𝑚", 250, y), ("=", 261, y), ("𝑎", 276, y - 7), ("2", 273, y + 9), ("𝑛", 279, y + 9)):
        box = Box(x, baseline - 8, x + 6, baseline + 2)
        sheet.glyphs.append(Glyph(text, 40, CAMBRIA, 11.0, x, baseline, box))
    sheet.rules.append(Rule(Box(271, y - 3.4, 287, y - 2.8)))
    sheet.line("(1)", x=sheet.right - 16.5, font=CALIBRI, size=11.0, step=0.0)


def test_numbers_of_lines_in_a_long_document_whose_glyphs_are_packed() -> None:
    page = numbered(reviewed()).page()
    packed = replace(page, glyphs=PackedGlyphs(GlyphKinds(), page.glyphs))
    (cleared,) = without_line_numbers([packed])
    assert isinstance(cleared.glyphs, PackedGlyphs)
    assert list(cleared.glyphs) == list(reviewed().page().glyphs)
