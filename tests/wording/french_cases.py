"""Folders with something wrong in them, and words that a French report must have."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bad_pdfs

FIXTURES = Path(__file__).parents[2] / "fixtures"


@dataclass(frozen=True)
class Case:
    """``files`` are written into a folder with a paper, where ``paper`` says so; ``code`` is reported in ``words``."""

    name: str
    code: str
    words: str
    files: dict[str, str | Callable[[], bytes]]
    paper: bool = True

    def lay(self, root: Path) -> Path:
        root.mkdir(parents=True, exist_ok=True)
        if self.paper:
            shutil.copy(FIXTURES / "qhadam" / "paper.pdf", root / "paper.pdf")
        for name, content in {"code.py": "x = 1\n", **self.files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content())
        return root


def _other() -> bytes:
    return (FIXTURES / "sam" / "paper.pdf").read_bytes()


CASES = (
    Case("no-paper", "PL003", "Aucun article n’a été trouvé. Mettez le PDF", {}, paper=False),
    Case(
        "no-paper-named",
        "PL003",
        "README.md nomme arXiv 2101.00001 : lancez `paperlsp fetch arxiv:2101.00001` pour le télécharger",
        {"README.md": "Code of arXiv:2101.00001.\n"},
        paper=False,
    ),
    Case(
        "several",
        "PL004",
        "2 articles se trouvent ici, et tous sont utilisés : other.pdf, paper.pdf.",
        {"other.pdf": _other},
    ),
    Case(
        "encrypted",
        "PL001",
        "Le PDF est chiffré et demande un mot de passe. Enregistrez",
        {"b.pdf": bad_pdfs.encrypted},
    ),
    Case("cut-off", "PL001", "Le PDF s’interrompt avant sa fin ; ", {"b.pdf": bad_pdfs.truncated}, paper=False),
    Case("web-page", "PL001", "Il ressemble à une page web.", {"b.pdf": lambda: b"<html></html>"}),
    Case("scanned", "PL001", "Le PDF contient des images de pages et aucun texte.", {"b.pdf": bad_pdfs.scanned}),
    Case("broken-config", "PL002", "Le fichier n’est pas du TOML valable : ", {"paperlsp.toml": "threshold ="}),
    Case(
        "wrong-value",
        "PL002",
        "threshold : `threshold` doit être un nombre de 0 à 1.",
        {"paperlsp.toml": "threshold = 2"},
    ),
    Case(
        "wrong-key",
        "PL002",
        "paper : `paper` n’est pas un réglage. Vouliez-vous dire `papers` ?",
        {"paperlsp.toml": "paper = 2"},
    ),
    Case(
        "no-such-pdf",
        "PL001",
        "L’article gone.pdf ne peut pas être ouvert : aucun fichier ni dossier de ce nom. Corrigez le chemin.",
        {"paperlsp.toml": 'papers = ["gone.pdf"]'},
    ),
    Case("outside", "PL002", "mène hors du dossier : ../p.pdf.", {"paperlsp.toml": 'papers = ["../p.pdf"]'}),
    Case("syntax", "PL001", "ligne 2 : Ce n’est pas du Python valable ici", {"bad.py": "x = 1\nclass (:\n"}),
    Case("encoding", "PL001", "ligne 1 : Le fichier n’est pas de l’UTF-8 valable.", {"bad.py": lambda: b"# caf\xe9\n"}),
    Case(
        "cell",
        "PL001",
        "cellule 2, ligne 1 : Ce n’est pas du Python valable ici",
        {
            "tour.ipynb": '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"},'
            ' {"cell_type": "code", "source": "class (:"}]}'
        },
    ),
    Case(
        "record", "PL001", "ligne 1 : Ce n’est pas une ligne de registre.", {".paperlsp/links.toml": "what is this\n"}
    ),
    Case("baseline", "PL001", "Le fichier ne contient pas de liste de constats.", {".paperlsp/baseline.json": "{}"}),
    Case(
        "index",
        "PL001",
        "L’index exporté ne peut pas être utilisé : ce n’est pas du JSON.",
        {".paperlsp/papers.json": "x"},
        paper=False,
    ),
)
