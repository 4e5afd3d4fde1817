"""A starting folder or file → the folder that it is part of, and the settings found there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from paperlsp.config import Config, parse_config
from paperlsp.model.problem import Problem
from paperlsp.model.record import RECORD_FILE
from paperlsp.record.baseline import BASELINE_FILE
from paperlsp.workspace.discovery import is_pdf, walk
from paperlsp.workspace.index_file import EXPORT_FILE
from paperlsp.workspace.pdf_facts import LARGEST_PDF, page_count

OWN_FILE = "paperlsp.toml"
SHARED_FILE = "pyproject.toml"
MOST_FILES = 20_000
"""Files that are looked at for a paper before a folder is taken to have none."""
LARGEST_SETTINGS = 1 << 20
"""In bytes. What is larger was not written by hand."""
_OURS = re.compile(rb"tool\s*\.\s*[\"']?paperlsp")


def find_root(start: Path, *, for_paper: bool = True) -> Path:
    """The nearest folder upwards with settings, a record or an exported index of ours; else, within the git repository around the start,
    the nearest one with a paper in it. Without one, the start itself (its folder, for a file).

    ``for_paper`` is False where the paper is given, and none has to be found.
    """
    folder = (start if start.is_dir() else start.parent).resolve()
    upwards = _upwards(folder)
    # A home folder is no project, even if it is under version control or has settings in it.
    homes = {Path.home(), *Path.home().parents}
    candidates = [folder, *(each for each in upwards[1:] if each not in homes)]
    for candidate in candidates:
        own = [candidate / name for name in (OWN_FILE, RECORD_FILE, BASELINE_FILE, EXPORT_FILE)]
        if any(file.is_file() for file in own) or _table(candidate / SHARED_FILE) is not None:
            return candidate
    if not for_paper or not (upwards[-1] / ".git").exists():
        return folder
    return next((each for each in candidates if _holds_paper(each)), folder)


def folders_around(root: Path) -> list[Path]:
    """The folder and those around it, up to the repository's own; the folder alone where there is no repository."""
    upwards = _upwards(root)
    return upwards if (upwards[-1] / ".git").exists() else [root]


def read_config(root: Path, overlays: Mapping[str, bytes]) -> tuple[Config, tuple[Problem, ...]]:
    """Settings of the folder; ``paperlsp.toml`` wins over the table in ``pyproject.toml``."""
    for name in (OWN_FILE, SHARED_FILE):
        content = overlays.get(name)
        if content is None:
            content = _content(root / name)
        if content is None:
            continue
        parsed = _parsed(content)
        if isinstance(parsed, str):
            if name == SHARED_FILE and not _OURS.search(content):
                # Somebody else's mistake in a file that is not about us.
                continue
            message = f"The file is not valid TOML: {parsed}."
            return Config(), (Problem("config-broken", message, "Correct it; defaults hold until then.", name),)
        table = parsed if name == OWN_FILE else _own_table(parsed)
        if table is not None:
            return parse_config(table, name)
    return Config(), ()


def has_settings(folder: Path) -> bool:
    """Whether settings of ours stand in the folder itself."""
    return (folder / OWN_FILE).exists() or _table(folder / SHARED_FILE) is not None


def _upwards(folder: Path) -> list[Path]:
    """The folder and those around it, up to the repository's own; up to the top where there is no repository."""
    found: list[Path] = []
    for candidate in (folder, *folder.parents):
        found.append(candidate)
        if (candidate / ".git").exists():
            break
    return found


def _holds_paper(folder: Path) -> bool:
    """Whether a PDF that is no figure lies in the folder or below."""
    for count, name in enumerate(walk(folder)):
        if count == MOST_FILES:
            return False
        if is_pdf(name):
            try:
                path = folder / name
                if path.stat().st_size > LARGEST_PDF or page_count(path.read_bytes()) != 1:
                    return True
            except OSError:
                continue
    return False


def _content(path: Path) -> bytes | None:
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(LARGEST_SETTINGS + 1)
    except OSError:
        return None


def _parsed(content: bytes) -> dict[str, object] | str:
    """The file's values, or what is wrong with it."""
    if len(content) > LARGEST_SETTINGS:
        return f"it is larger than {LARGEST_SETTINGS >> 20} MB"
    try:
        # Some editors put a byte order mark before the text.
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return f"line {line} is not in UTF-8"
    except RecursionError:
        return "it is nested too deeply"
    except ValueError as error:
        return str(error)


def _own_table(mapping: Mapping[str, object]) -> object | None:
    tool = mapping.get("tool")
    return cast("dict[str, object]", tool).get("paperlsp") if isinstance(tool, dict) else None


def _table(path: Path) -> object | None:
    """What stands under ``tool.paperlsp``; something for a broken file that names it; None for all others."""
    content = _content(path)
    if content is None or b"paperlsp" not in content:
        return None
    parsed = _parsed(content)
    if isinstance(parsed, str):
        return parsed if _OURS.search(content) else None
    return _own_table(parsed)
