"""The text of a record's file → ``(Record, Problem*)``. Whatever is wrong with a part of it, the rest stays."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from typing import cast

from paperlsp.model.problem import Problem
from paperlsp.model.record import CodeKey, PartKey, Record, Word, WordKey, WordKind, record_of
from paperlsp.model.span import Span
from paperlsp.record.lines import CONFLICT, Line, read_lines
from paperlsp.record.printing import SECTIONS, VERSION

KINDS: dict[str, WordKind] = {name: kind for kind, name in SECTIONS.items()}
_CODE = ("file", "symbol", "code")
_PART = ("paper", "anchor", "passage")
_KNOWN = (*_CODE, *_PART, "reason", "text")
_NEWER = Problem(
    "record-newer",
    "It was written by a newer version.",
    "Update paperlsp; what is known here is read.",
    severity="hint",
)


def parse_record(text: str, file: str) -> tuple[Record, tuple[Problem, ...]]:
    """Read what people have said. ``file`` is the path as shown to people."""
    reader = _Reader(file)
    lines = list(read_lines(text))
    words = reader.words(lines)
    try:
        document = cast("Mapping[str, object]", tomllib.loads(text.removeprefix("\ufeff")))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reader.broken(lines, str(error))
    else:
        version = document.get("version", VERSION)
        if isinstance(version, int) and version > VERSION:
            reader.problem(_NEWER, "version")
        reader.unknown(document, (*KINDS, "version"), "")
        if not is_by_lines(document, lines):
            words = reader.whole(document)
    found: dict[WordKey, Word] = {}
    for word in words:
        if word.key in found:
            reader.twice(word, text)
        else:
            found[word.key] = word
    return record_of(found), tuple(reader.problems)


def is_by_lines(document: Mapping[str, object], lines: list[Line]) -> bool:
    """Whether every word has a line to itself, which is how a record is written; people may write it otherwise."""
    for name in KINDS:
        listed = document.get(name, [])
        if listed != [line.entry for line in lines if line.section == name and line.entry is not None]:
            return False
    return True


def words_by_line(lines: Sequence[Line]) -> list[Word]:
    """The words that stand on lines of their own, twins too, in order."""
    return _Reader("").words(lines)


class _Reader:
    """Gathers the problems of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._by_line = 0
        """How many of the problems are about words on lines of their own; they come first."""

    def problem(self, problem: Problem, place: str) -> None:
        self.problems.append(Problem(problem.code, problem.message, problem.remedy, self.file, place, problem.severity))

    def words(self, lines: Sequence[Line]) -> list[Word]:
        """The words that stand on lines of their own."""
        found: list[Word] = []
        for number, line in enumerate(lines, 1):
            if line.entry is not None and line.section in KINDS:
                place = f"line {number}"
                word = self.word(KINDS[line.section], line.entry, place, Span(line.start, line.end))
                found += [word] if word is not None else []
        self._by_line = len(self.problems)
        return found

    def whole(self, document: Mapping[str, object]) -> list[Word]:
        """The words of a file that is laid out in another way."""
        del self.problems[: self._by_line]
        found: list[Word] = []
        for name, kind in KINDS.items():
            listed = document.get(name, [])
            if not isinstance(listed, list):
                self.wrong(f"`{name}` must be a list of tables.", name)
                continue
            for at, entry in enumerate(cast("list[object]", listed)):
                place = f"{name}[{at}]"
                if isinstance(entry, Mapping):
                    word = self.word(kind, cast("Mapping[str, object]", entry), place, Span(0, 0))
                    found += [word] if word is not None else []
                else:
                    self.wrong(f"`{place}` must be a table.", place)
        return found

    def word(self, kind: WordKind, entry: Mapping[str, object], place: str, span: Span) -> Word | None:
        """One word, or None with a problem for each of its keys that is wrong."""
        self.unknown(entry, _KNOWN, place)
        # A note may be about code alone; the others but marks need a part, and marks have none.
        with_part = kind in ("confirmed", "rejected") or (kind == "note" and "anchor" in entry)
        text = "text" if kind == "note" else "reason"
        wanted = (*_CODE, *(_PART if with_part else ()), *((text,) if kind in ("marked", "note") else ()))
        fine = True
        for name in wanted:
            if not isinstance(entry.get(name), str):
                self.wrong(f"`{name}` is missing or no string.", place)
                fine = False
        if not fine:
            return None
        said = entry.get(text, "")
        file, symbol, code = (_whole(entry[name]) for name in _CODE)
        part = PartKey(*(_whole(entry[name]) for name in _PART)) if with_part else None
        return Word(kind, CodeKey(file, symbol, code), part, _whole(said) if isinstance(said, str) else "", span)

    def wrong(self, message: str, place: str) -> None:
        self.problem(Problem("record-wrong", message, "Correct or remove it; until then it says nothing."), place)

    def unknown(self, mapping: Mapping[str, object], known: tuple[str, ...], place: str) -> None:
        for key in sorted(mapping):
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                remedy = f"Did you mean `{near[0]}`?" if near else f"Known keys are {', '.join(known)}."
                self.problem(Problem("record-unknown-key", f"`{key}` is not known here.", remedy), place or key)

    def twice(self, word: Word, text: str) -> None:
        number = text.encode("utf-8", "surrogateescape")[: word.span.start].count(b"\n") + 1
        place = f"line {number}" if word.span.end else word.code.symbol
        message = f"Something else was said about {word.code.symbol} already; the first counts."
        self.problem(Problem("record-twice", message, "Remove one of the two."), place)

    def broken(self, lines: list[Line], error: str) -> None:
        """Why the file as a whole is no TOML: conflicts of version control, lines that are none, or what TOML says."""
        remedy = "Correct it; the lines around it are read all the same."
        strange = [(number, line) for number, line in enumerate(lines, 1) if not line.understood]
        conflicts = [number for number, line in strange if CONFLICT.fullmatch(line.text)]
        if conflicts:
            message = "A merge left both versions here; all their lines are read."
            self.problem(Problem("record-conflict", message, "Keep the lines that hold."), f"line {conflicts[0]}")
        rest = [number for number, line in strange if not CONFLICT.fullmatch(line.text)]
        for number in rest[:20]:
            self.problem(Problem("record-broken", "This is no line of a record.", remedy), f"line {number}")
        if not strange:
            self.problem(Problem("record-broken", f"The file is not valid TOML: {error}.", remedy), "")


def _whole(value: object) -> str:
    """A string without halves of characters, which undecodable bytes become."""
    return str(value).encode("utf-8", "replace").decode("utf-8")
