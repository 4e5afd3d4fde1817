"""The view beside the code: which part, and which passage of it, belongs to a caret."""

from __future__ import annotations

from dataclasses import replace

from ide_pictures import METHOD_TEXT, snapshot, without_caret
from paperlsp.ide import links_at
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Block

LINKS = {
    "MaskDecoder": [("head:3/mask-decoder", 0.9, "the name")],
    "MaskDecoder.forward": [("eq:3", 0.8, "the equation")],
}
PARAGRAPH = Box(72.0, 100.0, 300.0, 180.0)


def follow(picture: str, links=LINKS):
    text, offset = without_caret(picture)
    one = snapshot({"model.py": text}, links)
    paper = replace(
        one.papers[0].paper,
        blocks=(
            Block("heading", "Mask decoder", 5, Box(72.0, 80.0, 140.0, 90.0), "head:3/mask-decoder"),
            Block("paragraph", "We read pages.", 1, PARAGRAPH, "sec:1"),
            Block("paragraph", METHOD_TEXT, 6, PARAGRAPH, "head:3/mask-decoder"),
        ),
    )
    one = replace(one, papers=(replace(one.papers[0], paper=paper),))
    return links_at(one, "model.py", offset)


def test_inside_a_definition_it_is_the_definitions_part():
    found = follow("class MaskDecoder:\n    def forward(self, x):\n        return x‸\n")
    assert found is not None
    assert found.symbol == "MaskDecoder.forward"
    assert [shown.anchor.id for shown in found.parts] == ["eq:3"]
    # An equation is shown where it stands.
    assert found.parts[0].passage.box == found.parts[0].anchor.box


def test_a_definition_without_links_gives_its_class():
    found = follow("class MaskDecoder:\n    def reset(self):\n        return 1‸\n")
    assert found is not None
    assert found.symbol == "MaskDecoder"


def test_the_line_chooses_the_sentence():
    about_time = follow("class MaskDecoder:\n    step_size_schedule = 3‸\n")
    about_tokens = follow("class MaskDecoder:\n    output_token = 3‸\n")
    assert about_time is not None
    assert about_tokens is not None
    assert about_time.parts[0].passage.text.startswith("All other choices, such as the step size")
    assert "output token" in about_tokens.parts[0].passage.text
    assert (about_tokens.parts[0].passage.page, about_tokens.parts[0].passage.box) == (6, PARAGRAPH)


def test_the_line_chooses_the_part():
    links = {"MaskDecoder": [("head:3/mask-decoder", 0.9, "the name"), ("sec:1", 0.6, "a word")]}
    near = follow("class MaskDecoder:\n    introduced = read_pages‸\n", links)
    assert near is not None
    # "We read pages." holds both words, and little else does.
    assert [shown.anchor.id for shown in near.parts] == ["sec:1", "head:3/mask-decoder"]
    own = follow("class MaskDecoder:\n    unrelated = 3‸\n", links)
    assert own is not None
    assert [shown.anchor.id for shown in own.parts] == ["head:3/mask-decoder", "sec:1"]


def test_a_mention_gives_what_it_names():
    found = follow("class MaskDecoder:\n    # as in Al‸gorithm 1\n    pass\n")
    assert found is not None
    assert [(shown.anchor.id, shown.link) for shown in found.parts] == [("alg:1", None)]
    assert found.symbol == ""


def test_outside_of_every_linked_definition_there_is_nothing():
    assert follow("import o‸s\n\nclass MaskDecoder:\n    pass\n") is None
    assert follow("def other():\n    return 1‸\n") is None
