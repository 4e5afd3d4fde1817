"""What only shows from outside of the process: what is loaded, what goes where, and how it ends."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import bad_pdfs
import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def run(tmp_path: Path):
    def call(*args: str | Path, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PAPERLSP_CACHE_DIR": str(tmp_path / "cache"), **variables}
        command = [sys.executable, "-P", "-m", "paperlsp.cli", *map(str, args)]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=cwd,
            timeout=120,
            check=False,
        )

    return call


def repository(root: Path, **texts: str) -> Path:
    (root / "src").mkdir(parents=True)
    (root / "paper.pdf").write_bytes((FIXTURES / "sam" / "paper.pdf").read_bytes())
    (root / "src" / "a.py").write_text(
        "class MaskDecoder:\n    def forward(self, a, b):\n        return a @ b + 1\n", "utf-8"
    )
    for name, text in texts.items():
        (root / name.replace("_toml", ".toml")).write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("module", ["pymupdf", "tree_sitter", "pygls", "lsprotocol", "paperlsp.workspace"])
def test_the_version_is_told_without_loading_what_it_does_not_need(module: str) -> None:
    program = (
        "import sys\nfrom paperlsp.cli import commands\n"
        "commands(['--version'], standalone_mode=False)\nsys.exit(sys.argv[1] in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, module], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{module} was loaded"
    assert done.stdout.startswith("paperlsp")


def test_the_package_is_a_command_of_the_python_that_has_it() -> None:
    command = [sys.executable, "-P", "-m", "paperlsp", "explain", "nothing"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "Error: There is no rule nothing. `paperlsp explain` lists them.\n"


def test_a_paper_from_anywhere_is_used_for_a_single_file(run, tmp_path: Path) -> None:
    root = tmp_path / "repo"
    (root / "package").mkdir(parents=True)
    source = root / "package" / "mask_decoder.py"
    source.write_text("class MaskDecoder:\n    def forward(self, a, b):\n        return a @ b + 1\n", "utf-8")
    done = run("links", source, "--paper", FIXTURES / "sam" / "paper.pdf", "--output-format", "json", "--top", "1")
    assert (done.returncode, done.stderr) == (0, "")
    symbols = json.loads(done.stdout)["symbols"]
    assert {each["file"] for each in symbols} == {"mask_decoder.py"}
    assert all(len(each["links"]) <= 1 for each in symbols)


def test_settings_above_hold_for_a_sub_folder(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo", paperlsp_toml='papers = ["paper.pdf"]\n')
    (root / "other.py").write_text("def solve(x):\n    return x * 2 - 1\n", "utf-8")
    done = run("links", root / "src", "--output-format", "json")
    assert {each["file"] for each in json.loads(done.stdout)["symbols"]} == {"src/a.py"}


def test_standard_output_holds_the_report_and_no_colour_in_a_pipe(run, tmp_path: Path) -> None:
    done = run("links", repository(tmp_path / "repo"))
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b" not in done.stdout


def test_output_is_utf_8_in_any_locale(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    plain = run("links", root, "--output-format", "json")
    ascii_only = run("links", root, "--output-format", "json", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert plain.stdout == ascii_only.stdout != ""


def test_nothing_of_the_workspace_is_imported(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    for name in ("json", "struct", "pymupdf", "sitecustomize"):
        (root / f"{name}.py").write_text("open('was_here', 'w').close()\n", "utf-8")
    done = run("links", ".", cwd=root)
    assert done.returncode == 0, done.stderr
    assert not (root / "was_here").exists()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are listed through /proc")
def test_no_process_is_left_behind(run, tmp_path: Path) -> None:
    mark = f"left-{os.getpid()}"
    run("links", repository(tmp_path / "repo"), PAPERLSP_TEST_MARK=mark)
    left = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark.encode() in (entry / "environ").read_bytes():
                left.append((entry / "cmdline").read_bytes())
        except OSError:
            continue
    assert left == []


@pytest.mark.skipif(os.name != "posix", reason="a pipe's end shows differently elsewhere")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    environment = {**os.environ, "PAPERLSP_CACHE_DIR": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "paperlsp.cli", "links", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_init_leaves_what_stands_there(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo", pyproject_toml='# mine\n[project]\nname = "x"  # kept\n')
    assert run("init", root).returncode == 0
    text = (root / "pyproject.toml").read_text("utf-8")
    assert text.startswith('# mine\n[project]\nname = "x"  # kept\n')
    assert run("init", root).returncode != 0
    assert (root / "pyproject.toml").read_text("utf-8") == text
    assert run("--check", root).returncode == 0


def test_init_without_a_pyproject_writes_a_file_of_its_own(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    assert run("init", root).returncode == 0
    assert (root / "paperlsp.toml").is_file()
    assert run("--check", root).returncode == 0


@pytest.mark.parametrize(
    "args", [["links", "nowhere"], ["links", ".", "--top", "0"], ["--check", "--output-format", "xml"], ["nothing"]]
)
def test_misuse_is_told_on_standard_error(run, tmp_path: Path, args: list[str]) -> None:
    done = run(*args, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_two_folders_give_one_json_value(run, tmp_path: Path) -> None:
    one, other = repository(tmp_path / "one"), repository(tmp_path / "other")
    assert json.loads(run("--check", one, other, "--output-format", "json").stdout)["schema"] == 1


def test_a_plot_beside_the_paper_does_not_fail_the_check(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    (root / "plot.pdf").write_bytes(bad_pdfs.blank_page())
    assert run("--check", root).returncode == 0


def test_two_folders_give_one_report_whose_files_tell_them_apart(run, tmp_path: Path) -> None:
    one, other = repository(tmp_path / "one"), repository(tmp_path / "other")
    (other / "src" / "b.py").write_text("# See Eq. (99).\n", "utf-8")
    (other / ".git").mkdir()
    done = run("--check", one, other / "src", "--output-format", "json", "--show-hints")
    value = json.loads(done.stdout)
    assert done.returncode == 1
    assert [each["file"] for each in value["findings"] if each["code"] == "PL201"] == ["other/src/b.py"]
    alone = [json.loads(run("--check", each, "--output-format", "json").stdout)["summary"] for each in (one, other)]
    assert value["summary"] == {key: alone[0][key] + alone[1][key] for key in alone[0]}
    text = run("--check", other / "src", one).stdout.splitlines()
    assert text[0].startswith("other/src/b.py:1:7  PL201")
    assert len(text) == 3


def test_a_name_that_is_no_text_is_told_and_steers_nothing(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    name = os.fsdecode(b"a\xff\x1b[31m\xc2\x9b.py")
    try:
        (root / name).write_text("# See Eq. (99).\n", "utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    for arguments in (["--check", root], ["--check", root, "--output-format", "json"], ["links", root]):
        done = run(*arguments)
        assert "Traceback" not in done.stderr
        assert {c for c in done.stdout if not c.isprintable()} <= {"\n"}
    (finding,) = json.loads(run("--check", root, "--output-format", "json").stdout)["findings"]
    assert finding["file"] == name


def test_a_file_deep_in_a_repository_finds_the_paper(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    (root / ".git").mkdir()
    done = run("links", root / "src" / "a.py", "--output-format", "json")
    assert {each["file"] for each in json.loads(done.stdout)["symbols"]} == {"src/a.py"}
    assert any(each["links"] for each in json.loads(done.stdout)["symbols"])


def test_a_link_to_a_file_elsewhere_is_no_crash(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    (tmp_path / "elsewhere.py").write_text("x = 1\n", "utf-8")
    try:
        (root / "linked.py").symlink_to(tmp_path / "elsewhere.py")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert run("links", root / "linked.py").returncode == 0


def test_a_fault_of_ours_does_not_look_like_a_finding(tmp_path: Path) -> None:
    program = (
        "import paperlsp.workspace as w\n"
        "def fail(*a, **k): raise RuntimeError('asked to fail')\n"
        "w.load_snapshot = fail\nimport sys\nsys.argv = ['paperlsp', '--check']\n"
        "from paperlsp.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "asked to fail" in done.stderr


def test_init_keeps_line_ends_and_names_papers_only(run, tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    (root / "plot.pdf").write_bytes(bad_pdfs.blank_page())
    (root / "pyproject.toml").write_bytes(b'[project]\r\nname = "x"\r\n')
    assert run("init", root).returncode == 0
    written = (root / "pyproject.toml").read_bytes()
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert tomllib.loads(written.decode())["tool"]["paperlsp"] == {"papers": [{"path": "paper.pdf"}]}


@pytest.mark.parametrize("text", [b"[tool]\npaperlsp = {}\n", b"[ tool . paperlsp ]\n"])
def test_init_sees_settings_however_they_are_written(run, tmp_path: Path, text: bytes) -> None:
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo" / "pyproject.toml").write_bytes(text)
    done = run("init", tmp_path / "repo")
    assert done.returncode == 2
    assert "settings already" in done.stderr
    assert (tmp_path / "repo" / "pyproject.toml").read_bytes() == text
