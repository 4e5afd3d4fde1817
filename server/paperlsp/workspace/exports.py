"""A folder's exported indexes → the papers in them that stand in for PDFs which are not at hand."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from paperlsp.config import PaperConfig
from paperlsp.fetch import address_of
from paperlsp.model.problem import Problem
from paperlsp.workspace.cache import reader_digest
from paperlsp.workspace.index_file import EXPORT_FILE, LARGEST_INDEX, Exported, IndexFile
from paperlsp.workspace.index_reading import Damaged, parse_index

AGAIN = "Export it again with `paperlsp index --export`."


class Exports:
    """Reads each file once. ``problems`` are those of the files that were looked at."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, IndexFile | None] = {}
        self.problems: list[Problem] = []

    def of(self, setting: PaperConfig) -> Exported | None:
        """What stands in for a paper that the settings name: by its digest where they have it, else by its name."""
        found = self._papers(setting.index or EXPORT_FILE)
        for each in found:
            if each.paper.main_digest == setting.sha256 if setting.sha256 else _is_called(each.name, setting):
                return self._used(setting.index or EXPORT_FILE, each)
        # A file of its own, with one paper in it, is meant whatever that is called.
        return self._used(setting.index, found[0]) if setting.index and not setting.sha256 and len(found) == 1 else None

    def others(self, names: Sequence[str]) -> tuple[Exported, ...]:
        """The papers of the folder's own index that are not among those of these names."""
        return tuple(self._used(EXPORT_FILE, each) for each in self._papers(EXPORT_FILE) if each.name not in names)

    def compare(self, name: str, digest: str, file: str = "") -> None:
        """Tell when what was exported is not the PDF of this name as it lies here."""
        for each in self._papers(file or EXPORT_FILE):
            if each.name == name and each.paper.main_digest != digest:
                self._tell("index-outdated", f"{name} is another PDF than the one it was exported from.", file, "hint")

    def _used(self, file: str, exported: Exported) -> Exported:
        found = self._files[file]
        if found is not None and found.reader != reader_digest():
            message = (
                "It was exported by another version of paperlsp, so that findings may differ from those with the PDF."
            )
            self._tell("index-outdated", message, file, "hint")
        return exported

    def _tell(self, code: str, message: str, file: str, severity: str = "warning") -> None:
        weight = "hint" if severity == "hint" else "warning"
        problem = Problem(code, message, AGAIN, file or EXPORT_FILE, severity=weight)
        if problem not in self.problems:
            self.problems.append(problem)

    def _papers(self, file: str) -> tuple[Exported, ...]:
        if file not in self._files:
            self._files[file] = self._read(file)
        found = self._files[file]
        return found.papers if found is not None else ()

    def _read(self, file: str) -> IndexFile | None:
        path = self._root / file
        if not path.is_file():
            return None
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self._root))
        try:
            with path.open("rb") as opened:
                content = opened.read(LARGEST_INDEX + 1) if inside else b""
        except OSError as error:
            self._tell("index-damaged", f"The exported index cannot be read: {error.strerror}.", file)
            return None
        try:
            return parse_index(content)
        except Damaged as error:
            why = str(error) if inside else "it leads out of the workspace"
            self._tell("index-damaged", f"The exported index cannot be used: {why}.", file)
            return None


def _is_called(name: str, setting: PaperConfig) -> bool:
    if not setting.what:
        return name == setting.path
    address = address_of(setting.what)
    if address is None:
        return False
    version = r"(?:v\d+)?" if address.arxiv else ""
    return re.fullmatch(rf"{re.escape(address.name)}{version}\.pdf", name) is not None
