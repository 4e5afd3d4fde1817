"""Linking after an edit gives what linking from scratch gives, and does no more than the edit reaches."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from paperlsp.code import read_source
from paperlsp.code.python import forget
from paperlsp.link import build_graph
from paperlsp.link.steps import Steps
from paperlsp.model.paper import Paper
from paperlsp.model.source import SourceFile
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

FIXTURE = Path(__file__).parents[2] / "fixtures" / "sam"


@pytest.fixture(scope="module")
def paper() -> Paper:
    return read_paper(read_document((FIXTURE / "paper.pdf").read_bytes()))


@pytest.fixture(scope="module")
def contents() -> dict[str, bytes]:
    root = FIXTURE / "src"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.py"))}


def sources_of(contents: dict[str, bytes]) -> list[SourceFile]:
    return [read_source(path, content) for path, content in contents.items()]


edits = st.lists(
    st.tuples(
        st.integers(0, 100),
        st.integers(0, 10_000),
        st.sampled_from(["delete", "double", "insert", "rename", "drop file"]),
        st.sampled_from(
            ["# mask decoder", "x = 0.5 * y", "def attention(q, k):\n    return q @ k\n", "class Prompt:\n    pass\n"]
        ),
    ),
    min_size=1,
    max_size=4,
)


def edited(contents: dict[str, bytes], edit: tuple[int, int, str, str]) -> dict[str, bytes]:
    """The files after one edit of lines, or without one of them."""
    file, place, kind, text = edit
    names = sorted(contents)
    name = names[file % len(names)]
    lines = contents[name].decode().split("\n")
    at = place % len(lines)
    if kind == "drop file" and len(names) > 1:
        return {each: content for each, content in contents.items() if each != name}
    if kind == "delete":
        del lines[at]
    elif kind == "double":
        lines.insert(at, lines[at])
    elif kind == "rename":
        lines[at] = lines[at].replace("mask", "box")
    else:
        lines[at:at] = text.split("\n")
    return {**contents, name: "\n".join(lines).encode()}


@given(edits)
@example([(1, 1, "insert", "x = 0.5 * y")])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_edits_the_graph_is_that_of_a_fresh_start(paper: Paper, contents: dict[str, bytes], edits: list) -> None:
    build_graph([paper], sources_of(contents), {})
    for edit in edits:
        contents = edited(contents, edit)
        went_on = build_graph([paper], sources_of(contents), {})
        # A copy of the paper is another value, of which nothing is remembered.
        fresh = Paper(**{name: getattr(paper, name) for name in paper.__dataclass_fields__})
        forget()
        assert went_on == build_graph([fresh], sources_of(contents), {})


def test_a_step_is_taken_again_only_when_what_it_was_made_from_has_changed() -> None:
    steps, counted = Steps(), []

    def run(value: object, number: float) -> None:
        steps.begin()
        steps.get("key", (value, number), lambda: counted.append(number))
        steps.end()

    value = object()
    run(value, 1.5)
    run(value, 3.0 / 2.0)
    run(object(), 1.5)
    run(value, 2.0)
    assert counted == [1.5, 1.5, 2.0]


def test_a_run_that_was_broken_off_is_remembered_and_a_whole_one_forgets_what_it_did_not_ask_for() -> None:
    steps, counted = Steps(), []

    def ask(key: str) -> None:
        steps.get(key, (1,), lambda: counted.append(key))

    steps.begin()
    ask("broken off")
    steps.begin()
    ask("broken off")
    ask("gone")
    steps.end()
    steps.begin()
    ask("broken off")
    steps.end()
    steps.begin()
    ask("gone")
    assert counted == ["broken off", "gone", "gone"]


def test_a_smaller_step_is_kept_for_as_long_as_what_was_made_with_it() -> None:
    steps, counted = Steps(), []

    def run(outer: int) -> None:
        steps.begin()
        steps.get("outer", (outer,), lambda: steps.get("inner", (1,), lambda: counted.append("inner")))
        steps.end()

    run(1)
    run(1)
    run(2)
    assert counted == ["inner"]


def test_what_comes_out_as_before_stays_the_same_value_with_its_type() -> None:
    steps, made = Steps(), []
    for at in range(2):
        steps.begin()
        made.append(steps.get("key", (at,), lambda: Both([1], [2])))
        made.append(steps.get("other", (at,), lambda at=at: Both([1], [at])))
        steps.end()
    assert made[2] is made[0]
    assert made[3].left is made[1].left
    assert made[3].right == [1]


def test_a_file_that_could_not_be_read_has_no_definitions(paper: Paper) -> None:
    assert build_graph([paper], [read_source("odd.zig", b"x")], {}).explanations == ()


class Both(NamedTuple):
    left: list[int]
    right: list[int]


def test_reading_and_linking_go_on_as_from_a_fresh_start(paper: Paper) -> None:
    """A keystroke in one function of numeric code, its constants, its class or what it calls."""
    text = NUMERIC
    build_graph([paper], [read_source("step.py", text.encode())], {})
    for old, new in (
        ("0.9", "0.8"),
        ("* rate", "/ rate"),
        ("self.scale = 2 * scale", "self.scale = 3 * scale"),
        ("def halved", "\n\ndef halved"),
        ("return value / 2", "return (value / 2"),
        ("return (value / 2", "return value / 3"),
        ("def step(self, value", "def step(self, amount"),
        ("import numpy as np", "import numpy as jnp"),
    ):
        assert old in text
        text = text.replace(old, new)
        went_on = read_source("step.py", text.encode())
        linked = build_graph([paper], [went_on], {})
        forget()
        fresh = read_source("step.py", text.encode())
        assert went_on == fresh
        assert linked == build_graph([replace(paper)], [fresh], {})


NUMERIC = """import numpy as np

DECAY = 0.9


def halved(value):
    return value / 2


def other(x, rate):
    y = DECAY * x + (1 - DECAY) * rate
    return y * rate


class Optimizer:
    def __init__(self, scale):
        self.scale = 2 * scale

    def step(self, value, rate):
        moved = np.sqrt(self.scale * value) + halved(rate)
        return self.last(moved) - DECAY * moved

    def last(self, value):
        return value * self.scale
"""


def test_the_graph_does_not_depend_on_the_seed_of_hashes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:]\n"
        "from paperlsp.code import read_source; from paperlsp.link import build_graph\n"
        "from paperlsp.paper import read_paper; from paperlsp.pdf import read_document\n"
        "root = Path(sys.argv[1]); paper = read_paper(read_document((root / 'paper.pdf').read_bytes()))\n"
        "sources = [read_source(p.name, p.read_bytes()) for p in sorted((root / 'src').rglob('*.py'))]\n"
        "print(repr(build_graph([paper], sources, {}).explanations))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(FIXTURE), *sys.path],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
