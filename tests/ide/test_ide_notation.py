"""What is shown where code spells the paper's notation: hints behind names, highlights of all spellings of one."""

from __future__ import annotations

from dataclasses import replace

from ide_pictures import snapshot, without_caret
from paperlsp.ide import highlights, inlay_hints
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.link import LineLink
from paperlsp.model.paper import SymbolDefinition, TextPlace
from paperlsp.model.span import Span


def symbol(notation: str, latex: str, meaning: str, kind: str = "where") -> SymbolDefinition:
    return SymbolDefinition(notation, latex, meaning, 4, "sec:3", None, kind, TextPlace(0, 0, 0))


SYMBOLS = (
    symbol("β₁", r"\beta_1", "decay of the first mean"),
    symbol("d_model", r"d_{model}", "width of the model"),
    symbol("ε", r"\epsilon", "∈ ℝ", "space"),
    symbol("x", "x", "input"),
)


def known(text: str, links, lines=()) -> Snapshot:
    one = snapshot({"model.py": text}, links)
    entry = one.papers[0]
    paper = PaperEntry(entry.path, replace(entry.paper, symbols=SYMBOLS))
    return replace(one, papers=(paper,), graph=replace(one.graph, lines=tuple(lines)))


def hints(text: str, links, lines=()) -> list[tuple[str, str, str]]:
    """Each hint with the text of its line up to it."""
    one = known(text, links, lines)
    source = one.sources["model.py"]
    found = inlay_hints(one, "model.py", Span(0, len(source.content)))
    return [
        (source.content[: each.offset].decode().rpartition("\n")[2].strip(), each.notation, each.meaning)
        for each in found
    ]


CODE = """\
class Sway:
    def __init__(self, x, beta1=0.9, eps=1e-8, d_model=8, other=3):
        self.beta1 = beta1


def helper(beta1):
    return beta1
"""


class TestInlayHints:
    def test_parameters_of_explained_code_get_their_notation(self):
        assert hints(CODE, {"Sway": [("sec:3", 0.9, "the name")]}) == [
            ("def __init__(self, x, beta1", "β₁", "decay of the first mean"),
            ("def __init__(self, x, beta1=0.9, eps", "ε", ""),
            ("self.beta1", "β₁", "decay of the first mean"),
        ]

    def test_code_that_the_paper_does_not_explain_gets_none(self):
        assert hints(CODE, {}) == []

    def test_names_in_a_statement_that_computes_an_equation(self):
        text = "def step(m, betas):\n    m = betas[0] * m\n"
        start = text.index("m = betas")
        line = LineLink(
            "model.py",
            "step",
            Span(start, len(text) - 1),
            "pages",
            "eq:3",
            0,
            "exact",
            1.0,
            "",
            "",
            pairs=(("β₁", "betas[0]"), ("m", "m"), ("g", "absent")),
        )
        assert hints(text, {}, [line]) == [("m = betas[0]", "β₁", "decay of the first mean")]
        assert hints(text, {}, [replace(line, kind="similar")]) == []


def highlighted(picture: str) -> list[str]:
    text, offset = without_caret(picture)
    one = known(text, {})
    content = one.sources["model.py"].content
    return [content[span.start : span.end].decode() for span in highlights(one, "model.py", offset)]


class TestHighlights:
    def test_all_spellings_of_one_notation(self):
        assert highlighted(
            """\
            # The mean with β₁, and β₂ beside it.
            def step(be‸ta1, beta2, self):
                return self.beta_1 * beta1 + beta2
            """
        ) == ["β₁", "beta1", "beta_1", "beta1"]

    def test_from_a_comment(self):
        assert highlighted("# é: with β₁‸ here\nbeta1 = 1\n") == ["β₁", "beta1"]

    def test_one_spelling_alone_is_left_to_others(self):
        assert highlighted("be‸ta1 = 1\nprint(beta1)\n") == []

    def test_what_the_paper_does_not_define_is_none(self):
        assert highlighted("gam‸ma1 = 1\nprint(gamma_1)\n") == []
        assert highlighted("x‸ = 1\nX = x\n") == []
