"""Lenses: which parts of a paper stand over a definition."""

from __future__ import annotations

from ide_pictures import snapshot
from paperlsp.ide import lenses

SOURCE = """\
class MaskDecoder:
    def forward(self, x):
        return x

    def scale(self, x):
        return x


def helper():
    return 1
"""
LINKS = {
    "MaskDecoder": [("head:3/mask-decoder", 0.9, "the name"), ("eq:3", 0.7, "the equation"), ("fig:2", 0.3, "a word")],
    "MaskDecoder.forward": [("head:3/mask-decoder", 0.8, "its class")],
    "MaskDecoder.scale": [("alg:1", 0.8, "the name"), ("head:3/mask-decoder", 0.6, "its class")],
}


def titles(most: int, **links) -> list[tuple[int, str]]:
    one = snapshot({"model.py": SOURCE}, LINKS | links)
    lines = one.sources["model.py"].lines
    return [(lines.position(lens.span.start)[0], lens.title) for lens in lenses(one, "model.py", most)]


def test_best_parts_first_and_nothing_twice():
    assert titles(2) == [
        (0, "§3 Mask decoder, p. 5"),
        (0, "Eq. (3), p. 5"),
        (4, "Algorithm 1, p. 7"),
    ]


def test_the_setting_limits_them():
    assert titles(1) == [(0, "§3 Mask decoder, p. 5"), (4, "Algorithm 1, p. 7")]
    assert titles(0) == []


def test_a_method_whose_class_has_no_lens_gets_its_own():
    assert (1, "§3 Mask decoder, p. 5") in titles(2, MaskDecoder=[])


def test_weak_links_and_unknown_files_have_none():
    one = snapshot({"model.py": SOURCE}, {"helper": [("eq:3", 0.1, "a word")]})
    assert lenses(one, "model.py", 2) == ()
    assert lenses(one, "other.py", 2) == ()


def test_a_title_is_one_line_of_plain_text():
    from ide_pictures import anchor  # noqa: PLC0415

    hostile = (anchor("sec:1", "section", "1", "Bad\n\u202etitle\x00", 1),)
    one = snapshot({"model.py": SOURCE}, {"helper": [("sec:1", 0.9, "the name")]}, anchors=hostile)
    assert [lens.title for lens in lenses(one, "model.py", 2)] == ["§1 Bad title, p. 1"]


def test_a_verdict_where_something_was_compared():
    from dataclasses import replace  # noqa: PLC0415

    from paperlsp.model.link import LineLink  # noqa: PLC0415
    from paperlsp.model.span import Span  # noqa: PLC0415

    one = snapshot({"model.py": SOURCE}, LINKS)

    def shown(*kinds: str) -> list[str]:
        lines = tuple(
            LineLink("model.py", "MaskDecoder.scale", Span(0, 1), "pages", "eq:3", 0, kind, 1.0, "", "")
            for kind in kinds
        )
        graph = replace(one.graph, lines=lines)
        return [lens.title for lens in lenses(replace(one, graph=graph), "model.py", 2)]

    assert shown()[:2] == ["§3 Mask decoder, p. 5", "Eq. (3), p. 5"]
    assert shown("exact")[:2] == ["§3 Mask decoder, p. 5", "Eq. (3), p. 5 ✓"]
    assert shown("exact", "missing")[1] == "Eq. (3), p. 5 ≠"
    assert shown("similar")[1] == "Eq. (3), p. 5"
