"""What readers have put on a page is no part of the paper."""

import pymupdf
from paperlsp.pdf import read_document


def test_highlights_and_notes_are_not_read() -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 100), "A line of the paper.")
        page.add_highlight_annot(pymupdf.Rect(72, 90, 160, 104))
        page.add_freetext_annot(pymupdf.Rect(300, 300, 420, 330), "My own note")
        content = document.tobytes()
    (page,) = read_document(content).pages
    assert "".join(glyph.text for glyph in page.glyphs).replace(" ", "") == "Alineofthepaper."
    assert page.pictures == ()
