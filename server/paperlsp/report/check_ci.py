"""Findings → what CI services show: GitHub's annotations, GitLab's code quality, JUnit's XML."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from paperlsp.report.checked import Checked, each_of, message_of, message_with_cell, place_named
from paperlsp.report.terminal import plain, to_json
from paperlsp.wording import ENGLISH, Language

_GITHUB = {"error": "error", "warning": "warning", "hint": "notice"}
_GITLAB = {"error": "critical", "warning": "minor", "hint": "info"}


def check_github(folders: Sequence[Checked], language: Language = ENGLISH) -> str:
    """Workflow commands, one a line, which GitHub shows beside the code."""
    lines: list[str] = []
    for checked, finding in each_of(folders):
        properties = {"title": f"{finding.code} {finding.name}"}
        path = plain(checked.path(finding))
        if path:
            properties["file"] = path
        if checked.has_place(finding):
            line, column, end_line, end_column = checked.place(finding)
            in_file = checked.file_lines(finding)
            first, last = in_file or (line, end_line)
            properties |= {"line": str(first), "endLine": str(last)}
            if line == end_line and in_file is None:
                # GitHub takes columns only within one line, and its ends are inclusive.
                properties |= {"col": str(column), "endColumn": str(max(end_column - 1, column))}
        listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        message = message_with_cell(checked, finding, language)
        lines.append(f"::{_GITHUB[finding.severity]} {listed}::{_escaped(message)}\n")
    return "".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def check_gitlab(folders: Sequence[Checked], language: Language = ENGLISH) -> str:
    """A code quality report: the subset of Code Climate's format that GitLab reads."""
    listed: list[object] = []
    for checked, finding in each_of(folders):
        line, _, end_line, _ = checked.place(finding)
        first, last = checked.file_lines(finding) or (line, end_line)
        own = finding.fingerprint
        listed.append(
            {
                "description": f"{finding.code} {message_with_cell(checked, finding, language)}",
                "check_name": finding.name,
                # Two folders may hold the same file.
                "fingerprint": hashlib.sha256(f"{checked.folder} {own}".encode()).hexdigest()
                if checked.folder
                else own,
                "severity": _GITLAB[finding.severity],
                "location": {
                    "path": plain(checked.path(finding)) or ".",
                    "lines": {"begin": first, "end": max(first, last)},
                },
            }
        )
    return to_json(listed)


def check_junit(folders: Sequence[Checked], language: Language = ENGLISH) -> str:
    """A suite for each file with a finding, a case for each finding: hints pass, with their words as output."""
    root = ET.Element("testsuites", name="paperlsp")
    tests = failures = 0
    for path, group in groupby(each_of(folders), key=lambda pair: plain(pair[0].path(pair[1])) or "."):
        found = list(group)
        failed = sum(finding.severity != "hint" for _, finding in found)
        suite = ET.SubElement(
            root, "testsuite", name=path, tests=str(len(found)), failures=str(failed), errors="0", skipped="0", time="0"
        )
        tests, failures = tests + len(found), failures + failed
        for checked, finding in found:
            place = place_named(checked, finding)
            case = ET.SubElement(
                suite, "testcase", name=f"{finding.code} {finding.name} {path}{place}", classname=path, time="0"
            )
            message = message_of(finding, language)
            if finding.severity == "hint":
                ET.SubElement(case, "system-out").text = message
            else:
                failure = ET.SubElement(case, "failure", message=message, type=finding.severity)
                failure.text = f"{path}{place}: {message}"
    if not tests:
        # A report without a test counts as one that failed to be written.
        suite = ET.SubElement(root, "testsuite", name=".", tests="1", failures="0", errors="0", skipped="0", time="0")
        ET.SubElement(suite, "testcase", name="paperlsp", classname=".", time="0")
    root.set("tests", str(tests or 1))
    root.set("failures", str(failures))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
