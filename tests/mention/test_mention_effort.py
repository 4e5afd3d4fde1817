"""The work that a text costs grows with its length: shown by counting, never by the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from paperlsp.link import addresses, citation, naming
from paperlsp.mention import arxiv, context, directives, find_mentions, grammar, keywords, listing, numbers

MODULES = (addresses, citation, naming, arxiv, context, directives, grammar, keywords, listing, numbers)
PARSE = re._parser.parse  # pyright: ignore[reportAttributeAccessIssue] - the one way to see a pattern's parts


def patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in sorted(vars(module).items()):
        if isinstance(value, re.Pattern):
            yield f"{module.__name__}.{name}", value


def unbounded_inside_repeat(tokens: object, *, inside: bool) -> bool:
    """Whether a repeat without limit stands within another repeat: the root of exponential backtracking."""
    for operation, argument in tokens:  # pyright: ignore[reportGeneralTypeIssues]
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, highest, body = argument
            endless = str(highest) == "MAXREPEAT"
            if endless and inside:
                return True
            if unbounded_inside_repeat(body, inside=inside or (highest != 1 and str(highest) != "1")):
                return True
        elif name == "SUBPATTERN":
            if unbounded_inside_repeat(argument[3], inside=inside):
                return True
        elif name == "BRANCH":
            if any(unbounded_inside_repeat(branch, inside=inside) for branch in argument[1]):
                return True
        elif name in ("ASSERT", "ASSERT_NOT"):
            if unbounded_inside_repeat(argument[1], inside=inside):
                return True
        elif name == "ATOMIC_GROUP" and unbounded_inside_repeat(argument, inside=inside):
            return True
    return False


def test_the_look_at_patterns_sees_nested_repeats() -> None:
    assert unbounded_inside_repeat(PARSE(r"(?:a+)+b"), inside=False)
    assert unbounded_inside_repeat(PARSE(r"(?:x|(?=(a*))y){0,5}"), inside=False)
    assert not unbounded_inside_repeat(PARSE(r"(?:a{1,9}b){0,5}c+"), inside=False)


@pytest.mark.parametrize(("name", "pattern"), [pair for module in MODULES for pair in patterns(module)])
def test_no_pattern_repeats_without_limit_inside_a_repeat(name: str, pattern: re.Pattern[str]) -> None:
    # Words are looked at after their runs of space became one, so an optional space counts as one character there.
    source = pattern.pattern.replace(r"\s*", r"\s?").replace(r"\s+", r"\s") if "context" in name else pattern.pattern
    assert not unbounded_inside_repeat(PARSE(source, pattern.flags), inside=False)


@pytest.mark.parametrize(
    "piece",
    [
        "Eq. ",
        "Eqs. (1), ",
        "Eqs. 1, 2 and ",
        "Section 3.1.",
        "(3)-(",
        "Figs. 3a-",
        " ",
        "\n",
        "§",
        "A-",
        "III-",
        "1.",
        "é",
    ],
)
def test_each_keyword_is_read_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    items = 0
    read_listing, read_item = listing.read_listing, listing._item

    def counted_listing(text: str, at: int, opening: listing.Opening) -> listing.Listed | None:
        nonlocal calls
        calls += 1
        return read_listing(text, at, opening)

    def counted_item(text: str, at: int, opening: listing.Opening) -> listing._Item | None:
        nonlocal items
        items += 1
        return read_item(text, at, opening)

    monkeypatch.setattr(grammar, "read_listing", counted_listing)
    monkeypatch.setattr(listing, "_item", counted_item)
    text = "Eqs. (1), " + piece * (60_000 // len(piece))
    find_mentions(text)
    keywords_met = text.count("Eq") + text.count("Section") + text.count("Fig") + text.count("§")
    assert calls <= keywords_met
    # Each number is tried as the end of a range and as the next of a list.
    assert items <= 4 * (keywords_met + listing.ITEM_LIMIT) + 2 * len(re.findall(r"[\dA-Z]+", text))
