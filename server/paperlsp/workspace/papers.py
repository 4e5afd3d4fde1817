"""The PDFs that are named, or those that lie in the folder → the papers in use, and what is to be said of the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paperlsp.config import Config, PaperConfig
from paperlsp.fetch import Named, address_of
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.workspace.exports import Exports
from paperlsp.workspace.index_file import Exported
from paperlsp.workspace.library import identity_of, kept
from paperlsp.workspace.reader import PaperReader, too_large

MOST_PAPERS = 10
"""Papers that are used of those that nobody named."""
MOST_READ = 40
"""PDFs of several pages that are read to find them."""
NAME_THEM = "Name those that count in `[tool.paperlsp]`: `paperlsp init` writes the table."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A PDF to look at. ``name`` is its path as shown to people; ``named`` tells that a person said it is a paper, and
    ``outside`` that it does not lie in the folder. ``exported`` is the paper from an index, where the PDF is not at hand.
    """

    name: str
    path: Path
    named: bool = True
    setting: PaperConfig | None = None
    outside: bool = False
    exported: Paper | None = None


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
    return Choice(tuple(kept), tuple(exports.problems), len(found) - sum(each.exported is None for each in kept))


def read_papers(
    choice: Choice,
    config: Config,
    previous: Snapshot | None,
    reader: PaperReader,
    step: Callable[[str], None],
) -> tuple[tuple[PaperEntry, ...], tuple[Problem, ...]]:
    """The papers in use, each once, with ids of their own; problems of PDFs that nobody named weigh little beside one."""
    known = {entry.paper.digest: entry for entry in previous.papers} if previous else {}
    entries: list[PaperEntry] = []
    told: list[Problem] = []
    others: list[Problem] = []
    looked_at = 0
    for looked_at, wanted in enumerate(choice.wanted, 1):
        if not wanted.named and (len(entries) == MOST_PAPERS or looked_at > MOST_READ):
            told.append(_too_many(choice, entries, looked_at - 1))
            break
        step(wanted.name)
        paper, problems = _read(wanted, config, known, reader)
        if paper is None or not (wanted.named or len(choice.wanted) == 1 or _is_paper(paper)):
            refused = problems if paper is None or problems else (_no_paper_in(wanted.name),)
            (told if wanted.named else others).extend(refused)
        else:
            told.extend(problems)
            _add(entries, wanted, paper, known)
    if entries:
        others = [replace(problem, severity="hint") for problem in others]
    if len(entries) > 1 and not choice.wanted[0].named:
        names = ", ".join(entry.path for entry in entries)
        message = f"{len(entries)} papers lie here, and all of them are used: {names}."
        told.append(Problem("several-papers", message, NAME_THEM, severity="hint"))
    return tuple(entries), (*told, *others)


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
        path = root / each.path
        if each.what:
            found = _fetched(each.what, each.sha256, reader)
        elif Path(os.path.realpath(path)).is_relative_to(inside):
            found = Wanted(each.path, path) if path.exists() else None
        else:
            message = f"{each.path} leads out of the workspace."
            remedy = "Put the PDF inside, or pass it with --paper."
            problems.append(Problem("config-outside", message, remedy, config.source, f"papers[{at}]"))
            continue
        if found is not None:
            exports.compare(found.name, _digest(found.path, reader), each.index)
        elif (exported := exports.of(each)) is not None:
            found = _from_index(exported)
        elif each.what:
            problems.append(_not_fetched(each, f"papers[{at}]", config.source, reader))
            continue
        # What is not there is told of when it is to be read.
        wanted.append(replace(found or Wanted(each.path, path), named=True, setting=each))
    return Choice(tuple(wanted), (*problems, *exports.problems))


def _from_index(exported: Exported) -> Wanted:
    return Wanted(exported.name, Path(exported.name), exported=exported.paper)


def _fetched(what: str, sha256: str, reader: PaperReader) -> Wanted | None:
    """A paper that lies in the cache."""
    address = address_of(what)
    path = kept(address, sha256, reader.files) if address is not None else None
    return Wanted(f"{identity_of(path)}.pdf", path, outside=True) if path is not None else None


def _not_fetched(setting: PaperConfig, place: str, file: str, reader: PaperReader) -> Problem:
    command = f"Run `paperlsp fetch {setting.what}`"
    if setting.sha256 and _fetched(setting.what, "", reader) is not None:
        message = f"The paper {setting.what} was fetched, but its PDF has another SHA-256 than the settings say."
        return Problem("paper-not-fetched", message, f"{command}, or correct `sha256`.", file, place, "error")
    message = f"The paper {setting.what} has not been fetched on this machine."
    return Problem("paper-not-fetched", message, f"{command} to download it.", file, place, "error")


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


def _read(
    wanted: Wanted, config: Config, known: Mapping[str, PaperEntry], reader: PaperReader
) -> tuple[Paper | None, tuple[Problem, ...]]:
    """None for what cannot be used; a paper may have problems too."""
    try:
        paper = _read_bytes(wanted, known, reader)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        message = f"The paper {wanted.name} cannot be opened: {reason[:1].lower()}{reason[1:]}."
        file, place = (config.source, f"papers: {wanted.name}") if wanted.setting else (wanted.name, "")
        return None, (Problem("paper-missing", message, "Correct the path.", file, place, "error"),)
    problems = tuple(replace(problem, file=wanted.name) for problem in paper.problems)
    if not paper.anchors and len(problems) > 1:
        # That nothing was found follows from what else is wrong, and would be said twice.
        problems = tuple(problem for problem in problems if problem.code != "paper-without-structure")
    return (paper if paper.anchors else None), problems


def _read_bytes(wanted: Wanted, known: Mapping[str, PaperEntry], reader: PaperReader) -> Paper:
    """The same object as before for the same paper: what was computed from it is remembered by identity."""
    if wanted.exported is not None:
        before = known.get(wanted.exported.digest)
        same = before is not None and replace(before.paper, id=wanted.exported.id) == wanted.exported
        return before.paper if before is not None and same else wanted.exported
    facts = reader.files.facts(wanted.path)
    entry = known.get(facts.digest)
    if entry is not None and entry.paper.gist is None:
        return entry.paper
    return reader.read(wanted.path.read_bytes()) if facts.digest else too_large(facts.size)


def _is_paper(paper: Paper) -> bool:
    """A poster or a set of slides lies among PDFs as well; a paper has sections and text."""
    has_text = len(paper.blocks) >= 10 or paper.gist is not None
    return has_text and sum(anchor.kind == "section" for anchor in paper.anchors) >= 3


def _add(entries: list[PaperEntry], wanted: Wanted, paper: Paper, known: Mapping[str, PaperEntry]) -> None:
    """Put the paper among the others: a copy of one that is there speaks for the code of both."""
    code = wanted.setting.code if wanted.setting else ()
    for at, entry in enumerate(entries):
        if entry.paper.digest == paper.digest:
            both = tuple(dict.fromkeys((*entry.code, *code))) if entry.code and code else ()
            entries[at] = replace(entry, code=both)
            return
    before = known.get(paper.digest)
    read_id = (before.read_id if before is not None else "") or paper.id
    taken = any(entry.paper.id == read_id for entry in entries)
    own_id = f"{read_id}-{paper.digest[:8]}" if taken else read_id
    # The same object as before, where it can be: what was computed from it is remembered by identity.
    same = paper if paper.id == own_id else replace(paper, id=own_id)
    place = str(wanted.path) if wanted.outside else ""
    entries.append(PaperEntry(wanted.name, same, code, read_id if taken else "", place))


def _too_many(choice: Choice, entries: Sequence[PaperEntry], looked_at: int) -> Problem:
    message = (
        f"{len(choice.wanted)} PDFs that may be papers lie here; "
        f"{looked_at} of them were looked at, and {len(entries)} are used."
    )
    return Problem("many-papers", message, NAME_THEM)


def _no_paper_in(name: str) -> Problem:
    message = "This PDF looks like no paper, and is not used."
    remedy = "If it is one, name it in `[tool.paperlsp]`: `paperlsp init` writes the table."
    return Problem("no-paper-in-pdf", message, remedy, name, severity="hint")
