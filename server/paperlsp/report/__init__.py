"""Findings, links, outlines and maps → text for people, JSON for programs, and a page for browsers."""

from paperlsp.report.badge import map_badge
from paperlsp.report.check_ci import check_github, check_gitlab, check_junit
from paperlsp.report.check_json import check_json
from paperlsp.report.check_sarif import check_sarif
from paperlsp.report.check_text import check_text
from paperlsp.report.checked import Checked
from paperlsp.report.link_report import links_json, links_text
from paperlsp.report.map_html import map_html
from paperlsp.report.map_report import map_json, map_text
from paperlsp.report.outline_report import outline_json, outline_text
from paperlsp.report.terminal import harmless

__all__ = [
    "Checked",
    "check_github",
    "check_gitlab",
    "check_json",
    "check_junit",
    "check_sarif",
    "check_text",
    "harmless",
    "links_json",
    "links_text",
    "map_badge",
    "map_html",
    "map_json",
    "map_text",
    "outline_json",
    "outline_text",
]
