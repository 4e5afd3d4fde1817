"""``RawDocument`` → ``Paper``: page statistics first, then lines, furniture, headings, displays, floats and text."""

from paperlsp.paper.read import read_paper, read_stages
from paperlsp.paper.sketch import sketch_pages

__all__ = ["READER_VERSION", "read_paper", "read_stages", "sketch_pages"]

READER_VERSION = "25"
"""Part of the key of every cached paper. Raise it with every change to what reading gives."""
