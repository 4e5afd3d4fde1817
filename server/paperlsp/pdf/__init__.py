"""PDF bytes → ``RawDocument``. The only package that sees PyMuPDF."""

from paperlsp.pdf.document import read_document

__all__ = ["read_document"]
