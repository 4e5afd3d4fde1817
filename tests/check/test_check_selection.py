"""Which rules run, what they weigh, and what comments silence."""

import pytest
from paperlsp.check import RULES, find_all
from paperlsp.check.finding import Rule
from paperlsp.check.selection import is_selected, severity_of
from paperlsp.config import Config
from paperlsp.model.finding import Finding
from test_check_rules import CITING, snapshot_of

ON = Rule("PL201", "missing-anchor", "warning")
OFF = Rule("PL409", "made-up", "hint", enabled=False)


@pytest.mark.parametrize(
    ("config", "on", "off"),
    [
        (Config(), True, False),
        (Config(select=("ALL",)), True, True),
        (Config(select=("PL4",)), False, True),
        (Config(select=()), False, False),
        (Config(extend_select=("made-up",)), True, True),
        (Config(ignore=("PL",)), False, False),
        (Config(ignore=("ALL",)), False, False),
        (Config(select=("PL2",), ignore=("PL201",)), False, False),
        (Config(select=("PL201",), ignore=("PL2",)), True, False),
        (Config(select=("pl2",)), True, False),
    ],
)
def test_the_longer_selector_wins(config: Config, on: bool, off: bool) -> None:
    assert (is_selected(config, ON), is_selected(config, OFF)) == (on, off)


def test_the_longer_selector_weighs() -> None:
    config = Config(severity=(("PL2", "hint"), ("missing-anchor", "error")))
    assert severity_of(config, ON) == "error"
    assert severity_of(config, OFF) is None
    (finding,) = [each for each in find_all(snapshot_of({"a.py": CITING}, config=config)) if each.code == "PL201"]
    assert finding.severity == "error"


def test_a_rule_that_is_not_selected_does_not_run() -> None:
    assert {each.code[:3] for each in find_all(snapshot_of({"a.py": CITING}, config=Config(select=("PL1",))))} == {
        "PL1"
    }


@pytest.mark.parametrize(
    "config",
    [
        Config(select=("PL9",)),
        Config(ignore=("missing-ancor",)),
        Config(extend_select=("PLX",)),
        Config(severity=(("PL999", "hint"),)),
        Config(per_file_ignores=(("*.py", ("P",)),)),
    ],
)
def test_a_selector_that_means_no_rule_is_a_wrong_setting(config: Config) -> None:
    wanted = config if config.select is None else Config(extend_select=config.select)
    (finding,) = [each for each in find_all(snapshot_of({"a.py": ""}, config=wanted)) if each.code == "PL002"]
    assert "is no rule" in finding.message


def unused(text: str, config: Config | None = None) -> list[Finding]:
    return [each for each in find_all(snapshot_of({"a.py": text}, config=config)) if each.code == "PL005"]


def mended(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    content = text.encode()
    for edit in sorted(finding.fix.edits, key=lambda each: each.span, reverse=True):
        content = content[: edit.span.start] + edit.text.encode() + content[edit.span.end :]
    return content.decode()


@pytest.mark.parametrize(
    ("text", "message", "after"),
    [
        ("x = 1  # paperlsp: ignore[PL201] because\n", "silences nothing (PL201).", "x = 1\n"),
        ("# paperlsp: ignore\nx = 1\n", "silences nothing.", "x = 1\n"),
        ("# paperlsp: ignore-file[PL201]\nx = 1\n", "silences nothing (PL201).", "x = 1\n"),
        ("x = 1  # paperlsp: ignore[PL999]\n", "There is no rule PL999.", "x = 1\n"),
        ("x = 1  # kept  # paperlsp: ignore[PL201]\n", "silences nothing (PL201).", "x = 1  # kept\n"),
        (
            CITING.replace(".\n", ".  # paperlsp: ignore[PL201, PL202] why\n"),
            "PL202 silences nothing here.",
            CITING.replace(".\n", ".  # paperlsp: ignore[PL201] why\n"),
        ),
    ],
)
def test_what_silences_nothing_is_told_and_mended(text: str, message: str, after: str) -> None:
    (finding,) = unused(text)
    assert finding.message.endswith(message)
    assert mended(text, finding) == after
    assert unused(after) == []


def test_a_suppression_of_a_rule_that_does_not_run_is_left_alone() -> None:
    assert unused("x = 1  # paperlsp: ignore[PL201]\n", Config(ignore=("PL201",))) == []


@pytest.mark.parametrize("code", ["PL201", "missing-anchor", "PL2"])
def test_on_a_definition_s_head_all_of_it_is_silenced(code: str) -> None:
    text = f"class A:  # paperlsp: ignore[{code}] other numbers\n    # See Eq. (9).\n    x = 1\n\n\n# See Eq. (8).\n"
    findings = find_all(snapshot_of({"a.py": text}))
    assert [each.message[:7] for each in findings if each.code == "PL201"] == ["Eq. (8)"]
    assert not [each for each in findings if each.code == "PL005"]


def test_the_narrowest_suppression_is_the_one_that_is_used() -> None:
    text = "# paperlsp: ignore-file[PL201]\n# See Eq. (9).  # paperlsp: ignore[PL201]\n"
    (finding,) = unused(text)
    assert finding.span.start == 2


def test_two_findings_alike_have_fingerprints_of_their_own() -> None:
    findings = find_all(snapshot_of({"a.py": "# See Eq. (9).\nx = 1\n# See Eq. (9).\n"}))
    prints = [each.fingerprint for each in findings if each.code == "PL201"]
    assert len(prints) == len(set(prints)) == 2


def test_a_finding_knows_the_definition_around_it() -> None:
    (finding,) = [each for each in find_all(snapshot_of({"a.py": CITING})) if each.code == "PL201"]
    assert finding.symbol == "f"


def test_every_rule_s_message_can_be_said_again_from_its_words() -> None:
    assert RULES
    for each in find_all(snapshot_of({"a.py": CITING})):
        assert not each.template or each.template.format_map(dict(each.words)) == each.message
