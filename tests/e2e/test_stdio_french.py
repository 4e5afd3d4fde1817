"""A French editor: what is wrong with inputs, asked for and pushed, in the log and on the screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FIXTURES, SERVER
from english_words import english_words
from french_cases import CASES
from wire import Wire

SYNTAX = (
    "ligne 2 : Ce n’est pas du Python valable ici ; ce qui se trouve autour est lu quand même. Corrigez la syntaxe."
)
SETTING = "threshold : `threshold` doit être un nombre de 0 à 1. Corrigez-le ; d’ici là, il est laissé de côté."
ENCRYPTED = "Le PDF est chiffré et demande un mot de passe. Enregistrez une copie sans mot de passe et utilisez-la."


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    for case in CASES:
        if case.name in ("syntax", "wrong-value", "encrypted"):
            case.lay(tmp_path / "repo")
    (tmp_path / "repo" / "paper.pdf").unlink()
    return tmp_path / "repo"


def test_diagnostics_that_are_asked_for(root: Path) -> None:
    with Wire(SERVER) as wire:
        wire.initialize(root, {"textDocument": {"diagnostic": {}}}, locale="fr-CA")
        for name, words in (("bad.py", SYNTAX), ("paperlsp.toml", SETTING)):
            uri = wire.open(root / name)
            (found,) = wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]
            assert found["message"] == words
        assert wire.leave() == 0


def test_diagnostics_that_are_pushed_and_messages(root: Path) -> None:
    with Wire(SERVER) as wire:
        wire.initialize(root, locale="fr")
        for name, words in (("bad.py", SYNTAX), ("paperlsp.toml", SETTING), ("b.pdf", ENCRYPTED)):
            uri = (root / name).as_uri()
            pushed = wire.notification("textDocument/publishDiagnostics", lambda params, uri=uri: params["uri"] == uri)
            assert [each["message"] for each in pushed["diagnostics"]] == [words]
        assert wire.notification("window/showMessage")["message"] == f"paperlsp: b.pdf : {ENCRYPTED}"
        assert wire.leave() == 0
        logged = [each["params"]["message"] for each in wire.seen if each.get("method") == "window/logMessage"]
        assert f"paperlsp.toml, {SETTING}" in logged
        assert [word for text in logged if "paperlsp 0" not in text for word in english_words(text)] == []


def test_reasons_for_a_view_of_the_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    shutil.copytree(FIXTURES / "qhadam", tmp_path / "qhadam")
    with Wire(SERVER) as wire:
        wire.initialize(tmp_path / "qhadam", {"experimental": {"paperlsp": {"view": True}}}, locale="fr")
        said = [*reasons(wire.result("paperlsp/files")), *reasons(wire.result("paperlsp/outline"))]
        (folder,) = wire.result("paperlsp/papers")["folders"]
        for paper in folder["papers"]:
            for anchor in paper["anchors"]:
                ask = {"folder": folder["folder"], "paper": paper["id"], "anchor": anchor["id"]}
                said += reasons(wire.result("paperlsp/equation", ask))
        assert wire.leave() == 0
    assert any(each.startswith("la ligne ") and ", avec " in each for each in said)
    assert [each for each in said if english_words(each)] == []


def reasons(answer: object) -> Iterator[str]:
    """What an answer says in words of ours, wherever it stands in it."""
    if isinstance(answer, list):
        for each in answer:
            yield from reasons(each)
    elif isinstance(answer, dict):
        for key, value in answer.items():
            if key in ("reason", "detail"):
                yield value
            elif key == "reasons":
                yield from value
            else:
                yield from reasons(value)
