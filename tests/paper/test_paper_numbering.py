"""Of all lines with a number, those count that go on as sections do."""

import pytest
from paperlsp.paper.numbering import NUMBERED, Candidate, best_chain


def chain(*numbers: str) -> list[str]:
    """The numbers that are kept; a number may be given as ``number@style``."""
    made = []
    for at, each in enumerate(numbers):
        number, _, family = each.partition("@")
        made.append(Candidate(at, number, family, 1.0))
    return [candidate.number for candidate, _ in best_chain(made)]


def levels(*numbers: str) -> list[int]:
    made = [Candidate(at, *each.split("@"), 1.0) for at, each in enumerate(numbers)]
    return [len([part for part in key if part]) for _, key in best_chain(made)]


@pytest.mark.parametrize(
    "numbers",
    [
        ["1", "2", "2.1", "2.2", "3", "A", "A.1", "B"],
        ["1", "1.1", "1.1.1", "1.1.2", "2"],
        ["S1", "S1.1", "S2"],
        ["0", "1", "2"],
        ["1", "2", "A1", "A2", "B1"],
    ],
)
def test_sections_count_on(numbers: list[str]) -> None:
    assert chain(*numbers) == numbers


def test_rows_of_a_table_do_not_lead_astray() -> None:
    assert chain("1", "2", "5", "7", "2.1", "2.2", "3", "1", "4") == ["1", "2", "2.1", "2.2", "3", "4"]


def test_a_missed_heading_does_not_end_the_count() -> None:
    assert chain("1", "3", "3.2", "4") == ["1", "3", "3.2", "4"]


def test_letters_under_roman_numbers_are_subsections() -> None:
    numbers = ["I@caps", "II@caps", "A@slanted", "B@slanted", "1@small", "III@caps", "A@slanted", "IV@caps", "V@caps"]
    assert chain(*numbers) == [each.split("@")[0] for each in numbers]
    assert levels(*numbers) == [1, 1, 2, 2, 3, 1, 2, 1, 1]


def test_letters_after_numbers_are_appendices() -> None:
    assert levels("1@b", "2@b", "2.1@s", "A@b", "A.1@s", "B@b") == [1, 1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1 Introduction", "1", "Introduction"),
        ("1Introduction", "1", "Introduction"),
        ("3.1. Encoder", "3.1", "Encoder"),
        ("IV. EXPERIMENTS", "IV", "EXPERIMENTS"),
        ("A.2 Proofs", "A.2", "Proofs"),
        ("Appendix B. Details", "B", "Details"),
        ("Appendix C", "C", None),
        ("S2.1 Data", "S2.1", "Data"),
        ("A1 Data", "A1", "Data"),
        ("Supplementary Material A: Data", "A", "Data"),
    ],
)
def test_numbers_are_parted_from_titles(text: str, number: str, title: str | None) -> None:
    match = NUMBERED.match(text)
    assert match is not None
    assert (match["number"], match["title"]) == (number, title)
