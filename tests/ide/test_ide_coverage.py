"""What side bars show: parts with their code, sources with their verdicts."""

from __future__ import annotations

from ide_pictures import snapshot
from paperlsp.ide import file_rows, parts

SOURCES = {
    "a.py": "class MaskDecoder:\n    def forward(self, x):\n        return x\n",
    "b.py": "def scale(x):\n    return x\n",
    "c.py": "X = 1\n",
}
LINKS = {
    "MaskDecoder": [("head:3/mask-decoder", 0.9, "the name"), ("fig:2", 0.2, "a word")],
    "MaskDecoder.forward": [("head:3/mask-decoder", 0.6, "its class"), ("eq:3", 0.9, "the equation")],
}


def test_parts_know_their_code_and_what_stands_below():
    one = snapshot(SOURCES, LINKS)
    top = {part.anchor.id: part for part in parts(one, one.papers[0])}
    assert list(top) == ["sec:1", "sec:3"]
    assert (top["sec:1"].below, top["sec:3"].below, top["sec:3"].code) == (0, 2, ())
    heading = top["sec:3"].children[0]
    assert [link.symbol for link in heading.code] == ["MaskDecoder", "MaskDecoder.forward"]
    assert heading.below == 2
    equation = heading.children[0]
    assert (equation.anchor.id, equation.expected, equation.below) == ("eq:3", True, 1)
    figure, algorithm = top["sec:3"].children[1:]
    # A weak link is no code, and a figure is nothing that one implements.
    assert (figure.below, figure.expected) == (0, False)
    assert (algorithm.below, algorithm.expected) == (0, True)


def test_sources_list_their_definitions():
    one = snapshot(SOURCES, LINKS, unexplained={"scale": "nothing speaks of it"})
    rows = {each.file: each for each in file_rows(one)}
    assert list(rows) == ["a.py", "b.py"]
    assert [(row.symbol.name, row.verdict, len(row.links)) for row in rows["a.py"].rows] == [
        ("MaskDecoder", "explained", 1),
        ("MaskDecoder.forward", "explained", 2),
    ]
    assert rows["b.py"].rows[0].reason == "nothing speaks of it"
    assert (rows["a.py"].count("explained"), rows["b.py"].count("unexplained")) == (2, 1)
