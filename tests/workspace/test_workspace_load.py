"""Folders on disk → snapshots: bad input is told and does not stop the rest, and what did not change is reused."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Block, Paper
from paperlsp.workspace import Cancelled, find_root, load_snapshot

BOX = Box(0, 0, 10, 10)
CODE = "class Blender:\n    def blend(self, a, b):\n        return 0.5 * a + 0.5 * b\n"


class FakeReader:
    """Reads a PDF whose bytes are its title; ``read_contents`` is what it was asked for."""

    def __init__(self) -> None:
        self.read_contents: list[bytes] = []

    def read(self, content: bytes) -> Paper:
        self.read_contents.append(content)
        digest = hashlib.sha256(content).hexdigest()
        title = content.decode()
        anchors = tuple(
            Anchor(f"sec:{at}", "section", str(at), f"Part {at}", 1, 1, BOX, None, "Words of the part.")
            for at in range(1, 5)
        )
        blocks = tuple(Block("paragraph", "Words.", 1, BOX, "sec:1") for _ in range(12))
        return Paper(title.lower().replace(" ", "-"), digest, title, (), "", None, 1, anchors, blocks)

    def close(self) -> None: ...


def folder(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def load(root: Path, **options: Any):
    return load_snapshot(root, **{"reader": FakeReader(), **options})


def codes(snapshot) -> list[tuple[str, str]]:
    return [(problem.code, problem.file) for problem in snapshot.problems]


def test_paper_and_sources_are_found(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"docs/paper.pdf": "Blending", "src/a.py": CODE}))
    assert [(entry.path, entry.paper.id) for entry in snapshot.papers] == [("docs/paper.pdf", "blending")]
    assert list(snapshot.sources) == ["src/a.py"]
    assert snapshot.problems == ()


def test_several_papers_speak_for_their_own_code(tmp_path: Path) -> None:
    table = 'papers = [{ path = "a.pdf", code = ["a/**"] }, "b.pdf"]\n'
    files = {"paperlsp.toml": table, "a.pdf": "Paper A", "b.pdf": "Paper B", "a/x.py": CODE, "unused.pdf": "Paper C"}
    snapshot = load(folder(tmp_path, files))
    assert [(entry.path, entry.code) for entry in snapshot.papers] == [("a.pdf", ("a/**",)), ("b.pdf", ())]


def test_twins_get_ids_of_their_own(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"a.pdf": "Same title", "b.pdf": "SAME title", "x.py": CODE}))
    assert len({entry.paper.id for entry in snapshot.papers}) == 2


def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paper.pdf": "Blending", "a.py": CODE, "b.py": "def f(x):\n    return x\n"})
    reader = FakeReader()
    first = load(root, reader=reader)
    same = load(root, previous=first, reader=reader)
    assert len(reader.read_contents) == 1
    assert same.graph is first.graph
    changed = load(root, previous=same, overlays={"b.py": b"def g(x):\n    return x\n"}, reader=reader)
    assert changed.sources["a.py"] is first.sources["a.py"]
    assert "g" in changed.sources["b.py"].by_name
    assert "f" in load(root, previous=changed, reader=reader).sources["b.py"].by_name


def test_incremental_equals_from_scratch(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paper.pdf": "Blending", "a.py": CODE, "b.py": "def f(x):\n    return x + 1\n"})
    step = load(root)
    (root / "b.py").unlink()
    folder(root, {"c.py": "def h(x):\n    return 2 * x\n", "paperlsp.toml": "threshold = 0.9\n"})
    step = load(root, previous=step)
    whole = load(root)
    assert replace(step, revision=0) == replace(whole, revision=0)


def test_cancelling_raises_cancelled_and_nothing_else(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paper.pdf": "Blending", "a.py": CODE})
    with pytest.raises(Cancelled):
        load(root, cancelled=lambda: True)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"paperlsp.toml": "papers = [\n"}, "config-broken"),
        ({"pyproject.toml": "[tool.paperlsp]\npapers = 3\n"}, "config-wrong-type"),
        ({"paperlsp.toml": b"\xff\xfe"}, "config-broken"),
        ({"paperlsp.toml": 'papers = ["gone.pdf"]\n'}, "paper-missing"),
        ({"paperlsp.toml": 'papers = ["docs"]\n', "docs/x.txt": ""}, "paper-missing"),
    ],
)
def test_wrong_settings_are_told_and_the_sources_are_read(
    tmp_path: Path, files: dict[str, str | bytes], code: str
) -> None:
    snapshot = load(folder(tmp_path, {**files, "a.py": CODE}))
    (problem,) = [each for each in snapshot.problems if each.code != "no-paper"]
    assert (problem.code, problem.file) == (code, next(iter(files)))
    assert problem.remedy
    assert list(snapshot.sources) == ["a.py"]


def test_a_toml_mistake_names_its_line_and_column(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"paperlsp.toml": "exclude = []\nignore = oops\n"}))
    assert "line 2, column 10" in str(snapshot.problems[0]) + str(snapshot.problems[-1])


def test_somebody_elses_broken_pyproject_is_not_ours_to_tell(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"pyproject.toml": "[tool.other\n", "paper.pdf": "Blending"}))
    assert snapshot.problems == ()


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    outside = folder(tmp_path / "outside", {"secret.pdf": "Secret"})
    root = folder(tmp_path / "root", {"paperlsp.toml": 'papers = ["paper.pdf"]\n'})
    try:
        (root / "paper.pdf").symlink_to(outside / "secret.pdf")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    snapshot = load(root)
    assert "config-outside" in [each for each, _ in codes(snapshot)]
    assert snapshot.papers == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"def f(:\n", "source-syntax"),
        (b"x = '\xe9'\n", "source-encoding"),
        (b"x = 1\0\n", "source-nul"),
        (b"x = 1\n" * 900_000, "source-too-large"),
    ],
    ids=["syntax", "latin-1", "nul", "5 MB"],
)
def test_an_odd_source_is_one_problem_that_names_it(tmp_path: Path, content: bytes, code: str) -> None:
    snapshot = load(folder(tmp_path, {"paper.pdf": "Blending", "odd.py": content, "a.py": CODE}))
    assert codes(snapshot) == [(code, "odd.py")]
    assert "Blender.blend" in snapshot.sources["a.py"].by_name


@pytest.mark.parametrize("content", [b"x = 1\r\ny = 2\r\n", b"x = 1\n\x0cy = 2\n", b"", b"\xef\xbb\xbfx = 1\n"])
def test_unusual_but_sound_sources_are_no_problem(tmp_path: Path, content: bytes) -> None:
    assert load(folder(tmp_path, {"paper.pdf": "Blending", "odd.py": content})).problems == ()


def test_no_paper_is_told_with_the_arxiv_number_that_the_readme_names(tmp_path: Path) -> None:
    files = {"README.md": "Code for [the paper](https://arxiv.org/abs/2101.00001v2).\n", "a.py": CODE}
    (problem,) = load(folder(tmp_path, files)).problems
    assert problem.code == "no-paper"
    assert "2101.00001" in problem.message
    assert problem.remedy


def test_settings_are_found_from_below_but_not_beyond_the_repository(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paperlsp.toml": "", "repo/.git/HEAD": "", "repo/src/a.py": CODE, "plain/src/b.py": CODE})
    assert find_root(root / "plain" / "src" / "b.py") == root.resolve()
    assert find_root(root / "repo" / "src") == (root / "repo" / "src").resolve()


def gap(reason: str, raises: type[Exception] | tuple[type[Exception], ...] = AssertionError):
    """A known gap: the test fails once it is closed, so that its mark is taken away."""
    return pytest.mark.xfail(strict=True, raises=raises, reason=f"known gap: {reason}")


@gap("another kind of value where a table belongs ends the loading", AttributeError)
def test_a_tool_that_is_no_table_is_survived(tmp_path: Path) -> None:
    assert list(load(folder(tmp_path, {"pyproject.toml": "tool = 3\n", "a.py": CODE})).sources) == ["a.py"]


@gap("the settings of the wrong type are passed over in silence")
def test_settings_that_are_no_table_are_told(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"pyproject.toml": "[tool]\npaperlsp = 3\n", "paper.pdf": "Blending"}))
    assert [file for _, file in codes(snapshot)] == ["pyproject.toml"]


@pytest.mark.parametrize(
    "table",
    [
        'papers = ["a\\u0000b.pdf"]\n',
        'exclude = ["!"]\n',
        'papers = [{ path = "paper.pdf", code = ["!"] }]\n',
        f"a = {'[' * 5000}{']' * 5000}\n",
    ],
    ids=["NUL in a path", "exclude", "code", "nesting"],
)
@gap("a value that a library refuses ends the loading", (ValueError, RecursionError))
def test_values_that_libraries_refuse_are_told(tmp_path: Path, table: str) -> None:
    snapshot = load(folder(tmp_path, {"paperlsp.toml": table, "paper.pdf": "Blending", "a.py": CODE}))
    assert "paperlsp.toml" in [file for _, file in codes(snapshot)]


@gap("a buffer is taken in wherever it lies")
@pytest.mark.parametrize("name", ["made/a.py", ".venv/lib/b.py"])
def test_a_buffer_of_an_ignored_file_stays_out(tmp_path: Path, name: str) -> None:
    root = folder(tmp_path, {".gitignore": "made/\n", "paper.pdf": "Blending"})
    assert list(load(root, overlays={name: CODE.encode()}).sources) == []


@gap("a buffer is decoded by the cookie, although the editor has decoded it already")
def test_a_buffer_is_utf_8_whatever_its_cookie_says(tmp_path: Path) -> None:
    text = "# coding: latin-1\n# é\nx = 1\n".encode()
    root = folder(tmp_path, {"paper.pdf": "Blending"})
    assert load(root, overlays={"a.py": text}).sources["a.py"].content == text


@gap("a missing paper is told twice")
def test_a_missing_paper_is_one_problem(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"paperlsp.toml": 'papers = ["gone.pdf"]\n', "a.py": CODE}))
    assert [each for each, _ in codes(snapshot)] == ["paper-missing"]


@gap("PDFs are cut off by name before anyone knows which are papers")
def test_a_paper_among_many_plots_is_found(tmp_path: Path) -> None:
    class Reader(FakeReader):
        def read(self, content: bytes) -> Paper:
            paper = super().read(content)
            return paper if paper.title == "Blending" else replace(paper, anchors=(), blocks=())

    files: dict[str, str | bytes] = {f"figures/{at}.pdf": f"Plot {at}" for at in range(12)}
    root = folder(tmp_path, {**files, "paper.pdf": "Blending", "a.py": CODE})
    assert [entry.path for entry in load(root, reader=Reader()).papers] == ["paper.pdf"]


@gap("the folder around a sub-folder without settings is not looked at")
def test_a_sub_folder_of_a_repository_finds_its_paper(tmp_path: Path) -> None:
    root = folder(tmp_path, {".git/HEAD": "", "paper.pdf": "Blending", "src/a.py": CODE})
    assert find_root(root / "src") == root.resolve()


@gap("a renamed twin keeps its longer id after the other one has gone")
def test_ids_do_not_depend_on_what_was_there_before(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.pdf": "Same title", "b.pdf": "SAME title", "x.py": CODE})
    before = load(root)
    (root / "a.pdf").unlink()
    assert load(root, previous=before).papers == load(root).papers
