"""Comments and docstrings, and the places of the mentions in them."""

from __future__ import annotations

import pytest
from code_pictures import only, read
from paperlsp.code import annotations, comment_at, foreign_words, suppressions
from paperlsp.model.source import SourceFile


def mentioned(source: SourceFile) -> list[tuple[str, str]]:
    """Each mention's text, and what stands in the file at its span."""
    return [(each.text, source.content[each.span.start : each.span.end].decode()) for each in source.mentions]


def texts(source: SourceFile) -> list[tuple[str, str]]:
    """Each comment's symbol and text."""
    return [(comment.symbol, comment.text) for comment in source.comments]


def test_docstrings_are_cleaned() -> None:
    source = read('''
        """Module, Eq. (1).

            Indented.
        Not.
        """
        class A:
            r"""Raw \\alpha.

            Eq. (2)"""
            def f(self):
                'One ' "and two, Eq. (3)"
            def g(self):
                f"""No docstring {1}"""
            def h(self):
                b"""Neither"""
            def i(self):
                # A comment first.
                """Doc."""
    ''')
    assert {symbol.name: symbol.docstring for symbol in source.symbols} == {
        "": "Module, Eq. (1).\n\n    Indented.\nNot.",
        "A": "Raw \\alpha.\n\nEq. (2)",
        "A.f": "One and two, Eq. (3)",
        "A.g": "",
        "A.h": "",
        "A.i": "Doc.",
    }
    assert mentioned(source) == [("Eq. (1)", "Eq. (1)"), ("Eq. (2)", "Eq. (2)"), ("Eq. (3)", "Eq. (3)")]


def test_escapes_are_resolved_but_tex_is_kept() -> None:
    source = read(
        rb"""
def f():
    'Tab\there, \u00a73.1, \xe9q. (2)\nEq. (3) \"q\" \
joined, \beta, \frac{a}{b}, \theta_1, \nabla, \rho \\gamma \N{GREEK SMALL LETTER BETA} \z \ud800'
"""
    )
    assert only(source, "f").docstring == (
        'Tab     here, §3.1, éq. (2)\nEq. (3) "q" joined, \\beta, \\frac{a}{b}, \\theta_1, \\nabla, \\rho \\gamma β \\z \\ud800'
    )
    assert mentioned(source) == [("§3.1", r"\u00a73.1"), ("éq. (2)", r"\xe9q. (2)"), ("Eq. (3)", "Eq. (3)")]


def test_a_string_behind_an_assignment_describes_it() -> None:
    source = read('''
        RATE = 1  # not between
        """Not the rate's."""
        SIZE = 2
        """The size, Table 3."""
        class A:
            depth: int = 3
            "How deep."
    ''')
    assert only(source, "RATE").docstring == ""
    assert only(source, "SIZE").docstring == "The size, Table 3."
    assert only(source, "A.depth").docstring == "How deep."
    assert only(source, "A").docstring == ""
    assert mentioned(source) == [("Table 3", "Table 3")]


def test_adjacent_lines_are_one_comment() -> None:
    source = read("""
        # One paragraph about Section
        # 3.2 and https://arxiv.org/
        # abs/1810.06801.
        #
        # Another.
        x = 1  # Behind code.
        # Below it.
            # Deeper.
        # paperlsp: ignore
        # Yet another.
        # ---------
        # Under a rule.
    """)
    assert texts(source) == [
        ("", "One paragraph about Section\n3.2 and https://arxiv.org/\nabs/1810.06801."),
        ("", "Another."),
        ("", "Behind code."),
        ("", "Below it."),
        ("", "Deeper."),
        ("", "paperlsp: ignore"),
        ("", "Yet another."),
        ("", "---------"),
        ("", "Under a rule."),
    ]
    assert mentioned(source) == [
        ("Section\n3.2", "Section\n# 3.2"),
        ("https://arxiv.org/\nabs/1810.06801", "https://arxiv.org/\n# abs/1810.06801"),
    ]


def test_a_comment_belongs_to_the_innermost_definition() -> None:
    source = read("""
        # module
        class A:
            # class
            def f(self):  # header
                # body
                x = 1
                # tail
        # module again
        def g(
            rate=1,  # Eq. (3)
        ): ...
    """)
    assert texts(source) == [
        ("", "module"),
        ("A", "class"),
        ("A.f", "header"),
        ("A.f", "body"),
        ("A.f", "tail"),
        ("", "module again"),
        ("g", "Eq. (3)"),
    ]


def test_marks_are_no_text() -> None:
    source = read(b"#!/usr/bin/env python\n#: Sphinx\n\n## Heading  \n\n#bare\n\n#\n")
    assert [text for _, text in texts(source)] == ["!/usr/bin/env python", "Sphinx", "Heading", "bare"]
    for comment in source.comments:
        assert source.content[comment.span.start : comment.span.start + 1] == b"#"


def test_a_string_is_not_a_comment() -> None:
    source = read("""x = '# Eq. (3)' # Eq. (4)""")
    assert mentioned(source) == [("Eq. (4)", "Eq. (4)")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    text = 'def f():\n    """Doc.\n\n      Section\n      3.2\n    """\n    # see Eq.\n    # (3)\n    x = 1\nY = 2\n'
    source = read(text.replace("\n", end).encode())
    assert source.problems == ()
    assert only(source, "f").docstring == "Doc.\n\nSection\n3.2"
    assert only(source, "Y").value == "2"
    assert [mention.numbers for mention in source.mentions] == [("3.2",), ("3",)]
    assert [comment.text for comment in source.comments][1:] == ["see Eq.\n(3)"]
    found = [source.content[each.span.start : each.span.end].split() for each in source.mentions]
    assert found == [[b"Section", b"3.2"], [b"Eq.", b"#", b"(3)"]]


def test_the_other_paper_is_seen_over_comment_marks() -> None:
    source = read("""
        # We follow Section 3 of Maier
        # et al. (2019) here, but see also
        x = 1  # Eq. (2)
        '''
        Algorithm 1 of [7].

        [7] Huber, On Foo.
        '''
    """)
    assert [foreign_words(source, mention) for mention in source.mentions] == [
        "Maier et al. (2019)",
        None,
        "[7] Huber, On Foo.",
    ]


def test_directives_have_places_in_the_file() -> None:
    source = read("""
        # é
        x = '# paperlsp: ignore'
        y = 1  # paperlsp: ignore[PL101] why
        # paper: éq. (3)
    """)
    (suppression,) = suppressions(source)
    assert source.content[suppression.span.start : suppression.span.end] == b"paperlsp: ignore[PL101] why"
    (annotation,) = annotations(source)
    (mention,) = annotation.mentions
    assert source.content[mention.span.start : mention.span.end].decode() == "éq. (3)"


def test_the_comment_at_a_place() -> None:
    source = read("x = 1  # one\n'''two'''\n")
    assert comment_at(source, 0) is None
    found = [comment_at(source, at) for at in (7, 11, 12, 13, 20)]
    assert [comment.text if comment else None for comment in found] == ["one", "one", None, "two", "two"]
