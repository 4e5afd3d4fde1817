"""Whatever a paper or a repository says shows as text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.ide.escape import code_span, escape, fenced, plain

markdown_it = pytest.importorskip("markdown_it", reason="the reference Markdown parser is not installed")

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</div><iframe src=//evil>",
    "<!-- comment",
    "<a href='javascript:alert(1)'>x</a>",
    "[click](command:workbench.action.terminal.new)",
    "[click](javascript:alert(1))",
    "![x](http://evil/x.png)",
    "[x][ref]\n\n[ref]: command:evil",
    "[ref]: http://evil 'title'",
    "<http://evil>",
    "<a@evil.com>",
    "http://evil.example/path",
    "https://evil.example",
    "www.evil.example",
    "mail me@evil.example",
    "mailto:me@evil.example",
    "`code` and ``more``",
    "```\nfence\n```",
    "~~~\nfence\n~~~",
    "**bold** *italic* __bold__ _italic_ ~~gone~~",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "---",
    "===",
    "a\n===",
    "    indented code",
    "\tindented code",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "&lt;img&gt; &#60;img&#62; &amp;",
    "\\<img> \\[x](y)",
    "$(alert) $x$ $$y$$",
    "a  \nb",
    "line\r\nbreak\u2028other\u2029third\x0bfourth\x0c",
    "control \x00\x01\x08\x1b[31mred\x1b[0m\x7f\x9b",
    "direction \u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "<style>*{display:none}</style>",
    '[x](<command:evil> "t")',
    "[![x](y)](z)",
    "[^1]: footnote",
    "- [ ] task",
    ":::note",
    "\ud800 lone surrogate",
    "private \ue000 use",
    "*",
    "_",
    "a_b _c_ d__e__",
    "trailing backslash \\",
]

TEXT_TOKENS = {"text", "softbreak"}


def shown(markdown: str) -> str:
    """What a reader sees; fails when the Markdown is anything but one paragraph of text."""
    parser = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(markdown)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"]), tokens
    children = tokens[1].children if tokens else []
    assert {child.type for child in children} <= {"text", "text_special"}, children
    return "".join(child.content for child in children)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_shows_as_text(hostile):
    assert shown(escape(hostile)) == plain(hostile)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_within_a_sentence_shows_as_text(hostile):
    assert shown(f"“{escape(hostile)}”") == f"“{plain(hostile)}”"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_becomes_an_address_by_itself(hostile):
    """Editors link bare addresses; ``scheme://``, ``www.`` and ``name@host`` must not survive."""
    escaped = escape(hostile)
    assert not re.search(r"\w://", escaped)
    assert "www." not in escaped
    assert "mailto:" not in escaped
    assert "me@" not in escaped


@given(st.text())
def test_any_text_shows_as_text(text):
    assert shown(escape(text)) == plain(text)


@given(st.text(alphabet="`*_[]()<>!#&;:/\\~|$-+=.1a \n\t@w"))
def test_any_punctuation_shows_as_text(text):
    assert shown(escape(text)) == plain(text)


@given(st.text(alphabet="`a \n\\<*"))
def test_code_spans_show_their_text(text):
    span = code_span(text)
    if not plain(text):
        assert span == ""
        return
    (_, inline, _) = markdown_it.MarkdownIt("commonmark").parse(f"see {span} there")
    assert [child.type for child in inline.children] == ["text", "code_inline", "text"]
    assert inline.children[1].content == plain(text)


@given(st.text(alphabet="`~a \n\\<*"))
def test_fenced_blocks_hold_their_lines(text):
    tokens = markdown_it.MarkdownIt("commonmark").parse(fenced(text) + "\n\nafter")
    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]
    assert tokens[0].info == "text"


@given(st.text())
def test_plain_text_is_one_line_without_codes(text):
    result = plain(text)
    assert result == " ".join(result.split(" "))
    assert not [each for each in result if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]
    assert plain(result) == result


def test_ordinary_prose_stays_as_it_is():
    prose = "The mask_decoder maps 2-D embeddings (Fig. 3, p. 5) to α·‖x‖²; e.g. 3.1 and 50% – “so” it says: yes!"
    assert escape(prose) == prose
