"""Findings → SARIF 2.1.0: rules with their help, results with fingerprints, the paper as a related location."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from paperlsp import __version__
from paperlsp.check import RULES, Listed, page_markdown
from paperlsp.check.selection import is_selected
from paperlsp.model.finding import Finding
from paperlsp.report.checked import Checked, each_of, message_with_cell
from paperlsp.report.terminal import to_json
from paperlsp.wording import ENGLISH, Language, retell, say

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}
_KINDS = {"class": "type", "function": "function", "method": "member", "module": "module"}
_ROOT = "%SRCROOT%"


def check_sarif(folders: Sequence[Checked], language: Language = ENGLISH) -> str:
    """One run, whatever the folders: all paths are relative to the one that holds them."""
    places = {each.rule.code: at for at, each in enumerate(RULES)}
    driver = {
        "name": "paperlsp",
        "semanticVersion": __version__,
        "rules": [_rule(each, folders, language) for each in RULES],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": say(language, "The folder that was checked.")}}},
        "results": [_result(checked, each, places[each.code], language) for checked, each in each_of(folders)],
    }
    return to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(listed: Listed, folders: Sequence[Checked], language: Language) -> dict[str, object]:
    rule, page = listed.rule, listed.page
    sections = dict(page.sections)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": retell(language, page.what) or rule.name},
        "fullDescription": {"text": retell(language, sections.get("Why", page.what)) or rule.name},
        "help": {"text": sections.get("Fix", rule.name), "markdown": page_markdown(rule, page)},
        "defaultConfiguration": {
            "enabled": any(is_selected(checked.snapshot.config, rule) for checked in folders) or rule.enabled,
            "level": _LEVELS[rule.severity],
        },
    }


def _result(checked: Checked, finding: Finding, rule: int, language: Language) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": message_with_cell(checked, finding, language)},
        "partialFingerprints": {"paperlsp/v1": finding.fingerprint},
    }
    path = checked.path(finding)
    if path:
        result["locations"] = [_location(checked, finding, path)]
    part = checked.part(finding)
    if part is not None:
        pdf, name, page = part
        words = f"{name}, p. {page}" + (f": “{finding.quote}”" if finding.quote else "")
        place = {"artifactLocation": _artifact(pdf, page)}
        result["relatedLocations"] = [{"id": 1, "message": {"text": words}, "physicalLocation": place}]
    return result


def _location(checked: Checked, finding: Finding, path: str) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(path)}
    location: dict[str, object] = {"physicalLocation": physical}
    if not checked.has_place(finding):
        return location
    line, column, end_line, end_column = checked.place(finding)
    in_file = checked.file_lines(finding)
    if in_file is None:
        physical["region"] = {
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column
        }  # fmt: skip
    else:
        # Columns of a cell mean nothing in a line of JSON that holds it.
        physical["region"] = {"startLine": in_file[0], "endLine": max(in_file)}
        location["properties"] = {"cell": checked.cell(finding), "line": line, "column": column}
    symbol = checked.snapshot.sources[finding.file].by_name.get(finding.symbol)
    if symbol is not None and symbol.name:
        location["logicalLocations"] = [
            {"name": symbol.last_name, "fullyQualifiedName": symbol.name, "kind": _KINDS.get(symbol.kind, "member")}
        ]
    return location


def _artifact(path: str, page: int | None = None) -> dict[str, object]:
    # The name of a file need not be valid text; a URI holds its bytes.
    uri = quote(path.encode("utf-8", "surrogateescape"))
    return {"uri": uri if page is None else f"{uri}#page={page}", "uriBaseId": _ROOT}
