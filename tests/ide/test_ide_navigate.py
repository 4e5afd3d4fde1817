"""Where one can go from a caret."""

from __future__ import annotations

from ide_pictures import CARET, paper, snapshot, without_caret
from paperlsp.ide import (
    PaperPlace,
    declaration,
    definition,
    definition_in_copy,
    document_links,
    implementation,
    references,
    same_part,
)

LINKS = {
    "MaskDecoder": [("head:3/mask-decoder", 0.94, "the name"), ("sec:3", 0.61, "“mask”"), ("fig:2", 0.2, "“layers”")],
    "mask_loss": [("eq:3", 0.88, "α, m")],
    "mask_loss_fast": [("eq:3", 0.8, "α")],
}


def jump(picture: str, go) -> tuple[str, list[str]] | None:
    text, offset = without_caret(picture)
    found = go(snapshot({"m.py": text}, LINKS), "m.py", offset)
    if found is None:
        return None
    assert all(place.paper == "pages" for place in found.places)
    return text.encode()[found.origin.start : found.origin.end].decode(), [place.anchor for place in found.places]


def test_declaration_leads_from_a_definition_into_the_paper():
    assert jump(f"class Mask{CARET}Decoder: ...\n", declaration) == ("MaskDecoder", ["head:3/mask-decoder", "sec:3"])


def test_declaration_leads_from_a_use_into_the_paper():
    assert jump(f"class MaskDecoder: ...\nx = [Mask{CARET}Decoder()]\n", declaration) == (
        "MaskDecoder",
        ["head:3/mask-decoder", "sec:3"],
    )


def test_declaration_of_unlinked_code_is_none():
    assert jump(f"def he{CARET}lp(): ...\n", declaration) is None


def test_definition_leads_from_a_mention_into_the_paper():
    assert jump(f"# as in Eq. ({CARET}3)\n", definition) == ("Eq. (3)", ["eq:3"])
    assert jump(f"# as in Eq. ({CARET}3)\n", declaration) == ("Eq. (3)", ["eq:3"])


def test_definition_leaves_names_to_other_servers():
    assert jump(f"class Mask{CARET}Decoder: ...\n", definition) is None


def test_definition_of_a_missing_part_is_none():
    assert jump(f"# as in Eq. ({CARET}99)\n", definition) is None


SOURCES = {
    "a.py": "class MaskDecoder:\n    pass\n\n\ndef mask_loss(m):\n    return m\n",
    "b.py": "# Eq. (3), quickly\ndef mask_loss_fast(m):\n    return m\n",
}


def texts(places) -> list[tuple[str, str]]:
    return [
        (place.file, SOURCES[place.file].encode()[place.select.start : place.select.end].decode()) for place in places
    ]


def test_references_list_the_code_of_a_part_then_the_comments_that_name_it():
    made = snapshot(SOURCES, LINKS)
    assert texts(references(made, "pages", "eq:3")) == [
        ("a.py", "mask_loss"),
        ("b.py", "mask_loss_fast"),
        ("b.py", "Eq. (3)"),
    ]


def test_references_of_a_heading_hold_all_beneath_it():
    made = snapshot(SOURCES, LINKS)
    assert texts(references(made, "pages", "sec:3")) == [
        ("a.py", "MaskDecoder"),
        ("a.py", "mask_loss"),
        ("b.py", "mask_loss_fast"),
    ]
    assert references(made, "pages", "sec:1") == ()


def test_implementation_prefers_code_of_which_the_part_is_the_best_explanation():
    made = snapshot(
        SOURCES,
        {"MaskDecoder": LINKS["MaskDecoder"], "mask_loss": [("head:3/mask-decoder", 0.9, ""), ("eq:3", 0.8, "")]},
    )
    assert texts(implementation(made, "pages", "eq:3")) == [("a.py", "mask_loss")]
    assert texts(implementation(made, "pages", "sec:3")) == [("a.py", "MaskDecoder"), ("a.py", "mask_loss")]


def test_the_same_part_is_implemented_elsewhere_too():
    made = snapshot(SOURCES, LINKS)
    assert texts(same_part(made, "a.py", SOURCES["a.py"].index("mask_loss"))) == [("b.py", "mask_loss_fast")]
    assert texts(same_part(made, "b.py", 3)) == [("a.py", "mask_loss"), ("b.py", "mask_loss_fast")]
    assert same_part(made, "a.py", 0) == ()


def test_document_links_cover_each_mention_that_was_found():
    source = "# Eq. (3), Sec. 1 and Table 8\nx = 1\n"
    links = document_links(snapshot({"m.py": source}), "m.py")
    assert [(source[link.span.start : link.span.end], link.place.anchor, link.tooltip) for link in links] == [
        ("Eq. (3)", "eq:3", "Pages Are All You Read › Mask decoder › Eq. (3), p. 5"),
        ("Sec. 1", "sec:1", "Pages Are All You Read › 1 Introduction, p. 1"),
    ]
    assert document_links(snapshot({}), "absent.py") == ()


def test_cross_references_of_the_reading_copy():
    line = "See Eq. (3) and Section 1, but not Table 7."
    assert definition_in_copy(paper(), line, line.index("3")) == (PaperPlace("pages", "eq:3"),)
    assert definition_in_copy(paper(), line, line.index("Section")) == (PaperPlace("pages", "sec:1"),)
    assert definition_in_copy(paper(), line, line.index("7")) == ()
    assert definition_in_copy(paper(), line, 0) == ()
