"""Patterns match what git says that they match, and none takes longer than the path is long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.patterns import compile_patterns, forward_only, is_pattern
from pathspec import GitIgnoreSpec

lines = st.lists(st.sampled_from(["a", "b", "*", "**", "**/", "/", "?", "[ab]", "[!a]", "!", "."]), max_size=9).map(
    "".join
)
paths = st.lists(st.text("ab.", min_size=1, max_size=6), min_size=1, max_size=5).map("/".join)


@pytest.mark.filterwarnings("ignore::FutureWarning")
@given(lines.filter(is_pattern), st.lists(paths, min_size=1, max_size=6))
def test_a_line_matches_what_it_matches_by_going_back_and_forth(line: str, tried: list[str]) -> None:
    theirs, ours = GitIgnoreSpec.from_lines([line]), compile_patterns([line])
    assert [ours.check_file(path).include for path in tried] == [theirs.check_file(path).include for path in tried]


@pytest.mark.parametrize(
    ("line", "path", "matches"),
    [
        (118 * "*" + "KN", 250 * "a", False),
        (40 * "*a" + "b", 250 * "a", False),
        (40 * "*a" + "b", 250 * "a" + "b", True),
        ("**/a/**/a/**/a/**/a/**/a/**/b", 1000 * "a/" + "a", False),
        ("**/a/**/a/**/a/**/a/**/a/**/b", 1000 * "a/" + "b", True),
        ("a*b*c/**/d*e*f/**/*g*h", "abc/x/def/y/gg/h/gxh", True),
    ],
)
def test_many_wildcards_and_a_long_name(line: str, path: str, matches: bool) -> None:
    assert compile_patterns([line]).match_file(path) is matches


@pytest.mark.parametrize("line", ["*a*b*c", "x*y*z/", "/a*b*/c*d*e", "**/a/**/b/**/c", "**a**b***c", "!*a*b"])
def test_only_the_last_of_several_wildcards_may_go_back(line: str) -> None:
    """Were pathspec to write them in another way, this would tell."""
    (pattern,) = GitIgnoreSpec.from_lines([line]).patterns
    ahead = forward_only(pattern.regex.pattern)
    assert ahead != pattern.regex.pattern
    free = re.sub(r"\(\?>(?:\(\?:[^()]*\)\?\?|\(\?=/\)|\(\?>[^()]*\)|[^()])*\)", "", ahead)
    assert all(name.count("[^]*") <= 1 for name in free.replace("[^/]", "[^]").split("/"))
    assert free.count(".+") <= 1
