"""Strings of LaTeX → those that LaTeX refuses, each with its complaint, found in one run."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

PREAMBLE = r"\documentclass{article}\usepackage{amsmath,amssymb,mathrsfs}\begin{document}\scrollmode"
MARK = re.compile(r"^==(\d+)==$")


def refused(strings: Iterable[str]) -> dict[str, str]:
    """Each string that does not compile, alone in a display, with LaTeX's first complaint about it."""
    ordered = sorted(set(strings))
    found: dict[str, str] = {}
    # A brace or environment that stays open would swallow what follows it, so that such strings are told apart before.
    for text in ordered:
        bare = re.sub(r"\\[\\{}]", "", text)
        depth = 0
        for character in bare:
            depth += (character == "{") - (character == "}")
            if depth < 0:
                break
        if depth or "\n\n" in text or "\0" in text or "$$" in text:
            found[text] = "unbalanced"
    rest = [text for text in ordered if text not in found]
    while rest:
        seen, complaints = _run(rest)
        found |= complaints
        if seen < len(rest):
            # What makes LaTeX stop for good is the last one that it began.
            found.setdefault(rest[max(seen - 1, 0)], "stops LaTeX")
        rest = rest[max(seen, 1) :]
    return found


def _run(strings: list[str]) -> tuple[int, dict[str, str]]:
    """How many of the strings LaTeX began, and its first complaint about each that it refuses."""
    body = "\n".join(
        rf"\immediate\write16{{^^J=={at}==^^J}}\begingroup\[{text}\]\endgroup\par" for at, text in enumerate(strings)
    )
    with TemporaryDirectory() as folder:
        Path(folder, "all.tex").write_text(f"{PREAMBLE}\n{body}\n\\end{{document}}\n", "utf-8")
        command = ["pdflatex", "-draftmode", "-interaction=nonstopmode", "all.tex"]
        run = subprocess.run(command, cwd=folder, capture_output=True, timeout=580, check=False)
    found: dict[str, str] = {}
    current, seen = -1, 0
    for line in run.stdout.decode("utf-8", "replace").splitlines():
        mark = MARK.match(line.strip())
        if mark:
            current, seen = int(mark[1]), seen + 1
        elif line.startswith("! ") and 0 <= current < len(strings):
            found.setdefault(strings[current], line[2:])
    return seen, found
