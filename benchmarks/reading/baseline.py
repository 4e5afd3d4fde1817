"""PyMuPDF4LLM beside us: its Markdown → headings and run-in headings, from an environment of its own.

``python -m venv benchmarks/.baseline && benchmarks/.baseline/bin/pip install pymupdf4llm==1.28.2`` makes it. The wheel
of version 2.0 holds no module of its own.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from reading.counting import Score, compare, plain

PINNED = "1.28.2"
PYTHON = Path(__file__).parents[1] / ".baseline" / "bin" / "python"

PROGRAM = """
import importlib.metadata, json, sys, time
import pymupdf4llm
start = time.process_time()
chunks = pymupdf4llm.to_markdown(sys.argv[1], page_chunks=True, show_progress=False)
seconds = time.process_time() - start
result = {"version": importlib.metadata.version("pymupdf4llm"), "seconds": seconds, "pages": [c["text"] for c in chunks]}
open(sys.argv[2], "w", encoding="utf-8").write(json.dumps(result))
"""

HEADING = re.compile(r"^#{1,6}\s+(.*)$", re.MULTILINE)
RUN_IN = re.compile(r"^(?:[-*]\s+)?\*\*(.+?)\*\*(?=.*\S)", re.MULTILINE)
NUMBER = re.compile(r"^(?:appendix\s+)?(?:\d+|[A-Z])(?:\.\d+)*\.?\s+")


def run_baseline(pdf: Path, python: Path, place: Path) -> dict:
    """``version``, CPU ``seconds`` and the Markdown of each page; raises when the version is another one."""
    output = place / "markdown.json"
    subprocess.run([python, "-c", PROGRAM, pdf, output], check=True, capture_output=True, timeout=560)
    result = json.loads(output.read_text("utf-8"))
    if result["version"] != PINNED:
        raise SystemExit(f"PyMuPDF4LLM {result['version']} is installed; the comparison is pinned to {PINNED}")
    return result


def _title(text: str) -> str:
    return plain(NUMBER.sub("", re.sub(r"[*_`#]|<[^>]+>", "", text).strip()))


def score_markdown(pages: list[str], truth: dict) -> dict[str, Score]:
    """Titles alone are compared, not levels: Markdown has no depth that could be told from a font's size."""
    headings = [_title(found) for page in pages for found in HEADING.findall(page)]
    run_ins = [(_title(found), number) for number, page in enumerate(pages, 1) for found in RUN_IN.findall(page)]
    wanted = {plain(each["title"]) for each in truth["run_in"]}
    return {
        "sections": compare([each for each in headings if each], [plain(each["title"]) for each in truth["sections"]]),
        "run-in": compare(
            [each for each in run_ins if each[0] in wanted or len(each[0]) < 40],
            [(plain(each["title"]), each["page"]) for each in truth["run_in"]],
        ),
    }
