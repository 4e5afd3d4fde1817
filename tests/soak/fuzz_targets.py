"""Bytes → what reads text of strangers: each target must return, whatever it is given.

``SEEDS`` are what a fuzzer starts from. A target that raises has a fault; what it was given is kept in ``ONCE_RAISED``.
"""

from __future__ import annotations

import struct
import tomllib
from collections.abc import Callable, Mapping

from paperlsp.code import read_source
from paperlsp.config import parse_config
from paperlsp.formula import read_formula
from paperlsp.formula.latex_tree import latex_tree
from paperlsp.ide import plain
from paperlsp.mention import find_annotations, find_mentions, find_suppressions
from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, Rule
from paperlsp.model.record import Record
from paperlsp.patterns import compile_patterns
from paperlsp.record import merge, parse_record, rewrite
from paperlsp.server.uri import to_path, to_uri
from paperlsp.workspace.codec import decode
from paperlsp.workspace.pdf_facts import page_count

FONTS = tuple(Font(name, False, False, False) for name in ("CMR10", "CMMI10", "CMSY10", "CMEX10", "MSBM10", "Times"))
SIGNS = "xyzαβ∑∫√()[]{}|+-=−/,.0123\x00\x10\ufffd⟨⟩¯̂̃′\uf8e6\U0001d6fd "
_GLYPH = struct.Struct("<BBBHH")


def mentions(content: bytes) -> None:
    text = _text(content)
    for mention in find_mentions(text):
        assert text.encode()[mention.span.start : mention.span.end].decode() == mention.text


def suppressions(content: bytes) -> None:
    text = _text(content)
    find_suppressions(text)
    find_annotations(text)


def config(content: bytes) -> None:
    try:
        table = tomllib.loads(_text(content))
    except (ValueError, RecursionError):
        return
    parsed, _ = parse_config(table, "paperlsp.toml")
    compile_patterns(parsed.exclude)


def record(content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    parsed, _ = parse_record(text, "links.toml")
    # What was read and written again says the same, and a merge with itself changes nothing.
    assert parse_record(rewrite(text, parsed), "links.toml")[0] == parsed
    assert merge(parsed, parsed, parsed) == parsed
    assert merge(Record(), parsed, Record()) == parsed


def formula(content: bytes) -> None:
    """Each seven bytes are a glyph: its sign, its font, its size and where it stands; odd ones are rules."""
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    for at in range(0, len(content) - _GLYPH.size + 1, _GLYPH.size):
        sign, font, size, across, down = _GLYPH.unpack_from(content, at)
        x, y, em = across / 100, down / 100, size % 40 / 2
        if font > 240:
            rules.append(Rule(Box(x, y, x + 5 * em, y + 0.4)))
            continue
        text = SIGNS[sign % len(SIGNS)]
        glyphs.append(Glyph(text, sign, FONTS[font % len(FONTS)], em, x, y, Box(x, y - em, x + em / 2, y)))
    found = read_formula(glyphs, rules)
    assert 0.0 <= found.confidence <= 1.0
    latex_tree(found.latex)


def latex(content: bytes) -> None:
    latex_tree(_text(content))


def source(content: bytes) -> None:
    read = read_source("a.py", content)
    for symbol in read.symbols:
        assert 0 <= symbol.span.start <= symbol.span.end <= len(read.content)


def patterns(content: bytes) -> None:
    spec = compile_patterns(_text(content).split("\n"))
    for path in ("a.py", "src/b.py", "deep/down/c.py", 200 * "a", 500 * "a/" + "a"):
        spec.match_file(path)


def uri(content: bytes) -> None:
    path = to_path(_text(content))
    if path is not None:
        assert path.is_absolute()
        assert to_path(to_uri(path)) == path


def cached(content: bytes) -> None:
    """What a damaged cache may hold: the few errors that mean a miss, and no other."""
    try:
        decode(content)
    except (ValueError, TypeError, KeyError, RecursionError):
        return


def escaped(content: bytes) -> None:
    text = plain(_text(content))
    assert all(each.isprintable() or each == " " for each in text.replace("\n", " "))


def pdf_facts(content: bytes) -> None:
    page_count(content)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        mentions, suppressions, config, record, formula, latex, source, patterns, uri, cached, escaped, pdf_facts,
    )
}  # fmt: skip

SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "mentions": (b"see Eq. (3), Eqs. (3)-(5) and Sec. 3.2.1 of arXiv:1810.06801", "éq. (2a), l'équation (S3)".encode(), b"Fig. 2(b), Tables 1, 2 and A.4; Algorithm 1, line 3"),
    "suppressions": (b"x = 1  # paperlsp: ignore[PL101, PL201] -- because", b'# paper: Eq. (4), "as we said"', b"# paperlsp: ignore"),
    "config": (b"papers = [{ path = 'a.pdf', code = ['src/**'] }]\nexclude = ['!x', '[a-']\nthreshold = 0.5\n", b"ignore = ['PL101']\nper-file-ignores = { 'a' = ['PL101'] }\n"),
    "record": (b'version = 1\n\nconfirmed = [\n  { code = "a.py::f", paper = "p", part = "eq:1" },\n]\n', b"# mine\nversion = 1\nnotes = []\n"),
    "formula": (bytes(range(70)), b"\x01\x01\x14\x00\x10\x00\x20" * 6),
    "latex": (rb"\frac{a_{i}^{2}}{\sqrt{1+x}}\sum_{i=1}^{n}\left(\begin{matrix}a&b\\c&d\end{matrix}\right)", rb"\hat{\beta}_1 \tag{3}"),
    "source": (b"class A:\n    '''See Eq. (1).'''\n    def f(self, x, y=0.9):\n        return x ** 2 + y\n", b"@d\nasync def f(*a, **k): yield [i for i in (lambda x: x)(a)]\n", b"# -*- coding: latin-1 -*-\nx = '\xe9'\n"),
    "patterns": (b"*.py\n!/src/**/[a-z]?.py\n\\#x\n", b"a/**/b\n"),
    "uri": (b"file:///c%3A/a%20b/%C3%A9.py", b"file://localhost/x?y#z", b"untitled:Untitled-1", b"file:////server/share/a"),
    "cached": (b'{"head": ["a", "b", "c", [], "", null, 1], "anchors": [], "blocks": [], "abbreviations": [], "problems": [], "symbols": [], "values": [], "tables": []}',),
    "escaped": ("<img src=x onerror=alert(1)> [x](command:run) `a` \x1b[31m \u202e".encode(),),
    "pdf_facts": (b"1 0 obj << /Type /Pages /Kids [2 0 R] /Count 12 >> endobj", b"<< /Type /ObjStm >> stream\nx\x9c\nendstream"),
}  # fmt: skip

ONCE_RAISED: Mapping[str, tuple[bytes, ...]] = {
    # A fraction of nothing but fractions.
    "formula": (
        bytes.fromhex(
            "282828280001d9d9d9d90203ffffffff9e9e9e9e9e9e9e9e9e8e9e9e9e9e9e9e9e9e9e9e9e9e9e3f9e9e9e9e9e9e9e9e9e9e9e9e9e9e9e9e9f9e9e9e9e9e9e9e9e9e9e9e9e9e"
        ),
    ),
    # As many stars as make a match go back and forth for years.
    "patterns": (118 * b"*" + b"KN", 30 * b"*a" + b"b", b"**/a/**/a/**/a/**/a*b"),
}
"""What a fuzzer found, kept so that it stays mended."""
