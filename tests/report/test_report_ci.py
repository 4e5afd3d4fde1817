"""What CI services read, held against their schemas, and the hostile names and words that must not break it."""

import json
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml
from paperlsp.check import RULES
from paperlsp.model.finding import Finding
from paperlsp.model.span import Span
from paperlsp.report import Checked, check_github, check_gitlab, check_junit, check_sarif
from published_schemas import published_schema
from test_report_output import PAPER, TEXT, snapshot_of

HOSTILE = "a%0A::error::b,c:d\x1b[31m\n<é>&\"'\x00]]>"
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "fingerprint": {"type": "string", "minLength": 1},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a code quality report. The schema by which GitLab itself looks at each entry, in
app/validators/json_schemas/codeclimate.json of its sources, demands no more; SchemaStore has none of it.
"""


def finding(**changes: object) -> Finding:
    start = TEXT.encode().index(b"return")
    values: dict[str, object] = {
        "code": "PL201",
        "name": "missing-anchor",
        "severity": "warning",
        "file": "src/a.py",
        "span": Span(start, start + 6),
        "message": "Words.",
        "paper": "blending",
        "anchor": "sec:2",
        "fingerprint": "00ff",
        "symbol": "A.f",
        "quote": "We blend.",
    }
    return Finding(**(values | changes))  # type: ignore[arg-type]


def checked(*findings: Finding, folder: str = "") -> Checked:
    return Checked(snapshot_of(PAPER), findings, 0, folder)


MANY = (
    finding(),
    finding(severity="hint", fingerprint="01"),
    finding(severity="error", message=HOSTILE, fingerprint="02"),
    finding(file="", span=Span(0, 0), code="PL003", name="no-paper", paper=None, anchor=None, fingerprint="03"),
    finding(file="blending.pdf", span=Span(0, 0), code="PL102", name="part-without-code", fingerprint="04"),
    finding(file="src/odd\udc80 ,:é.py", span=Span(0, 0), fingerprint="05"),
)


@pytest.fixture(scope="module")
def schema() -> object:
    return published_schema("https://json.schemastore.org/sarif-2.1.0.json")


@pytest.mark.parametrize("findings", [(), MANY], ids=["nothing", "many"])
def test_sarif_is_valid(findings: tuple[Finding, ...], schema: dict[str, object]) -> None:
    value = json.loads(check_sarif([checked(*findings)]))
    jsonschema.Draft7Validator(schema).validate(value)
    assert len(value["runs"][0]["results"]) == len(findings)
    value["runs"][0]["results"] = "none"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate(value)


def test_sarif_tells_rule_place_definition_fingerprint_and_paper() -> None:
    (run,) = json.loads(check_sarif([checked(finding(), folder="one/")]))["runs"]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], rule["name"], "How to fix it" in rule["help"]["markdown"]) == ("PL201", "MissingAnchor", True)
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "one/src/a.py"
    assert place["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 9, "endLine": 4, "endColumn": 15}
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "A.f"
    assert result["partialFingerprints"] == {"paperlsp/v1": "00ff"}
    (paper,) = result["relatedLocations"]
    assert paper["message"]["text"] == "§2 Méthode, p. 3: “We blend.”"
    assert paper["physicalLocation"]["artifactLocation"]["uri"] == "one/blending.pdf#page=3"


def test_gitlab_s_report_is_valid_and_its_fingerprints_are_unique_across_folders() -> None:
    value = json.loads(check_gitlab([checked(*MANY, folder="one/"), checked(*MANY, folder="other/")]))
    jsonschema.validate(value, GITLAB)
    assert len({each["fingerprint"] for each in value}) == 2 * len(MANY)
    assert json.loads(check_gitlab([checked(finding())]))[0]["fingerprint"] == "00ff"


def test_junit_is_read_by_a_reader_of_junit(tmp_path: Path) -> None:
    path = tmp_path / "junit.xml"
    path.write_text(check_junit([checked(*MANY)]), "utf-8")
    suites = JUnitXml.fromfile(str(path))
    assert (suites.tests, suites.failures) == (len(MANY), len(MANY) - 1)
    cases = [case for suite in suites for case in suite]
    assert len(cases) == len(MANY)
    assert sum(bool(case.result) for case in cases) == len(MANY) - 1


def test_junit_without_findings_has_a_test_that_passes(tmp_path: Path) -> None:
    path = tmp_path / "junit.xml"
    path.write_text(check_junit([checked()]), "utf-8")
    suites = JUnitXml.fromfile(str(path))
    assert (suites.tests, suites.failures) == (1, 0)


def test_github_s_commands_have_one_line_each_and_no_word_ends_them() -> None:
    lines = check_github([checked(*MANY)]).splitlines()
    assert len(lines) == len(MANY)
    assert lines[0] == (
        "::warning title=PL201 missing-anchor,file=src/a.py,line=4,endLine=4,col=9,endColumn=14::Words."
    )
    assert [line.partition(" ")[0] for line in lines[:3]] == ["::warning", "::notice", "::error"]
    assert "%250A" in lines[2]
    assert lines[5].count(",") == 1
    assert "%2C%3Aé.py" in lines[5]
