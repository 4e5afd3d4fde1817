"""PDF bytes → ``RawDocument``. The only package that sees PyMuPDF."""

from paperlsp.pdf.document import read_document
from paperlsp.pdf.draw import draw_sketches
from paperlsp.pdf.picture import cut_pictures

__all__ = ["cut_pictures", "draw_sketches", "read_document"]
