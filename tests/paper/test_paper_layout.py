"""Lines in reading order, and what is typical of a document."""

from page_pictures import SANS, Sheet, document, prose
from paperlsp.paper.layout import lines_of


def test_many_tiny_labels_are_no_body_text() -> None:
    text = Sheet()
    for start in range(0, 60, 12):
        text.paragraph(prose(60, start))
    plot = Sheet(number=2)
    for _ in range(100):
        for x in range(70, 500, 40):
            plot.line("l" * 12, x=x, size=4.0, font=SANS, step=0.0)
        plot.space(6.0)
    measures, _ = lines_of(document(text, plot).pages)
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
    measures, _ = lines_of(document(text, *cells).pages)
    assert measures.body == 10.0
