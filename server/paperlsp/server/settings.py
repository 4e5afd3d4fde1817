"""What the editor's settings say → ``Settings`` and what is wrong with them. Keys of others are left alone."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

DEFAULT_LENSES = 2
MOST_LENSES = 9


@dataclass(frozen=True, slots=True)
class Settings:
    """``papers`` are further papers, absolute or relative to the workspace folder; ``hints`` shows findings of
    severity hint in the editor; ``lenses`` is how many parts the line over a definition names. ``inlay_hints`` and
    ``semantic_tokens`` are off at first: they change how every line of code looks.
    """

    papers: tuple[str, ...] = ()
    hints: bool = True
    lenses: int = DEFAULT_LENSES
    inlay_hints: bool = False
    semantic_tokens: bool = False

    def paper_paths(self, root: Path) -> tuple[Path, ...]:
        # "~nobody" stays as it is where there is no such user, and is then told as a file that is not there.
        return tuple(root / os.path.expanduser(paper) for paper in self.papers)  # noqa: PTH111 -- pathlib's raises.


def parse_settings(value: object) -> tuple[Settings, tuple[str, ...]]:
    """Settings from a client's JSON, with or without the outer ``paperlsp``; a wrong value keeps its default."""
    if not isinstance(value, Mapping):
        return Settings(), ()
    table = cast("Mapping[str, object]", value)
    inner = table.get("paperlsp", table)
    if not isinstance(inner, Mapping):
        return Settings(), ("The setting paperlsp must be a table.",)
    table = cast("Mapping[str, object]", inner)
    complaints: list[str] = []
    papers = _texts(table.get("papers", ()))
    if papers is None:
        complaints.append("The setting paperlsp.papers must be a list of paths.")
    hints = _switch(table, "hints", complaints, default=True)
    inlay_hints = _switch(table, "inlayHints", complaints, default=False)
    semantic_tokens = _switch(table, "semanticTokens", complaints, default=False)
    lenses = table.get("lenses", DEFAULT_LENSES)
    if isinstance(lenses, bool) or not isinstance(lenses, int) or not 0 <= lenses <= MOST_LENSES:
        complaints.append(f"The setting paperlsp.lenses must be a whole number from 0 to {MOST_LENSES}.")
        lenses = DEFAULT_LENSES
    return Settings(papers or (), hints, lenses, inlay_hints, semantic_tokens), tuple(complaints)


def _switch(table: Mapping[str, object], key: str, complaints: list[str], *, default: bool) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        complaints.append(f"The setting paperlsp.{key} must be true or false.")
        return default
    return value


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return None
    items = cast("Sequence[object]", value)
    texts = tuple(item for item in items if isinstance(item, str) and item and "\0" not in item)
    return texts if len(texts) == len(items) else None
