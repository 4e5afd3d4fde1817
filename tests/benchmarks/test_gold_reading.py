"""The yardstick itself: which spellings, meanings and numbers count as the same, and how a reading is scored."""

import json
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import gold_notation as spelling  # noqa: E402 -- The benchmarks are scripts beside each other, no package.
import gold_reading as reading  # noqa: E402

TRUTHS = sorted((BENCHMARKS / "gold_reading").glob("*.json"))


@pytest.mark.parametrize(
    ("gold", "got"),
    [
        ("β₁", r"\beta_1"),
        ("β₁", "β_1"),
        ("m̂_t", r"\hat{m}_t"),
        ("m̂_t", "m̂ₜ"),
        ("θ_{t+1}", "θₜ₊₁"),
        ("W_i^Q", "W^Q_i"),
        ("g′_{t+1}", r"g'_{t+1}"),
        ("ŵ", r"\widehat{\mathbf{w}}"),
        ("d_{model}", r"d_{\text{model}}"),
        ("ϵ", r"\varepsilon"),
        ("R", "ℝ"),
        ("W", "W ∈ ℝ^{d×k}"),
        ("g_t", "g_t = ∇f(θ)"),
        ("z^{(l)}", "z^(l)"),
        ("x_{t+1}", "x_(t+1)"),
        ("f(θ)", "f"),
        ("x_1, …, x_n", r"x_1, \ldots, x_n"),
        ("α/(1−β₁^t)", r"\alpha / (1 - \beta_1^{t})"),
    ],
)
def test_one_notation_has_many_spellings(gold: str, got: str) -> None:
    assert spelling.same_notation(gold, got)
    assert spelling.same_notation(got, gold)


@pytest.mark.parametrize(
    ("gold", "got"),
    [("β₁", "β₂"), ("m̂_t", "m_t"), ("m̂_t", "m̄_t"), ("f(θ)", "f(x)"), ("g_t", "g"), ("v_t", "v_{t−1}"), ("D", "d")],
)
def test_different_notations_stay_apart(gold: str, got: str) -> None:
    assert not spelling.same_notation(gold, got)


def test_members_are_divided_outside_brackets_and_scripts_only() -> None:
    assert spelling.members("β₁, β₂ ∈ [0, 1)") == ["β_{1}", "β_{2}"]
    assert spelling.members("K and V") == ["K", "V"]
    assert spelling.members("g_{t,i}") == ["g_{t,i}"]
    assert spelling.members("Attention(Q, K, V)") == ["Attention(Q, K, V)"]


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ("exponential decay rate", "the rate of decaying", True),
        ("stepsize", "learning rate", False),
        ("number of layers", "the number of heads", False),
        ("weights; ∈ ℝ^{d×k}", r"\in \mathbb{R}^{d \times k}", True),
        ("∈ ℝ^{d×k}", "ℝ^(d×k)", True),
        ("∈ ℝ", "∈ ℝ^d", False),
        ("∈ [0, 1)", "decay rates in the range ∈ [0,1)", True),
        ("= ∇f_t(θ_t)", r"\nabla f_t(\theta_t)", True),
        ("= ∇f_t(θ_t)", "g_t = ∇f_t(θ_t)", True),
        ("= ∇f_t(θ_t)", "α√(1−β)", False),
        ("= β_1^2/√β_2", r"\frac{\beta_1^2}{\sqrt{\beta_2}}", True),
        ("= β_1^2/√β_2", "β₁²/√β₂", True),
    ],
)
def test_a_meaning_shares_a_content_word_or_a_formula(gold: str, got: str, same: bool) -> None:
    assert spelling.same_meaning(gold, got) is same


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("8e−4", [0.0008]),
        ("10⁻⁸", [1e-8]),
        (r"10^{-8}", [1e-8]),
        ("3 × 10^{-4}", [0.0003]),
        (r"\frac{1}{2} \cdot 10^{-4}", [0.00005]),
        ("½ · 10⁻⁴", [0.00005]),
        ("100K", [100_000]),
        ("10,000", [10_000]),
        ("0.5 million", [500_000]),
        ("1, 2, 3", [1, 2, 3]),
        ("-5..-1", [-5, -1]),
        ("0.95–0.99", [0.95, 0.99]),
        ("eight", [8]),
        ("32×32", [32, 32]),
        ("100^2", [10_000]),
        ("n", []),
    ],
)
def test_numbers_are_read_as_written(text: str, numbers: list[float]) -> None:
    assert spelling.numbers(text) == pytest.approx(tuple(numbers))


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ("0.0008", "8e−4", True),
        ("0.9", "0.99", False),
        ("20:1", "20:1", True),
        ("20:1", "20×1", False),
        ("32×32", "32", False),
        ("3×3", "3x3", True),
        ("0.95..0.99", "0.95..0.99", True),
        ("0.00000001", "1e-08", True),
        ("3×3", "3 × 3 × 64", False),
        ("0.0008, 0.0004", "8e−4/4e−4", True),
        ("0, 0.9", "0.9", True),
        ("0, 0.9", "0.9, 0.99", False),
        ("0.9", "0.9, 0.99", False),
        ("100^2", "10000", True),
        ("*", "17", True),
        ("*", "many", False),
        ("784-10", "784-10", True),
    ],
)
def test_values_are_compared_as_numbers_and_shapes(gold: str, got: str, same: bool) -> None:
    assert spelling.same_value(gold, got) is same


def test_a_share_may_be_written_in_percent() -> None:
    assert spelling.same_value("50", "0.5", percent=True)
    assert not spelling.same_value("50", "0.5")


def test_a_name_shares_a_word_or_a_notation() -> None:
    assert spelling.same_name("β₂; decay rate", r"\beta_2")
    assert spelling.same_name("α; stepsize", "stepsize α")
    assert spelling.same_name("batch size", "batches")
    assert not spelling.same_name("β₂", "β₁")
    assert not spelling.same_name("d_model", "model")


def symbol(notation: str, meaning: str, page: int = 1, *, core: bool = True) -> reading.Entry:
    return {"notation": notation, "latex": notation, "meaning": meaning, "page": page, "core": core}


def score(gold: list[reading.Entry], got: list[reading.Entry], judged: tuple[int, ...] = (1, 2)) -> reading.Score:
    return reading.judge({"symbols": gold, "values": [], "judged_pages": judged}, {"symbols": got})[0]


def test_found_missed_and_wrong() -> None:
    result = score(
        [symbol("α", "learning rate"), symbol("β", "momentum")],
        [symbol("α", "rate"), symbol("γ", "discount")],
    )
    assert (result.found, len(result.missed), len(result.wrong)) == (1, 1, 1)
    assert (result.precision, result.recall) == (0.5, 0.5)


def test_debatable_repeated_and_unjudged_entries_do_not_count() -> None:
    gold = [symbol("α", "learning rate"), symbol("t", "timestep", core=False)]
    got = [symbol("α", "rate"), symbol("α", "rate"), symbol("t", "timestep"), symbol("z", "latent", page=9)]
    result = score(gold, got)
    assert (result.found, result.missed, result.wrong, result.neutral) == (1, [], [], 3)


def test_a_sentence_may_break_over_a_page_but_not_over_two() -> None:
    assert score([symbol("α", "rate", 1)], [symbol("α", "rate", 2)]).found == 1
    far = score([symbol("α", "rate", 1)], [symbol("α", "rate", 3)], judged=(1, 2, 3))
    assert (far.found, len(far.wrong), far.elsewhere) == (0, 1, 1)


def test_pairing_finds_as_many_as_there_are() -> None:
    """The first entry could take either item; the second only the one on its own page or the next."""
    gold = [symbol("α", "rate", 2), symbol("α", "rate", 1)]
    assert score(gold, [symbol("α", "rate", 2), symbol("α", "rate", 3)], judged=(1, 2, 3)).found == 2


def test_joint_definitions_count_for_each_member() -> None:
    gold = [symbol("β₁", "decay rate"), symbol("β₂", "decay rate")]
    assert score(gold, [symbol("β₁, β₂ ∈ [0, 1)", "decay rates")]).found == 2


def test_abbreviations_are_left_aside() -> None:
    result = score([symbol("α", "rate")], [symbol("IoU", "intersection over union"), symbol("IoX", "ratio")])
    assert [each["notation"] for each in result.wrong] == ["IoX"]


def test_values_need_number_name_and_page() -> None:
    gold = [{"page": 1, "name": "epochs; training", "value": "90", "unit": "epochs", "core": True}]
    truth = {"symbols": [], "values": gold, "judged_pages": [1]}
    named = {"page": 1, "name": "training", "value": "90", "unit": "epochs"}
    for item, found in [
        (named, 1),
        ({**named, "name": ""}, 1),
        ({**named, "value": "91"}, 0),
        ({**named, "name": "heads", "unit": None}, 0),
        ({**named, "page": 3}, 0),
    ]:
        assert reading.judge(truth, {"values": [item]})[1].found == found


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_the_truth_is_well_formed_and_agrees_with_itself(path: Path) -> None:
    truth = json.loads(path.read_text("utf-8"))
    for entry in truth["symbols"]:
        assert entry["how"] in {"where", "let", "apposition", "space", "table", "equation"}
        assert spelling.same_notation(entry["notation"], entry["latex"]), entry
    for entry in truth["values"]:
        assert entry["value"] == "*" or spelling.numbers(entry["value"]), entry
    assert {entry["page"] for entry in truth["symbols"] + truth["values"]} <= set(truth["judged_pages"])
    # A wording is a noun phrase, never a sentence of the paper.
    words = [
        len(wording.split())
        for each in truth["symbols"]
        for wording in each["meaning"].split("; ")
        if wording[0] not in "=∈:"
    ]
    assert max(words, default=0) <= 12
    values = [each | {"value": "17" if each["value"] == "*" else each["value"]} for each in truth["values"]]
    said = {"symbols": truth["symbols"], "values": values}
    for result in reading.judge(truth, said):
        assert not result.missed
        assert not result.wrong


def test_the_truth_is_large_enough_to_measure_by() -> None:
    truths = [json.loads(path.read_text("utf-8")) for path in TRUTHS]
    assert sum(entry["core"] for truth in truths for entry in truth["symbols"]) >= 100
    assert sum(entry["core"] for truth in truths for entry in truth["values"]) >= 150
