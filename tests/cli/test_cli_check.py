"""``paperlsp --check`` with its options, in this process, on a small repository with a paper."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from paperlsp.cli import commands

FIXTURES = Path(__file__).parents[2] / "fixtures"
CITING = "def step(x):\n    # See Eq. (99).\n    return x * 2 + 1\n"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests here, so that the paper is read once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    folder = tmp_path / "repo"
    (folder / "src").mkdir(parents=True)
    shutil.copy(FIXTURES / "qhadam" / "paper.pdf", folder / "paper.pdf")
    (folder / "src" / "step.py").write_text(CITING, "utf-8")
    (folder / "paperlsp.toml").write_text('select = ["PL0", "PL2"]\n', "utf-8")
    return folder


@pytest.fixture
def run(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(cache))
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(commands, ["--check", *map(str, arguments)])

    return call


def codes(done: Result) -> list[str]:
    return [each["code"] for each in json.loads(done.stdout)["findings"]]


def test_a_finding_fails_and_exit_zero_lets_it_pass(run: Run, repo: Path) -> None:
    done = run(repo)
    assert (done.exit_code, "src/step.py:2:" in done.stdout) == (1, True)
    assert run(repo, "--exit-zero").exit_code == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--select", "PL1"],
        ["--ignore", "missing-anchor"],
        ["--severity", "PL2=hint"],
        ["--per-file-ignores", "src/**:PL202,PL201"],
        ["--exclude", "src/step.py"],
    ],
)
def test_the_command_line_chooses_rules(run: Run, repo: Path, options: list[str]) -> None:
    assert run(repo, *options).exit_code == 0


def test_a_severity_that_is_none_is_misuse(run: Run, repo: Path) -> None:
    assert run(repo, "--severity", "PL201=loud").exit_code == 2


def test_the_same_findings_from_every_folder(run: Run, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = []
    for folder in (repo, repo / "src"):
        monkeypatch.chdir(folder)
        outputs.append(run("--output-format", "json").stdout)
    assert outputs[0] == outputs[1]
    assert codes(run("--output-format", "json")) == ["PL201"]


@pytest.mark.parametrize("form", ["concise", "full", "json", "sarif", "github", "gitlab", "junit"])
def test_every_format_holds_the_finding_and_can_go_to_a_file(run: Run, repo: Path, tmp_path: Path, form: str) -> None:
    done = run(repo, "--output-format", form)
    assert (done.exit_code, "Eq. (99" in done.stdout) == (1, True)
    target = tmp_path / "report"
    done = run(repo, "--output-format", form, "--output", target)
    assert done.stdout == ""
    assert "Eq. (99" in target.read_text("utf-8")


def test_on_github_annotations_are_the_default(run: Run, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(repo).stdout.startswith("::warning ")
    assert run(repo, "--output-format", "concise").stdout.startswith("src/step.py")


def test_statistics_count_by_rule(run: Run, repo: Path) -> None:
    assert run(repo, "--statistics").stdout.splitlines()[0].split() == ["1", "PL201", "missing-anchor"]


def test_findings_in_french_have_the_same_codes_and_fingerprints(run: Run, repo: Path) -> None:
    english, french = (
        json.loads(run(repo, "--output-format", "json", "--language", language).stdout)["findings"]
        for language in ("en", "fr")
    )
    assert "n’existe pas" in french[0]["message"]
    assert [each | {"message": ""} for each in english] == [each | {"message": ""} for each in french]


@pytest.mark.parametrize(
    "options",
    [
        ["--per-file-ignores", "other/**:PL201"],
        ["--per-file-ignores", "src/**:PL202"],
        ["--exclude", "other/**", "--exclude", "step"],
    ],
)
def test_what_is_meant_for_other_files_and_rules_changes_nothing(run: Run, repo: Path, options: list[str]) -> None:
    assert run(repo, *options).exit_code == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--per-file-ignores", "src/**"],
        ["--per-file-ignores", "src/**:"],
        ["--per-file-ignores", "!:PL201"],
        ["--exclude", "!"],
        ["--severity", "PL2=loud"],
        ["--threshold", "2"],
    ],
)
def test_an_option_that_means_nothing_is_misuse(run: Run, repo: Path, options: list[str]) -> None:
    assert run(repo, *options).exit_code == 2


def test_the_command_line_sets_thresholds(run: Run, repo: Path) -> None:
    options = ["--threshold", "0.9", "--unexplained-below", "0.4", "--per-file-ignores", "src/**:PL1"]
    shown = run(repo, "--show-settings", *options).stdout
    assert "threshold = 0.9" in shown
    assert "unexplained-below = 0.4" in shown
    assert '"src/**" = ["PL1"]' in shown


def test_a_baseline_hides_what_is_known_shrinks_here_and_is_locked_in_ci(
    run: Run, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(repo, "--write-baseline")
    assert (done.exit_code, "1 in the baseline" in done.stdout) == (0, True)
    baseline = repo / ".paperlsp" / "baseline.json"
    text = baseline.read_text("utf-8")
    assert '"line"' not in text
    source = repo / "src" / "step.py"
    source.write_text("\n\n" + CITING + "    # See Eq. (98).\n", "utf-8")
    done = run(repo)
    assert (done.exit_code, "Eq. (98" in done.stdout, "Eq. (99" in done.stdout) == (1, True, False)
    assert "Eq. (99" in run(repo, "--baseline", "off").stdout
    source.write_text("x = 1\n", "utf-8")
    monkeypatch.setenv("CI", "true")
    done = run(repo)
    assert (done.exit_code, "nobody finds any more" in done.stderr) == (1, True)
    assert baseline.read_text("utf-8") == text
    monkeypatch.delenv("CI")
    assert run(repo).exit_code == 0
    assert json.loads(baseline.read_text("utf-8"))["findings"] == []


def test_a_second_finding_alike_is_not_in_the_baseline(run: Run, repo: Path) -> None:
    run(repo, "--write-baseline")
    (repo / "src" / "step.py").write_text(CITING + "    # See Eq. (99).\n", "utf-8")
    assert run(repo).exit_code == 1


def test_a_broken_baseline_is_told_and_hides_nothing(run: Run, repo: Path) -> None:
    (repo / ".paperlsp").mkdir()
    (repo / ".paperlsp" / "baseline.json").write_text('{"findings": [{}]}', "utf-8")
    assert codes(run(repo, "--output-format", "json")) == ["PL001", "PL201"]


def test_diff_reports_what_a_branch_adds(run: Run, repo: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=repo, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", "src", "paperlsp.toml")
    git("commit", "-q", "-m", "First")
    assert run(repo, "--diff", "main").exit_code == 0
    (repo / "src" / "step.py").write_text("import os\n\n" + CITING + "    # See Eq. (98).\n", "utf-8")
    done = run(repo, "--diff", "main")
    assert (done.exit_code, "Eq. (98" in done.stdout, "Eq. (99" in done.stdout) == (1, True, False)
    assert run(repo, "--diff", "nowhere").exit_code == 2
    assert run(repo, "--diff", "--help").exit_code == 2


def test_dead_suppressions_are_removed_by_fix(run: Run, repo: Path) -> None:
    source = repo / "src" / "step.py"
    source.write_text("# paperlsp: ignore-file[PL202]\n" + CITING, "utf-8")
    done = run(repo, "--fix", "--show-hints", "--output-format", "json")
    assert source.read_text("utf-8") == CITING
    assert codes(done) == ["PL201"]
    assert "Mended 1 finding." in done.stderr


def test_too_little_explained_code_fails(run: Run, repo: Path) -> None:
    (repo / "src" / "kettle.py").write_text("def brew(kettle, leaves):\n    return kettle * 7 + leaves\n", "utf-8")
    done = run(repo, "--ignore", "ALL", "--min-coverage", "100")
    assert (done.exit_code, "less than the 100% asked for" in done.stderr) == (1, True)
    (repo / "paperlsp.toml").write_text('select = ["PL0"]\nmin-coverage = 99\n', "utf-8")
    assert run(repo).exit_code == 1
    assert run(repo, "--min-coverage", "0").exit_code == 0


def test_files_and_settings_are_shown_and_nothing_is_checked(run: Run, repo: Path) -> None:
    assert run(repo, "--show-files").stdout.splitlines() == ["paper.pdf", "src/step.py"]
    shown = run(repo, "--show-settings", "--ignore", "PL0").stdout
    assert 'select = ["PL0", "PL2"]' in shown
    assert 'PL201 = "warning"' in shown
    assert "PL003" not in shown


def test_a_fault_of_the_person_is_2_in_every_command(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Elsewhere a command would look for code and papers in the folder that the tests run in.
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path / "nowhere").exit_code == 2
    for arguments in (
        ["debug", "pages", "x.pdf"],
        ["confirm", "x.py", "f", "§1"],
        ["explain", "PL999"],
        ["init", "no"],
    ):
        assert CliRunner().invoke(commands, arguments).exit_code == 2, arguments
