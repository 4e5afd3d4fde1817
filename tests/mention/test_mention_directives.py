"""What a person tells the product in comments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.mention import find_annotations, find_suppressions


@pytest.mark.parametrize(
    ("text", "codes", "reason", "whole_file"),
    [
        ("# paperlsp: ignore", (), "", False),
        ("x = 1  # paperlsp: ignore", (), "", False),
        ("#paperlsp:ignore[PL101]", ("PL101",), "", False),
        (
            "# paperlsp: ignore[PL101, PL102] the authors' code does so",
            ("PL101", "PL102"),
            "the authors' code does so",
            False,
        ),
        ("# paperlsp: ignore[default-differs]: on purpose", ("default-differs",), "on purpose", False),
        ("# paperlsp: ignore-file[PL101] generated", ("PL101",), "generated", True),
        ("# paperlsp: ignore-file", (), "", True),
        ("# noqa: E501  # paperlsp: ignore[PL1]  # more", ("PL1",), "", False),
        ("paperlsp: ignore[PL1]", ("PL1",), "", False),
    ],
)
def test_a_suppression(text: str, codes: tuple[str, ...], reason: str, *, whole_file: bool) -> None:
    (found,) = find_suppressions(text)
    assert (found.codes, found.reason, found.whole_file) == (codes, reason, whole_file)
    covered = text.encode()[found.span.start : found.span.end].decode()
    assert covered.startswith("paperlsp")
    assert covered == covered.strip()


@pytest.mark.parametrize(
    "text",
    [
        "# paperlsp: ignored",
        "# paperlsp: ignore-files",
        "# paperlsp: ignore[]",
        "# paperlsp: ignore[PL101",
        "# paperlsp: ignore[,]",
        "# about paperlsp: ignore",
        "# paperlsp ignore",
    ],
)
def test_no_suppression(text: str) -> None:
    assert find_suppressions(text) == ()


def test_suppressions_of_a_whole_source() -> None:
    text = "é = 1  # paperlsp: ignore[A1]\n\n# paperlsp: ignore-file[B2] ü\n"
    found = find_suppressions(text)
    assert [text.encode()[each.span.start : each.span.end].decode() for each in found] == [
        "paperlsp: ignore[A1]",
        "paperlsp: ignore-file[B2] ü",
    ]


def test_an_annotation_names_parts() -> None:
    text = "é = 1  # paper: éq. (3), Section 2  # noqa\n"
    (found,) = find_annotations(text)
    assert found.text == "éq. (3), Section 2"
    assert [(each.kind, each.numbers) for each in found.mentions] == [("equation", ("3",)), ("section", ("2",))]
    content = text.encode()
    assert content[found.span.start : found.span.end].decode() == "paper: éq. (3), Section 2"
    assert [content[each.span.start : each.span.end].decode() for each in found.mentions] == ["éq. (3)", "Section 2"]


@pytest.mark.parametrize(
    "text",
    ["# paper: https://arxiv.org/abs/1810.06801", "# Paper: Eq. (3)", "# the paper: Eq. (3)", "# paper: none", "x"],
)
def test_no_annotation(text: str) -> None:
    assert find_annotations(text) == ()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for found in (*find_suppressions(text), *find_annotations(text)):
        assert 0 <= found.span.start < found.span.end <= len(text.encode("utf-8", "surrogatepass"))
