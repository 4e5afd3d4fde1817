"""Hits, found and wanted → precision, recall and F1."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Score:
    """How many were wanted and found, and how many of those agree."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.wanted
        return 2 * self.hits / total if total else 1.0


def compare(found: Iterable[object], wanted: Iterable[object]) -> Score:
    one, other = Counter(found), Counter(wanted)
    return Score(sum((one & other).values()), one.total(), other.total())


def plain(text: str | None) -> str:
    """Letters and digits alone; a pointer in brackets, "(§3)", is no part of a title."""
    bare = re.sub(r"\(§[^)]*\)", "", text or "")
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", bare).lower())
