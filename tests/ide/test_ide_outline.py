"""Outline, search over the parts of papers, and diagnostics."""

from __future__ import annotations

from dataclasses import dataclass

from ide_pictures import ANCHORS, anchor, paper, snapshot
from paperlsp.ide import diagnostics_by_file, outline, workspace_symbols
from paperlsp.model.finding import Finding
from paperlsp.model.span import Span


@dataclass(frozen=True)
class Copy:
    """A reading copy with every anchor on a line of its own, two lines apart."""

    markdown: str
    lines: dict[str, int]

    def line_of(self, anchor_id: str) -> int:
        return self.lines[anchor_id]


def copy_of(anchors) -> Copy:
    lines = {each.id: 2 * at for at, each in enumerate(anchors)}
    return Copy("line\n" * (2 * len(anchors)), lines)


def drawn(items, depth=0) -> str:
    return "".join(
        f"{'  ' * depth}{item.line}-{item.end_line} {item.kind} {item.name} ({item.detail})\n{drawn(item.children, depth + 1)}"
        for item in items
    )


def test_the_outline_is_a_tree_in_line_order():
    assert drawn(outline(paper(), copy_of(ANCHORS))) == (
        "0-1 section 1 Introduction (p. 1)\n"
        "2-11 section 3 Page Model (p. 4)\n"
        "  4-7 heading Mask decoder (p. 5)\n"
        "    6-7 equation Eq. (3): ℓ = α·‖m − m̂‖² (p. 5)\n"
        "  8-9 figure Fig. 2: The page model. (p. 6)\n"
        "  10-11 algorithm Algorithm 1: Reading a page (p. 7)\n"
    )


def test_an_outline_survives_odd_parents():
    anchors = (
        anchor("a", "section", None, "Own parent", 1, parent="a"),
        anchor("b", "section", None, "", 1, parent="gone"),
        anchor("c", "section", None, "Child before its parent", 1, parent="d"),
        anchor("d", "section", None, "Late parent", 1),
    )
    assert drawn(outline(paper(anchors), copy_of(anchors))) == (
        "0-1 section Own parent (p. 1)\n2-3 section b (p. 1)\n4-5 section Child before its parent (p. 1)\n6-7 section Late parent (p. 1)\n"
    )


def found(query: str) -> list[str]:
    return [symbol.name for symbol in workspace_symbols(snapshot({}), query)]


def test_search_ranks_beginnings_before_inner_matches_before_gaps():
    assert found("model") == ["3 Page Model", "Fig. 2: The page model."]
    assert found("3 pa") == ["3 Page Model"]
    assert found("mask") == ["Mask decoder"]
    assert found("mdc") == ["Mask decoder"]
    assert found("zzz") == []
    assert len(found("")) == len(ANCHORS)


def test_search_names_paper_and_section():
    (symbol,) = workspace_symbols(snapshot({}), "mask dec")
    assert symbol.container == "Pages Are All You Read › 3 Page Model"


def test_diagnostics_point_into_code_and_paper():
    made = snapshot({"m.py": "x = 1\n"})
    findings = (
        Finding("PL102", "stale", "warning", "m.py", Span(0, 1), "a \x1b[31m<b>\nmessage", "pages", "eq:3", "f1"),
        Finding("PL103", "other", "hint", "a.py", Span(0, 0), "gone part", "pages", "eq:404", "f2"),
        Finding("PL003", "no-paper", "warning", "", Span(0, 0), "about the folder", None, None, "f3"),
    )
    by_file = diagnostics_by_file(made, findings)
    assert list(by_file) == ["a.py", "m.py"]
    (one,) = by_file["m.py"]
    assert (one.message("en"), one.label) == (
        "a [31m<b> message",
        "Pages Are All You Read › Mask decoder › Eq. (3), p. 5",
    )
    assert by_file["a.py"][0].place is None
