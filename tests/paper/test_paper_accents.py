"""Letters and the accents that are drawn over them → letters with accents."""

from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, Shape
from paperlsp.paper.line import text_of

FONT = Font("CMR10", bold=False, italic=False, mono=False)
WIDTH = {"¨": 5.0, "´": 5.0, "`": 3.0, "˜": 5.0, "i": 2.8, "ı": 2.8, "l": 2.8, "w": 7.2}


def line(*placed: tuple[str, float]) -> str:
    """The text of letters whose left edges are given in points; as a PDF does, an accent may come first."""
    glyphs = [Glyph(text, 1, FONT, 10.0, x, 100.0, Box(x, 93, x + WIDTH.get(text, 5.0), 102)) for text, x in placed]
    return text_of(glyphs)


def test_an_accent_that_begins_before_its_letter() -> None:
    assert line(("R", 0.0), ("¨", 4.9), ("u", 5.0), ("c", 10.0)) == "Rüc"


def test_an_accent_that_begins_behind_its_letter_begins() -> None:
    assert line(("R", 0.0), ("¨", 5.3), ("u", 5.0), ("c", 10.0)) == "Rüc"


def test_an_accent_over_a_wide_letter() -> None:
    assert line(("w", 0.0), ("´", 1.2), ("a", 7.2)) == "ẃa"


def test_a_dotless_letter_gets_its_plain_accent() -> None:
    assert line(("a", 0.0), ("¨", 4.0), ("ı", 5.1), ("v", 8.0)) == "aïv"


def test_a_grave_accent_over_a_letter_and_a_quote_before_one() -> None:
    assert line(("s", 0.0), ("e", 5.0), ("`", 6.0)) == "sè"
    assert line(("`", 0.0), ("e", 3.0), ("x", 8.0)) == "`ex"


def test_a_tilde_with_a_place_of_its_own_stays() -> None:
    assert line(("/", 0.0), ("˜", 5.0), ("w", 10.0)) == "/˜w"


def test_the_polish_letter_is_drawn_with_a_stroke() -> None:
    stroke = Glyph(
        "\ufffd", 9, FONT, 10.0, 0.1, 100.0, Box(0.1, 93, 2.8, 102), Shape("suppress", 0.03, 0.26, 0.39, -0.28)
    )
    letter = Glyph("L", 76, FONT, 10.0, 0.0, 100.0, Box(0.0, 93, 6.2, 102))
    assert text_of([stroke, letter]) == "Ł"
