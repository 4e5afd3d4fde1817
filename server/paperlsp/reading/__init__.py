"""``Paper`` → reading copy (Markdown) and its line map."""

from paperlsp.reading.copy import Place, ReadingCopy, render

__all__ = ["Place", "ReadingCopy", "render"]
