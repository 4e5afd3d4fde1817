"""What other repositories take from this one for their CI: the hook and the action, carried out as they are written."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import stat
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
from published_schemas import published_schema

yaml = pytest.importorskip("yaml", reason="PyYAML comes with pre-commit, of the group `lint`")

GITHUB = "https://json.schemastore.org/github-{}.json"
GITLAB = "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json"
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]
ROOT = Path(__file__).parents[2]


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with a paper and a citation that leads nowhere, and ``paperlsp`` on the path."""
    folder = tmp_path / "repo"
    shutil.copytree(ROOT / "fixtures" / "qhadam", folder)
    (folder / "src" / "more.py").write_text("# See Eq. (99).\n", "utf-8")
    program = tmp_path / "bin" / "paperlsp"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m paperlsp.cli "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


def environment(repo: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")}
    return kept | {
        "PATH": f"{repo.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PAPERLSP_CACHE_DIR": str(repo.parent / "cache"),
        "PRE_COMMIT_HOME": str(repo.parent / "pre-commit"),
    }


def test_the_action_s_steps_do_what_they_say(repo: Path) -> None:
    inputs = {name: each["default"] for name, each in read("action.yml")["inputs"].items()} | {"sarif": "found.sarif"}

    def filled(text: str) -> str:
        text = re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], text)
        return text.replace("${{ runner.temp }}", str(repo.parent))

    codes: dict[str, int] = {}
    output = ""
    for step in read("action.yml")["runs"]["steps"]:
        # What is used from elsewhere is GitHub's, and installing is pip's.
        if "run" not in step or step["name"].startswith("Install"):
            continue
        given = environment(repo) | {name: filled(value) for name, value in step.get("env", {}).items()}
        given["GITHUB_ACTIONS"] = "true"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", step["run"]],
            cwd=repo, env=given, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        codes[step["name"]] = done.returncode
        output = done.stdout
    assert codes == {"Fetch the papers that the settings name": 0, "Check": 1}
    assert output.startswith("::warning title=PL201 missing-anchor,file=src/more.py,line=1")
    assert '"ruleId": "PL201"' in (repo / "found.sarif").read_text("utf-8")


@pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is of the group `lint`")
def test_the_hook_is_valid_and_fails_a_commit(repo: Path) -> None:
    checked = subprocess.run(
        [*PRE_COMMIT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], env=environment(repo), check=False
    )
    assert checked.returncode == 0
    # The program is on the path: nothing has to be built.
    (hook,) = read(".pre-commit-hooks.yaml")
    config = {"repos": [{"repo": "local", "hooks": [hook | {"language": "system"}]}]}
    (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    for arguments in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *arguments], cwd=repo, check=True, capture_output=True)
    run = [*PRE_COMMIT, "run", "--all-files"]
    done = subprocess.run(run, cwd=repo, env=environment(repo), capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, "src/more.py:1:7  PL201" in done.stdout) == (1, True), done.stdout
    (repo / "src" / "more.py").write_text("# See Eq. (4).\n", "utf-8")
    done = subprocess.run(run, cwd=repo, env=environment(repo), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["ci", "release"])
def test_workflows_are_valid_and_use_what_is_there(name: str) -> None:
    workflow = workflow_of((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"))
    jsonschema.Draft7Validator(published_schema(GITHUB.format("workflow"))).validate(workflow)
    jobs = workflow["jobs"]
    for job in jobs.values():
        needed = job.get("needs", [])
        assert {needed} if isinstance(needed, str) else set(needed) <= jobs.keys()
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            # What others can move must not be more than a version of theirs.
            assert re.fullmatch(r"[\w.-]+/[\w./-]+@(v\d+|release/v\d+)", step.get("uses", "a/b@v1"))
            for file in re.findall(r"(?:server|client-vscode|\.ci)/[\w./-]+\.?\w+", step.get("run", "")):
                assert "*" in file or (ROOT / file.rstrip("/")).exists(), file


def test_releases_are_published_without_a_secret() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    assert "secrets." not in text
    jobs = workflow_of(text)["jobs"]
    # Only what publishes may ask for a token, and each in an environment of its own.
    asking = {name: job["environment"] for name, job in jobs.items() if "id-token" in job.get("permissions", {})}
    assert asking == {"pypi": "pypi", "marketplace": "marketplace", "open-vsx": "open-vsx"}
    assert all(f"environment `{each}`" in (ROOT / "docs/releasing.md").read_text("utf-8") for each in asking.values())


def test_the_action_is_valid() -> None:
    validator = jsonschema.Draft7Validator(published_schema(GITHUB.format("action")))
    action = read("action.yml")
    validator.validate(action)
    assert not validator.is_valid(action | {"runs": {"using": "composite"}})


def workflow_of(text: str) -> Any:
    """YAML 1.1 takes the key `on` for a truth."""
    return {"on" if key is True else key: value for key, value in yaml.safe_load(text).items()}


CI_PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
YAML = re.findall(r"^```yaml\n(.*?)^```$", CI_PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", YAML, ids=lambda each: each.split("\n")[0])
def test_the_page_s_examples_are_valid(block: str, tmp_path: Path) -> None:
    value = yaml.safe_load(block)
    if isinstance(value, list):
        workflow = {"on": "push", "jobs": {"check": {"runs-on": "ubuntu-latest", "steps": value}}}
        jsonschema.Draft7Validator(published_schema(GITHUB.format("workflow"))).validate(workflow)
        inputs = read("action.yml")["inputs"]
        ours = [step.get("with", {}) for step in value if "paperlsp@" in step.get("uses", "")]
        assert all(given.keys() <= inputs.keys() for given in ours)
    elif "repos" in value:
        (tmp_path / "config.yaml").write_text(block, "utf-8")
        validate = [*PRE_COMMIT, "validate-config", tmp_path / "config.yaml"]
        assert subprocess.run(validate, capture_output=True, check=False).returncode == 0
        # The example is the hook of this repository, but for where it comes from.
        (shown,), (hook,) = value["repos"][0]["hooks"], read(".pre-commit-hooks.yaml")
        assert shown == {key: each for key, each in hook.items() if key != "description"} | {
            "additional_dependencies": shown["additional_dependencies"]
        }
    else:
        jsonschema.Draft7Validator(published_schema(GITLAB)).validate(value)


def test_the_recipes_for_tox_and_nox_run_the_check(repo: Path) -> None:
    (ini,) = re.findall(r"^```ini\n(.*?)^```$", CI_PAGE, re.DOTALL | re.MULTILINE)
    tox = configparser.ConfigParser(interpolation=None)
    tox.read_string(ini)
    assert tox["testenv:paper"]["commands"] == "paperlsp --check {posargs}"
    (recipe,) = re.findall(r"^```python\n(.*?)^```$", CI_PAGE, re.DOTALL | re.MULTILINE)
    done: list[tuple[str, ...]] = []
    session = SimpleNamespace(
        install=lambda *names: done.append(names), run=lambda *words: done.append(words), posargs=["."]
    )
    names: dict[str, Any] = {"nox": SimpleNamespace(session=lambda function: function)}
    exec(compile(recipe, "noxfile.py", "exec"), names)  # noqa: S102 -- It is our own page's example.
    names["paper"](session)
    assert done == [("paperlsp",), ("paperlsp", "--check", ".")]
    run = subprocess.run(done[1], cwd=repo, env=environment(repo), capture_output=True, encoding="utf-8", check=False)
    assert (run.returncode, "PL201" in run.stdout) == (1, True)


def lines_of_the_page() -> list[str]:
    """The commands of its blocks, and those of ours in its examples for CI services."""
    blocks = re.findall(r"^```console\n(.*?)^```$", CI_PAGE, re.DOTALL | re.MULTILINE)
    scripts = [line for block in YAML for line in re.findall(r"^ *- (?:run: )?(paperlsp .+)$", block, re.MULTILINE)]
    return list(dict.fromkeys([*(line for block in blocks for line in block.splitlines()), *scripts]))


@pytest.mark.parametrize("line", lines_of_the_page())
def test_the_page_s_commands_are_carried_out(line: str, repo: Path) -> None:
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=repo, check=True, capture_output=True)
    done = subprocess.run(
        ["bash", "-c", line], cwd=repo, env=environment(repo), capture_output=True, encoding="utf-8", check=False
    )
    passes = any(each in line for each in ("--write-baseline", "--diff", "--exit-zero", "fetch", "map", "index"))
    assert done.returncode == (0 if passes else 1), done.stderr
    assert "Traceback" not in done.stderr


def test_the_badge_s_share_is_the_map_s(repo: Path) -> None:
    command = [sys.executable, "-m", "paperlsp.cli", "map", str(repo), "--output-format"]
    texts = [
        subprocess.run(
            [*command, form], env=environment(repo), capture_output=True, encoding="utf-8", check=True
        ).stdout
        for form in ("badge", "text")
    ]
    counts = re.search(r"<title>(\d+) of (\d+) definitions", texts[0])
    assert counts is not None
    assert f"{counts[1]} of {counts[2]} definitions" in texts[1]
