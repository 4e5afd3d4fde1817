"""The judgements on findings: what they hold, and what is counted of them."""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from paperlsp.check import RULES
from paperlsp.model.finding import Finding
from paperlsp.model.span import Span

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from findings import Pair, Told, row, table

JUDGED = Path(__file__).parents[2] / "benchmarks" / "gold_findings"


@pytest.mark.parametrize("path", sorted(JUDGED.glob("*.json")), ids=lambda each: each.stem)
def test_a_judgement_names_a_place_and_holds_no_word_of_paper_or_code(path: Path) -> None:
    value = json.loads(path.read_text("utf-8"))
    assert value.keys() == {"paper", "files", "findings"}
    codes = {each.rule.code for each in RULES}
    keys = [(each["code"], each["symbol"], each["place"]) for each in value["findings"]]
    assert len(set(keys)) == len(keys)
    for each in value["findings"]:
        assert each["code"] in codes
        assert re.fullmatch(r"[\w./-]+\.(py:\d+:\d+|pdf:[\w.:/-]*)", each["place"])
        assert re.fullmatch(r"[\w.~]*", each["symbol"])
        # What is wrong says why.
        assert each.keys() - {"code", "symbol", "place", "right"} == (set() if each["right"] else {"why"})


@dataclass(frozen=True)
class Case:
    code: str
    right: bool | None


def told(*cases: Case) -> list[Told]:
    pair = Pair(
        "p", "", (), {(each.code, str(at), ""): each.right for at, each in enumerate(cases) if each.right is not None}
    )
    return [
        Told(
            pair,
            (each.code, str(at), ""),
            Finding(each.code, "n", "hint", "a.py", Span(0, 0), "Words.", None, None, "f"),
        )
        for at, each in enumerate(cases)
    ]


def test_rules_that_are_off_are_marked_and_not_in_the_sum() -> None:
    lines = [*table(told(Case("PL101", True), Case("PL101", False), Case("PL102", False), Case("PL201", None)))]
    assert lines[1:] == [
        row("PL101", [1, 1, 0]),
        row("PL102*", [0, 1, 0]),
        row("PL201", [0, 0, 1]),
        row("all on", [1, 1, 1]),
    ]
    assert lines[1].endswith("0.50")
    assert lines[3].endswith("–")
