"""A folder's settings and a further paper → the settings that name it, written so that all else in the file stays as it was."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from paperlsp.workspace.cache import write_whole
from paperlsp.workspace.root import OWN_FILE, SHARED_FILE, has_settings

_PAPERS = re.compile(rb"^[ \t]*papers[ \t]*=[ \t]*\[", re.MULTILINE)
_OWN_TABLE = re.compile(rb"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*paperlsp[ \t]*\][^\r\n]*\r?\n", re.MULTILINE)

PaperTable = dict[str, str]
"""A paper as the settings name it: ``{"path": "paper.pdf"}``, ``{"arxiv": "1810.06801v2", "sha256": "…"}``."""


def toml_of(paper: PaperTable) -> str:
    # A JSON string is a TOML string, but for one character.
    values = {key: json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") for key, value in paper.items()}
    return "{ " + ", ".join(f"{key} = {value}" for key, value in values.items()) + " }"


def write_settings(root: Path, papers: Sequence[PaperTable]) -> str:
    """New settings that name these papers, for a folder that has none; returns the file's name. Raises ``OSError``."""
    table = "papers = [\n" + "".join(f"  {toml_of(paper)},\n" for paper in papers) + "]\n"
    shared = root / SHARED_FILE
    if not shared.is_file():
        write_whole(root / OWN_FILE, table.encode())
        return OWN_FILE
    text = shared.read_bytes()
    end = b"\r\n" if b"\r\n" in text else b"\n"
    write_whole(shared, text.rstrip() + end + f"\n[tool.paperlsp]\n{table}".encode().replace(b"\n", end))
    return SHARED_FILE


def add_paper(root: Path, paper: PaperTable, others: Sequence[PaperTable]) -> str | None:
    """Name one more paper; ``others`` are those that were found by themselves, and would be found no more.

    Returns the file's name; None where the settings are written in a way that only a person can extend. Raises ``OSError``.
    """
    if not has_settings(root):
        return write_settings(root, [*others, paper])
    path = root / OWN_FILE if (root / OWN_FILE).is_file() else root / SHARED_FILE
    content = path.read_bytes()
    before = _table(path.name, content)
    if before is None:
        return None
    named = before.get("papers")
    wanted: list[object] = [paper, *cast("list[object]", named)] if isinstance(named, list) else [*others, paper]
    added = paper if isinstance(named, list) else None
    for candidate in _candidates(path.name, content, wanted, added):
        after = _table(path.name, candidate)
        if after is not None and after == {**before, "papers": wanted}:
            write_whole(path, candidate)
            return path.name
    return None


def _candidates(name: str, content: bytes, wanted: list[object], added: PaperTable | None) -> list[bytes]:
    """Texts that may say what is wanted; which of them does, reading them tells."""
    end = b"\r\n" if b"\r\n" in content else b"\n"
    if added is not None:
        entry = end + b"  " + toml_of(added).encode() + b","
        return [content[: found.end()] + entry + content[found.end() :] for found in _PAPERS.finditer(content)]
    lines = [b"papers = [", *(b"  " + toml_of(cast("PaperTable", each)).encode() + b"," for each in wanted), b"]", b""]
    block = end.join(lines)
    if name == OWN_FILE:
        return [block + content]
    return [content[: found.end()] + block + content[found.end() :] for found in _OWN_TABLE.finditer(content)]


def _table(name: str, content: bytes) -> dict[str, object] | None:
    try:
        parsed: dict[str, object] = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if name == OWN_FILE:
        return parsed
    tool = parsed.get("tool")
    own = cast("dict[str, object]", tool).get("paperlsp") if isinstance(tool, dict) else None
    return cast("dict[str, object]", own) if isinstance(own, dict) else None
