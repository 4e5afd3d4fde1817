"""Semantic tokens: names keep their type, and what the paper says of them stands in the modifiers."""

from __future__ import annotations

from dataclasses import replace

from ide_pictures import snapshot
from paperlsp.ide import tokens
from paperlsp.model.link import ValueLink
from paperlsp.model.paper import StatedValue, TextPlace
from paperlsp.model.span import Span

SOURCE = '''\
class MaskDecoder:
    """As in Eq. (3) and Eq. (99)."""

    def forward(self, beta=0.9):
        return beta


def helper():
    return 1


def save():
    return 1
'''
LINKS = {"MaskDecoder": [("head:3/mask-decoder", 0.9, "the name")], "MaskDecoder.forward": [("eq:3", 0.8, "it")]}


def shown(one) -> list[tuple[str, str, tuple[str, ...]]]:
    content = one.sources["model.py"].content
    return [
        (content[each.span.start : each.span.end].decode(), each.type, each.modifiers)
        for each in tokens(one, "model.py")
    ]


def value(agrees: bool, score: float = 0.9) -> ValueLink:
    at = SOURCE.index("0.9")
    stated = StatedValue("β", "0.9", "", 3, "sec:3", None, "β", r"\beta", "setting", "", TextPlace(0, 0, 0))
    return ValueLink("model.py", Span(at, at + 3), "MaskDecoder.forward", "beta", "0.9", "pages", stated, agrees, score)


def test_definitions_and_mentions_by_their_state():
    one = snapshot({"model.py": SOURCE}, LINKS, unexplained={"helper": "nothing was found"})
    assert shown(one) == [
        ("MaskDecoder", "class", ("explained",)),
        ("Eq. (3)", "comment", ("explained", "confirmed")),
        ("forward", "method", ("explained",)),
        ("helper", "function", ("unexplained",)),
    ]


def test_values_that_agree_and_differ():
    one = snapshot({"model.py": SOURCE}, LINKS)
    for agrees, number, method in (
        (True, ("explained",), ("explained",)),
        (False, ("differs",), ("explained", "differs")),
    ):
        found = shown(replace(one, graph=replace(one.graph, values=(value(agrees),))))
        assert ("0.9", "number", number) in found
        assert ("forward", "method", method) in found
    assert not any(
        each[1] == "number" for each in shown(replace(one, graph=replace(one.graph, values=(value(True, 0.1),))))
    )


def test_nothing_without_a_paper():
    assert tokens(replace(snapshot({"model.py": SOURCE}, LINKS), papers=()), "model.py") == ()
    assert tokens(snapshot({"model.py": SOURCE}, LINKS), "other.py") == ()
