"""A French editor: what is wrong with inputs, asked for and pushed, in the log and on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SERVER
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
