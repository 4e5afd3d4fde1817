"""The map: what counts as method, what covers it, and a page that holds whatever paper and code say as text alone."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.index.coverage import Count, is_frame, map_of, method_parts
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.geometry import Box
from paperlsp.model.link import Evidence, Explanation, Link, LinkGraph
from paperlsp.model.paper import Anchor, Paper
from paperlsp.report import map_badge, map_html, map_json, map_text

BOX = Box(0, 0, 10, 10)


def part(
    name: str, kind: str, number: str | None, title: str, parent: str | None = None, text: str = "Text."
) -> Anchor:
    return Anchor(name, kind, number, title, 1, 2, BOX, parent, text)


ANCHORS = (
    part("sec:1", "section", "1", "Introduction"),
    part("sec:2", "section", "2", "Blending"),
    part("head:2/opacity", "heading", None, "Opacity", "sec:2"),
    part("eq:1", "equation", "1", "", "head:2/opacity", "c = a + b."),
    part("head:2/erosion", "heading", None, "Erosion", "sec:2"),
    part("alg:1", "algorithm", "1", "Erode a mask", "head:2/erosion"),
    part("sec:3", "section", "3", "Experiments"),
    part("sec:3.1", "section", "3.1", "Setup of the blending", "sec:3"),
    part("eq:2", "equation", "2", "", "sec:3.1"),
    part("sec:R", "section", None, "References"),
)
CODE = "def blend(a, b):\n    return a + b\n\n\nclass Mask:\n    def erode(self):\n        return self\n\n    def save(self):\n        pass\n"
LINKS = {"blend": [("eq:1", 0.9), ("sec:1", 0.6)], "Mask": [("sec:2", 0.2)]}
VERDICTS = {"Mask.erode": "unexplained"}


def snapshot(anchors=ANCHORS, files=None, links=None, title="Layers") -> Snapshot:
    paper = Paper("layers", "0" * 64, title, ("A. Painter",), "", None, 3, tuple(anchors), ())
    sources = {path: read_source(path, text.encode()) for path, text in sorted((files or {"src/a.py": CODE}).items())}
    explanations = []
    for path, source in sources.items():
        for symbol in source.symbols:
            if symbol.kind in ("module", "class", "function", "method"):
                found = tuple(
                    Link(path, symbol.name, "layers", anchor, score, "inferred", (Evidence("name", f"why {anchor}"),))
                    for anchor, score in (links if links is not None else LINKS).get(symbol.name, ())
                )
                verdict = "explained" if found else VERDICTS.get(symbol.name, "trivial")
                explanations.append(Explanation(path, symbol.name, verdict, "a reason", found))
    return Snapshot(1, Config(), (PaperEntry("paper.pdf", paper),), sources, LinkGraph(tuple(explanations)))


@pytest.mark.parametrize(
    "heading",
    [
        *("1 Introduction", "Related Work", "4. EXPERIMENTS", "Experimental results", "Conclusion and future work"),
        *("References", "Acknowledgements", "A Proof of Theorem 2", "Ablation studies", "Broader impact", "Abstract"),
    ],
)
def test_what_frames_the_method(heading: str) -> None:
    assert is_frame(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "3 Method",
        "Image encoder",
        "Training algorithm",
        "Preliminaries",
        "Work and heat",
        "Implementation and results",
        "",
    ],
)
def test_what_does_not(heading: str) -> None:
    assert not is_frame(heading)


def test_what_stands_under_a_frame_is_no_method() -> None:
    paper = snapshot().papers[0].paper
    assert method_parts(paper) == {"sec:2", "head:2/opacity", "eq:1", "head:2/erosion", "alg:1"}


def test_both_ways() -> None:
    found = map_of(snapshot())
    (paper,) = found.papers
    # Opacity has code by its equation; Erosion and its algorithm have none.
    assert (paper.parts, paper.equations) == (Count(1, 3), Count(1, 1))
    assert {row.anchor.id for row in paper.rows if row.covered} == {"sec:1", "sec:2", "head:2/opacity", "eq:1"}
    # Of the class only the best link is left to be shown, uncertain as it is.
    assert [link.symbol for row in paper.rows for link in row.links if row.anchor.id == "sec:2"] == ["Mask"]
    assert found.explained == Count(2, 3)
    assert Count(0, 0).share == 0.0


def test_a_part_of_the_code_covers_only_its_own() -> None:
    files = {"src/a.py": CODE, "lib/b.py": "def other():\n    return 1\n"}
    assert map_of(snapshot(files=files), "lib").papers[0].parts == Count(0, 3)
    assert map_of(snapshot(files=files), "src/a.py").papers[0].parts == Count(1, 3)
    assert [each.source.path for each in map_of(snapshot(files=files), "src").files] == ["src/a.py"]
    assert map_of(snapshot(files=files), "sr").files == ()


def test_the_best_explained_definitions_come_first() -> None:
    links = {"blend": [("eq:1", 0.9), ("sec:2", 0.8)], "Mask": [("sec:2", 0.6)]}
    rows = {row.anchor.id: row for row in map_of(snapshot(links=links)).papers[0].rows}
    assert [link.symbol for link in rows["sec:2"].links] == ["Mask", "blend"]


def test_text() -> None:
    one = snapshot()
    lines = click.unstyle(map_text(one, map_of(one))).splitlines()
    assert next(line for line in lines if "Opacity" in line).split() == ["✓", "Opacity", "p.", "2"]
    assert next(line for line in lines if "Eq. (1)" in line).split()[-1] == "blend"
    assert next(line for line in lines if "Erosion" in line).startswith("  ○   Erosion")
    assert next(line for line in lines if "erode" in line).endswith("unexplained: a reason")
    assert "3.1" not in "".join(lines)
    assert lines[-2:] == [
        "2 of 3 definitions explained",
        "1 of 3 parts of the method have code, 1 of 1 of its numbered equations",
    ]


def test_json() -> None:
    one = snapshot()
    value = json.loads(map_json(one, map_of(one)))
    assert value["coverage"] == {
        "definitions": {"covered": 2, "total": 3},
        "parts": {"covered": 1, "total": 3},
        "equations": {"covered": 1, "total": 1},
    }
    equation = next(each for each in value["papers"][0]["parts"] if each["anchor"] == "eq:1")
    assert equation["code"] == [{"file": "src/a.py", "symbol": "blend", "score": 0.9, "origin": "inferred"}]
    erode = next(each for each in value["files"][0]["definitions"] if each["symbol"] == "Mask.erode")
    assert (erode["depth"], erode["line"], erode["lines"], erode["verdict"], erode["parts"]) == (
        1,
        6,
        2,
        "unexplained",
        [],
    )


class Page(HTMLParser):
    """What a browser would make of a page: its tags, its attributes, its text."""

    VOID = ("meta", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        self.hrefs += [value for name, value in attrs if name == "href"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "div",
        "section",
        "footer",
        "h1",
        "h2",
        "h3",
        "p",
    ),
    *("a", "span", "small", "i", "b", "ul", "li", "details", "summary"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "style", "href", "title", "id"}


def check_page(text: str) -> Page:
    page = Page(text)
    assert page.tags <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    assert all(
        value.startswith(("--depth:", "flex-grow:", "width:")) for name, value in page.attributes if name == "style"
    )
    assert len(page.ids) == len(set(page.ids))
    # Every link stays on the page and leads somewhere.
    assert {href.removeprefix("#") for href in page.hrefs} <= set(page.ids)
    assert all(href.startswith("#") for href in page.hrefs)
    for outside in ("http:", "https:", "url(", "@import", "<script", "javascript:"):
        assert outside not in text.replace("&#", "")
    return page


def test_the_page_shows_both_sides() -> None:
    one = snapshot()
    page = check_page(map_html(one, map_of(one)))
    for shown in (
        "Layers",
        "A. Painter",
        "2 Blending",
        "Erode a mask",
        "c = a + b",
        "src/a.py",
        "a reason",
        "why eq:1",
    ):
        assert shown in page.text
    assert map_html(one, map_of(one)) == map_html(snapshot(), map_of(snapshot()))


def test_parts_of_one_name_are_told_apart_by_their_section() -> None:
    twins = (*ANCHORS, part("head:3/opacity", "heading", None, "Opacity", "sec:3"))
    one = snapshot(twins, links={"blend": [("head:2/opacity", 0.9), ("head:2/erosion", 0.6)]})
    page = check_page(map_html(one, map_of(one)))
    assert "§2 Opacity90%" in page.text
    assert "§3 Opacity" not in page.text


HOSTILE = "<img src=x onerror=alert(1)>\"'></style><script>alert(2)</script>&lt;b&gt;\u202e\x1b[31m javascript&#58;x"


def test_hostile_text_is_text() -> None:
    anchors = [part(f"{each.id}{HOSTILE}", each.kind, each.number, HOSTILE, None, HOSTILE) for each in ANCHORS]
    links = {"blend": [(f"eq:1{HOSTILE}", 0.9)]}
    one = snapshot(anchors, {f"{HOSTILE.replace('/', '')}.py": CODE}, links, HOSTILE)
    page = check_page(map_html(one, map_of(one)))
    assert "<img src=x onerror=alert(1)>" in page.text
    assert "\u202e" not in page.text
    assert "\x1b" not in page.text
    assert "\x1b" not in click.unstyle(map_text(one, map_of(one)))
    assert "\x1b[31m" not in map_text(one, map_of(one))


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_makes_a_sound_page(title: str, name: str) -> None:
    anchors = (part("sec:1", "section", name, title), part("eq:1", "equation", name, title, "sec:1", name))
    one = snapshot(anchors, title=title)
    check_page(map_html(one, map_of(one)))
    json.loads(map_json(one, map_of(one)))


def test_without_paper_and_without_code() -> None:
    nothing = Snapshot()
    check_page(map_html(nothing, map_of(nothing)))
    assert map_text(nothing, map_of(nothing)).startswith("0 of 0 definitions")


def test_a_badge_without_code_is_an_svg_as_well() -> None:
    nothing = Snapshot()
    assert map_badge(nothing, map_of(nothing)).startswith("<svg ")
