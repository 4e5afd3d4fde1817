"""``Snapshot`` → ``Finding*``: one rule a file, the same findings for the editor and the command line."""

from paperlsp.check.run import find_all
from paperlsp.check.summary import Summary, summarise

__all__ = ["Summary", "find_all", "summarise"]
