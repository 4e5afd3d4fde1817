"""The files of equations → ``Equation`` records: their rows, how they are displayed, and which are held back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "equations"
TOKEN = re.compile(r"\\begin\{[^}]*\}|\\end\{[^}]*\}|\\\\(?!\*)|\\.|[{}&]|[^\\{}&]+", re.DOTALL)

ROWS_NUMBERED = frozenset({"align", "gather", "subequations"})
"""Environments in which each row has a number of its own, unless it says otherwise."""


@dataclass(frozen=True)
class Equation:
    """A display. ``rows`` are its lines with alignment marks, without line ends; ``kind`` says how they are set."""

    kind: str
    rows: tuple[str, ...]
    field: str

    @cached_property
    def digest(self) -> int:
        return int(sha256("\n".join(self.rows).encode()).hexdigest()[:12], 16)

    @property
    def id(self) -> str:
        return f"{self.field}-{self.digest % 16**8:08x}"

    @property
    def held_back(self) -> bool:
        """One display in ten is never looked at while the reader is tuned. Its text alone decides which."""
        return self.digest % 10 == 7

    def choice(self, salt: str, count: int) -> int:
        """A number below ``count`` that depends on the equation and on ``salt`` alone."""
        return int(sha256(f"{self.id}/{salt}".encode()).hexdigest()[:8], 16) % count


def split_top(text: str, separator: str) -> list[str]:
    r"""``text`` cut at a separator (``&`` or ``\\``) that stands in no braces and no inner environment."""
    parts, depth = [""], 0
    for piece in TOKEN.findall(text):
        if piece == "{" or piece.startswith(r"\begin{"):
            depth += 1
        elif piece == "}" or piece.startswith(r"\end{"):
            depth -= 1
        if piece == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts]


def read_equations(folder: Path = FOLDER) -> list[Equation]:
    """Every equation of every file, in the files' order; a text that stands twice is an error."""
    found: list[Equation] = []
    for file in sorted(folder.glob("*.txt")):
        kind, rows = "", []
        for line in [*file.read_text("utf-8").splitlines(), ""]:
            if line.startswith("%"):
                continue
            if line.startswith("@"):
                kind = line[1:].strip()
            elif kind and line:
                rows.append(line)
            elif kind:
                found.append(Equation(kind, tuple(split_top("\n".join(rows), "\\\\")), file.stem))
                kind, rows = "", []
            elif line:
                found.append(Equation("single", (line.strip(),), file.stem))
    ids = [equation.id for equation in found]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise ValueError(f"equations that stand twice: {twice}")
    return found
