"""From any place in a repository to its folder and its settings; what is wrong with them is told."""

from pathlib import Path

import pytest
from paperlsp.workspace import find_root, has_settings
from workspace_pictures import CODE, codes, folder, load


def test_settings_are_found_from_below_but_not_beyond_the_repository(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paperlsp.toml": "", "repo/.git/HEAD": "", "repo/src/a.py": CODE, "plain/src/b.py": CODE})
    assert find_root(root / "plain" / "src" / "b.py") == root.resolve()
    assert find_root(root / "repo" / "src") == (root / "repo" / "src").resolve()


def test_a_sub_folder_of_a_repository_finds_its_paper(tmp_path: Path) -> None:
    root = folder(tmp_path, {".git/HEAD": "", "paper.pdf": "Blending", "src/a.py": CODE})
    assert find_root(root / "src") == root.resolve()


def test_a_tool_that_is_no_table_is_survived(tmp_path: Path) -> None:
    assert list(load(folder(tmp_path, {"pyproject.toml": "tool = 3\n", "a.py": CODE})).sources) == ["a.py"]


def test_settings_that_are_no_table_are_told(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"pyproject.toml": "[tool]\npaperlsp = 3\n", "paper.pdf": "Blending"}))
    assert [file for _, file in codes(snapshot)] == ["pyproject.toml"]


def test_a_toml_mistake_names_its_line_and_column(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"paperlsp.toml": "exclude = []\nignore = oops\n"}))
    assert "line 2, column 10" in str(snapshot.problems[0]) + str(snapshot.problems[-1])


def test_somebody_elses_broken_pyproject_is_not_ours_to_tell(tmp_path: Path) -> None:
    snapshot = load(folder(tmp_path, {"pyproject.toml": "[tool.other\n", "paper.pdf": "Blending"}))
    assert snapshot.problems == ()


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
def test_values_that_libraries_refuse_are_told(tmp_path: Path, table: str) -> None:
    snapshot = load(folder(tmp_path, {"paperlsp.toml": table, "paper.pdf": "Blending", "a.py": CODE}))
    assert "paperlsp.toml" in [file for _, file in codes(snapshot)]


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


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("a/src/deep", "a"),
        ("a/src/deep/x.py", "a"),
        ("a", "a"),
        ("b/src", "b"),
        ("c", ""),
        ("", ""),
    ],
)
def test_the_nearest_folder_with_a_paper_counts(tmp_path: Path, start: str, expected: str) -> None:
    files = {
        ".git/HEAD": "",
        "a/paper.pdf": "Blending",
        "a/src/deep/x.py": CODE,
        "a/src/figures/plot.pdf": "<< /Kids [ 2 0 R ] /Count 1 >>",
        "b/docs/paper.pdf": "Mixing",
        "b/src/x.py": CODE,
        "c/x.py": CODE,
    }
    root = folder(tmp_path / "repo", files)
    assert find_root(root / start) == (root / expected).resolve()


def test_without_a_repository_the_start_counts(tmp_path: Path) -> None:
    root = folder(tmp_path, {"paper.pdf": "Blending", "src/a.py": CODE})
    assert find_root(root / "src" / "a.py") == (root / "src").resolve()


def test_a_paper_that_is_given_need_not_be_found(tmp_path: Path) -> None:
    root = folder(tmp_path, {".git/HEAD": "", "paper.pdf": "Blending", "src/a.py": CODE})
    assert find_root(root / "src", for_paper=False) == (root / "src").resolve()


def test_a_home_folder_under_version_control_is_no_project(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path.resolve()))
    folder(tmp_path, {".git/HEAD": "", "downloads/x.pdf": "Blending", "project/src/a.py": CODE})
    assert find_root(tmp_path / "project" / "src") == (tmp_path / "project" / "src").resolve()
    folder(tmp_path, {"pyproject.toml": "[tool.paperlsp]\n", "project/paper.pdf": "Mixing"})
    assert find_root(tmp_path / "project" / "src") == (tmp_path / "project").resolve()


@pytest.mark.parametrize(
    "table",
    [
        "[tool.paperlsp]\n",
        "[ tool . paperlsp ]\n",
        '[tool."paperlsp"]\n',
        "[tool]\npaperlsp = {}\n",
        "tool.paperlsp.threshold = 0.4\n",
        "[[tool.paperlsp.papers]]\npath = 'a.pdf'\n",
        "\ufeff[tool.paperlsp]\n",
        "[tool.paperlsp]\nbroken = \n",
    ],
)
def test_settings_are_seen_however_they_are_written(tmp_path: Path, table: str) -> None:
    root = folder(tmp_path, {"pyproject.toml": table, "src/a.py": CODE})
    assert has_settings(root)
    assert find_root(root / "src") == root.resolve()


@pytest.mark.parametrize(
    "text",
    ["", "# [tool.paperlsp]\n", "[project]\nname = 'paperlsp'\n", "[tool.other]\nx = 'tool.paperlsp'\n", "x = [\n"],
)
def test_somebody_elses_file_has_no_settings(tmp_path: Path, text: str) -> None:
    assert not has_settings(folder(tmp_path, {"pyproject.toml": text}))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"exclude = []\nx = '\xff'\n", "line 2 is not in UTF-8"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "nested too deeply"),
        (b"a = " + b"9" * 5000, "not valid TOML"),
        (b"#" * 2_000_000, "larger than 1 MB"),
    ],
    ids=["encoding", "nesting", "number", "size"],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, content: bytes, words: str) -> None:
    problems = load(folder(tmp_path, {"paperlsp.toml": content, "paper.pdf": "Blending", "a.py": CODE})).problems
    assert [(each.code, each.file) for each in problems] == [("config-broken", "paperlsp.toml")]
    assert words in str(problems[0])
