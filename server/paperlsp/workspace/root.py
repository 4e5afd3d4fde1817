"""A starting folder or file → the folder that it is part of, and the settings found there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from paperlsp.config import Config, parse_config
from paperlsp.model.problem import Problem
from paperlsp.model.record import RECORD_FILE

OWN_FILE = "paperlsp.toml"
SHARED_FILE = "pyproject.toml"


def find_root(start: Path) -> Path:
    """The nearest folder upwards with settings or a record of ours, else the start itself (its folder, for a file)."""
    folder = start if start.is_dir() else start.parent
    folder = folder.resolve()
    for candidate in (folder, *folder.parents):
        own = (candidate / OWN_FILE, candidate / RECORD_FILE)
        if any(file.is_file() for file in own) or _has_table(candidate / SHARED_FILE):
            return candidate
        if (candidate / ".git").exists():
            break
    return folder


def read_config(root: Path, overlays: Mapping[str, bytes]) -> tuple[Config, tuple[Problem, ...]]:
    """Settings of the folder; ``paperlsp.toml`` wins over the table in ``pyproject.toml``."""
    for name in (OWN_FILE, SHARED_FILE):
        content = _content(root / name, overlays.get(name))
        if content is None:
            continue
        try:
            mapping = tomllib.loads(content.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            if name == SHARED_FILE and b"tool.paperlsp" not in content:
                continue
            problem = Problem(
                "config-broken", f"The file is not valid TOML: {error}.", "Correct it; defaults hold until then.", name
            )
            return Config(), (problem,)
        table = mapping if name == OWN_FILE else cast("dict[str, object]", mapping.get("tool", {})).get("paperlsp")
        if isinstance(table, dict):
            return parse_config(cast("dict[str, object]", table), name)
    return Config(), ()


def _content(path: Path, overlay: bytes | None) -> bytes | None:
    if overlay is not None:
        return overlay
    try:
        return path.read_bytes()
    except OSError:
        return None


def _has_table(path: Path) -> bool:
    try:
        return b"[tool.paperlsp" in path.read_bytes()
    except OSError:
        return False
