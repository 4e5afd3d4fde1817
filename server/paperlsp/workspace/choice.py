"""The PDFs that are given, or that the settings name, or that lie in the folder → those to look at, and what stands in for
the ones that are not there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paperlsp.config import Config, PaperConfig, is_elsewhere
from paperlsp.fetch import Named, address_of
from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.workspace.exports import Exports
from paperlsp.workspace.index_file import Exported
from paperlsp.workspace.library import identity_of, kept
from paperlsp.workspace.reader import PaperReader

_SUPPLEMENT = re.compile(
    r"(?P<of>.*?)[ _.-]?(?:supp|suppl|supplement(?:ary|al)?|supplementary[ _-]?materials?|appendix|appendices)\.pdf",
    re.IGNORECASE,
)
"""Names of PDFs that go with another one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A PDF to look at. ``name`` is its path as shown to people; ``named`` tells that a person said it is a paper, and
    ``outside`` that it does not lie in the folder. ``exported`` is the paper from an index, where the PDF is not at hand.
    ``supplements`` are further PDFs of the paper.
    """

    name: str
    path: Path
    named: bool = True
    setting: PaperConfig | None = None
    outside: bool = False
    exported: Paper | None = None
    supplements: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """``figures`` counts the PDFs of one page that were passed over."""

    wanted: tuple[Wanted, ...]
    problems: tuple[Problem, ...] = ()
    figures: int = 0


def choose(
    root: Path,
    config: Config,
    pdfs: Sequence[str],
    given: Sequence[Path],
    reader: PaperReader,
    named: Sequence[Named] = (),
) -> Choice:
    """The PDFs to look at: those given, else those that the settings name, else those in the folder, else those that the
    repository speaks of (``named``) and somebody has fetched.
    """
    if given:
        return Choice(tuple(_given(root, path) for path in given))
    exports = Exports(root)
    if config.papers:
        return _configured(root, config, reader, exports)
    found = [Wanted(path, root / path, named=False) for path in pdfs]
    kept = [each for each in found if len(found) < 2 or _pages(each.path, reader) != 1]
    kept += [replace(_from_index(each), named=False) for each in exports.others(pdfs)]
    # What lies higher up is likelier to be what the repository is about.
    kept.sort(key=lambda each: (each.name.count("/"), each.name))
    if not kept:
        fetched = [each for one in named if (each := _fetched(one.what, "", reader)) is not None]
        return Choice(tuple(fetched), tuple(exports.problems), len(found))
    for each in found:
        exports.compare(each.name, _digest(each.path, reader))
    problems = (*exports.problems, *_perhaps_supplements([each.name for each in kept]))
    return Choice(tuple(kept), problems, len(found) - sum(each.exported is None for each in kept))


def _given(root: Path, path: Path) -> Wanted:
    whole = path if path.is_absolute() else root / path
    if whole.is_relative_to(root):
        return Wanted(whole.relative_to(root).as_posix(), whole)
    return Wanted(whole.name, whole, outside=True)


def _configured(root: Path, config: Config, reader: PaperReader, exports: Exports) -> Choice:
    wanted: list[Wanted] = []
    problems: list[Problem] = []
    inside = os.path.realpath(root)
    for at, each in enumerate(config.papers):
        place = f"papers[{at}]"
        outside = [
            name
            for name in (each.path, *each.supplement)
            if not is_elsewhere(name) and not Path(os.path.realpath(root / name)).is_relative_to(inside)
        ]
        if outside:
            message = f"{outside[0]} leads out of the workspace."
            remedy = "Put the PDF inside, or pass it with --paper."
            problems.append(Problem("config-outside", message, remedy, config.source, place))
            continue
        path = root / each.path
        found = _fetched(each.what, each.sha256, reader) if each.what else _lying(root, each.path)
        supplements = [_supplement(root, name, reader) for name in each.supplement]
        absent = [name for name, there in zip(each.supplement, supplements, strict=True) if there is None]
        if found is not None:
            exports.compare(found.name, _digest(found.path, reader), each.index)
        exported = exports.of(each) if found is None or absent else None
        if exported is not None and (found is None or exported.paper.documents):
            # The index of a paper with its supplements stands in for all of them.
            wanted.append(replace(_from_index(exported), setting=each))
            continue
        if found is None and each.what:
            problems.append(_not_fetched(each, place, config.source, reader))
            continue
        problems += [_absent_supplement(name, place, config.source) for name in absent]
        there = tuple(one for one in supplements if one is not None)
        # What is not there is told of when it is to be read.
        wanted.append(replace(found or Wanted(each.path, path), setting=each, supplements=there))
    return Choice(tuple(wanted), (*problems, *exports.problems))


def _lying(root: Path, name: str) -> Wanted | None:
    return Wanted(name, root / name) if (root / name).exists() else None


def _supplement(root: Path, name: str, reader: PaperReader) -> Wanted | None:
    return _fetched(name, "", reader) if is_elsewhere(name) else _lying(root, name)


def _absent_supplement(name: str, place: str, file: str) -> Problem:
    if is_elsewhere(name):
        message = f"The supplement {name} has not been fetched on this machine."
        remedy = "Run `paperlsp fetch --configured` to download it."
        return Problem("paper-not-fetched", message, remedy, file, f"{place}.supplement", "error")
    message = f"The supplement {name} is not there."
    return Problem("paper-missing", message, "Correct the path.", file, f"{place}.supplement", "error")


def _perhaps_supplements(names: Sequence[str]) -> list[Problem]:
    """What is to be said of PDFs that are called like a supplement of another one; that they are one, only a person knows."""
    found: list[Problem] = []
    for name in names:
        named = _SUPPLEMENT.fullmatch(name.rpartition("/")[2])
        folder = name.rpartition("/")[0]
        beside = [other for other in names if other != name and other.rpartition("/")[0] == folder]
        like = [other for other in beside if named is not None and other.rpartition("/")[2][:-4] == named["of"]]
        if named is not None and (like or len(beside) == 1):
            of = (like or beside)[0]
            message = f"{name} is called like a supplement of {of}, and is read as a paper of its own."
            remedy = f'If it is one, say so in the settings: `papers = [{{ path = "{of}", supplement = ["{name}"] }}]`.'
            found.append(Problem("perhaps-supplement", message, remedy, name, severity="hint"))
    return found


def _from_index(exported: Exported) -> Wanted:
    return Wanted(exported.name, Path(exported.name), exported=exported.paper)


def _fetched(what: str, sha256: str, reader: PaperReader) -> Wanted | None:
    """A paper that lies in the cache."""
    address = address_of(what)
    path = kept(address, sha256, reader.files) if address is not None else None
    return Wanted(f"{identity_of(path)}.pdf", path, outside=True) if path is not None else None


def _not_fetched(setting: PaperConfig, place: str, file: str, reader: PaperReader) -> Problem:
    if setting.sha256 and _fetched(setting.what, "", reader) is not None:
        message = f"The paper {setting.what} was fetched, but its PDF has another SHA-256 than the settings say."
        remedy = f"Run `paperlsp fetch {setting.what}`, or correct `sha256`."
        return Problem("paper-not-fetched", message, remedy, file, place, "error")
    message = f"The paper {setting.what} has not been fetched on this machine."
    remedy = f"Run `paperlsp fetch {setting.what}` to download it."
    return Problem("paper-not-fetched", message, remedy, file, place, "error")


def _digest(path: Path, reader: PaperReader) -> str:
    try:
        return reader.files.facts(path).digest
    except OSError:
        return ""


def _pages(path: Path, reader: PaperReader) -> int | None:
    try:
        return reader.files.facts(path).pages
    except OSError:
        return None
