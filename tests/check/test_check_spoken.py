"""Findings and problems in words: the same composition in both languages, with places and phrases of ours told as well."""

from __future__ import annotations

from dataclasses import replace

import pytest
from paperlsp.check.finding import Rule, make
from paperlsp.check.spoken import spoken_finding, spoken_problem
from paperlsp.model.problem import Problem
from paperlsp.model.span import Span

RULE = Rule("PL999", "example", "hint")
PROBLEM = Problem("pdf-page-broken", "The page cannot be read (a reason).", "Use another copy of the paper.")


@pytest.mark.parametrize(
    ("place", "english", "french"),
    [
        ("", "", ""),
        ("page 3", "page 3: ", "page 3 : "),
        ("line 12", "line 12: ", "ligne 12 : "),
        ("cell 2", "cell 2: ", "cellule 2 : "),
        ("cell 2, line 4", "cell 2, line 4: ", "cellule 2, ligne 4 : "),
        # Keys of settings and names are what they are.
        ("papers[0].path", "papers[0].path: ", "papers[0].path : "),
        ("paper", "paper: ", "paper : "),
        ("line search", "line search: ", "line search : "),
    ],
)
def test_a_problem_stands_behind_its_place(place: str, english: str, french: str) -> None:
    problem = replace(PROBLEM, place=place)
    assert spoken_problem(problem) == f"{english}The page cannot be read (a reason). Use another copy of the paper."
    assert spoken_problem(problem, "fr") == (
        f"{french}La page ne peut pas être lue (a reason). Prenez une autre copie de l’article."
    )


def test_its_file_comes_first_where_one_asks_for_it() -> None:
    problem = replace(PROBLEM, file="a.pdf", place="page 3", remedy="")
    assert spoken_problem(problem, file=problem.file) == "a.pdf, page 3: The page cannot be read (a reason)."
    assert spoken_problem(problem, "fr", file="b.pdf") == "b.pdf, page 3 : La page ne peut pas être lue (a reason)."


def test_a_finding_of_a_problem_has_its_words() -> None:
    finding = make(RULE, "a.pdf", Span(0, 0), spoken_problem(PROBLEM), about="", problem=PROBLEM)
    assert spoken_finding(finding, "en") == finding.message
    assert spoken_finding(finding, "fr") == spoken_problem(PROBLEM, "fr")


def test_phrases_within_a_finding_are_told_and_names_are_not() -> None:
    message = "`{symbol}` in {file} computes {equation} as the paper has it; here {what} makes a difference."
    words = {"symbol": "paper", "file": "a.py", "equation": "the equation on p. 4", "what": "β"}
    finding = make(RULE, "a.py", Span(0, 0), message, about="", words=words)
    assert spoken_finding(finding, "fr") == (
        "`paper` dans a.py calcule l’équation p. 4 comme l’article ; ici β fait une différence."
    )
    message = "{said} was said before {changed} changed: say it again, or take it back."
    words = {"said": "The confirmed link to Eq. (3)", "changed": "the code and the passage in the paper"}
    finding = make(RULE, "a.py", Span(0, 0), message, about="", words=words)
    assert spoken_finding(finding, "fr") == (
        "Le lien confirmé vers Eq. (3) date d’avant un changement dans le code et le passage de l’article : "
        "redites-le, ou reprenez-le."
    )
