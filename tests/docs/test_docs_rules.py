"""The rules' pages: whole, and word for word what the rules themselves say."""

import re
from pathlib import Path

import pytest
from paperlsp.check import RULES, Listed, find_rule, index_markdown, page_markdown
from paperlsp.check.page import SECTIONS, read_page

PAGES = Path(__file__).parents[2] / "docs" / "rules"


@pytest.mark.parametrize("listed", RULES, ids=lambda each: each.rule.code)
def test_a_page_is_what_the_rule_s_docstring_says(listed: Listed) -> None:
    """After a change: ``paperlsp explain --write docs/rules``."""
    assert (PAGES / f"{listed.rule.code}.md").read_text("utf-8") == page_markdown(listed.rule, listed.page)


def test_the_list_of_pages_is_complete_and_holds_no_other() -> None:
    assert (PAGES / "README.md").read_text("utf-8") == index_markdown(tuple((each.rule, each.page) for each in RULES))
    assert {page.stem for page in PAGES.glob("PL*.md")} == {each.rule.code for each in RULES}


@pytest.mark.parametrize("listed", RULES, ids=lambda each: each.rule.code)
def test_a_page_says_what_why_bad_good_how_to_mend_it_and_what_was_measured(listed: Listed) -> None:
    names = [name for name, _ in listed.page.sections]
    assert names == list(SECTIONS)
    assert all(text for _, text in listed.page.sections)
    assert listed.page.what.endswith(".")


def test_codes_and_names_are_unique_and_find_their_rule() -> None:
    assert len({each.rule.code for each in RULES}) == len({each.rule.name for each in RULES}) == len(RULES)
    for each in RULES:
        assert re.fullmatch(r"PL\d{3}", each.rule.code)
        assert find_rule(each.rule.code.lower()) is find_rule(each.rule.name) is each
    assert find_rule("PL999") is None


def test_an_example_is_a_block_and_text_flows() -> None:
    page = read_page("PL9 x: what\nit is.\n\nWhy: so\nand so.\n\nBad::\n\n    x = 1\n\n    y = 2\n\nafter.\n")
    assert page.sections == (("Why", "so and so."), ("Bad", "```python\nx = 1\n\ny = 2\n```\n\nafter."))


def test_without_docstrings_a_page_is_empty() -> None:
    assert read_page("").sections == ()
