"""Equations, a font set-up and a layout → the LaTeX of one paper, and what stands in it in order of writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from factory import prose
from factory.equations import ROWS_NUMBERED, Equation, split_top
from factory.fonts import FontSetup

LAYOUTS = ("capitals", "bold", "columns", "journal")
OPTIONS = {"capitals": "10pt", "bold": "10pt", "columns": "10pt,twocolumn", "journal": "11pt"}


@dataclass
class Written:
    """The source of a paper. ``headings``, ``run_ins`` and ``captions`` map a key in the .aux to what it marks."""

    source: str
    headings: dict[str, tuple[str, int]] = field(default_factory=dict)
    run_ins: dict[str, str] = field(default_factory=dict)
    captions: dict[str, str] = field(default_factory=dict)
    displays: dict[str, Equation] = field(default_factory=dict)


class _Writer:
    def __init__(self, seed: str, layout: str) -> None:
        self.random = Random(seed)
        self.layout = layout
        self.parts: list[str] = []
        self.written = Written("")
        self.count = 0
        self.tags = 0

    def key(self) -> str:
        self.count += 1
        return f"k{self.count}"

    def add(self, text: str) -> None:
        self.parts.append(text)

    def heading(self, title: str, level: int, *, starred: bool = False) -> None:
        key = self.key()
        command = ("section", "subsection", "subsubsection")[level - 1]
        if starred:
            self.add(rf"\{command}*{{{title}\factoryhere{{{key}}}{{}}}}")
        else:
            self.add(rf"\{command}[{title}]{{{title}\factoryheading{{{key}}}}}")
        self.written.headings[key] = (title, level)

    def run_in(self, title: str) -> None:
        key = self.key()
        self.add(rf"\paragraph{{{title}.\factoryhere{{{key}}}{{}}}}")
        self.written.run_ins[key] = title

    def sentences(self, low: int, high: int) -> str:
        return " ".join(self.random.sample(prose.SENTENCES, self.random.randint(low, high)))

    def paragraph(self) -> None:
        self.add(self.sentences(3, 6) + "\n")

    def display(self, equation: Equation) -> None:
        """A sentence that leads to a display, the display where it fits into the column, and what follows it."""
        self.written.displays[equation.id] = equation
        where = self.random.choice(prose.WHERES)
        end = "," if where else "."
        self.add(f"{self.sentences(1, 2)} {self.random.choice(prose.LEADS)}")
        self.add("{" + _measure(equation) + r"\iffactoryfits")
        if equation.kind == "single" and equation.choice("tag", 20) == 0:
            self.tags += 1
        self.add(set_display(equation, end if equation.choice("end", 2) else "", self.tags) + r"\fi}%")
        self.add((f"{where} {self.sentences(1, 2)}" if where else "\n\n" + self.sentences(1, 2)) + "\n")

    def float(self, kind: str) -> None:
        key = self.key()
        caption = rf"\caption[]{{\factoryheading{{{key}}}{self.random.choice(prose.CAPTIONS)}}}"
        self.written.captions[key] = kind
        body = {
            "figure": r"\centering\fbox{\rule{0pt}{70pt}\rule{60pt}{0pt}}\hspace{1em}\rule{60pt}{75pt}" + caption,
            "table": caption
            + r"\centering\begin{tabular}{lcc}\hline Method & Error & Time (s) \\ \hline Plain & 12.4 & 31 \\ "
            r"Averaged & 11.9 & 33 \\ Ours & 10.2 & 35 \\ \hline\end{tabular}",
            "algorithm": caption
            + r"\begin{algorithmic}[1]\Require step size $\alpha$, initial point $\theta_0$ \For{$t = 1, \ldots, T$}"
            r"\State $g_t \gets \nabla f_t(\theta_{t-1})$ \State $m_t \gets \beta m_{t-1} + (1 - \beta) g_t$"
            r"\State $\theta_t \gets \theta_{t-1} - \alpha m_t$ \EndFor \State \Return $\theta_T$\end{algorithmic}",
        }[kind]
        self.add(rf"\begin{{{kind}}}[{self.random.choice(['t', 'tb', 'ht'])}]{body}\end{{{kind}}}")


def _measure(equation: Equation) -> str:
    rows = "".join(
        rf"\factorymeasure{{{equation.id}}}{{{number}}}{{{' '.join(split_top(row.replace(chr(92) + 'nonumber', ''), '&'))}}}"
        for number, row in enumerate(equation.rows)
    )
    return rf"\factorybegin{rows}\factorydecide{{62pt}}"


def set_display(equation: Equation, end: str, tag: int) -> str:
    """The LaTeX of a display, with marks around each row and a label at each row that has a number."""
    kind, rows = equation.kind, []
    for number, row in enumerate(equation.rows):
        cells = split_top(row.replace(r"\nonumber", ""), "&")
        first = next(at for at, cell in enumerate(cells) if cell)
        cells[first] = rf"\factorymark{{{equation.id}}}{{{number}s}}{cells[first]}"
        last = number == len(equation.rows) - 1
        cells[-1] += (end if last else "") + rf"\factorymark{{{equation.id}}}{{{number}e}}"
        rows.append(" & ".join(cells))
    label = [rf"\label{{{equation.id}/{number}}}" for number in range(len(rows))]
    silent = [r"\nonumber" in row for row in equation.rows]
    if kind == "single":
        return _single(equation, rows[0], label[0], tag)
    if kind in ("split", "aligned"):
        inner = rf"\begin{{{kind}}}" + r" \\ ".join(rows) + rf"\end{{{kind}}}"
        name = "equation" if equation.choice("number", 3) else "equation*"
        return rf"\begin{{{name}}}{inner}{label[0] if name == 'equation' else ''}\end{{{name}}}"
    if kind.startswith("align-"):
        chosen = {"first": 0, "middle": len(rows) // 2, "last": len(rows) - 1}[kind.removeprefix("align-")]
        rows = [row + (label[at] if at == chosen else r"\nonumber") for at, row in enumerate(rows)]
        return r"\begin{align}" + r" \\ ".join(rows) + r"\end{align}"
    if kind in ROWS_NUMBERED:
        rows = [row + (r"\nonumber" if silent[at] else label[at]) for at, row in enumerate(rows)]
        name = "gather" if kind == "gather" else "align"
        body = rf"\begin{{{name}}}" + r" \\ ".join(rows) + rf"\end{{{name}}}"
        return rf"\begin{{subequations}}{body}\end{{subequations}}" if kind == "subequations" else body
    if kind == "multline":
        rows[-1] += label[-1]
    return rf"\begin{{{kind}}}" + r" \\ ".join(rows) + rf"\end{{{kind}}}"


def _single(equation: Equation, row: str, label: str, tag: int) -> str:
    if equation.choice("tag", 20) == 0:
        number = (f"{tag}a", f"S{tag}", f"A.{tag}", f"C{tag + 7}")[equation.choice("style", 4)]
        return rf"\begin{{equation}}{row}\tag{{{number}}}{label}\end{{equation}}"
    way = equation.choice("number", 10)
    if way < 6:
        return rf"\begin{{equation}}{row}{label}\end{{equation}}"
    if way < 7:
        return rf"\begin{{align}}{row}{label}\end{{align}}"
    return rf"\begin{{equation*}}{row}\end{{equation*}}" if way < 9 else rf"\[{row}\]"


def write_paper(font: FontSetup, layout: str, equations: Sequence[Equation]) -> Written:
    """One paper: a title, an abstract, sections with displays between paragraphs, floats, appendices."""
    writer = _Writer(f"{font.name}/{layout}", layout)
    choose = writer.random
    left = layout == "journal" and choose.random() < 0.5
    options = OPTIONS[layout] + (",leqno" if left else "")
    by_section = layout in ("capitals", "journal") and choose.random() < 0.4
    writer.add(rf"\documentclass[{options}]{{article}}")
    writer.add(
        r"\usepackage{amsmath}\usepackage{mathrsfs}\usepackage{bm}"
        if font.engine == "pdflatex"
        else r"\usepackage{amsmath}"
    )
    writer.add(font.preamble)
    writer.add(
        rf"\usepackage{{{layout}}}\usepackage{{factory}}\usepackage{{algorithm}}\usepackage[noend]{{algpseudocode}}"
    )
    if by_section:
        writer.add(r"\numberwithin{equation}{section}")
    writer.add(r"\emergencystretch 2em\allowdisplaybreaks[1]\overfullrule 0pt\hfuzz 1000pt")
    writer.add(rf"\title{{A paper set in {font.name} with {layout}}}\author{{Nobody in Particular}}\date{{}}")
    writer.add(r"\begin{document}\maketitle\begin{abstract}" + writer.sentences(4, 6) + r"\end{abstract}")
    _write_body(writer, list(equations), by_section=by_section)
    writer.add(r"\end{document}")
    writer.written.source = "\n".join(writer.parts) + "\n"
    return writer.written


def _write_body(writer: _Writer, equations: list[Equation], *, by_section: bool) -> None:
    choose = writer.random
    choose.shuffle(equations)
    subsections = choose.sample(prose.SUBSECTIONS, len(prose.SUBSECTIONS))
    run_ins = choose.sample(prose.RUN_INS, len(prose.RUN_INS))
    floats = ["figure", "table", "algorithm", "figure"]
    sections = len(prose.SECTIONS)
    share = len(equations) // (sections + 1) + 1
    for number, title in enumerate(prose.SECTIONS):
        writer.heading(title, 1)
        writer.paragraph()
        mine, equations[:share] = equations[:share], []
        for position, equation in enumerate(mine):
            if subsections and position and position % 3 == 0 and number % 3:
                writer.heading(subsections.pop(), 2)
            elif run_ins and position % 4 == 2:
                writer.run_in(run_ins.pop())
            writer.display(equation)
        if floats and number % 2:
            writer.float(floats.pop())
        writer.paragraph()
    writer.heading("References", 1, starred=True)
    writer.add("N. Body and S. Else. A book that was never written. Nowhere Press, 2019.\n")
    writer.add(r"\appendix")
    if by_section or choose.random() < 0.5:
        writer.add(r"\numberwithin{equation}{section}")
    for position, title in enumerate(prose.APPENDICES):
        writer.heading(title, 1)
        writer.paragraph()
        for equation in equations[position :: len(prose.APPENDICES)]:
            writer.display(equation)
