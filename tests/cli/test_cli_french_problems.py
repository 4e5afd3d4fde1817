"""What is wrong with inputs, in French: every report says the same words, with the codes and fingerprints of English ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from english_words import english_words
from french_cases import CASES, Case
from paperlsp.cli import commands


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def alone(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(cache))
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str | Path) -> str:
    return CliRunner().invoke(commands, [str(each) for each in arguments]).stdout


def check(root: Path, output: str, language: str = "fr") -> str:
    return run("--check", root, "--show-hints", "--output-format", output, "--language", language)


def told(root: Path, language: str) -> list[dict[str, object]]:
    return json.loads(check(root, "json", language))["findings"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_problem_is_told_in_french(case: Case, tmp_path: Path) -> None:
    root = case.lay(tmp_path / "repo")
    english, french = told(root, "en"), told(root, "fr")
    assert [each | {"message": ""} for each in english] == [each | {"message": ""} for each in french]
    message = next(
        str(each["message"]) for each in french if each["code"] == case.code and case.words in each["message"]
    )
    # A place may be a key of the settings, which is English.
    words = message[message.index(case.words) :] if " : " not in case.words else message.partition(" : ")[2]
    assert english_words(words) == []
    # `paperlsp doctor` has the same words, behind the file's name.
    assert words in run("doctor", root, "--language", "fr")


@pytest.mark.parametrize("output", ["concise", "full", "json", "sarif", "github", "gitlab", "junit"])
def test_every_report_has_the_same_words(output: str, tmp_path: Path) -> None:
    root = next(each for each in CASES if each.name == "syntax").lay(tmp_path / "repo")
    report = check(root, output)
    if output in ("json", "sarif", "gitlab"):
        report = json.dumps(json.loads(report), ensure_ascii=False)
    assert (
        "ligne 2 : Ce n’est pas du Python valable ici ; ce qui se trouve autour est lu quand même. Corrigez la syntaxe."
        in report
    )
