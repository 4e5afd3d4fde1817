"""Pictures: each that lies here stands on a page, and each that a page shows lies here."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_picture_stands_on_a_page_and_is_there() -> None:
    pages = [ROOT / "README.md", ROOT / "client-vscode" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    shown = {
        (page.parent / name).resolve()
        for page in pages
        for found in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)|<img[^>]* src=\"([^\"]+)\"", page.read_text("utf-8"))
        for name in found
        if name and "://" not in name
    }
    assert {path.name for path in shown if not path.is_file()} == set()
    # Those of the walkthrough are shown by the extension's own page.
    walkthrough = (ROOT / "client-vscode" / "package.json").read_text("utf-8")
    lying = {path.resolve() for path in (ROOT / "docs" / "images").iterdir()}
    assert {path.name for path in lying - shown if path.name not in walkthrough} == set()
