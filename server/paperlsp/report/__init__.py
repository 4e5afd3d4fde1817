"""Findings, links and outlines → text for people and JSON for programs."""

from paperlsp.report.check_report import check_json, check_text
from paperlsp.report.link_report import links_json, links_text
from paperlsp.report.outline_report import outline_json, outline_text

__all__ = ["check_json", "check_text", "links_json", "links_text", "outline_json", "outline_text"]
