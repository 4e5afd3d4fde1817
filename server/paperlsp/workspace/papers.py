"""The PDFs to look at → the papers in use, and what is to be said of the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from paperlsp.config import Config, PaperConfig
from paperlsp.index.snapshot import PaperEntry, PdfPlace, Snapshot
from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.paper.supplement import with_supplements
from paperlsp.workspace.choice import Choice, Wanted
from paperlsp.workspace.reader import PaperReader, too_large

MOST_PAPERS = 10
"""Papers that are used of those that nobody named."""
MOST_READ = 40
"""PDFs of several pages that are read to find them."""
_SHOWN = 12
NAME_THEM = "Name those that count in `[tool.paperlsp]`: `paperlsp init` writes the table."


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
            whole, supplements, more = _with_supplements(wanted, paper, config, known, reader)
            told.extend((*more, *other_than_named(wanted.setting, paper, wanted.name, config.source)))
            _add(entries, wanted, whole, known, supplements)
    if entries:
        others = [replace(problem, severity="hint") for problem in others]
    if len(entries) > 1 and not choice.wanted[0].named:
        names = ", ".join(entry.path for entry in entries)
        message = f"{len(entries)} papers lie here, and all of them are used: {names}."
        told.append(Problem("several-papers", message, NAME_THEM, severity="hint"))
    return tuple(entries), (*told, *others)


def other_than_named(setting: PaperConfig | None, paper: Paper, name: str, file: str) -> tuple[Problem, ...]:
    """What is to be said of a PDF that is not the one, or not the version, that the settings name."""
    if setting is None:
        return ()
    if setting.sha256 and setting.sha256 != paper.main_digest:
        shown, wanted = f"{paper.main_digest[:_SHOWN]}…", f"{setting.sha256[:_SHOWN]}…"
        message = f"{name} has the SHA-256 {shown}, and the settings want {wanted}: it is another PDF than the one that was named."
        return (Problem("other-paper", message, "", file, severity="warning"),)
    if not setting.arxiv or not paper.arxiv_id:
        return ()
    (stamped, version), (named, wanted) = _version(paper.arxiv_id), _version(setting.arxiv)
    if stamped != named:
        message = f"{name} bears arXiv:{paper.arxiv_id}, and the settings name {setting.arxiv}: it is another paper."
        return (Problem("other-paper", message, "", file, severity="warning"),)
    if version and wanted and version != wanted:
        message = (
            f"{name} is {version} of arXiv:{stamped}, and the settings name {wanted}: numbers of its parts may differ."
        )
        return (Problem("other-paper", message, "", file, severity="warning"),)
    return ()


def _version(identifier: str) -> tuple[str, str]:
    """An arXiv identifier and its version, "" where none is said."""
    found = re.fullmatch(r"(?:arxiv:)?(.+?)(v\d+)?", identifier.lower())
    return (found[1], found[2] or "") if found is not None else (identifier, "")


def _with_supplements(
    wanted: Wanted, paper: Paper, config: Config, known: Mapping[str, PaperEntry], reader: PaperReader
) -> tuple[Paper, tuple[PdfPlace, ...], tuple[Problem, ...]]:
    """The paper with those of its supplements that can be read, where these lie, and what is to be said of the others."""
    if wanted.exported is not None:
        return paper, tuple(PdfPlace(each.name) for each in paper.documents[1:]), ()
    problems: list[Problem] = []
    read: list[tuple[str, Paper]] = []
    places: list[PdfPlace] = []
    for each in wanted.supplements:
        supplement, told = _read(each, config, known, reader)
        problems.extend(told)
        if supplement is not None:
            read.append((each.name, supplement))
            places.append(PdfPlace(each.name, str(each.path) if each.outside else ""))
    whole = with_supplements(paper, wanted.name, read)
    before = known.get(whole.digest)
    same = before is not None and replace(before.paper, id=whole.id) == whole
    return before.paper if before is not None and same else whole, tuple(places), tuple(problems)


def _read(
    wanted: Wanted, config: Config, known: Mapping[str, PaperEntry], reader: PaperReader
) -> tuple[Paper | None, tuple[Problem, ...]]:
    """None for what cannot be used; a paper may have problems too."""
    try:
        paper = _read_bytes(wanted, known, reader)
    except OSError as error:
        reason = error.strerror or error
        message = f"The paper {wanted.name} cannot be opened: {reason}."
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


def _add(
    entries: list[PaperEntry],
    wanted: Wanted,
    paper: Paper,
    known: Mapping[str, PaperEntry],
    supplements: tuple[PdfPlace, ...],
) -> None:
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
    entries.append(PaperEntry(wanted.name, same, code, read_id if taken else "", place, supplements))


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
