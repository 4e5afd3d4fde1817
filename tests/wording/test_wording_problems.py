"""What is wrong with an input, in French: whole texts out of parts, with names as they are."""

from __future__ import annotations

import json
import os
import tomllib

import pytest
from paperlsp.wording import retell
from paperlsp.wording.french_problems import FRENCH_REASONS_OF_OTHERS


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "`papers[0].path` must be the path of a PDF.",
            "`papers[0].path` doit être le chemin d’un PDF.",
        ),
        (
            "The exported index cannot be used: a paper's name leads out of the folder.",
            "L’index exporté ne peut pas être utilisé : le nom d’un article mène hors du dossier.",
        ),
        (
            "The paper a (1).pdf cannot be opened: No such file or directory.",
            "L’article a (1).pdf ne peut pas être ouvert : aucun fichier ni dossier de ce nom.",
        ),
    ],
)
def test_parts_are_told_within_the_whole(english, french):
    assert retell("fr", english) == french


def test_names_stay_what_they_are():
    """Labels such as "paper" are words of ours; between backticks or quotes they are somebody's names."""
    assert retell("fr", "paper") == "article"
    assert retell("fr", "`paper` is not a setting.") == "`paper` n’est pas un réglage."
    assert retell("fr", "Did you mean `record`?") == "Vouliez-vous dire `record` ?"
    assert retell("fr", "No paper has a part “code”.") == "Aucun article n’a de partie « code »."


def test_a_place_is_one_with_a_number():
    assert (retell("fr", "line 3"), retell("fr", "cell 2")) == ("ligne 3", "cellule 2")
    assert (retell("fr", "line search"), retell("fr", "cell state")) == ("line search", "cell state")


def test_what_python_says_of_a_place_is_told():
    said: list[str] = []
    for read, text in ((tomllib.loads, "a = 1\nb c"), (tomllib.loads, "a = ["), (json.loads, "[1,")):
        with pytest.raises(ValueError, match=r".") as caught:
            read(text)
        said.append(retell("fr", f"The file is not valid TOML: {caught.value}."))
    assert ["ligne 2, colonne" in said[0], "à la fin du fichier" in said[1], "ligne 1, colonne 4" in said[2]] == [
        True
    ] * 3


def test_what_the_system_says_is_what_it_says():
    known = {os.strerror(number) for number in range(1, 134)}
    assert [each for each in FRENCH_REASONS_OF_OTHERS if "{" not in each and each not in known] == []
