"""What went wrong with an input, in words for the person who can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that an input made impossible.

    ``code`` is stable and kebab-case (``pdf-encrypted``). ``file`` is the path as shown to people, relative to the
    workspace, or "" while the reader of the bytes does not know it. ``place`` says where inside ("page 3",
    "line 12", "papers[0].path"), or "". ``message`` says what is wrong and ``remedy`` what to do about it.
    """

    code: str
    message: str
    remedy: str
    file: str = ""
    place: str = ""
    severity: Severity = "warning"
