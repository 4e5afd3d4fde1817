"""Sources beside a paper's equations: which statements compute them, in words that can be checked."""

from __future__ import annotations

from pathlib import Path

from paperlsp.code import read_source
from paperlsp.link import build_graph
from paperlsp.link.witness_equation import EquationWitness, equation_scores
from paperlsp.model.geometry import Box
from paperlsp.model.link import LineLink
from paperlsp.model.paper import Anchor, Block, Inline, Paper
from paperlsp.model.source import SourceFile
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

BOX = Box(0, 0, 1, 1)
ALGORITHM = "Require: step size α\n1: m ← β₁·m + (1 − β₁)·g\n2: return m"


def _inline(text: str, latex: str) -> Inline:
    start = ALGORITHM.index(text)
    return Inline(start, start + len(text), latex, 1.0)


def paper() -> Paper:
    return Paper(
        id="walking",
        digest="0",
        title="Walking downhill",
        authors=(),
        abstract="",
        arxiv_id=None,
        pages=3,
        anchors=(
            Anchor("sec:1", "section", "1", "Method", 1, 1, BOX, None, "We walk."),
            Anchor("eq:1", "equation", "1", "", None, 1, BOX, "sec:1", "", r"\theta_{t+1}=\theta_t-\alpha\cdot g_t"),
            Anchor("eq:sec-1/1", "equation", None, "", None, 2, BOX, "sec:1", "", r"r=\frac{g_t}{\sqrt{v_t}+\epsilon}"),
            Anchor("alg:1", "algorithm", "1", "Walk", None, 3, BOX, "sec:1", ALGORITHM),
        ),
        blocks=(
            Block("paragraph", "where v = β₂v + (1 − β₂)g²", 1, BOX, "sec:1", (Inline(6, 26, r"v_t=\beta_2v_{t-1}+(1-\beta_2)g_t^2", 1.0),)),
            Block("algorithm", ALGORITHM, 3, BOX, "alg:1", (_inline("m ←", r"m_t\leftarrow"), _inline("β₁·m + (1 − β₁)·g", r"\beta_1m_{t-1}+(1-\beta_1)g_t"))),
        ),
    )  # fmt: skip


def source(path: str = "walk.py") -> SourceFile:
    text = """\
def step(param, grad, state, lr, beta1, beta2, eps):
    state["m"].mul_(beta1).add_(grad, alpha=1 - beta1)
    v = beta2 * state["v"] + (1 - beta2) * grad * grad
    r = grad / (v.sqrt() + eps)
    param.add_(grad, alpha=-lr)
    return v + 7
"""
    return read_source(path, text.encode())


def drawn(link: LineLink) -> str:
    return f"{link.anchor} {link.row} {link.kind}: {link.detail}"


def test_each_line_names_its_equation() -> None:
    code = source()
    links = EquationWitness(paper()).lines(code)
    assert [drawn(link) for link in links] == [
        "alg:1 0 exact: line 2 computes m as a line of Algorithm 1, with β₁ = beta1, g = grad",
        'sec:1 0 exact: line 3 computes v as an equation in “Method”, with v′ = state["v"], β₂ = beta2, g = grad',
        "eq:sec-1/1 0 exact: line 4 computes r as the equation on p. 2, with g = grad, ϵ = eps",
        "eq:1 0 exact: line 5 computes param as Eq. (1), with θ = param, θ′ = param′, α = lr, g = grad",
    ]
    assert [code.content[link.span.start : link.span.end].decode().split("\n")[0] for link in links] == [
        'state["m"].mul_(beta1).add_(grad, alpha=1 - beta1)',
        'v = beta2 * state["v"] + (1 - beta2) * grad * grad',
        "r = grad / (v.sqrt() + eps)",
        "param.add_(grad, alpha=-lr)",
    ]


def test_definitions_score_for_the_anchors_that_they_compute() -> None:
    scores = equation_scores(EquationWitness(paper()).lines(source()))
    assert set(scores) == {"step"}
    assert set(scores["step"]) == {"alg:1", "sec:1", "eq:sec-1/1", "eq:1"}
    assert all(0 < score < 1 for score in scores["step"].values())


def test_the_graph_keeps_lines_by_file_and_scope() -> None:
    ours = paper()
    graph = build_graph([ours], [source("b.py"), source("a.py")], {})
    assert [link.file for link in graph.lines] == sorted(link.file for link in graph.lines)
    assert len(graph.lines_by_file["a.py"]) == len(graph.lines_by_file["b.py"]) == 4
    scoped = build_graph([ours], [source("a.py"), source("b.py")], {"walking": frozenset({"b.py"})})
    assert set(scoped.lines_by_file) == {"b.py"}


def test_an_edit_gives_what_a_fresh_start_gives() -> None:
    ours = paper()
    edited = read_source(
        "walk.py", source().content.replace(b"def step", b"# further down\n\ndef step").replace(b"+ 7", b"* grad")
    )
    build_graph([ours], [source()], {})
    again = build_graph([ours], [edited], {})
    fresh = EquationWitness(paper()).lines(edited)
    assert again.lines == fresh != ()


def test_the_fixture_paper_beside_its_code() -> None:
    folder = Path(__file__).parents[2] / "fixtures/qhadam"
    witness = EquationWitness(read_paper(read_document((folder / "paper.pdf").read_bytes())))
    path = "src/quasi/qhm.py"
    code = read_source(path, (folder / path).read_bytes())
    best: dict[str, str] = {}
    for link in witness.lines(code):
        line = code.lines.line_bytes(code.lines.position(link.span.start)[0]).decode().strip()
        best.setdefault(line, f"{link.kind} {link.anchor}")
    assert best == {
        "return newest**2 + tail": "exact eq:9",
        'parameter.mul_(1.0 - lr * group["weight_decay"])': "exact alg:1",
        "buffer.mul_(beta).add_(gradient, alpha=1.0 - beta)": "exact eq:2",
        "parameter.add_(gradient, alpha=-lr * (1.0 - nu))": "exact eq:4",
        "parameter.add_(buffer, alpha=-lr * nu)": "exact eq:4",
    }
