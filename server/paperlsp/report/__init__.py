"""Findings, links and outlines → text for people and JSON for programs."""

from paperlsp.report.check_report import Checked, check_json, check_text
from paperlsp.report.link_report import links_json, links_text
from paperlsp.report.outline_report import outline_json, outline_text
from paperlsp.report.terminal import harmless

__all__ = [
    "Checked",
    "check_json",
    "check_text",
    "harmless",
    "links_json",
    "links_text",
    "outline_json",
    "outline_text",
]
