"""``RawDocument`` → ``Paper``: the stages in their order, each marking the lines that it understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paperlsp.model.page import RawDocument, RawPage
from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.notation import find_abbreviations
from paperlsp.paper.assembly import Assembly, slug
from paperlsp.paper.caption import Caption, find_captions
from paperlsp.paper.display import Display, find_displays
from paperlsp.paper.floats import attach_floats
from paperlsp.paper.front import find_arxiv_id, find_authors, find_title
from paperlsp.paper.furniture import mark_furniture
from paperlsp.paper.heading import Heading
from paperlsp.paper.inline import InlineText
from paperlsp.paper.layout import Measures, lay_out
from paperlsp.paper.line import Line, unfolded
from paperlsp.paper.run_in import find_run_ins
from paperlsp.paper.section import find_sections
from paperlsp.paper.told import Told, told_by
from paperlsp.paper.understanding import with_meaning
from paperlsp.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Stages:
    """What each stage of one reading gave; ``lines`` has one list for each page, in reading order, with their roles."""

    pages: Sequence[RawPage]
    measures: Measures
    lines: Sequence[Sequence[Line]]
    headings: Sequence[Heading]
    captions: Sequence[Caption]
    displays: Sequence[Display]
    paper: Paper


def read_paper(document: RawDocument) -> Paper:
    """Read a paper. Never raises: a document without text gives a paper without anchors, and says so."""
    with uncollected():
        # Nothing is held of what the stages gave while sentences are looked through.
        return with_meaning(_read(document).paper)


def read_stages(document: RawDocument) -> Stages:
    """Read a paper and keep what each stage gave, for who wants to see how it came about."""
    with uncollected():
        stages = _read(document)
        return replace(stages, paper=with_meaning(stages.paper))


def _read(document: RawDocument) -> Stages:
    if not any(page.glyphs for page in document.pages):
        measures, laid = lay_out(()).measures, list[list[Line]]()
        return Stages((), measures, laid, (), (), (), _unread(document))
    layout = lay_out(document.pages)
    measures, laid = layout.measures, layout.lines
    mark_furniture(document.pages, laid, measures)
    first = document.pages[0]
    arxiv_id = find_arxiv_id(first, laid[0])
    title, title_lines = find_title(laid[0], first)
    for line in title_lines:
        line.role = "title"
    captions = find_captions(laid, measures)
    attach_floats(layout.pages, layout, captions)
    lines = [line for each in laid for line in each]
    headings = _find_headings(lines, measures, told_by(document))
    authors = _mark_authors(laid[0], title_lines, measures)
    displays: list[Display] = []
    run_in_lines = {id(line) for heading in headings if heading.rest for line in heading.lines}
    for page, each in zip(document.pages, laid, strict=True):
        with unfolded(each):
            displays += find_displays(page, [line for line in each if id(line) not in run_in_lines], measures)
    assembly = Assembly(measures, lines, InlineText(document.pages, measures))
    assembly.add_all(headings, captions, displays)
    made = assembly.finish(title, authors)
    abbreviations = [
        found
        for block in made.blocks
        if block.kind in ("paragraph", "caption")
        for found in find_abbreviations(block.text, block.page)
    ]
    shorts: set[str] = set()
    unique = [each for each in abbreviations if not (each.short in shorts or shorts.add(each.short))]
    problems = list(document.problems)
    if not made.anchors:
        problems.append(
            Problem(
                "paper-without-structure",
                "No heading, equation, figure or table was found in the PDF.",
                "Check that it is a paper; if it is one, its layout is not understood yet.",
            )
        )
    paper = Paper(
        id=_identity(title, document.digest),
        digest=document.digest,
        title=title,
        authors=authors,
        abstract=made.abstract,
        arxiv_id=arxiv_id,
        pages=document.page_count,
        anchors=made.anchors,
        blocks=made.blocks,
        abbreviations=tuple(unique),
        tables=made.tables,
        algorithms=made.algorithms,
    )
    paper = replace(paper, problems=tuple(problems))
    return Stages(document.pages, measures, laid, headings, captions, displays, paper)


def _find_headings(lines: Sequence[Line], measures: Measures, told: Told) -> list[Heading]:
    """Sections and run-in headings in reading order. Before the first section stand title and authors."""
    sections = find_sections(lines, measures, told)
    order = {id(line): at for at, line in enumerate(lines)}
    first = order[id(sections[0].lines[0])] if sections else 0
    found = [*sections, *find_run_ins(lines, measures, first)]
    return sorted(found, key=lambda heading: order[id(heading.lines[0])])


def _mark_authors(lines: Sequence[Line], title: Sequence[Line], measures: Measures) -> tuple[str, ...]:
    """Authors stand between the title and the first heading; none are looked for where no title was found."""
    if not title:
        return ()
    top = max(line.y for line in title)
    end = min((line.y for line in lines if line.role == "heading" and line.y > top), default=top + 12 * measures.gap)
    block = [line for line in lines if not line.role and top < line.y < end - 1]
    if len(block) > 40:
        return ()
    for line in block:
        line.role = "author"
    return find_authors(block, measures)


def _identity(title: str, digest: str) -> str:
    words = slug(title).split("-")
    kept = "-".join(words[:6]).strip("-")
    return kept or f"paper-{digest[:8]}"


def _unread(document: RawDocument) -> Paper:
    name = document.metadata_title
    return Paper(
        _identity(name, document.digest),
        document.digest,
        name,
        (),
        "",
        None,
        document.page_count,
        (),
        (),
        (),
        document.problems,
    )
