"""From a part of the paper to its code and back, as a hierarchy of calls."""

from __future__ import annotations

from dataclasses import replace

from ide_pictures import ANCHORS, METHOD_TEXT, snapshot
from paperlsp.ide import CopySpan, Definition, PaperPlace, incoming, outgoing
from paperlsp.index.snapshot import PaperEntry
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Block
from paperlsp.reading import render

SOURCE = '''\
class MaskDecoder:
    """Computes Eq. (3)."""

    def forward(self, x):
        return scale(x) + unknown(x)


def scale(x):
    return x
'''
LINKS = {"MaskDecoder": [("head:3/mask-decoder", 0.9, "the name")], "scale": [("eq:3", 0.8, "the name")]}
BOX = Box(72.0, 72.0, 540.0, 84.0)


def known():
    one = snapshot({"model.py": SOURCE}, LINKS)
    entry = one.papers[0]
    blocks = (
        Block("heading", "3 Page Model", 4, BOX, "sec:3"),
        Block("paragraph", METHOD_TEXT, 4, BOX, "sec:3"),
        Block("caption", "Figure 2: The page model.", 6, BOX, "fig:2"),
    )
    paper = replace(entry.paper, anchors=ANCHORS, blocks=blocks)
    return replace(one, papers=(PaperEntry(entry.path, paper),)), render(paper)


def test_a_part_leads_to_its_code_and_to_the_parts_that_it_names():
    one, copy = known()
    calls = outgoing(one, PaperPlace("pages", "sec:3"), copy)
    assert [call.node for call in calls] == [
        Definition("model.py", "MaskDecoder"),
        Definition("model.py", "scale"),
        PaperPlace("pages", "fig:2"),
    ]
    (span,) = calls[-1].spans
    line = copy.markdown.split("\n")[span.line].encode()
    assert line[span.start : span.end] == b"Fig. 2"
    assert calls[0].spans == ()


def test_what_leads_to_a_part():
    one, copy = known()
    (by_text,) = incoming(one, PaperPlace("pages", "fig:2"), copy)
    assert by_text.node == PaperPlace("pages", "sec:3")
    assert isinstance(by_text.spans[0], CopySpan)
    assert [call.node for call in incoming(one, PaperPlace("pages", "eq:3"), copy)] == [
        Definition("model.py", "MaskDecoder")
    ]


def test_a_definition_leads_to_what_it_calls_and_comes_from_its_parts():
    one, _ = known()
    assert [call.node for call in outgoing(one, Definition("model.py", "MaskDecoder"), None)] == [
        Definition("model.py", "scale")
    ]
    assert [call.node for call in incoming(one, Definition("model.py", "scale"), None)] == [PaperPlace("pages", "eq:3")]
    assert outgoing(one, Definition("model.py", "gone"), None) == ()
    assert outgoing(one, PaperPlace("gone", "eq:3"), None) == ()
