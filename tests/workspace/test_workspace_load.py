"""Folders on disk → snapshots: bad input is told and does not stop the rest, and what did not change is reused."""

from dataclasses import replace
from pathlib import Path

import pytest
from paperlsp.model.source import SourceFile
from paperlsp.workspace import Cancelled, list_folder, load_edits, load_folder, sources
from paperlsp.workspace.load import never, silent
from workspace_pictures import CODE, FakeReader, codes, folder, load


def test_paper_and_sources_are_found(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"docs/paper.pdf": "Blending", "src/a.py": CODE}))
    assert [(entry.path, entry.paper.id) for entry in snapshot.papers] == [("docs/paper.pdf", "blending")]
    assert list(snapshot.sources) == ["src/a.py"]
    assert snapshot.problems == ()


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


def test_files_are_listed_as_a_check_would_find_them_and_no_code_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "paper.pdf": "Blending",
        "a.py": CODE,
        "config.yaml": "learning_rate: 0.1\nmomentum: 0.9\n",
        "names.json": '{"a": "b"}',
        "n.ipynb": "{}",
    }
    root = folder(tmp_path, {**files, ".gitignore": "built.py\n", "built.py": CODE})
    found = load(root)
    assert list(found.sources) == ["a.py", "config.yaml", "n.ipynb"]
    read = sources.read_source

    def only_parameters(name: str, content: bytes) -> SourceFile:
        assert name.endswith((".yaml", ".json"))
        return read(name, content)

    monkeypatch.setattr(sources, "read_source", only_parameters)
    look, names = list_folder(root, (), FakeReader())
    assert list(names) == list(found.sources)
    assert look.papers == found.papers


def test_an_edit_equals_a_look_at_the_whole_folder_and_looks_at_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"paper.pdf": "Blending", "a.py": CODE, "b.py": "def f(x):\n    return x\n", ".gitignore": "built.py\n"}
    root = folder(tmp_path, files)
    reader = FakeReader()
    snapshot, look = load_folder(root, None, {}, (), reader, silent, never)
    buffers = {"b.py": b"def g(:\n", "new.py": b"def h(x):\n    return 2 * x\n", "built.py": b"x = 1\n"}
    whole = load(root, overlays=buffers)
    monkeypatch.setattr("paperlsp.workspace.load.discover", None)
    monkeypatch.setattr("paperlsp.workspace.load.read_config", None)
    snapshot, look = load_edits(root, snapshot, look, set(buffers), buffers)
    assert replace(snapshot, revision=0) == replace(whole, revision=0)
    assert codes(snapshot) == [("source-syntax", "b.py")]
    # Afterwards only one of them is edited, and the others stay as they are.
    buffers["b.py"] = files["b.py"].encode()
    snapshot, look = load_edits(root, snapshot, look, {"b.py"}, buffers)
    assert (list(snapshot.sources), codes(snapshot)) == (["a.py", "b.py", "new.py"], [])


def test_a_source_that_changes_on_disk_is_read_from_there(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paper.pdf": "Blending", "a.py": CODE, "built.py": "x = 1\n", ".gitignore": "built.py\n"})
    snapshot, look = load_folder(root, None, {}, (), FakeReader(), silent, never)
    folder(root, {"a.py": "def f(x):\n    return x\n"})
    snapshot, look = load_edits(root, snapshot, look, {"a.py", "built.py"}, {})
    assert [list(source.by_name) for source in snapshot.sources.values()] == [["", "f", "f.x"]]
    (root / "a.py").unlink()
    snapshot, look = load_edits(root, snapshot, look, {"a.py"}, {})
    assert codes(snapshot) == [("source-unreadable", "a.py")]
    snapshot, look = load_edits(root, snapshot, look, {"a.py"}, {"a.py": CODE.encode()})
    assert (list(snapshot.sources), codes(snapshot)) == (["a.py"], [])


def test_cancelling_raises_cancelled_and_nothing_else(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paper.pdf": "Blending", "a.py": CODE})
    with pytest.raises(Cancelled):
        load(root, cancelled=lambda: True)


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


@pytest.mark.parametrize("name", ["made/a.py", ".venv/lib/b.py"])
def test_a_buffer_of_an_ignored_file_stays_out(tmp_path: Path, name: str) -> None:
    root = folder(tmp_path, {".gitignore": "made/\n", "paper.pdf": "Blending"})
    assert list(load(root, overlays={name: CODE.encode()}).sources) == []


def test_a_buffer_is_utf_8_whatever_its_cookie_says(tmp_path: Path) -> None:
    text = "# coding: latin-1\n# é\nx = 1\n".encode()
    root = folder(tmp_path, {"paper.pdf": "Blending"})
    assert load(root, overlays={"a.py": text}).sources["a.py"].content == text


TRAINING = "optimizer:\n  lr: 0.1\n  epochs: 3\n"


def test_files_of_parameters_are_sources_and_others_of_their_kind_are_none(tmp_path: Path) -> None:
    data = {f"numbers/{at}.json": '{"lr": 1, "epochs": 2}' for at in range(101)}
    files = {
        "paper.pdf": "Blending",
        "a.py": CODE,
        "configs/train.yaml": TRAINING,
        "configs/ports.yaml": "port: 80\nretries: 3\n",
        "package.json": '{"lr": 1, "epochs": 2}',
        "broken.yaml": "lr: {{ epochs }}: [",
        "long.yaml": TRAINING + "#" * 100_000,
        **data,
    }
    snapshot = load(folder(tmp_path, files))
    assert list(snapshot.sources) == ["a.py", "configs/train.yaml"]
    assert snapshot.problems == ()


def test_a_file_of_parameters_comes_and_goes_with_what_its_buffer_says(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paper.pdf": "Blending", "a.py": CODE, "train.yaml": TRAINING})
    snapshot, look = load_folder(root, None, {}, (), FakeReader(), silent, never)
    buffers = {"train.yaml": b"port: 80\n", "new.toml": b"lr = 0.1\nepochs = 3\n"}
    snapshot, look = load_edits(root, snapshot, look, set(buffers), buffers)
    assert list(snapshot.sources) == ["a.py", "new.toml"]
    assert list(load(root, overlays=buffers).sources) == ["a.py", "new.toml"]
    snapshot, look = load_edits(root, snapshot, look, {"train.yaml"}, {"train.yaml": TRAINING.encode()})
    assert list(snapshot.sources) == ["a.py", "new.toml", "train.yaml"]
