"""What a hover says, drawn as a source with a caret and the text that appears."""

from __future__ import annotations

import pytest
from ide_pictures import anchor, snapshot, without_caret
from paperlsp.ide import hover, hover_copy, hover_markdown, hover_plain

LINKS = {
    "MaskDecoder": [
        ("head:3/mask-decoder", 0.94, "the name"),
        ("sec:3", 0.61, "“page”, “mask”"),
        ("fig:2", 0.2, "“layers”"),
    ],
    "MaskDecoder.forward": [("head:3/mask-decoder", 0.7, "a method of MaskDecoder"), ("eq:3", 0.66, "“alpha”")],
    "MaskDecoder.__init__.depth": [("sec:3", 0.8, "2 layers as stated")],
    "Shared": [("head:3/mask-decoder", 0.39, "“mask”"), ("sec:3", 0.3, "“page”"), ("fig:2", 0.1, "“layers”")],
    "Guessed": [("head:3/mask-decoder", 0.12, "“mask”")],
    "mask_loss": [("eq:3", 0.88, "α, m")],
}
REASON = "computes, and no part of the paper reaches the threshold"


def check(picture: str, expected: str | None, **more: str) -> None:
    """The Markdown at the caret; ``more`` are further files, named with ``__`` for the slash."""
    text, offset = without_caret(picture)
    sources = {"model.py": text} | {name.replace("__", "/") + ".py": source for name, source in more.items()}
    found = hover(snapshot(sources, LINKS, unexplained={"smooth": REASON}), "model.py", offset)
    assert (None if found is None else hover_markdown(found)) == expected


DECODER = """\
**Pages Are All You Read** › 3 Page Model › **Mask decoder** · p. 5

“The mask decoder maps page embeddings and an output token to a mask in about 50 ms. \
All other choices, such as the step size of the schedule, follow Smith et al. 2017 and are listed in the appendix.”

also: 3 Page Model, p. 4

*94%: the name*"""

LOSS = """\
**Pages Are All You Read** › 3 Page Model › Mask decoder › **Eq. (3)** · p. 5

```text
ℓ = α·‖m − m̂‖²
```

“The mask decoder maps page embeddings and an output token to a mask in about 50 ms. \
All other choices, such as the step size of the schedule, follow Smith et al. 2017 and are listed in the appendix.”

*88%: α, m*"""


def test_on_a_definition():
    check("class Mask‸Decoder:\n    pass\n", DECODER)


@pytest.mark.parametrize("picture", ["class ‸MaskDecoder:\n    pass\n", "class MaskDecoder‸:\n    pass\n"])
def test_at_the_edges_of_a_name(picture):
    check(picture, DECODER)


def test_on_a_use_in_the_same_file():
    check("class MaskDecoder:\n    pass\n\nmodel = Mask‸Decoder()\n", DECODER)


def test_on_an_import_from_another_file():
    check("from parts.decoder import Mask‸Decoder\n", DECODER, parts__decoder="class MaskDecoder:\n    pass\n")


def test_through_its_module():
    check("import parts\nx = parts.decoder.Mask‸Decoder()\n", DECODER, parts__decoder="class MaskDecoder:\n    pass\n")


def test_a_name_that_two_files_define_means_nothing():
    check("x = Mask‸Decoder()\n", None, a="class MaskDecoder: ...\n", b="class MaskDecoder: ...\n")


def test_the_same_name_of_a_foreign_module_means_nothing():
    check("x = torch.Mask‸Decoder()\n", None, a="class MaskDecoder: ...\n")


def test_an_equation_shows_its_formula():
    check("def mask_‸loss(m, target):\n    return alpha * ((m - target) ** 2).sum()\n", LOSS)


def test_a_linked_equation_lends_its_formula():
    text, offset = without_caret("class MaskDecoder:\n    def for‸ward(self, x):\n        return x\n")
    found = hover(snapshot({"m.py": text}, LINKS), "m.py", offset)
    assert found is not None
    assert "ℓ = α·‖m − m̂‖²" in hover_markdown(found)
    assert "**Mask decoder** · p. 5" in hover_markdown(found)


def test_a_linked_parameter_speaks():
    text, offset = without_caret("class MaskDecoder:\n    def __init__(self, de‸pth=2):\n        pass\n")
    found = hover(snapshot({"m.py": text}, LINKS), "m.py", offset)
    assert found is not None
    assert "*80%: 2 layers as stated*" in hover_markdown(found)


@pytest.mark.parametrize(
    "picture",
    [
        "class MaskDecoder:\n    def __init__(self, wi‸dth=2):\n        pass\n",
        "def he‸lper():\n    pass\n",
        "cl‸ass MaskDecoder:\n    pass\n",
        "# Mask‸Decoder of old\nclass MaskDecoder:\n    pass\n",
        "x = 1‸23\n",
        "‸",
        "x = build().mask_‸loss\n",
        "x = rows[0].mask_‸loss\n",
    ],
    ids=["unlinked parameter", "trivial", "keyword", "comment", "number", "empty file", "a call's result", "an item"],
)
def test_silence(picture):
    check(picture, None)


def test_unexplained_code_says_so_where_it_is_defined():
    check(
        "def smo‸oth(x):\n    return x * 2\n",
        "**Not explained by the paper**: computes, and no part of the paper reaches the threshold.",
    )
    check("def smooth(x):\n    return x * 2\n\ny = smo‸oth(3)\n", None)


def test_on_a_mention():
    check(
        "# The loss of Eq. (‸3).\nx = 1\n",
        "**Pages Are All You Read** › 3 Page Model › Mask decoder › **Eq. (3)** · p. 5\n\n```text\nℓ = α·‖m − m̂‖²\n```",
    )


def test_on_a_mention_of_nothing():
    check("# The loss of Eq. (‸99).\nx = 1\n", None)


def test_on_self_attributes_and_methods():
    text, offset = without_caret(
        "class MaskDecoder:\n    def forward(self, x):\n        return x\n\n    def run(self, x):\n        return self.for‸ward(x)\n"
    )
    found = hover(snapshot({"m.py": text}, LINKS), "m.py", offset)
    assert found is not None
    assert "*70%: a method of MaskDecoder*" in hover_markdown(found)


def test_offsets_count_bytes():
    check("é = 'àéîõü'; y = Mask‸Decoder()\nclass MaskDecoder: ...\n", DECODER)


def test_latex_stands_in_for_a_formula_without_text():
    anchors = (anchor("eq:1", "equation", "1", "", 2, "", latex=r"\frac{a}{b}"),)
    found = hover(
        snapshot({"m.py": "def ratio(a, b): ..."}, {"ratio": [("eq:1", 0.9, "a, b")]}, anchors=anchors), "m.py", 6
    )
    assert found is not None
    assert "```latex\n\\frac{a}{b}\n```" in hover_markdown(found)


def test_parts_that_share_the_evidence_are_shown_with_how_likely_each_is():
    check(
        "class Shared‸:\n    pass\n",
        DECODER.replace("*94%: the name*", "*39%: “mask”*"),
    )


def test_a_guess_is_kept_to_oneself():
    check("class Guessed‸:\n    pass\n", None)


def test_plain_text_for_clients_without_markdown():
    text, offset = without_caret("class Mask‸Decoder:\n    pass\n")
    found = hover(snapshot({"m.py": text}, LINKS), "m.py", offset)
    assert found is not None
    shown = hover_plain(found)
    assert shown.startswith("Pages Are All You Read › 3 Page Model › Mask decoder · p. 5\n\n“The mask decoder")
    assert "*" not in shown


def test_the_reading_copy_names_the_code():
    made = snapshot({"model.py": "class MaskDecoder:\n    def forward(self):\n        pass\n"}, LINKS)
    found = hover_copy(made, "pages", "head:3/mask-decoder")
    assert found is not None
    assert hover_markdown(found) == (
        "Implemented by, for 3 Page Model › Mask decoder, p. 5:\n\n"
        "- `MaskDecoder` (class), `model.py:1`: 94%: the name\n"
        "- `MaskDecoder.forward` (method), `model.py:2`: 70%: a method of MaskDecoder"
    )
    assert hover_copy(made, "pages", "sec:1") is None
    assert hover_copy(made, "pages", "sec:404") is None
    assert hover_copy(made, "other", "sec:1") is None


def test_hostile_papers_and_code_show_as_text():
    evil = "<img src=x onerror=alert(1)> [run](command:evil) http://evil.example"
    anchors = (anchor("sec:1", "section", "1", evil, 1, f"{evil}. Then more."),)
    made = snapshot({"m.py": "def f(): ..."}, {"f": [("sec:1", 0.9, evil)]}, anchors=anchors, title=evil)
    found = hover(made, "m.py", 4)
    assert found is not None
    markdown = hover_markdown(found)
    assert markdown.count("\\<img") == markdown.count("<img") == 4
    assert markdown.count("\\[run\\](command:evil)") == 4
    assert "http://" not in markdown


def test_a_picture_stands_for_the_formula_where_there_is_one():
    one = snapshot({"model.py": "def loss(m):\n    return m\n"}, {"loss": [("eq:3", 0.9, "the equation")]})
    found = hover(one, "model.py", 5)
    assert found is not None
    asked = []

    def picture_of(place):
        asked.append((place.paper, place.anchor))
        return "data:image/png;base64,AAAA", 120

    assert "![](data:image/png;base64,AAAA|width=120)" in hover_markdown(found, picture_of)
    assert asked == [("pages", "eq:3")]
    assert "ℓ = α" not in hover_markdown(found, picture_of)
    assert "ℓ = α" in hover_markdown(found)
    assert "ℓ = α" in hover_plain(found)
