"""Positions, edits, projections, URIs: what is between the editor's texts and byte offsets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from paperlsp.model.span import LineIndex, Span
from paperlsp.server.documents import Documents
from paperlsp.server.position import encoding_of, to_offset, to_position, to_range
from paperlsp.server.projection import Projection
from paperlsp.server.uri import to_path, to_uri

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
TEXT = st.text(alphabet="aé∇𝛽😀\t\f\v\x85\u2028\n\r", max_size=60)


def units(text: str, encoding: str) -> int:
    if encoding == "utf-8":
        return len(text.encode())
    return len(text.encode("utf-16-le")) // 2 if encoding == "utf-16" else len(text)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXT, data=st.data())
def test_positions_and_offsets_are_each_others_inverse(encoding, text, data):
    at = data.draw(st.integers(0, len(text)))
    if text[at - 1 : at + 1] == "\r\n":
        return
    lines = LineIndex(text.encode())
    offset = len(text[:at].encode())
    position = to_position(lines, offset, encoding)
    assert to_offset(lines, position, encoding) == offset


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_characters_are_counted_in_the_agreed_units(encoding):
    text = "x = '𝛽é∇'  # here\n"
    lines = LineIndex(text.encode())
    at = text.index("#")
    position = to_position(lines, len(text[:at].encode()), encoding)
    assert position == types.Position(0, units(text[:at], encoding))
    assert to_offset(lines, position, encoding) == len(text[:at].encode())


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_only_lf_crlf_and_cr_end_lines(encoding):
    text = "a\x0cb\u2028c\x85d\x1ce\r\nf\rg\nh"
    lines = LineIndex(text.encode())
    assert to_position(lines, len(text.encode()), encoding) == types.Position(3, 1)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXT, line=st.integers(0, 80), character=st.integers(0, 200))
def test_any_position_lands_in_the_text_between_characters(encoding, text, line, character):
    content = text.encode()
    offset = to_offset(LineIndex(content), types.Position(line, character), encoding)
    assert 0 <= offset <= len(content)
    content[:offset].decode()


def test_a_range_covers_a_span():
    lines = LineIndex("a\n𝛽b\n".encode())
    assert to_range(lines, Span(2, 7), "utf-16") == types.Range(types.Position(1, 0), types.Position(1, 3))


def test_an_unknown_encoding_is_the_default_one():
    assert [encoding_of(name) for name in ("utf-8", "utf-32", "utf-16", None, "latin-1")] == [
        "utf-8",
        "utf-32",
        "utf-16",
        "utf-16",
        "utf-16",
    ]


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXT, new=TEXT, data=st.data())
def test_edits_do_what_the_editor_did(encoding, text, new, data):
    """The same replacement, done by the code points of the text itself."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if "\r\n" in (text[start - 1 : start + 1], text[end - 1 : end + 1]):
        return
    lines = LineIndex(text.encode())
    documents = Documents()
    documents.encoding = encoding
    documents.open(types.TextDocumentItem("file:///m.py", "python", 1, text))
    change = types.TextDocumentContentChangePartial(
        types.Range(
            to_position(lines, len(text[:start].encode()), encoding),
            to_position(lines, len(text[:end].encode()), encoding),
        ),
        new,
    )
    changed = documents.change(types.VersionedTextDocumentIdentifier(uri="file:///m.py", version=2), [change])
    assert changed is not None
    assert changed.content.decode() == text[:start] + new + text[end:]
    assert changed.version == 2


def test_whole_texts_half_characters_and_texts_that_are_not_open():
    documents = Documents()
    documents.open(types.TextDocumentItem("untitled:Untitled-1", "python", 1, "a"))
    identifier = types.VersionedTextDocumentIdentifier(uri="untitled:Untitled-1", version=2)
    whole = types.TextDocumentContentChangeWholeDocument("b\ud800c")
    changed = documents.change(identifier, [whole])
    assert changed is not None
    assert changed.content == b"b?c"
    assert changed.path is None
    assert documents.change(types.VersionedTextDocumentIdentifier(uri="file:///no", version=2), [whole]) is None
    assert documents.close("untitled:Untitled-1") is changed
    assert documents.close("untitled:Untitled-1") is None


def test_one_file_under_two_spellings_is_one_text():
    documents = Documents()
    documents.open(types.TextDocumentItem("file:///a%20b/m%3B.py", "python", 1, "x"))
    assert documents.get("file:///a b/m;.py") is not None
    assert documents.at(Path("/a b/m;.py")) is not None


BYTES = st.binary(max_size=40)


@given(prefix=BYTES, old=BYTES, new=BYTES, suffix=BYTES)
def test_what_stands_around_an_edit_is_found_again(prefix, old, new, suffix):
    before, after = prefix + old + suffix, prefix + new + suffix
    projection = Projection(before, after)
    for at in range(len(prefix) + 1):
        assert projection.to_old(at) == at or before[:at] == after[:at]
    for at in range(len(suffix)):
        back = projection.to_old(len(after) - at)
        assert back is None or back == len(before) - at or before[:back] == after[: len(after) - at]


@given(prefix=BYTES, old=BYTES, new=BYTES, suffix=BYTES, data=st.data())
def test_projected_spans_lie_within_the_text(prefix, old, new, suffix, data):
    before, after = prefix + old + suffix, prefix + new + suffix
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    span = Projection(before, after).to_new(Span(start, end))
    assert 0 <= span.start <= span.end <= len(after)


def test_a_caret_in_new_text_is_nowhere():
    projection = Projection(b"def f(): ...", b"def fabulous(): ...")
    assert projection.to_old(9) is None
    assert projection.to_old(3) == 3
    assert projection.to_old(13) == 6
    assert projection.to_new(Span(4, 5)) == Span(4, 5)
    assert projection.to_new(Span(7, 8)) == Span(14, 15)


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///a/b.py", "/a/b.py"),
        ("file:///a%20b/%C3%A9.py", "/a b/é.py"),
        ("file:///a%2520.py", "/a%20.py"),
        ("file:///a;b/c[1].py", "/a;b/c[1].py"),
        ("file:///a%23b%3Fc.py", "/a#b?c.py"),
        ("file:///a#b.py", "/a#b.py"),
        ("file://localhost/a.py", "/a.py"),
        ("file:///a/../b.py", "/b.py"),
    ],
)
def test_uris_to_paths(uri, path):
    assert to_path(uri) == Path(path)


@pytest.mark.parametrize(
    "uri", ["untitled:1", "git:/a.py", "http://x/a.py", "file://host/share/a", "file:a", "", "//[", "file:///a%00b"]
)
def test_uris_without_a_path(uri):
    assert to_path(uri) is None


@given(st.text(alphabet="aé 😀#?;[]%&+~", min_size=1, max_size=20))
def test_paths_survive_the_way_there_and_back(name):
    path = Path("/base") / name
    assert to_path(to_uri(path)) == path


def test_a_line_becomes_a_fragment():
    assert to_uri(Path("/a.md"), 4) == "file:///a.md#L5"
