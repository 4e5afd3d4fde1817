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
    body = "\n".join(
        rf"\typeout{{==}}\immediate\write16{{=={at}==}}\begingroup\[{text}\]\endgroup" for at, text in enumerate(rest)
    )
    with TemporaryDirectory() as folder:
        Path(folder, "all.tex").write_text(f"{PREAMBLE}\n{body}\n\\end{{document}}\n", "utf-8")
        command = ["pdflatex", "-draftmode", "-interaction=nonstopmode", "all.tex"]
        run = subprocess.run(command, cwd=folder, capture_output=True, timeout=580, check=False)
    current = -1
    seen = 0
    for line in run.stdout.decode("utf-8", "replace").splitlines():
        mark = MARK.match(line.strip())
        if mark:
            current, seen = int(mark[1]), seen + 1
        elif line.startswith("! ") and 0 <= current < len(rest):
            found.setdefault(rest[current], line[2:])
    for text in rest[seen:]:
        found.setdefault(text, "never reached")
    return found
