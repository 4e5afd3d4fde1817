"""Within a statement: the equation that it computes, in a hover and in a view that follows the caret."""

from __future__ import annotations

from paperlsp.ide import hover, hover_markdown, hover_plain, links_at
from paperlsp.index.snapshot import Snapshot


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
