"""Judged links and the code and papers that they are about → cases to measure on.

The judgements lie outside the repository (``links.json``, ``unexplained.json``, ``structure/``; papers beside them).
Code is found through the installed packages' file lists, or in a folder that holds the unpacked packages.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import SourceFile

KINDS = {"run_in": "heading", "appendix": "section"}


@dataclass(frozen=True)
class Target:
    kind: str
    number: str | None
    title: str
    page: int


@dataclass(frozen=True)
class Judged:
    """One judged definition. ``targets`` is empty for code that the paper says nothing of."""

    file: str
    symbol: str
    targets: tuple[Target, ...]


@dataclass
class Workspace:
    """The code of one package beside one paper. ``verdicts``: (file, symbol) → explained | engineering."""

    case: str
    package: str
    paper: Paper
    sources: list[SourceFile]
    judged: list[Judged] = field(default_factory=list)
    verdicts: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.case}/{self.package}"


def load_workspaces(
    shared: Path,
    code: Path | None,
    read_paper: Callable[[str, Path], Paper],
    read_source: Callable[[str, bytes], SourceFile],
    *,
    blanked: bool = True,
) -> list[Workspace]:
    """Every (paper, package) pair of the gold whose code is to be found; those missing are named on standard output."""
    links = json.loads((shared / "gold/links.json").read_text())
    verdicts = json.loads((shared / "gold/unexplained.json").read_text())
    papers: dict[str, Paper] = {}
    found: list[Workspace] = []
    for case, package in sorted({(each["case"], _package(each["file"])) for each in [*links, *verdicts]}):
        mine = [each for each in links if each["case"] == case and _package(each["file"]) == package]
        judged_verdicts = [each for each in verdicts if each["case"] == case and _package(each["file"]) == package]
        files = _package_files(package, code)
        if not files:
            print(f"{case}: the code of {package} is not installed; give its folder with --code")
            continue
        folders = {each["file"].rpartition("/")[0] for each in [*mine, *judged_verdicts]}
        small = len(files) <= 60
        chosen = sorted(path for path in files if small or path.rpartition("/")[0] in folders)
        if case not in papers:
            papers[case] = read_paper(case, shared / "papers" / case / "paper.pdf")
        sources = []
        for path in chosen:
            content = files[path].read_bytes()
            if blanked:
                content = blank(content, [each for each in mine if each["file"] == path])
            sources.append(read_source(path, content))
        workspace = Workspace(case, package, papers[case], sources)
        workspace.judged = [
            Judged(each["file"], each["symbol"], tuple(_target(target) for target in each["targets"])) for each in mine
        ]
        workspace.verdicts = {(each["file"], each["symbol"]): each["verdict"] for each in judged_verdicts}
        found.append(workspace)
    return found


def blank(content: bytes, entries: Iterable[dict[str, list[int]]]) -> bytes:
    """The source without the lines that give answers away; the quotes of a docstring stay, so that it still parses."""
    lines = content.decode("utf-8").split("\n")
    for entry in entries:
        for number in entry.get("strip_all", []):
            line = lines[number - 1]
            quotes = re.findall(r'"""|\'\'\'', line)
            indent = line[: len(line) - len(line.lstrip())]
            lines[number - 1] = indent + "".join(quotes) if quotes else ""
        for number in entry.get("strip_tail_only", []):
            lines[number - 1] = lines[number - 1].partition("#")[0].rstrip()
    return "\n".join(lines).encode()


def hits(anchor: Anchor, target: Target, paper: Paper) -> bool:
    """Whether a link to the anchor is right for the target."""
    if anchor.kind != KINDS.get(target.kind, target.kind):
        return False
    if anchor.kind == "heading":
        sections = [each.number for each in paper.path_of(anchor) if each.kind == "section" and each.number]
        return _plain(anchor.title) == _plain(target.title) and (
            not sections or not target.number or sections[-1].rstrip(".") == target.number or anchor.page == target.page
        )
    if target.number is None:
        if anchor.kind == "equation":
            return anchor.number is None and anchor.page == target.page
        return _plain(anchor.title) == _plain(target.title)
    return anchor.number is not None and anchor.number.strip("().").lower() == target.number.lower()


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", title).lower())


def _target(entry: dict[str, object]) -> Target:
    number = entry.get("number")
    page = entry["page"]
    return Target(
        str(entry["kind"]),
        None if number is None else str(number),
        str(entry.get("title") or ""),
        page if isinstance(page, int) else 0,
    )


def _package(file: str) -> str:
    return file.partition("/")[0]


def _package_files(package: str, code: Path | None) -> dict[str, Path]:
    """Python files of a package by path within it, tests left out."""
    if code is not None:
        for root in (code / package, code):
            folder = root / package
            if folder.is_dir():
                return {path.relative_to(root).as_posix(): path for path in sorted(folder.rglob("*.py"))}
    try:
        files = metadata.files(package.replace("_", "-")) or []
    except metadata.PackageNotFoundError:
        return {}
    return {
        file.as_posix(): Path(str(file.locate())) for file in files if file.suffix == ".py" and file.parts[0] == package
    }
