"""What a PDF says of its own parts: used where the page says the same, and measured against what was read."""

from dataclasses import replace

from page_pictures import Sheet, document, prose
from paperlsp.model.geometry import Box
from paperlsp.model.page import Destination, OutlineEntry
from paperlsp.model.paper import Anchor, AnchorKind
from paperlsp.paper import read_paper
from paperlsp.paper.told import agreement_of, told_by


def plain_headings() -> Sheet:
    """Numbered headings in the size and the face of the text."""
    sheet = Sheet()
    sheet.centred("A Paper About Reading", size=17)
    sheet.space(20)
    sheet.centred("Ada Writer")
    for heading in ("1~Where it starts", "2~Where it goes"):
        sheet.space(10)
        sheet.line(heading)
        sheet.space(4)
        sheet.paragraph(prose(60))
    return sheet


def sections(*outline: OutlineEntry) -> list[tuple[str | None, str]]:
    paper = read_paper(document(plain_headings(), outline=outline))
    return [(each.number, each.title) for each in paper.anchors if each.kind == "section"]


def test_headings_that_look_like_text_are_read_where_the_outline_has_them() -> None:
    assert sections() == []
    told = OutlineEntry(1, "1 Where it starts", 1, None), OutlineEntry(1, "Where it goes", 1, None)
    assert sections(*told) == [("1", "Where it starts"), ("2", "Where it goes")]


def test_an_outline_alone_makes_no_heading() -> None:
    assert sections(OutlineEntry(1, "Where it ends", 1, None), OutlineEntry(1, "Where it goes", 3, None)) == []


def test_an_outline_may_point_to_the_page_before() -> None:
    told = told_by(document(outline=(OutlineEntry(1, "Appendix A. Proofs", 3, None),)))
    assert told.heading(3, "Proofs")
    assert told.heading(4, "Proofs")
    assert not told.heading(5, "Proofs")


def anchor(kind: AnchorKind, number: str | None, title: str, page: int) -> Anchor:
    return Anchor(f"{kind}:{number}", kind, number, title, 1, page, Box(0, 0, 1, 1), None, "")


def test_agreement_names_what_was_missed() -> None:
    named = ("equation.2.5", 2), ("equation.2.6", 2), ("figure.caption.9", 2), ("cite.x", 3), ("table.1", 4)
    outline = OutlineEntry(1, "2 Métode", 2, None), OutlineEntry(1, "3 Results", 3, None)
    told = replace(document(outline=outline), destinations=tuple(Destination(*each) for each in named))
    read = (
        anchor("section", "2", "Métode", 2),
        anchor("equation", "5", "", 2),
        anchor("table", "1", "Words", 4),
        anchor("section", "4", "Results", 9),
    )
    agreement = agreement_of(told, read)
    assert (agreement.said, agreement.found) == (5, 3)
    assert agreement.missed == ("3 Results (page 3)", "equation 2.6 (page 2)")
