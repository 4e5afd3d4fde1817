"""What font programs and bitmap fonts inside a PDF say of their glyphs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
from paperlsp.formula.meaning import glyph_text
from paperlsp.pdf import read_document
from paperlsp.pdf.bitmap import font_of_widths

FIXTURE = Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf"


def test_glyphs_have_the_names_and_the_ink_of_their_font_program():
    glyphs = [glyph for page in read_document(FIXTURE.read_bytes()).pages for glyph in page.glyphs]
    thetas = [glyph for glyph in glyphs if glyph.text == "θ" and glyph.font.name.startswith("CMMI")]
    assert thetas
    for glyph in thetas:
        assert glyph.shape is not None
        assert glyph.shape.name == "theta"
        assert 0.6 < glyph.shape.height < 0.8
        assert -0.05 < glyph.shape.depth < 0.05


def test_a_bitmap_font_is_told_by_its_widths():
    assert font_of_widths({11: 0.6397, 12: 0.5656, 120: 0.5715}) == "CMMI10"
    assert font_of_widths({88: 1.444, 0: 0.458}) == "CMEX10"
    assert font_of_widths({65: 0.6111, 66: 0.6222}) is None
    assert font_of_widths({}) is None


def _bitmap_paper(names: bytes, widths: bytes) -> bytes:
    """A page that shows the slots 11 and 12 of a Type 3 font, whose glyphs are filled squares."""
    square = b"<< /Length 34 >>\nstream\n600 0 0 0 500 500 d1 0 0 500 500 re f\nendstream"
    content = b"BT /F1 10 Tf 72 700 Td <0b0c> Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type3 /Name /F1 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 600 600] "
        b"/FirstChar 11 /LastChar 12 /Widths [%s] /Encoding << /Differences [11 %s] >> "
        b"/CharProcs << /a11 6 0 R /a12 6 0 R /one 6 0 R /two 6 0 R >> /Resources << >> >>" % (widths, names),
        square,
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(objects, 1))
    return body + b"trailer << /Root 1 0 R /Size 7 >>\n%%EOF\n"


def test_the_slots_of_a_bitmap_font_are_read():
    (page,) = read_document(_bitmap_paper(b"/a11 /a12", b"639.7 565.6")).pages
    assert [glyph.font.name for glyph in page.glyphs] == ["CMMI10", "CMMI10"]
    assert [glyph_text(glyph) for glyph in page.glyphs] == ["α", "β"]


def test_ligatures_of_a_bitmap_font_of_text_are_letters():
    (page,) = read_document(_bitmap_paper(b"/a11 /a12", b"583.3 555.6")).pages
    assert [glyph.font.name for glyph in page.glyphs] == ["CMR10", "CMR10"]
    assert [glyph_text(glyph) for glyph in page.glyphs] == ["ff", "fi"]


def test_a_drawn_font_with_names_of_its_own_stays_what_it_is():
    (page,) = read_document(_bitmap_paper(b"/one /two", b"639.7 565.6")).pages
    assert {glyph.font.name for glyph in page.glyphs} != {"CMMI10"}


def test_a_sign_that_the_unicode_map_calls_a_space_is_read_by_its_name():
    # PyMuPDF says nothing of its types here.
    opened: Any = pymupdf.open(FIXTURE)
    with opened as document:
        fonts = {font[0]: font[3] for page in document for font in document.get_page_fonts(page.number, full=True)}
        stream = document.get_new_xref()
        document.update_object(stream, "<<>>")
        head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Blank def /CMapType 2 def "
        blank = b" ".join(b"<%02x> <0020>" % code for code in range(32, 128))
        ranges = b"1 begincodespacerange <00> <ff> endcodespacerange 96 beginbfchar %s endbfchar" % blank
        document.update_stream(stream, head + ranges + b" endcmap end end")
        for xref, name in fonts.items():
            if "CMSY10" in name:
                document.xref_set_key(xref, "ToUnicode", f"{stream} 0 R")
        changed = document.tobytes()
    glyphs = [glyph for page in read_document(changed).pages for glyph in page.glyphs if glyph.font.name == "CMSY10"]
    assert "\x00" in {glyph.text for glyph in glyphs}
    assert {"←", "∇"} <= {glyph_text(glyph) for glyph in glyphs}
