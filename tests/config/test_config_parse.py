"""Each wrong key or type is one problem that names file, place and remedy; the rest of the settings holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.config import Config, PaperConfig, parse_config


def test_everything_can_be_set() -> None:
    table = {
        "papers": ["a.pdf", {"path": "b.pdf", "code": ["src/**"]}],
        "exclude": ["old/"],
        "ignore": ["PL101"],
        "per-file-ignores": {"tests/**": ["PL201"]},
        "threshold": 1,
    }
    config, problems = parse_config(table, "paperlsp.toml")
    assert problems == ()
    assert config == Config(
        (PaperConfig("a.pdf"), PaperConfig("b.pdf", ("src/**",))),
        ("old/",),
        ("PL101",),
        (("tests/**", ("PL201",)),),
        1.0,
        "paperlsp.toml",
    )


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({"paper": []}, "paper"),
        ({"papers": "a.pdf"}, "papers"),
        ({"papers": [3]}, "papers[0]"),
        ({"papers": [{"path": 3}]}, "papers[0].path"),
        ({"papers": [{"path": "a.pdf", "kode": []}]}, "papers[0].kode"),
        ({"papers": [{"path": "a.pdf", "code": "src"}]}, "papers[0].code"),
        ({"papers": ["../a.pdf"]}, "papers[0].path"),
        ({"papers": ["/a.pdf"]}, "papers[0].path"),
        ({"papers": ["a\\..\\..\\b.pdf"]}, "papers[0].path"),
        ({"papers": ["a\0b.pdf"]}, "papers[0].path"),
        ({"papers": [{"path": "a.pdf", "code": ["src/", "!"]}]}, "papers[0].code[1]"),
        ({"exclude": [1]}, "exclude"),
        ({"exclude": ["kept/", "[z-a]"]}, "exclude[1]"),
        ({"per-file-ignores": {"!": ["PL201"]}}, "per-file-ignores.!"),
        ({"ignore": True}, "ignore"),
        ({"per-file-ignores": []}, "per-file-ignores"),
        ({"per-file-ignores": {"a": 1}}, "per-file-ignores.a"),
        ({"threshold": True}, "threshold"),
        ({"threshold": "0.5"}, "threshold"),
        ({"threshold": 1.5}, "threshold"),
        ({"threshold": float("nan")}, "threshold"),
    ],
)
def test_one_mistake_is_one_problem_and_the_rest_holds(table: dict[str, object], place: str) -> None:
    key = next(iter(table))
    rest: dict[str, object] = {"exclude": ["kept/"]} if key != "exclude" else {"ignore": ["PL101"]}
    config, problems = parse_config({**table, **rest}, "pyproject.toml")
    assert [(each.file, each.place) for each in problems] == [("pyproject.toml", place)]
    assert problems[0].message
    assert problems[0].remedy
    assert config.exclude[:1] == ("kept/",) or config.ignore == ("PL101",)
    assert config.threshold == 0.5


def test_a_near_miss_is_suggested() -> None:
    (problem,) = parse_config({"treshold": 0.4}, "paperlsp.toml")[1]
    assert "threshold" in problem.remedy


def test_a_paper_beside_a_wrong_one_is_kept() -> None:
    config, problems = parse_config({"papers": [{"code": []}, "b.pdf"]}, "paperlsp.toml")
    assert [each.path for each in config.papers] == ["b.pdf"]
    assert len(problems) == 1


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
_KEYS = st.sampled_from(["papers", "exclude", "ignore", "per-file-ignores", "threshold"]) | st.text(
    min_size=1, max_size=6
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=5))
def test_no_value_raises_and_every_problem_names_the_file(table: dict[str, object]) -> None:
    config, problems = parse_config(table, "paperlsp.toml")
    assert 0 <= config.threshold <= 1
    assert all(each.file == "paperlsp.toml" and each.place and each.message for each in problems)


@given(_VALUES)
def test_what_is_no_table_is_one_problem(value: object) -> None:
    config, problems = parse_config(value, "pyproject.toml")
    if not isinstance(value, dict):
        assert [each.code for each in problems] == ["config-wrong-type"]
        assert config.papers == ()
