"""What is offered behind ``# paper: ``."""

from __future__ import annotations

import pytest
from ide_pictures import anchor, paper, snapshot
from paperlsp.ide import completions, hover_plain, preview
from paperlsp.link import find_named

SOURCE = "class MaskDecoder:\n    pass\n"
LINKS = {"MaskDecoder": [("head:3/mask-decoder", 0.9, "the name"), ("eq:3", 0.7, "the equation")]}


def offered(before: str, symbol: str = "", after: str = "", **more):
    return completions(snapshot({"model.py": SOURCE}, LINKS, **more), "model.py", before, symbol, after)


@pytest.mark.parametrize("before", ["# paper: ", "x = 1  # paper:", "    #paper: Eq", "# PAPER: §3"])
def test_parts_behind_the_mark(before):
    texts = [each.text for each in offered(before)]
    assert texts == ["§1", "§3", "Mask decoder", "Eq. (3)", "Fig. 2", "Algorithm 1"]
    assert {each.typed for each in offered(before)} == {len(before.partition(":")[2].lstrip())}


@pytest.mark.parametrize("before", ["# paperlsp: ", "paper: ", "# see Eq", "x = 1", '# paper: Eq. (3) "a" #'])
def test_nothing_anywhere_else(before):
    assert offered(before) == ()


def test_what_is_offered_means_just_that_part():
    for each in offered("# paper: "):
        assert [(one.id, part.id) for one, part in find_named([paper()], each.text)] == [(each.paper, each.anchor)]


def test_the_parts_that_explain_the_definition_come_first():
    found = offered("# paper: ", "MaskDecoder")
    assert [(each.text, each.percent) for each in found[:3]] == [("Mask decoder", 90), ("Eq. (3)", 70), ("§1", None)]


def test_sentences_of_the_part_behind_a_quotation_mark():
    found = offered('# paper: Mask decoder "')
    assert [each.text for each in found][:2] == [
        'Our model has three parts, which run one after the other."',
        'The reader encodes each page once, see Fig. 2 for its layers."',
    ]
    assert not any(each.text.endswith('"') for each in offered('# paper: Mask decoder "The', after='"'))
    assert offered('# paper: Mask decoder "The')[0].typed == len("The")


def test_sentences_of_all_parts_by_what_was_typed():
    assert offered('# paper: "') == ()
    (one,) = {each.text for each in offered('# paper: "about 50 ms')}
    assert one.startswith("The mask decoder maps page embeddings")
    assert offered('# paper: §99 "about 50') == ()


def test_text_of_a_paper_stays_plain():
    hostile = (anchor("sec:1", "section", "1", 'Bad\n\u202etitle\x00 # "x"', 1, 'One # two "three" four.'),)
    (part,) = offered("# paper: ", anchors=hostile)
    assert (part.label, part.text) == ('§1 Bad title # "x"', "§1")
    (quote,) = offered('# paper: §1 "', anchors=hostile)
    assert quote.text == 'One two three four."'


def test_a_preview_says_what_a_hover_says():
    one = snapshot({"model.py": SOURCE}, LINKS)
    shown = preview(one, "pages", "eq:3")
    assert shown is not None
    assert "ℓ = α·‖m − m̂‖²" in hover_plain(shown)
    assert preview(one, "pages", "eq:99") is None
