"""Which files of a folder are read: git's rules, no environments, nothing that links out of the folder."""

import sys
from pathlib import Path

import pytest
from paperlsp.workspace.discovery import discover, is_ignored


def tree(root: Path, *files: str, **texts: str) -> Path:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def ignoring(root: Path, folder: str, text: str) -> None:
    (root / folder).mkdir(parents=True, exist_ok=True)
    (root / folder / ".gitignore").write_text(text, "utf-8")


def sources(root: Path, *exclude: str) -> tuple[str, ...]:
    return discover(root, (".py", ".pyi"), exclude).sources


def test_sources_and_pdfs_are_found_in_order(tmp_path: Path) -> None:
    found = discover(tree(tmp_path, "b.py", "a/z.pyi", "a/b.txt", "paper.PDF", "docs/x.pdf"), (".py", ".pyi"), ())
    assert found.sources == ("a/z.pyi", "b.py")
    assert found.pdfs == ("docs/x.pdf", "paper.PDF")
    assert not found.cut


@pytest.mark.parametrize("folder", [".git", ".venv", ".hidden", "node_modules", "__pycache__", "a/site-packages"])
def test_folders_of_others_are_skipped(tmp_path: Path, folder: str) -> None:
    assert sources(tree(tmp_path, "kept.py", f"{folder}/x.py")) == ("kept.py",)


def test_an_environment_of_any_name_is_skipped(tmp_path: Path) -> None:
    assert sources(tree(tmp_path, "kept.py", "py311/pyvenv.cfg", "py311/lib/x.py")) == ("kept.py",)


@pytest.mark.parametrize("above", [".cache", "site-packages", "node_modules"])
def test_a_folder_that_is_asked_for_is_read_wherever_it_lies(tmp_path: Path, above: str) -> None:
    tree(tmp_path, f"{above}/package/x.py")
    assert sources(tmp_path / above / "package") == ("x.py",)


def test_nested_ignore_files_decide_last(tmp_path: Path) -> None:
    tree(tmp_path, "gen.py", "a/gen.py", "a/other.py", "b/gen.py", "out/x.py")
    ignoring(tmp_path, "", "gen.py\nout/\n")
    ignoring(tmp_path, "a", "!gen.py\nother.py\n")
    assert sources(tmp_path) == ("a/gen.py",)


def test_patterns_of_a_nested_file_are_anchored_there(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.py", "a/b/x.py", "x.py")
    ignoring(tmp_path, "a", "/x.py\n")
    assert sources(tmp_path) == ("a/b/x.py", "x.py")


def test_nothing_comes_back_out_of_an_ignored_folder(tmp_path: Path) -> None:
    tree(tmp_path, "out/x.py", "kept.py")
    ignoring(tmp_path, "", "out/\n!out/x.py\n")
    assert sources(tmp_path) == ("kept.py",)


def test_gits_own_exclude_file_and_the_settings_count(tmp_path: Path) -> None:
    tree(tmp_path, "kept.py", "mine.py", "old/x.py", ".git/info/exclude")
    (tmp_path / ".git" / "info" / "exclude").write_text("mine.py\n", "utf-8")
    assert sources(tmp_path, "old/") == ("kept.py",)


def test_links_in_a_circle_and_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    root = tree(tmp_path / "root", "a/x.py")
    outside = tree(tmp_path / "outside", "secret.py")
    try:
        (root / "a" / "loop").symlink_to(root, target_is_directory=True)
        (root / "away").symlink_to(outside, target_is_directory=True)
        (root / "secret.py").symlink_to(outside / "secret.py")
        (root / "dangling.py").symlink_to(root / "nowhere.py")
        (root / "self.py").symlink_to(root / "self.py")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert sources(root) == ("a/x.py",)


def test_the_repository_around_a_folder_ignores_for_it_too(tmp_path: Path) -> None:
    tree(tmp_path, ".git/info/exclude", "part/kept.py", "part/gen.py", "part/mine.py", "part/out/x.py")
    ignoring(tmp_path, "", "gen.py\n/part/out/\n")
    (tmp_path / ".git" / "info" / "exclude").write_text("mine.py\n", "utf-8")
    assert sources(tmp_path / "part") == ("kept.py",)


def test_an_ignored_folder_that_is_asked_for_is_read(tmp_path: Path) -> None:
    tree(tmp_path, ".git/HEAD", "third/kept.py", "third/gen.py")
    ignoring(tmp_path, "", "third/\n")
    ignoring(tmp_path, "third", "gen.py\n")
    assert sources(tmp_path / "third") == ("kept.py",)


@pytest.mark.parametrize("line", ["!", "\\", "[z-a]", "a\\"])
def test_a_line_that_is_no_pattern_leaves_the_others_alone(tmp_path: Path, line: str) -> None:
    tree(tmp_path, "kept.py", "gen.py")
    ignoring(tmp_path, "", f"{line}\ngen.py\n")
    assert sources(tmp_path) == ("kept.py",)


def test_folders_within_folders_within_folders_end(tmp_path: Path) -> None:
    here = tmp_path
    for _ in range(300):
        here = here / "d"
    here.mkdir(parents=True)
    (here / "x.py").touch()
    with_little_stack = sys.getrecursionlimit()
    sys.setrecursionlimit(250)
    try:
        assert len(sources(tmp_path)) == 1
    finally:
        sys.setrecursionlimit(with_little_stack)


PLACES = [
    "kept.py",
    "out/x.py",
    "a/gen.py",
    "a/b/c.py",
    ".venv/x.py",
    "a/node_modules/x.py",
    "py/x.py",
    "a/b/.hidden.py",
]


@pytest.mark.parametrize("path", PLACES)
def test_a_path_is_ignored_if_and_only_if_the_walk_leaves_it_out(tmp_path: Path, path: str) -> None:
    tree(tmp_path, "py/pyvenv.cfg", *PLACES)
    ignoring(tmp_path, "", "out/\n*.tmp\n")
    ignoring(tmp_path, "a", "gen.py\n/b/c.py\n")
    assert is_ignored(tmp_path, path, ()) == (path not in sources(tmp_path))
