"""A source that is read again after an edit gives what reading it for the first time gives, and reads what changed."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
import tree_sitter_python
from hypothesis import given, settings
from hypothesis import strategies as st
from paperlsp.code import read_source
from paperlsp.code.parsing import grammar
from paperlsp.code.python import forget
from paperlsp.code.python.symbols import SymbolReader

FIXTURES = Path(__file__).parents[2] / "fixtures"
MIXED = b'''"""What the module is for. See Eq. (3)."""
from __future__ import annotations

import math

RATE: float = 0.1


def twice(x, by=2.0):
    """Eq. (2): twice as much, and by default by two; described at some length, so that it pays to remember it.

    by: how much
    """
    # The factor of Section 3.1
    y = x * by + RATE
    return math.sqrt(y)


def twice(x):
    y = twice(x) ** 2 - 0.5 * x
    # Another function of the same name, which is told apart from the first, and long enough to be remembered, too.
    return y / (1 - 0.9) + RATE * x + twice(3 * x, by=1e-3) - math.log(y) * 2


@decorated(rate=0.3)  # with a comment
class Layer(Module, key=1):
    # Above the fields, (Eq. 4)
    width: int
    depth = 3
    """What a depth is."""

    def __init__(self, width, depth: int = 6):
        self.width = width
        self.scale = width ** -0.5
        self.register_buffer("mask", width * 2)
        self.layers = [Linear(width, 4 * width) for _ in range(depth)]

    @staticmethod
    def rate(step, warm=4000):
        """The rate of Section 5.3, with a warm-up: step_num^-0.5 and so on; long enough to be remembered."""
        return min(step ** -0.5, step * warm ** -1.5) * RATE + twice(step)

    def forward(self, x):
        class Inner:
            def __init__(self):
                self.kept = 0.25

            def use(self, y):
                return self.kept * y
        q = x @ self.layers[0].T * self.scale
        self.width = 5
        return q - x.mean() + Inner().use(x) / 7


if RATE > 0.05:
    def late(z):
        """Defined in a branch, which is read anew each time, whatever its length may be; there are few of these."""
        return z * RATE
'''
SOURCES = [
    MIXED,
    *(path.read_bytes() for path in sorted(FIXTURES.rglob("*.py")) if path.stat().st_size > 1500),
]
PIECES = (
    b"# Eq. (7)\n",
    b"x = 0.5\n",
    b"    self.scale = 3\n",
    b"    y = x ** 2\n",
    b"class Layer:\n    width = 2\n",
    b"def twice(a):\n    return 3 * a\n",
    b"RATE = 0.2\n",
    b"import x\n",
    b'"""doc"""\n',
    b"    width: int\n",
    b"(",
    b'"""',
    b"\\",
    b":",
    b" ",
    b"\n",
    b"\xc3\xa9",
)
edits = st.lists(
    st.tuples(st.integers(0, 1 << 16), st.integers(0, 200), st.booleans(), st.sampled_from((b"", *PIECES))),
    min_size=1,
    max_size=5,
)


def edited(content: bytes, edit: tuple[int, int, bool, bytes]) -> bytes:
    """The text with some of it replaced; ``whole`` is for whole lines."""
    place, length, whole, text = edit
    start = place % (len(content) + 1)
    if whole:
        start = content.rfind(b"\n", 0, start) + 1
        length = max(content.find(b"\n", start) + 1 - start, 0) if length % 2 else 0
    return content[:start] + text + content[start + length :]


@given(st.sampled_from(SOURCES), edits)
@settings(max_examples=60, deadline=None)
def test_after_edits_a_source_is_read_as_if_for_the_first_time(content: bytes, edits: list) -> None:
    read_source("a.py", content)
    states = [content]
    for edit in edits:
        states.append(edited(states[-1], edit))
    # Back to where it began as well, as undoing does.
    states += [states[0], states[-1]]
    again = [read_source("a.py", state) for state in states]
    for state, found in zip(states, again, strict=True):
        forget()
        assert found == read_source("a.py", state)


@pytest.mark.parametrize("at", range(0, len(MIXED), 97))
def test_a_line_more_anywhere(at: int) -> None:
    read_source("a.py", MIXED)
    start = MIXED.rfind(b"\n", 0, at) + 1
    state = MIXED[:start] + b"# Eq. (3)\n" + MIXED[start:]
    found = read_source("a.py", state)
    forget()
    assert found == read_source("a.py", state)


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many captures were passed over, at each time that any were."""
    counts: list[int] = []
    pass_over = SymbolReader.pass_over

    def counted(reader: SymbolReader, captures: dict) -> None:
        counts.append(sum(len(nodes) for nodes in captures.values()))
        pass_over(reader, captures)

    monkeypatch.setattr(SymbolReader, "pass_over", counted)
    return counts


def test_only_what_changed_is_read_again(passed: list[int]) -> None:
    text = b"".join(MIXED.replace(b"twice", b"twice%d" % at).replace(b"Layer", b"Layer%d" % at) for at in range(5))
    forget()
    read_source("a.py", text)
    whole = sum(passed)
    passed.clear()
    read_source("a.py", text.replace(b"4000", b"5000", 1))
    assert 0 < sum(passed) < whole / 4


def test_a_class_that_is_held_keeps_its_methods(passed: list[int]) -> None:
    method = b"".join(b"        y%d = x * %d\n" % (line, line) for line in range(20))
    text = b"class Layer:\n" + b"".join(b"    def part%d(self, x):\n%s" % (at, method) for at in range(20))
    forget()
    first = read_source("a.py", text)
    # As a class it is taken over whole, so that nobody asks for its methods while so much else is read.
    held = read_source("a.py", text + b"z = 1\n")
    del first
    for number in range(100):
        read_source("b.py", MIXED.replace(b"twice", b"twice%d" % number))
    passed.clear()
    read_source("a.py", text.replace(b"x * 7\n", b"x * 77\n", 1))
    one = sum(passed)
    passed.clear()
    forget()
    read_source("a.py", text)
    assert held.kept
    assert 0 < one < sum(passed) / 10


def test_parsing_holds_no_piece_of_a_text() -> None:
    """Memory that a binding loses is seen by no count of objects, so it is traced: pieces of texts are bytes."""
    source = grammar(tree_sitter_python.language, "paperlsp.code.python")
    pieces = [MIXED * 20 + b"x = %d\n" % number for number in range(40)]
    source.parse(pieces[0])
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for piece in pieces:
            source.parse(piece)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < len(pieces[0])
