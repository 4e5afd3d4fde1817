"""A hover over a suppression: the rules that it silences, in both languages."""

from __future__ import annotations

import pytest
from ide_pictures import CARET
from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.ide import Hover, hover, hover_markdown, hover_plain
from paperlsp.index.build import build_snapshot


def at(picture: str) -> tuple[Hover | None, str]:
    """The hover at the caret, and the text that it is about."""
    before, _, after = picture.partition(CARET)
    content = (before + after).encode()
    snapshot = build_snapshot(None, Config(), (), {"a.py": read_source("a.py", content)}, (), lambda: False)
    found = hover(snapshot, "a.py", len(before.encode()))
    span = found.span if found is not None else None
    return found, content[span.start : span.end].decode() if span is not None else ""


def test_a_code_explains_its_rule() -> None:
    found, about = at("x = 1  # paperlsp: ignore[PL401, PL1‸01] as everybody does\n")
    assert about == "PL101"
    assert found is not None
    told = hover_markdown(found, page_of=lambda code: f"file:///{code}.md")
    assert told.startswith("**[PL101](file:///PL101.md)** unexplained-code: A definition that computes something")
    assert "what a reviewer asks about" in told
    assert "PL401" not in told


def test_the_comment_explains_all_its_rules() -> None:
    found, about = at("x = 1  # paper‸lsp: ignore[PL401, missing-anchor] as everybody does\n")
    assert about == "paperlsp: ignore[PL401, missing-anchor] as everybody does"
    assert found is not None
    told = hover_plain(found)
    assert "PL401 value-differs: A constant, a field" in told
    assert "PL201 missing-anchor: A comment cites" in told


def test_in_french() -> None:
    found, _ = at("# paperlsp: ignore-file[PL‸201] ancien\n")
    assert found is not None
    assert "Un commentaire cite une partie" in hover_plain(found, "fr")


@pytest.mark.parametrize(
    "picture",
    [
        "x = 1  # paperlsp: ign‸ore[PL999] no such rule\n",
        "x = 1  # any other com‸ment\n",
        'x = "paperlsp: ig‸nore[PL101]"\n',
        "x =‸ 1  # paperlsp: ignore[PL101]\n",
    ],
)
def test_anything_else_explains_nothing(picture: str) -> None:
    assert at(picture)[0] is None


def test_a_selector_of_many_rules_explains_some() -> None:
    found, _ = at("# paperlsp: ignore-file[PL‸2]\n")
    assert found is not None
    assert [getattr(card, "code", "") for card in found.cards] == ["PL201", "PL202", "PL203", "PL204", "PL205"]
