"""Displays cut out of a page: for light and for dark themes, within the limit, and never an exception."""

from __future__ import annotations

import base64
import hashlib

import pymupdf
import pytest
from paperlsp.model.geometry import Box
from paperlsp.pdf import cut_pictures
from paperlsp.pdf.picture import LONGEST

BOX = Box(100.0, 90.0, 300.0, 120.0)


@pytest.fixture
def content() -> bytes:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((110, 110), "y = a x + b", fontsize=14)
        page.insert_text((110, 400), "elsewhere", fontsize=14)
        return document.tobytes()


def pixels(png: str) -> pymupdf.Pixmap:
    return pymupdf.Pixmap(base64.b64decode(png))


def test_a_light_and_a_dark_one_of_the_same_size(content):
    (picture,) = cut_pictures(content, [(1, BOX)])
    assert picture is not None
    # 200 points and the room around them, at 96 pixels to the inch.
    assert picture.width == round(206 * 96 / 72)
    light, dark = pixels(picture.light), pixels(picture.dark)
    assert (light.width, light.height) == (dark.width, dark.height)
    assert light.width == pytest.approx(2 * picture.width, abs=2)
    assert (light.alpha, dark.alpha) == (1, 1)
    # The corner is empty and so transparent; the darkest ink is opaque, black in one and light in the other.
    assert light.pixel(0, 0)[-1] == 0
    assert light.samples != dark.samples
    opacities = light.samples[1::2]
    at = opacities.index(max(opacities))
    assert max(opacities) > 200
    assert light.samples[2 * at] < 40
    assert dark.samples[2 * at] > 150


def test_what_lies_elsewhere_is_not_in_it(content):
    whole, empty = cut_pictures(content, [(1, BOX), (1, Box(100.0, 200.0, 300.0, 230.0))])
    assert whole is not None
    assert empty is not None
    assert max(pixels(empty.light).samples[1::2]) == 0


def test_what_cannot_be_cut_is_none(content):
    places = [(9, BOX), (0, BOX), (1, Box(0.0, 0.0, 9000.0, 10.0)), (1, Box(900.0, 900.0, 950.0, 950.0)), (1, BOX)]
    found = cut_pictures(content, places)
    assert [each is not None for each in found] == [False, False, True, False, True]
    assert cut_pictures(b"no PDF", [(1, BOX)]) == [None]
    assert cut_pictures(content[:300], [(1, BOX)]) == [None]


def test_a_picture_that_would_be_too_long_gets_fewer_pixels():
    with pymupdf.open() as document:
        page = document.new_page()
        digests = (hashlib.sha256(at.to_bytes(2, "big")).digest() for at in range(300 * 300 // 32 + 1))
        noise = b"".join(digests)[: 300 * 300]
        page.insert_image(pymupdf.Rect(50, 50, 450, 450), pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 300, 300, noise, False))
        noisy = document.tobytes()
    small, large = cut_pictures(noisy, [(1, Box(60.0, 60.0, 140.0, 140.0)), (1, Box(50.0, 50.0, 450.0, 450.0))])
    assert small is not None
    assert len(small.light) <= LONGEST
    assert large is None
