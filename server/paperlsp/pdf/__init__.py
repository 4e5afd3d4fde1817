"""PDF bytes → ``RawDocument``. The only package that sees PyMuPDF."""

from paperlsp.pdf.document import read_document
from paperlsp.pdf.draw import draw_sketches

__all__ = ["draw_sketches", "read_document"]
