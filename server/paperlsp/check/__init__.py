"""``Snapshot`` → ``Finding*``: one rule a file, the same findings for the editor and the command line."""

from paperlsp.check.page import index_markdown, page_markdown
from paperlsp.check.registry import BY_CODE, RULES, Listed, find_rule
from paperlsp.check.run import Examined, examine, find_all
from paperlsp.check.summary import Summary, summarise

__all__ = [
    "BY_CODE",
    "RULES",
    "Examined",
    "Listed",
    "Summary",
    "examine",
    "find_all",
    "find_rule",
    "index_markdown",
    "page_markdown",
    "summarise",
]
