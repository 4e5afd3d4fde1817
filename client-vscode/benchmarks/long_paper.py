"""The fixture about an optimiser, its pages again and again → a paper of as many pages as wanted. Prints nothing.

Usage: ``python long_paper.py TARGET PAGES``
"""

from __future__ import annotations

import sys
from pathlib import Path

import pymupdf

FIXTURE = Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf"


def main(target: str, pages: int) -> None:
    with pymupdf.open(FIXTURE) as source, pymupdf.open() as long:
        while long.page_count < pages:
            long.insert_pdf(source, to_page=min(source.page_count, pages - long.page_count) - 1)
        long.save(target, garbage=4, deflate=True)


main(sys.argv[1], int(sys.argv[2]))
