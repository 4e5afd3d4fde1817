"""What is packed comes back as it was, number for number."""

from array import array

from hypothesis import given
from hypothesis import strategies as st
from paperlsp.model.geometry import Box
from paperlsp.model.packed import GlyphKinds, PackedBoxes, PackedGlyphs
from paperlsp.model.page import Font, Glyph, Shape

SINGLES = st.floats(-2000, 2000, width=32)
DOUBLES = st.floats(-2000, 2000)
FONTS = st.sampled_from(
    [Font("CMMI10", bold=False, italic=True, mono=False), Font("F1", bold=True, italic=False, mono=False)]
)
SHAPES = st.sampled_from([None, Shape("alpha", 0.04, 0.61, 0.44, 0.01)])


def glyphs(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[list[Glyph]]:
    boxes = st.builds(Box, numbers, numbers, numbers, numbers)
    return st.lists(
        st.builds(Glyph, st.text(max_size=3), st.integers(-1, 70_000), FONTS, DOUBLES, numbers, numbers, boxes, SHAPES)
    )


@given(glyphs(SINGLES) | glyphs(DOUBLES))
def test_glyphs(given_: list[Glyph]) -> None:
    packed = PackedGlyphs(GlyphKinds(), given_)
    assert list(packed) == given_
    assert len(packed) == len(given_)
    assert packed[:3] == given_[:3]
    assert all(isinstance(each, Glyph) and isinstance(each.box, Box) for each in packed)
    indices = range(len(given_) - 1, -1, -2)
    assert packed.picked(indices) == [given_[index] for index in indices]
    assert list(packed.packed(given_[1:])) == given_[1:]


@given(st.lists(st.builds(Box, SINGLES, DOUBLES, SINGLES, SINGLES)))
def test_boxes(given_: list[Box]) -> None:
    packed = PackedBoxes(given_)
    assert list(packed) == given_
    assert packed[:2] == given_[:2]


def test_pages_do_not_get_mixed_up() -> None:
    kinds = GlyphKinds()
    font = Font("F1", bold=False, italic=False, mono=False)
    pages = [[Glyph(text, 1, font, 10.0, 1.5, 2.5, Box(1.5, 0.5, 6.5, 3.5))] for text in "ab"]
    one, other = (PackedGlyphs(kinds, page) for page in pages)
    assert [sheet.picked(array("I", [0])) for sheet in (one, other, one)] == [pages[0], pages[1], pages[0]]


def test_numbers_of_single_precision_take_half_the_room() -> None:
    font = Font("F1", bold=False, italic=False, mono=False)
    glyph = Glyph("a", 1, font, 9.96, 1.5, 2.5, Box(1.5, 0.5, 6.5, 3.5))
    assert PackedGlyphs(GlyphKinds(), [glyph] * 100).bytes <= 28 * 100
