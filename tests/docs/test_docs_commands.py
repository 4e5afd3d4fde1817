"""Every command and every example of the documentation, word for word: run, or parsed where running makes no sense."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from paperlsp.cli import commands
from paperlsp.config import parse_config

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "fixtures" / "README.md",
    *sorted(ROOT.glob("docs/**/*.md")),
]
CHECKS = ["ruff format --check", "ruff check", "basedpyright", "lint-imports", "pytest -q"]

NOT_RUN = {
    "uv sync": "it downloads; the same packages come by pip in CI",
    "uv run pytest": "it would run this test within itself",
    "python -m venv .venv": "the README's first command does the same, and CI runs that",
    '.venv/bin/pip install --upgrade "pip>=25.1"': "it downloads",
    ".venv/bin/pip install -e . --group test --group lint": "it downloads; CI installs the same groups",
    ".venv/bin/pytest": "it would run this test within itself",
}
"""Commands of the documentation that no test runs, each with the reason."""


def blocks(language: str, page: Path) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def examples(language: str) -> list[object]:
    return [
        pytest.param(block, id=f"{page.relative_to(ROOT).as_posix()}-{number}")
        for page in PAGES
        for number, block in enumerate(blocks(language, page))
    ]


LINES = [line for page in PAGES for block in blocks("sh", page) for line in block.splitlines() if line]
OURS = [line for line in LINES if re.match(r"(\.venv/bin/)?paperlsp ", line)]
FIRST, SECOND = (block.strip() for block in blocks("sh", ROOT / "README.md")[:2])


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the commands find what they name: fixtures, and a ``paperlsp`` that runs this source."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "fixtures", root / "fixtures")
    programs = root / ".venv" / "bin"
    programs.mkdir(parents=True)
    program = programs / "paperlsp"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m paperlsp.cli "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return root


def run(line: str, checkout: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PATH": f"{checkout / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PAPERLSP_CACHE_DIR": str(checkout / "cache"),
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(
        ["bash", "-c", line], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


@pytest.mark.parametrize("line", OURS)
def test_a_command_of_ours_does_what_it_is_shown_for(line: str, checkout: Path) -> None:
    """Those without a path to the program are shown as run in a fixture's folder."""
    done = run(line, checkout, checkout if line.startswith(".venv") else checkout / "fixtures" / "qhadam")
    assert done.returncode == 0, done.stderr
    assert done.stdout or "confirm" in line or "reject" in line or "mark" in line
    assert "Traceback" not in done.stderr


def test_every_other_command_is_run_by_ci_or_has_a_reason_not_to_be() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    run_by_ci = {FIRST, SECOND}
    for line in LINES:
        if line in OURS or line in run_by_ci or line in NOT_RUN:
            continue
        assert any(
            f"\n{line}" in ci or line == check.removesuffix(" --check").removesuffix(" -q") for check in CHECKS
        ), line
    assert set(NOT_RUN) <= set(LINES), "a reason for a command that is no longer there"


@pytest.mark.parametrize(("number", "block"), [("1", FIRST), ("2", SECOND)])
def test_ci_runs_the_readme_s_two_commands_word_for_word(number: str, block: str) -> None:
    assert "\n" not in block
    printed = subprocess.run([ROOT / ".ci" / "readme_command", number], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == block
    assert f'bash -euc "$(.ci/readme_command {number})"' in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_readme_s_two_commands_install_link_and_test() -> None:
    assert FIRST.split(" && ")[-1] == ".venv/bin/paperlsp links fixtures/qhadam"
    assert SECOND.split(" && ")[-1] == ".venv/bin/python -m pytest -q"


def test_just_check_runs_what_ci_runs() -> None:
    text = (ROOT / "justfile").read_text("utf-8")
    recipes = dict(re.findall(r"^(\w+):\n    uv run (.+)$", text, re.MULTILINE))
    (order,) = re.findall(r"^check: (.+)$", text, re.MULTILINE)
    just = [recipes[name] for name in order.split()]
    ci = [
        line
        for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
        if any(line.startswith(check) for check in CHECKS)
    ]
    assert just == [*ci, SECOND.split(".venv/bin/python -m ")[-1]]
    assert [check for check in CHECKS if not any(line.startswith(check) for line in just)] == []


def spans() -> list[str]:
    """What is set as code within sentences and begins with our program's name, the rest of a pipe left out."""
    found = [span for page in PAGES for span in re.findall(r"`(?:\S*/)?(paperlsp [^`]+)`", page.read_text("utf-8"))]
    return sorted({span.partition(" | ")[0] for span in found})


@pytest.mark.parametrize("span", spans())
def test_a_command_in_a_sentence_has_the_options_that_it_shows(span: str) -> None:
    """What it stands for (``PAPER.pdf``, ``[PATH]``) is left alone: only names of commands and options are held."""
    command: click.Command = commands
    for word in span.split()[1:]:
        if word == "--check":
            command = commands.commands["check"]
        elif word.startswith("-"):
            assert any(word in parameter.opts for parameter in command.params), word
        elif isinstance(command, click.Group) and word in command.commands:
            command = command.commands[word]
    assert command is not commands or "--tcp" in span


@pytest.mark.parametrize("block", examples("toml"))
def test_toml_is_toml_and_settings_are_ours(block: str) -> None:
    value = tomllib.loads(block)
    table = value.get("tool", {}).get("paperlsp")
    if table is not None:
        assert parse_config(table, "pyproject.toml")[1] == ()


@pytest.mark.parametrize("block", examples("json"))
def test_json_is_json(block: str) -> None:
    assert json.loads(block)


@pytest.mark.parametrize(
    ("heading", "line", "listed"),
    [
        ("paperlsp outline ", "paperlsp outline paper.pdf --output-format json", ("anchors",)),
        ("paperlsp links ", "paperlsp links --output-format json", ("symbols", "links")),
        ("paperlsp --check ", "paperlsp --check --show-hints --select ALL --output-format json", ("findings",)),
    ],
)
def test_the_documented_json_has_the_keys_of_the_real_one(
    heading: str, line: str, listed: tuple[str, ...], checkout: Path
) -> None:
    real = json.loads(run(line, checkout, checkout / "fixtures" / "qhadam").stdout)
    part = (ROOT / "docs" / "json.md").read_text("utf-8").partition(f"\n## `{heading}")[2]
    shown = json.loads(part.partition("```json\n")[2].partition("```")[0])
    for key in listed:
        assert list(shown) == list(real)
        real = next(each for each in real[key] if key != "symbols" or each["links"])
        shown = shown[key][0]
    assert list(shown) == list(real)
