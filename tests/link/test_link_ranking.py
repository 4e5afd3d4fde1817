"""What speaks for a link: equations that code computes, names that say where a class comes from, and what a file is named after."""

from __future__ import annotations

from textwrap import dedent

from paperlsp.code import read_source
from paperlsp.link import build_graph
from paperlsp.link.concept import name_of
from paperlsp.link.paper_index import index_paper
from paperlsp.link.ranking import Ranked, rank
from paperlsp.link.structure import find_structure
from paperlsp.link.verdict import judge, named_elsewhere
from paperlsp.link.weights import AROUND
from paperlsp.link.witness_name import name_matches, paper_name
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import SourceFile
from paperlsp.notation import identifier_words

BOX = Box(0, 0, 1, 1)


def section(number: str, title: str, text: str, parent: str | None = None) -> Anchor:
    return Anchor(f"sec:{number}", "section", number, title, 1, 1, BOX, parent, text)


def paper() -> Paper:
    walking = "A walk follows the slope. Each step moves the place by a step length."
    return Paper(
        id="hills",
        digest="0",
        title="Walking down hills",
        authors=(),
        abstract="",
        arxiv_id=None,
        pages=4,
        anchors=(
            section("2", "Walks", walking),
            Anchor("eq:1", "equation", "1", "", None, 1, BOX, "sec:2", "", r"r=\frac{g_t}{\sqrt{v_t}+\epsilon}"),
            section("3", "Rests", "A rest waits until the wind is gone. Each rest is short, and the place stays."),
            section("4", "Experiments", "We compare with the snail and with the hare, on a hill and in a valley."),
            section("4.1", "Snail", "The snail of earlier work is slow. It sleeps and it waits.", "sec:4"),
        ),
        blocks=(),
    )


def source(path: str, code: str) -> SourceFile:
    return read_source(path, dedent(code).encode())


def ranked(path: str, code: str) -> dict[str, Ranked]:
    return {each.key[1]: each for each in rank(index_paper(paper()), [source(path, code)])}


def test_an_equation_that_is_computed_speaks_for_its_display_and_for_the_section_around_it() -> None:
    found = ranked("go.py", "def go(grad, v, eps):\n    r = grad / (v.sqrt() + eps)\n    return r\n")["go"]
    units = {unit.anchor.id: unit.at for unit in found.index.units}
    assert found.pairs.computed.keys() == {units["eq:1"], units["sec:2"]}
    best = max(found.scores, key=lambda at: found.scores[at])
    assert best in (units["eq:1"], units["sec:2"])
    graph = build_graph(
        [paper()], [source("go.py", "def go(grad, v, eps):\n    r = grad / (v.sqrt() + eps)\n    return r\n")], {}
    )
    links = next(each.links for each in graph.explanations if each.symbol == "go")
    assert ("equation", "it computes an equation that stands here") in [(e.kind, e.detail) for e in links[0].evidence]


def test_a_class_that_is_named_like_its_base_says_less_by_its_name() -> None:
    own, echo = name_of(identifier_words("Walk")), name_of(identifier_words("Walk"), echo=True)
    assert echo.concepts[0].weight < own.concepts[0].weight
    code = "class Walk({base}):\n    pass\n"
    new = ranked("a.py", code.format(base="Base"))["Walk"].terms.name
    again = ranked("a.py", code.format(base="nature.Walk"))["Walk"].terms.name
    assert (new, again) == (own, echo)


def test_what_a_method_hears_of_its_file_comes_through_its_class() -> None:
    found = ranked(
        "walks.py", "class A:\n    def f(self, slope):\n        return slope\n\ndef g(slope):\n    return slope\n"
    )
    at = next(unit.at for unit in found["g"].index.units if unit.anchor.id == "sec:2")
    module = AROUND.index("module")
    assert found["g"].around_of(at)[module] > 0.5
    assert found["A.f"].around_of(at)[module] == 0.0


def test_what_a_function_holds_and_calls_is_no_callee_besides() -> None:
    code = "def outer(x):\n    def inner(y):\n        return y\n    return inner(other(x))\n\ndef other(x):\n    return x\n"
    place = find_structure([source("a.py", code)])["a.py", "outer"]
    assert place.members == [("a.py", "outer.inner")]
    assert place.callees == [("a.py", "other")]


def test_a_file_named_after_what_is_only_compared_with_speaks_against_an_explanation() -> None:
    index = index_paper(paper())

    def elsewhere(name: str) -> float:
        return named_elsewhere(name_matches(paper_name(name_of(identifier_words(name)), index), index), index)

    assert elsewhere("snail") > 0.3
    assert elsewhere("walks") == elsewhere("unheard_of") == 0.0
    # "Experiments" says what part of the paper it is, and nothing that code could be.
    assert elsewhere("experiment") == 0.0
    code = "def wait(place, wind):\n    return place * (wind - 1)\n"
    chances = {
        path: judge({each.key: each for each in rank(index, [source(path, code)])})[path, "wait"].explained
        for path in ("snail.py", "thing.py")
    }
    assert chances["snail.py"] < chances["thing.py"]
