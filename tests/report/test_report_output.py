"""The JSON contract key by key, and text that a terminal shows without obeying it."""

import json
import unicodedata
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.code import read_source
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.geometry import Box
from paperlsp.model.link import Evidence, Explanation, Link, LinkGraph
from paperlsp.model.paper import (
    Algorithm,
    AlgorithmLine,
    Anchor,
    Inline,
    Paper,
    StatedValue,
    SymbolDefinition,
    TextPlace,
)
from paperlsp.model.problem import Problem
from paperlsp.model.span import Span
from paperlsp.report import Checked, check_json, check_text, links_json, links_text, outline_json, outline_text
from paperlsp.report.terminal import harmless, plain, to_json

ESCAPE = "\x1b[31m\x9b2J\x07"
ANCHOR = Anchor("sec:2", "section", "2", "Méthode", 1, 3, Box(1.04, 2.06, 3, 4), None, "Text.")
PAPER = Paper("blending", "d" * 64, "Blending", ("Ada Jones",), "", None, 4, (ANCHOR,), ())
STEP = Inline(0, 5, "x\\leftarrow1", 1.0)
TEXT = "# é\nclass A:\n    def f(self, x):\n        return '𝑥é' + x\n\n\ndef g():\n    pass\n"


def snapshot_of(*papers: Paper, file: str = "src/a.py", evidence: str = "the name") -> Snapshot:
    links = tuple(
        Link(file, "A", paper.id, "sec:2", 0.91237, "inferred", (Evidence("name", evidence),)) for paper in papers
    )
    graph = LinkGraph(
        (
            Explanation(file, "A", "explained", "the name", links),
            Explanation(file, "A.f", "unexplained", "nothing was found", ()),
            Explanation(file, "g", "trivial", "it does nothing", ()),
        )
    )
    entries = tuple(PaperEntry(f"{paper.id}.pdf", paper) for paper in papers)
    return Snapshot(papers=entries, sources=MappingProxyType({file: read_source(file, TEXT.encode())}), graph=graph)


def finding_at(start: int, end: int, message: str = "Words.", file: str = "src/a.py") -> Finding:
    return Finding("PL201", "missing-anchor", "warning", file, Span(start, end), message, None, None, "00ff")


def test_outline_json_has_every_key_of_the_contract() -> None:
    place = TextPlace(0, 3, 9)
    paper = replace(
        PAPER,
        problems=(Problem("c", "m", "r", "f.pdf", "page 1"),),
        algorithms=(
            Algorithm("alg:1", (AlgorithmLine("alg:1/2", "2", "x ← 1", (STEP,), 1, 3, Box(1.04, 2, 3, 4), place),)),
        ),
        symbols=(SymbolDefinition("β₁", "\\beta_{1}", "decay", 3, "sec:2", None, "where", place),),
        values=(StatedValue("β₁", "0.9", "", 3, "sec:2", "Blend", "β₁", "\\beta_{1}", "setting", "β₁ = 0.9.", place),),
    )
    value = json.loads(outline_json(paper))
    assert value == {
        "schema": 1,
        "paper": {"title": "Blending", "authors": ["Ada Jones"], "arxiv_id": None, "pages": 4},
        "anchors": [
            {
                "id": "sec:2",
                "kind": "section",
                "number": "2",
                "title": "Méthode",
                "level": 1,
                "page": 3,
                "pdf": None,
                "bbox": [1.0, 2.1, 3.0, 4.0],
                "parent": None,
                "text": "Text.",
                "latex": None,
                "confidence": None,
            }
        ],
        "algorithms": [
            {
                "anchor": "alg:1",
                "lines": [
                    {
                        "id": "alg:1/2",
                        "number": "2",
                        "text": "x ← 1",
                        "latex": ["x\\leftarrow1"],
                        "depth": 1,
                        "page": 3,
                        "bbox": [1.0, 2.0, 3.0, 4.0],
                    }
                ],
            }
        ],
        "symbols": [
            {
                "notation": "β₁",
                "latex": "\\beta_{1}",
                "meaning": "decay",
                "page": 3,
                "anchor": "sec:2",
                "scope": None,
                "kind": "where",
            }
        ],
        "values": [
            {
                "name": "β₁",
                "value": "0.9",
                "unit": "",
                "page": 3,
                "anchor": "sec:2",
                "subject": "Blend",
                "role": "setting",
            }
        ],
        "problems": [
            {"code": "c", "severity": "warning", "file": "f.pdf", "place": "page 1", "message": "m", "remedy": "r"}
        ],
    }


def test_links_json_has_every_key_of_the_contract() -> None:
    value = json.loads(links_json(snapshot_of(PAPER), "", 3))
    assert list(value) == ["schema", "symbols"]
    first = value["symbols"][0]
    assert first == {
        "file": "src/a.py",
        "cell": None,
        "symbol": "A",
        "kind": "class",
        "line": 2,
        "end_line": 4,
        "verdict": "explained",
        "links": [
            {
                "anchor": "sec:2",
                "kind": "section",
                "number": "2",
                "title": "Méthode",
                "page": 3,
                "pdf": "blending.pdf",
                "score": 0.9124,
                "origin": "inferred",
                "primary": True,
                "evidence": [{"kind": "name", "detail": "the name"}],
            }
        ],
    }
    assert [(each["symbol"], each["verdict"]) for each in value["symbols"]] == [
        ("A", "explained"),
        ("A.f", "unexplained"),
        ("g", "trivial"),
    ]


def test_with_several_papers_an_anchor_names_its_paper() -> None:
    other = replace(PAPER, id="mixing")
    links = json.loads(links_json(snapshot_of(PAPER, other), "", 3))["symbols"][0]["links"]
    assert [each["anchor"] for each in links] == ["blending:sec:2", "mixing:sec:2"]
    assert len(json.loads(links_json(snapshot_of(PAPER, other), "", 1))["symbols"][0]["links"]) == 1


@pytest.mark.parametrize(
    ("under", "count"), [("", 3), ("src", 3), ("src/", 3), ("src/a.py", 3), ("sr", 0), ("other", 0)]
)
def test_only_what_was_asked_for_is_listed(under: str, count: int) -> None:
    assert len(json.loads(links_json(snapshot_of(PAPER), under, 3))["symbols"]) == count


def test_columns_count_code_points_from_1_and_end_exclusive() -> None:
    start = TEXT.encode().index("é' + x".encode())
    end = TEXT.encode().index(b" + x")
    (value,) = json.loads(check_json([Checked(snapshot_of(PAPER), [finding_at(start, end)])]))["findings"]
    assert [value[key] for key in ("line", "column", "end_line", "end_column")] == [4, 18, 4, 20]


def test_check_json_has_every_key_of_the_contract() -> None:
    value = json.loads(check_json([Checked(snapshot_of(PAPER), [finding_at(0, 1)])]))
    assert list(value) == ["schema", "findings", "summary"]
    assert value["findings"] == [
        {
            "code": "PL201",
            "name": "missing-anchor",
            "severity": "warning",
            "file": "src/a.py",
            "cell": None,
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 2,
            "message": "Words.",
            "paper": None,
            "anchor": None,
            "fingerprint": "00ff",
            "symbol": "",
            "quote": "",
            "fixable": False,
        }
    ]
    assert {"explained": 1, "unexplained": 1, "anchors_without_code": 0}.items() <= value["summary"].items()


def test_check_text_names_the_place_and_sums_up() -> None:
    text = check_text([Checked(snapshot_of(PAPER), [finding_at(0, 1)], 2)], full=False)
    assert "src/a.py:1:1" in text
    assert text.splitlines()[-1].startswith("1 warning, 2 hints (--show-hints) · 1 of 3 definitions explained")


def test_without_a_paper_nothing_is_counted() -> None:
    assert check_text([Checked(snapshot_of(), [])], full=False) == "nothing to report\n"


def test_the_full_format_puts_a_caret_under_the_place() -> None:
    start = TEXT.encode().index(b"def g") + 4
    lines = check_text([Checked(snapshot_of(PAPER), [finding_at(start, start + 1)])], full=True).splitlines()
    at = next(index for index, line in enumerate(lines) if line.endswith("def g():"))
    assert lines[at + 1].index("^") == lines[at].index("g")


@given(st.text())
def test_plain_text_is_one_printable_line(text: str) -> None:
    assert plain(text).isprintable()


def commands_in(text: str) -> set[str]:
    """Control characters other than line ends and the colours that the report itself sets."""
    return {c for c in text.replace("\x1b[0m", "").replace("\x1b[", "") if not c.isprintable() and c != "\n"}


def test_a_paper_and_its_evidence_cannot_steer_the_terminal() -> None:
    anchor = Anchor("sec:2", "section", ESCAPE, "T" + ESCAPE, 1, 3, Box(0, 0, 1, 1), None, ESCAPE)
    hostile = Paper("blending", "d", "B" + ESCAPE, ("A" + ESCAPE,), "", None, 4, (anchor,), ())
    title = replace(hostile, anchors=(replace(anchor, number=None),))
    for text in (outline_text(title), links_text(snapshot_of(title, evidence=ESCAPE), "", 3)):
        assert commands_in(text) == set()
        assert "\x1b[31m" not in text
    assert "\x1b[31m\x9b" not in check_text([Checked(snapshot_of(title), [finding_at(0, 1, ESCAPE)])], full=True)


def test_a_number_cannot_steer_the_terminal() -> None:
    anchor = Anchor("eq:1", "equation", ESCAPE, "", None, 3, Box(0, 0, 1, 1), None, "")
    assert commands_in(outline_text(Paper("p", "d", "P", (), "", None, 1, (anchor,), ()))) == set()


def test_the_name_of_a_file_cannot_steer_the_terminal() -> None:
    file = f"a{ESCAPE}.py"
    snapshot = snapshot_of(PAPER, file=file)
    assert (
        commands_in(links_text(snapshot, "", 3))
        | commands_in(check_text([Checked(snapshot, [finding_at(0, 1, file=file)])], full=False))
        == set()
    )


# Bytes of a name that are no text come as halves of surrogate pairs, of which only the second kind is used.
@given(
    st.text()
    | st.text(
        st.characters(categories=["Cc", "Cf", "Zl", "Zp"])
        | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"])
    )
)
def test_json_comes_back_whole_and_steers_no_terminal(text: str) -> None:
    written = to_json({"file": text})
    assert json.loads(written) == {"file": text}
    assert not {c for c in written if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")} - {"\n"}
    assert not set(written) & set("\u200e\u200f\u202a\u202e\u2066\u2069")


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])).map(lambda text: f"{text}\n{text}"))
def test_lines_that_steer_nothing_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_lines_that_steer_are_disarmed() -> None:
    assert harmless(f"a{ESCAPE}\nb\u202e") == "a [31m 2J \nb "
