"""Within a statement: the equation that it computes, in a hover and in a view that follows the caret."""

from __future__ import annotations

from types import MappingProxyType

from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.ide import hover, hover_markdown, hover_plain, links_at
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Paper


def test_the_statement_of_the_buffer_computes_its_equation(qhadam: Snapshot) -> None:
    source = qhadam.sources["quasi/qhm.py"]
    found = hover(qhadam, "quasi/qhm.py", source.content.index(b"mul_(beta)"))
    assert found is not None
    text = hover_markdown(found)
    assert "✓ line" in text
    assert "computes" in text
    assert "| β | beta |" in text
    assert "✓ line" in hover_plain(found)


def test_other_places_of_the_method_say_nothing_of_it(qhadam: Snapshot) -> None:
    source = qhadam.sources["quasi/qhm.py"]
    found = hover(qhadam, "quasi/qhm.py", source.content.index(b"return loss") + 2)
    assert found is None or "computes" not in hover_markdown(found)


def test_the_name_of_a_definition_is_about_the_definition(qhadam: Snapshot) -> None:
    source = qhadam.sources["quasi/qhm.py"]
    found = hover(qhadam, "quasi/qhm.py", source.by_name["QHM.step"].name_span.start)
    assert found is not None
    assert "| paper | code | meaning |" not in hover_markdown(found)


def test_the_view_follows_to_the_equation_that_the_statement_computes(qhadam: Snapshot) -> None:
    source = qhadam.sources["quasi/qhm.py"]
    statement = source.content.index(b"mul_(beta)")
    found = links_at(qhadam, "quasi/qhm.py", statement)
    assert found is not None
    assert found.parts[0].anchor.id == "eq:2"
    assert found.symbol == ""
    assert found.span.start <= statement < found.span.end
    assert found.parts[0].passage.box == found.parts[0].anchor.box


def test_on_the_definitions_name_the_view_shows_the_definitions_part(qhadam: Snapshot) -> None:
    found = links_at(qhadam, "quasi/qhm.py", qhadam.sources["quasi/qhm.py"].by_name["QHM.step"].name_span.start)
    assert found is not None
    assert found.symbol == "QHM.step"


BOX = Box(0, 0, 1, 1)
MOMENT = r"m_{t+1} \leftarrow \beta m_t + (1 - \beta) g_t"
CODE = """\
def walk(theta, m, grad, beta, lr):
    # paper: Sec. 1
    m.mul_(beta).add_(grad, alpha=1 - beta)
    theta.add_(m, alpha=-lr)
"""


def walking(code: str = CODE) -> Snapshot:
    anchors = (
        Anchor("sec:1", "section", "1", "Walking", 1, 1, BOX, None, "We walk downhill."),
        Anchor("eq:1", "equation", "1", "", None, 1, BOX, "sec:1", "mₜ₊₁ ← β·mₜ + (1 − β)·gₜ", MOMENT),
        Anchor("eq:sec-1/1", "equation", None, "", None, 2, BOX, "sec:1", "θₜ₊₁ ← θₜ − α·mₜ₊₁", r"\theta_{t+1} \leftarrow \theta_t - \alpha m_{t+1}"),
        Anchor("eq:1, again", "equation", "1, again", "", None, 3, BOX, "sec:1", "mₜ₊₁ ← β·mₜ + (1 − β)·gₜ", MOMENT),
    )  # fmt: skip
    entry = PaperEntry("paper.pdf", Paper("walk", "w", "Walking", (), "", None, 3, anchors, ()))
    sources = MappingProxyType({"a.py": read_source("a.py", code.encode())})
    return build_snapshot(None, Config(), (entry,), sources, (), lambda: False)


def shown(snapshot: Snapshot, text: bytes) -> str:
    found = hover(snapshot, "a.py", snapshot.sources["a.py"].content.index(text))
    return "" if found is None else hover_markdown(found)


def test_a_definition_shows_the_equations_that_its_statements_compute() -> None:
    text = shown(walking(), b"walk(")
    assert "```text\nmₜ₊₁ ← β·mₜ + (1 − β)·gₜ\nθₜ₊₁ ← θₜ − α·mₜ₊₁\n```" in text
    assert "its statements compute Eq. (1), the equation on p. 2" in text
    without = shown(walking(CODE.replace("mul_(beta)", "zero_()").replace("alpha=-lr", "alpha=7")), b"walk(")
    assert "its statements" not in without


def test_a_statement_shows_its_equation_as_printed_and_no_repetition_of_it() -> None:
    text = shown(walking(), b"mul_")
    assert "```text\nmₜ₊₁ ← β·mₜ + (1 − β)·gₜ\n```" in text
    assert "again" not in text
    assert "| m | m |" in text
    assert "m′" not in text


def test_an_equation_without_a_number_is_named_once_with_its_page() -> None:
    text = shown(walking(), b"add_(m")
    assert "› **equation** · p. 2" in text
