"""The map of paper and code → one HTML page that needs nothing else: no script, no address outside of itself.

Every text of papers and code is stripped of control characters and escaped; a policy in the page forbids whatever might
slip through all the same. Light and dark follow the reader's settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib.resources import files

from paperlsp import __version__
from paperlsp.ide.escape import plain
from paperlsp.ide.label import label_of, short_label
from paperlsp.index.coverage import CodeMap, CodeRow, Count, FileMap, PaperMap, PartRow
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import Link
from paperlsp.model.paper import Anchor

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_AUTHORS = 8
_FORMULA, _CAPTION = 64, 72
_CHIPS = 12


def map_html(snapshot: Snapshot, found: CodeMap) -> str:
    style = files("paperlsp.report").joinpath("map.css").read_text("utf-8")
    titles = [_title(paper) for paper in found.papers]
    page = _Page(snapshot, found)
    return "".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{' · '.join(titles) or 'paperlsp map'}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n",
            page.header(),
            page.spines(),
            '<div class="columns">\n',
            page.papers(),
            page.code(),
            "</div>\n",
            _FOOTER.format(version=_text(__version__)),
            "</main>\n</body>\n</html>\n",
        ]
    )


_FOOTER = (
    "<footer>The method is every section and run-in heading that is no frame around it, such as introduction, related "
    "work, experiments, proofs or references; its innermost parts and its algorithms count. A definition counts unless "
    "it is plumbing. Percentages say how likely a link is right. paperlsp {version}</footer>\n"
)


def _text(text: str) -> str:
    """Text that shows as it is, in content and in attributes."""
    return escape(plain(text), quote=True)


def _title(found: PaperMap) -> str:
    return _text(found.entry.paper.title) or _text(found.entry.path)


class _Page:
    """The pieces of the page. Each part and each definition has an id to which links on the page lead."""

    def __init__(self, snapshot: Snapshot, found: CodeMap) -> None:
        self._snapshot = snapshot
        self._found = found
        self._parts = {
            (paper.entry.paper.id, row.anchor.id): f"p{one}-{two}"
            for one, paper in enumerate(found.papers)
            for two, row in enumerate(paper.rows)
        }
        self._code = {
            (file.source.path, row.symbol.name): f"c{one}-{two}"
            for one, file in enumerate(found.files)
            for two, row in enumerate(_rows(file))
        }

    def header(self) -> str:
        out = ["<header>\n"]
        for paper in self._found.papers:
            one = paper.entry.paper
            more = " and others" if len(one.authors) > _AUTHORS else ""
            facts = [", ".join(_text(name) for name in one.authors[:_AUTHORS]) + more, _text(paper.entry.path)]
            out.append(f'<div class="paper"><h1>{_title(paper)}</h1>')
            out.append(f'<p class="by">{" · ".join(fact for fact in facts if fact)}, {one.pages} pages</p></div>\n')
        if not self._found.papers:
            out.append("<h1>No paper was found</h1>\n")
        parts = _total(paper.parts for paper in self._found.papers)
        equations = _total(paper.equations for paper in self._found.papers)
        out.append('<div class="figures">\n')
        out.append(_figure(self._found.explained, "definitions explained"))
        out.append(_figure(parts, "parts of the method have code"))
        if equations.total:
            out.append(_figure(equations, "numbered equations have code"))
        return "".join([*out, "</div>\n</header>\n"])

    def spines(self) -> str:
        """Paper and code each as one strip, every part as wide as it is long."""
        out = ['<div class="spines">\n']
        for at, paper in enumerate(self._found.papers):
            several = f" {at + 1}" if len(self._found.papers) > 1 else ""
            out.append(f'<span class="what">paper{several}</span><div class="spine">{self._paper_spine(paper)}</div>\n')
        if self._found.files:
            groups = "".join(self._file_spine(file) for file in self._found.files)
            out.append(f'<span class="what">code</span><div class="spine">{groups}</div>\n')
        key = (
            '<p class="key"><span class="yes">linked</span><span class="no">missing its other half</span>'
            "<span>nothing expected: frame of the paper, plumbing</span></p>\n"
        )
        return "".join([*out, "</div>\n", key])

    def _paper_spine(self, paper: PaperMap) -> str:
        out: list[str] = []
        for row in paper.rows:
            if row.anchor.kind in ("section", "heading"):
                state = "yes" if row.covered else "no" if row.counted else ""
                out.append(
                    f'<a class="{state}" style="flex-grow:{max(len(row.anchor.text), 40)}" href="#{self._part_id(paper, row)}" '
                    f'title="{_text(label_of(row.anchor))}, p. {row.anchor.page}"></a>'
                )
        return "".join(out)

    def _file_spine(self, file: FileMap) -> str:
        out: list[str] = []
        longest = 0
        for row in file.rows:
            # A class is shown by its methods, and stands for itself where it has none.
            if row.symbol.kind == "class" and any(other.symbol.parent == row.symbol.name for other in file.rows):
                continue
            state = {"explained": "yes", "unexplained": "no"}.get(row.explanation.verdict, "")
            longest += row.lines
            out.append(
                f'<a class="{state}" style="flex-grow:{row.lines}" href="#{self._code_id(row)}" '
                f'title="{_text(file.source.path)}: {_text(row.symbol.name)}"></a>'
            )
        return f'<span class="group" style="flex-grow:{longest}">{"".join(out)}</span>' if out else ""

    def papers(self) -> str:
        out = ["<section>\n<h2>The paper, and its code</h2>\n"]
        for paper in self._found.papers:
            if len(self._found.papers) > 1:
                out.append(
                    f'<h3>{_title(paper)}<span class="count">{paper.parts.done} of {paper.parts.total}</span></h3>\n'
                )
            out += [self._part(paper, row) for row in paper.rows if _told(row)]
        return "".join([*out, "</section>\n"])

    def _part(self, paper: PaperMap, row: PartRow) -> str:
        state = "yes" if row.covered else "no" if row.counted else "off"
        top = " top" if row.depth == 0 and row.anchor.kind == "section" else ""
        name = f'<span class="name">{_part_name(row.anchor)}</span>'
        place = (
            f'<span class="place">{"" if row.covered or not row.counted else "no code · "}p. {row.anchor.page}</span>'
        )
        chips = [self._code_chip(link) for link in row.links]
        listed = f'<ul class="to">{"".join(chips[:_CHIPS])}</ul>' if chips else ""
        if len(chips) > _CHIPS:
            rest = "".join(chips[_CHIPS:])
            listed += f'<details><summary>{len(chips) - _CHIPS} more</summary><ul class="to">{rest}</ul></details>'
        return (
            f'<div class="row part {state}{top}" id="{self._part_id(paper, row)}" style="--depth:{min(row.depth, 6)}">'
            f'<div class="line">{name}{place}</div>{listed}</div>\n'
        )

    def _code_chip(self, link: Link) -> str:
        explanation = self._snapshot.graph.by_symbol.get((link.file, link.symbol))
        best = explanation is not None and explanation.links[:1] == (link,)
        name = _text(link.symbol) or _text(link.file.rpartition("/")[2])
        target = self._code.get((link.file, link.symbol), "")
        return (
            f'<li class="chip{"" if best else " also"}"><a href="#{target}" title="{_text(link.file)}">{name}</a>'
            f"{_sure(link)}</li>"
        )

    def code(self) -> str:
        out = ["<section>\n<h2>The code, and its paper</h2>\n"]
        if not self._found.files:
            out.append('<p class="empty">No code was found here.</p>\n')
        for file in self._found.files:
            count = f"{file.explained.done} of {file.explained.total} explained" if file.explained.total else ""
            out.append(f'<h3>{_text(file.source.path)}<span class="count">{count}</span></h3>\n')
            out += [self._definition(row) for row in _rows(file)]
        return "".join([*out, "</section>\n"])

    def _definition(self, row: CodeRow) -> str:
        verdict = row.explanation.verdict
        state = {"explained": "yes", "unexplained": "no"}.get(verdict, "off")
        holder, dot, last = row.symbol.name.rpartition(".")
        name = f"{_text(holder)}{dot}<b>{_text(last)}</b>" if last else "<b>the file itself</b>"
        cell = f" of cell {row.cell}" if row.cell is not None else ""
        head = f'<span class="name">{name}</span><span class="place">line {row.line}{cell}</span>'
        if verdict == "explained":
            said = f'<ul class="to">{"".join(self._part_chip(link, first=link is row.links[0]) for link in row.links)}</ul>'
            said += self._evidence(row)
        else:
            said = f'<div class="why">{_text(row.explanation.reason)}</div>'
        return (
            f'<div class="row code {state}" id="{self._code_id(row)}" style="--depth:{min(row.depth, 6)}">'
            f'<div class="line">{head}</div>{said}</div>\n'
        )

    def _part_chip(self, link: Link, *, first: bool) -> str:
        anchor = self._anchor(link)
        if anchor is None:
            return ""
        target = self._parts.get((link.paper, link.anchor), "")
        return f'<li class="chip{"" if first else " also"}"><a href="#{target}">{self._label(link, anchor)}</a>{_sure(link)}</li>'

    def _evidence(self, row: CodeRow) -> str:
        lines: list[str] = []
        for link in row.links:
            anchor = self._anchor(link)
            why = "; ".join(_text(each.detail) for each in link.evidence if each.detail)
            if anchor is not None and why:
                lines.append(f"<p>{self._label(link, anchor)}: {why}</p>")
        if not lines:
            return ""
        return f'<details><summary>why</summary><div class="evidence">{"".join(lines)}</div></details>'

    def _anchor(self, link: Link) -> Anchor | None:
        entry = self._snapshot.paper_by_id.get(link.paper)
        return entry.paper.by_id.get(link.anchor) if entry is not None else None

    def _label(self, link: Link, anchor: Anchor) -> str:
        """With the section, since several may have an “Image encoder”."""
        return _text(short_label(self._snapshot.paper_by_id[link.paper].paper, anchor))

    def _part_id(self, paper: PaperMap, row: PartRow) -> str:
        return self._parts[paper.entry.paper.id, row.anchor.id]

    def _code_id(self, row: CodeRow) -> str:
        return self._code[row.explanation.file, row.symbol.name]


def _rows(file: FileMap) -> list[CodeRow]:
    module = [file.module] if file.module is not None and file.module.links else []
    return [*module, *file.rows]


def _told(row: PartRow) -> bool:
    """Headings, and whatever else has code or lacks it; a formula or figure that nobody expects code for is noise."""
    return (
        row.anchor.kind in ("section", "heading")
        or row.counted
        or row.covered
        or (row.method and row.anchor.kind == "equation" and row.anchor.number is not None)
    )


def _part_name(anchor: Anchor) -> str:
    label = _text(label_of(anchor))
    if anchor.kind == "equation":
        formula = plain(anchor.text).rstrip(" .,;")
        formula = formula if len(formula) <= _FORMULA else f"{formula[: _FORMULA - 1]}…"
        return f'{label} <span class="maths">{_text(formula)}</span>'
    if anchor.kind in ("algorithm", "figure", "table") and anchor.title and anchor.number:
        title = plain(anchor.title)
        return f"{label} {_text(title if len(title) <= _CAPTION else title[:_CAPTION].rpartition(' ')[0] + ' …')}"
    return label


def _sure(link: Link) -> str:
    if link.origin == "confirmed":
        return '<span class="sure said">confirmed</span>'
    if link.origin == "cited":
        return '<span class="sure said">cited</span>'
    return f'<span class="sure">{round(100 * link.score)}%</span>'


def _figure(count: Count, what: str) -> str:
    percent = round(100 * count.share)
    return (
        f'<div class="figure"><div class="number">{count.done}<small> of {count.total}</small></div>'
        f'<p>{what}</p><div class="bar"><i style="width:{percent}%"></i></div></div>\n'
    )


def _total(counts: Iterable[Count]) -> Count:
    done = total = 0
    for count in counts:
        done, total = done + count.done, total + count.total
    return Count(done, total)
