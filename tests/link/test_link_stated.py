"""Values in code beside values that a paper states: which are the same setting, and whether they agree."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest
from paperlsp.code import read_source
from paperlsp.link import build_graph
from paperlsp.link.stated import equal
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Paper, StatedValue, SymbolDefinition, Table, TextPlace

BOX = Box(72.0, 72.0, 540.0, 84.0)
PLACE = TextPlace(0, 0, 1)


def section(number: str, title: str, text: str) -> Anchor:
    return Anchor(f"sec:{number}", "section", number, title, 1, 2, BOX, None, text)


def value(name: str, stated: str, anchor: str, subject: str | None = None, latex: str | None = None) -> StatedValue:
    notation = name if latex is not None else None
    return StatedValue(name, stated, "", 2, anchor, subject, notation, latex, "setting", f"{name} is {stated}.", PLACE)


SWAY = "Sway keeps two running means of the gradient and divides one by the root of the other, decayed by the momentum."
LEAP = "Leap takes the maximum of the gradients instead, so that its steps are bounded by the largest one it has seen."


def paper(*values: StatedValue, symbols: tuple[SymbolDefinition, ...] = ()) -> Paper:
    anchors = (section("2", "The Sway optimizer", SWAY), section("3", "The Leap optimizer", LEAP))
    return Paper(
        "sway", "d", "Sway and Leap: two optimizers", (), "", None, 9, anchors, (), symbols=symbols, values=values
    )


SOURCE = """
class Sway:
    \"\"\"The Sway optimizer: two running means of the gradient.\"\"\"

    def __init__(self, params, lr=0.002, beta1=0.85, beta2=0.995, eps=1e-7, window_size=14):
        self.means = beta1 * params
"""


def found(*values: StatedValue, source: str = SOURCE, symbols: tuple[SymbolDefinition, ...] = ()) -> list[str]:
    """``name=value agrees|differs anchor`` for each value of the code that the paper states too."""
    graph = build_graph([paper(*values, symbols=symbols)], [read_source("sway.py", dedent(source).encode())], {})
    return [f"{v.name}={v.value} {'agrees' if v.agrees else 'differs'} {v.stated.anchor}" for v in graph.values]


def test_a_default_meets_the_value_of_its_notation() -> None:
    assert found(value("β₁", "0.85", "sec:2", latex=r"\beta_1")) == ["beta1=0.85 agrees sec:2"]


def test_a_default_that_differs_is_told_where_its_notation_is_the_same() -> None:
    assert found(value("β₂", "0.999", "sec:2", latex=r"\beta_2")) == ["beta2=0.995 differs sec:2"]


def test_of_several_values_the_one_that_agrees_is_meant() -> None:
    stated = (value("β₂", "0.999", "sec:2", latex=r"\beta_2"), value("β₂", "0.995", "sec:3", latex=r"\beta_2"))
    assert found(*stated) == ["beta2=0.995 agrees sec:3"]


def test_a_value_of_another_algorithm_says_nothing_of_this_one() -> None:
    assert found(value("β₂", "0.9", "sec:3", subject="Leap", latex=r"\beta_2")) == []


def test_a_common_word_alone_is_no_reason_to_speak_against_code_about_something_else() -> None:
    assert found(value("window", "7", "sec:3")) == []


def test_a_common_word_speaks_against_code_that_is_surely_about_its_part() -> None:
    assert found(value("window", "7", "sec:2")) == ["window_size=14 differs sec:2"]


def test_widths_of_two_parts_are_two_settings() -> None:
    source = SOURCE.replace("window_size=14", "embed_dim=14")
    assert found(value("embedding dimension", "7", "sec:2"), source=source) == ["embed_dim=14 differs sec:2"]
    assert found(value("embedding dimension", "7", "sec:3"), source=source) == []


def test_half_a_name_and_a_number_that_stands_everywhere_meet_by_chance() -> None:
    source = SOURCE.replace("window_size=14", "points_near_crop_border=1")
    assert found(value("points", "1", "sec:2"), source=source) == []
    assert found(value("points near crop border", "1", "sec:2"), source=source) == [
        "points_near_crop_border=1 agrees sec:2"
    ]


def test_of_several_values_that_differ_none_is_meant() -> None:
    assert found(value("window", "7", "sec:2"), value("window", "9", "sec:2")) == []


@pytest.mark.parametrize("special", ["0", "1"])
def test_what_makes_a_special_case_is_no_setting(special: str) -> None:
    assert found(value("β₂", special, "sec:2", latex=r"\beta_2")) == []


def test_a_sentence_about_the_very_algorithm_speaks_wherever_it_stands() -> None:
    said = value("β₂", "0.999", "sec:3", subject="Sway", latex=r"\beta_2")
    assert found(said) == ["beta2=0.995 differs sec:3"]


def test_a_shape_meets_its_side() -> None:
    assert found(value("window size", "14x14", "sec:2")) == ["window_size=14 agrees sec:2"]


def test_a_notation_is_also_called_what_it_means() -> None:
    step = SymbolDefinition("α", r"\alpha", "step size", 2, "sec:2", "sec:2", "name", PLACE)
    rate = value("α", "0.002", "sec:2", latex=r"\alpha")
    assert found(rate) == []
    assert found(rate, symbols=(step,)) == ["lr=0.002 agrees sec:2"]


def test_the_second_of_several_is_the_second_of_the_paper() -> None:
    source = SOURCE.replace("beta1=0.85, beta2=0.995", "betas=(0.85, 0.995)").replace("beta1 *", "betas[0] *")
    assert found(value("β₂", "0.995", "sec:2", latex=r"\beta_2"), source=source) == ["betas[1]=0.995 agrees sec:2"]


def test_a_paper_that_states_nothing_finds_nothing() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("code", "stated", "same"),
    [
        ("0.88", "88", True),
        ("1e-08", "1e-08", True),
        ("14", "14x14", True),
        ("14", "14x16", False),
        ("0.9", "0.99", False),
        ("2", "0.02", False),
        ("20", "20:1", False),
    ],
)
def test_canonical_values_are_compared(code: str, stated: str, same: bool) -> None:
    assert equal(code, value("x", stated, "sec:2")) is same


def stated(name: str, number: str, quote: str, subject: str | None = None, latex: str | None = None) -> StatedValue:
    notation = name if latex is not None else None
    return StatedValue(name, number, "", 2, "sec:2", subject, notation, latex, "setting", quote, PLACE)


@pytest.mark.parametrize("neutral", ["0", "1"])
def test_what_switches_something_off_speaks_against_nothing(neutral: str) -> None:
    source = SOURCE.replace("window_size=14", f"window_size={neutral}")
    assert found(value("window", "7", "sec:2"), source=source) == []


def test_what_comes_back_every_so_often_is_no_count() -> None:
    source = SOURCE.replace("window_size=14", "epochs=60")
    total = stated("epochs", "90", "A run has 90 epochs.")
    interval = stated("epochs", "30", "From then on the rate falls to a tenth every 30 epochs.")
    assert found(total, interval, source=source) == ["epochs=60 differs sec:2"]
    assert found(interval, source=source) == []


def test_a_constant_of_the_module_is_about_what_its_definitions_are_about() -> None:
    source = f"WINDOW = 14\n{SOURCE}"
    assert found(value("window", "7", "sec:2"), source=source)[0] == "WINDOW=14 differs sec:2"
    assert found(value("window", "7", "sec:3"), source=source) == []


def test_a_sentence_that_names_the_definition_is_about_it_wherever_it_stands() -> None:
    source = SOURCE.replace("class Sway:", "class SwayOptimizer:")
    said = StatedValue(
        "window", "7", "", 2, "sec:3", None, None, None, "setting", "The Sway optimizer uses a window of 7.", PLACE
    )
    assert found(said, source=source) == ["window_size=14 differs sec:3"]


BORROWED = stated("β₂", "0.98", "We used the Lamb optimizer [20] with β₂ = 0.98.", subject="Lamb", latex=r"\beta_2")


def test_how_a_paper_uses_what_others_made_is_no_default_of_that() -> None:
    assert found(BORROWED) == []


def test_but_it_is_one_where_the_code_says_that_it_is_made_after_the_paper() -> None:
    source = SOURCE.replace("two running means", "from Sway and Leap: two optimizers. Two running means")
    assert found(BORROWED, source=source) == ["beta2=0.995 differs sec:2"]


def test_of_sentences_that_agree_the_recommendation_is_quoted() -> None:
    stated_values = (
        stated("β₂", "0.995", "The baseline of the first run has β₂ = 0.995.", latex=r"\beta_2"),
        stated("β₂", "0.995", "We recommend β₂ = 0.995 by default.", latex=r"\beta_2"),
        stated("β₂", "0.995", "The second run has β₂ = 0.995.", latex=r"\beta_2"),
    )
    graph = build_graph([paper(*stated_values)], [read_source("sway.py", dedent(SOURCE).encode())], {})
    assert [each.stated.quote for each in graph.values] == ["We recommend β₂ = 0.995 by default."]


def in_parameters(text: str, *values: StatedValue, name: str = "configs/sway.yaml") -> list[str]:
    sources = [read_source("sway.py", dedent(SOURCE).encode()), read_source(name, dedent(text).encode())]
    graph = build_graph([paper(*values)], sources, {})
    return [
        f"{each.name}={each.value} {'agrees' if each.agrees else 'differs'}"
        for each in graph.values
        if each.file == name
    ]


BETA = value("β₂", "0.999", "sec:2", latex=r"\beta_2")


def test_a_file_of_parameters_is_about_all_of_the_paper() -> None:
    assert in_parameters("optimizer: {lr: 0.1, beta2: 0.999}", BETA) == ["beta2=0.999 agrees"]
    assert in_parameters("optimizer: {lr: 0.1, beta2: 0.99}", BETA) == ["beta2=0.99 differs"]


def test_its_keys_say_what_a_value_is_given_to() -> None:
    leap = value("β₂", "0.999", "sec:3", subject="Leap", latex=r"\beta_2")
    assert in_parameters("optimizer: {name: Leap, lr: 0.1, beta2: 0.99}", leap) == ["beta2=0.99 differs"]
    assert in_parameters("optimizer: {name: Sway, lr: 0.1, beta2: 0.99}", leap) == []


def test_a_single_word_in_a_file_of_parameters_says_too_little() -> None:
    assert in_parameters("model: {window: 14, dim: 3, lr: 0.1}", value("window", "7", "sec:2")) == []


def test_a_row_with_other_numbers_beside_is_no_single_setting() -> None:
    row = StatedValue(
        "weight decay", "0.01", "", 2, "tab:1", None, None, None, "setting", "Weight decay | 0.01 | 0.0", PLACE
    )
    assert in_parameters("optimizer: {lr: 0.1, weight_decay: 0.5}", row) == []


FACTORY = """
from sway import Sway


def build(params):
    return Sway(params, beta2=0.99, window_size=14)
"""


def test_an_argument_is_a_setting_of_what_it_is_given_to() -> None:
    sources = [read_source("sway.py", dedent(SOURCE).encode()), read_source("build.py", FACTORY.encode())]
    graph = build_graph([paper(BETA, value("window", "14", "sec:2"))], sources, {})
    told = [f"{each.name}={each.value} {each.agrees}" for each in graph.values if each.file == "build.py"]
    assert told == ["beta2=0.99 False", "window_size=14 True"]
    alone = build_graph([paper(BETA)], sources[1:], {})
    assert alone.values == ()


def test_each_number_of_a_row_belongs_to_the_column_of_its_algorithm() -> None:
    row = ("weight decay", "0.01", "0.5")
    table = Table("tab:1", 0, 2, BOX, 1, (("setting", "Sway", "Leap"), row))
    said = StatedValue("weight decay", "0.01", "", 2, "tab:1", "Leap", None, None, "setting", " | ".join(row), PLACE)
    whole = replace(paper(said), tables=(table,))
    source = SOURCE.replace("window_size=14", "weight_decay=0.1")
    graph = build_graph([whole], [read_source("sway.py", dedent(source).encode())], {})
    assert [(each.stated.value, each.stated.subject, each.agrees) for each in graph.values] == [("0.01", "Sway", False)]


def test_a_longer_name_of_the_algorithm_s_own_says_what_a_shorter_one_says() -> None:
    source = SOURCE.replace("window_size=14", "weight_decay=0.1")
    decoupled = value("decoupled weight decay", "0.01", "sec:2", subject="Sway")
    assert found(decoupled, source=source) == ["weight_decay=0.1 differs sec:2"]
