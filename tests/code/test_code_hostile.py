"""Bad input: each gives what can be had and one clear problem, and nothing raises."""

from __future__ import annotations

import hashlib
import sys

import pytest
from code_pictures import drawn, only, read
from hypothesis import example, given
from hypothesis import strategies as st
from paperlsp.code import SIZE_LIMIT, read_source
from paperlsp.code.python import mending
from paperlsp.code.reader import MOST_MENTIONS
from paperlsp.model.source import SourceFile


def codes(source: SourceFile) -> list[str]:
    return [problem.code for problem in source.problems]


def names(source: SourceFile) -> list[str]:
    """All definitions, without parameters."""
    return [symbol.name for symbol in source.symbols[1:] if symbol.kind != "parameter"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("class A:\n    def f(self, x\n        y = 1\n    def g(self):\n        return 3\nz = 1\n", 2),
        ("class A:\n    def f(self)\n        y = 1\n    def g(self):\n        return 3\nz = 1\n", 2),
        ("class A:\n    def f(self):\n        return foo(3\n    def g(self):\n        return 4\nz = 1\n", 3),
        ("class A:\n    def f(self):\n        x = [1, 2\n\n    def g(self):\n        return 4\nz = 1\n", 3),
        ("class A:\n    def f(self):\n        '''doc\n    def g(self):\n        return 4\nz = 1\n", 3),
        ("class A:\n    def f(self):\n        return self.\n\n    def g(self):\n        return 4\nz = 1\n", 3),
        ("class A(:\n    def f(self): pass\n    def g(self):\n        return 4\nz = 1\n", 1),
        ("class A:\n    def f(self):\n        x = 'open\n    def g(self):\n        return 4\nz = 1\n", 3),
        ("class A:\n    def f(self):\n        if x\n            y\n    def g(self):\n        return 4\nz = 1\n", 3),
    ],
)
def test_definitions_around_an_error_are_read(text: str, line: int) -> None:
    source = read(text.encode())
    assert names(source) == ["A", "A.f", "A.g", "z"]
    (problem,) = source.problems
    assert (problem.code, problem.file, problem.place) == ("source-syntax", "a.py", f"line {line}")
    assert problem.remedy
    assert source.content == text.encode()


def test_an_error_in_one_function_leaves_the_others_alone() -> None:
    good = "def a{0}(x):\n    '''Eq. ({0})'''\n    return x * {0}\n\n"
    text = good.format(1) + "def bad(x):\n    y = (x +\n\n" + good.format(2) + good.format(3)
    source = read(text.encode())
    assert names(source) == ["a1", "bad", "a2", "a3"]
    assert [mention.numbers for mention in source.mentions] == [("1",), ("2",), ("3",)]
    assert only(source, "a2").parameters == ("x",)
    assert only(source, "bad").body.numbers == ()


def test_a_conflict_left_by_git() -> None:
    source = read(b"<<<<<<< HEAD\ndef f(): pass\n=======\ndef g(): pass\n>>>>>>> x\ndef h(): pass\n")
    assert names(source) == ["f", "g", "h"]
    assert codes(source) == ["source-syntax"]


def test_attempts_at_an_error_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = 0
    without = mending._without

    def counted(*arguments: object) -> mending.Mended:
        nonlocal attempts
        attempts += 1
        return without(*arguments)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(mending, "_without", counted)
    read(b"class A:\n    def f(x\n    def g(y[\n\n" * 300)
    assert 0 < attempts <= 24


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbf# caf\xc3\xa9", "# café"),
        (b"# coding: latin-1\n# caf\xe9", "# coding: latin-1\n# café"),
        (b"#!/bin/python\n# -*- coding: cp1252 -*-\nx = '\x80'", "#!/bin/python\n# -*- coding: cp1252 -*-\nx = '€'"),
        (b"# vim: set fileencoding=utf-8 :\nx = '\xc3\xa9'", "# vim: set fileencoding=utf-8 :\nx = 'é'"),
        (b"x = 1\n# coding: latin-1\n# caf\xc3\xa9", "x = 1\n# coding: latin-1\n# café"),
        (b"\xff\xfe" + "# é\nx = 1".encode("utf-16-le"), "# é\nx = 1"),
        (b"", ""),
    ],
)
def test_encodings(content: bytes, text: str) -> None:
    source = read(content)
    assert source.content.decode() == text
    assert source.problems == ()
    assert source.digest == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"x = 1\r# caf\xe9\ndef f(): pass\n", "line 2", "UTF-8"),
        (b"# coding: nonsense\ndef f(): pass\n# caf\xe9", "line 1", "'nonsense'"),
        (b"# coding: idna\ndef f(): pass\n# caf\xe9", "line 1", "'idna'"),
        (b"# coding: rot13\ndef f(): pass\n# caf\xe9", "line 1", "'rot13'"),
        (b"# coding: ascii\ndef f(): pass\n# caf\xe9", "line 1", "ascii"),
    ],
)
def test_what_cannot_be_decoded_is_replaced(content: bytes, place: str, words: str) -> None:
    source = read(content)
    (problem,) = source.problems
    assert (problem.code, problem.place) == ("source-encoding", place)
    assert words in problem.message
    assert "f" in names(source)
    assert "\ufffd" in source.content.decode()


def test_an_editors_buffer_is_utf8_whatever_its_cookie_says() -> None:
    content = "# coding: latin-1\n# café".encode()
    assert read_source("a.py", content).content != content
    assert read_source("a.py", content, "utf-8").content == content


def test_nul_bytes() -> None:
    source = read(b"x = 1\ny = 2\0\ndef f(): pass  # Eq. (3)\n")
    assert names(source) == ["x", "y", "f"]
    (problem,) = source.problems
    assert (problem.code, problem.place) == ("source-nul", "line 2")
    assert b"\0" in source.content


def test_form_feeds() -> None:
    source = read(b"x = 1\n\x0c\ndef f():\n    y = 1\n\x0c\n    return y\n\x0cclass A:\n    def g(self): pass\n")
    assert source.problems == ()
    assert drawn(source) == ["constant x = 1", "function f", "class A", "method A.g"]
    assert only(source, "f").body.returns == 1


def test_a_long_file_is_only_a_problem() -> None:
    content = b"x = 1\n" * (SIZE_LIMIT // 6 + 1)
    source = read(content)
    assert codes(source) == ["source-too-large"]
    assert (source.content, source.symbols) == (b"", ())
    assert source.digest == hashlib.sha256(content).hexdigest()
    assert codes(read(b"x = 1\n" * 1000)) == []


@pytest.mark.parametrize(
    "content",
    [
        b"x = " + b"(" * 20_000 + b"1" + b")" * 20_000,
        b"x = " + b"(" * 20_000,
        b"x = " + b"[" * 20_000 + b"]" * 20_000,
        b"x = " + b"not " * 20_000 + b"1",
        b"x = " + b"-" * 20_000 + b"1",
        b"x = a" + b".b" * 20_000 + b"()",
        b"x = a" + b".b()" * 20_000,
        b"x = a" + b"[0]" * 20_000 + b"()",
        b"x = 1" + b" + 1" * 20_000,
        b"x = " + b"a = " * 20_000 + b"1",
        b"x = " + b"lambda: " * 20_000 + b"1",
        b"x = f'" + b"{f'" * 2_000 + b"'}" * 2_000 + b"'",
        b"".join(b" " * depth + b"def f():\n" for depth in range(500)) + b" " * 500 + b"pass",
        b"".join(b" " * depth + b"class A:\n" for depth in range(500)) + b" " * 500 + b"pass",
        b"@d\n" * 10_000 + b"def f(): pass",
        b"x: " + b"A[" * 10_000 + b"]" * 10_000,
    ],
)
def test_no_depth_of_nesting_ends_reading(content: bytes) -> None:
    limit = sys.getrecursionlimit()
    source = read(content)
    assert source.symbols[0].span.end == len(source.content)
    assert sys.getrecursionlimit() == limit


fragments = st.sampled_from(
    [
        b"def ",
        b"class ",
        b"f",
        b"A",
        b"(",
        b")",
        b":",
        b"\n",
        b"\n    ",
        b"\n        ",
        b"\r\n",
        b"\r",
        b"\x0c",
        b"\x00",
        b"\t",
        b"x",
        b" = ",
        b"1",
        b"'",
        b'"""',
        b"r'",
        b"f'{",
        b"}",
        b"\\",
        b"\\n",
        b"\\u00a7",
        b"# ",
        b"#",
        b"Eq. (3)",
        b"Section\n",
        b"self.y",
        b"@",
        b"lambda ",
        b"async ",
        b"match ",
        b"case ",
        b"return ",
        b"[",
        b"]",
        b",",
        b"*",
        b"**",
        b"->",
        b"\xc3\xa9",
        b"__init__",
        b"register_buffer",
        b"coding: latin-1",
        b"\xef\xbb\xbf",
        b"\xff",
        b"type ",
        b"# \n",
        b"\xc2\xa7 3.2",
        b"...",
    ]
)
sources = st.one_of(st.binary(max_size=200), st.lists(fragments, max_size=60).map(b"".join))


@given(sources)
@example(b"\xef\xbb\xbf")
@example(b"# coding: utf-7\n+2AA-")
@example(b"class A:\n def __init__(self):\n  self.register_buffer('x')\n  self.register_buffer()\n")
@example(b"def f(*): pass\ndef g(**): pass\ndef h(a:): pass\nx: = 1\n = 2\n")
def test_any_bytes_are_read(content: bytes) -> None:
    source = read_source("a.py", content)
    assert source == read_source("a.py", content)
    source.content.decode("utf-8")
    length = len(source.content)
    seen: set[str] = set()
    order: list[tuple[int, int]] = []
    for symbol in source.symbols:
        assert 0 <= symbol.span.start <= symbol.span.end <= length
        assert symbol.span.covers(symbol.name_span)
        assert symbol.name not in seen
        seen.add(symbol.name)
        order.append((symbol.span.start, -symbol.span.end))
        if symbol.parent is None:
            assert symbol.kind == "module"
        else:
            assert symbol.parent in seen
            assert source.by_name[symbol.parent].span.covers(symbol.span)
        assert min(symbol.body.statements, symbol.body.operators) >= 0
    assert order == sorted(order)
    end = 0
    for comment in source.comments:
        assert end <= comment.span.start < comment.span.end <= length
        assert comment.symbol in seen
        end = comment.span.end
    end = 0
    for mention in source.mentions:
        assert end <= mention.span.start < mention.span.end <= length
        assert any(comment.span.covers(mention.span) for comment in source.comments)
        text = source.content[mention.span.start : mention.span.end].decode("utf-8")
        if "\\" not in text and "\n" not in mention.text and "'" not in text and '"' not in text:
            assert text == mention.text
        end = mention.span.end
    assert len({problem.code for problem in source.problems}) == len(source.problems)


@given(
    st.lists(st.sampled_from(["Eq. (3)", "§4", "é", "\\u00a7 ", "\\n", "\\beta ", "x", "\n    ", "\\\n"]), max_size=12)
)
def test_mentions_in_a_docstring_stand_where_they_are_written(parts: list[str]) -> None:
    text = "def f():\n    '''" + " ".join(parts) + "'''\n"
    source = read(text.encode())
    assert source.problems == ()
    for mention in source.mentions:
        written = source.content[mention.span.start : mention.span.end].decode()
        assert written.replace("\\u00a7", "§").replace("\\\n", "") == mention.text


@given(
    st.lists(
        st.sampled_from(["Eq. (3)", "and §4", "see Section", "3.2 of", "é", "Table", "5", "", "noqa: X"]), max_size=8
    )
)
def test_merging_lines_loses_and_invents_nothing(lines: list[str]) -> None:
    text = "".join(f"# {line}\n" for line in lines)
    source = read(text.encode())
    assert [line for comment in source.comments for line in comment.text.split("\n")] == [
        line for line in lines if line
    ]
    for mention in source.mentions:
        written = source.content[mention.span.start : mention.span.end].decode()
        assert written.replace("\n# ", "\n") == mention.text


def test_more_mentions_than_anybody_writes_are_passed_over() -> None:
    source = read(b"# " + b"Eq. (3), " * 6_000 + b"\n# see Eq. (4)\n")
    assert codes(source) == ["source-too-many-mentions"]
    assert len(source.mentions) <= MOST_MENTIONS
