"""An exported index's bytes → its papers. Whoever may change the repository wrote them, so everything in them is checked."""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Callable
from typing import Any, TypeVar, cast, get_args

from paperlsp.link.runs import WIDTH
from paperlsp.link.withheld import NOWHERE
from paperlsp.model.geometry import Box
from paperlsp.model.gist import Formula, Gist, Passage, Reference, Role, Sentence
from paperlsp.model.paper import (
    Abbreviation,
    Anchor,
    AnchorKind,
    DefinitionKind,
    Document,
    Paper,
    StatedValue,
    SymbolDefinition,
    ValueRole,
)
from paperlsp.model.problem import Problem, Severity
from paperlsp.workspace.index_file import FORMAT, LARGEST_INDEX, Exported, IndexFile

_ANCHOR = re.compile(r"(?:sec|head|eq|alg|fig|tab|thm):[^\x00-\x1f]{1,300}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SLUG = re.compile(r"[\w-]{1,120}")
_MOST_PAPERS, _MOST_ROWS, _MOST_PAGES = 50, 20_000, 100_000
_LONGEST_TEXT, _LONGEST_LIST = 20_000, 4_000_000
"""Characters of a formula or a phrase, and of the words of a part."""
_FARTHEST = 1e6
"""Points. No page is so large."""
Item = TypeVar("Item")


class Damaged(ValueError):  # noqa: N818 -- It is what the file is.
    """The file is no index, or not one of this version."""


def parse_index(content: bytes) -> IndexFile:
    """Raises ``Damaged``, whose words say why."""
    if len(content) > LARGEST_INDEX:
        raise Damaged(f"it is larger than {LARGEST_INDEX >> 20} MB")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        raise Damaged("it is no JSON") from None
    table = _table(value)
    if table.get("format") != FORMAT:
        raise Damaged("it was written by another version of paperlsp")
    papers = _list(table.get("papers"))
    if len(papers) > _MOST_PAPERS:
        raise Damaged("it holds too many papers")
    try:
        found = tuple(_exported(_table(each)) for each in papers)
    except Damaged:
        raise
    except (KeyError, ValueError):
        raise Damaged("something in it is missing or is no text") from None
    return IndexFile(_text(table.get("reader")), found)


def _exported(table: dict[str, Any]) -> Exported:
    pages = _whole(table["pages"], _MOST_PAGES)
    documents = tuple(
        Document(_name(name), _matching(digest, _DIGEST), _whole(count, _MOST_PAGES))
        for name, digest, count in _rows(table["documents"], 3)
    )
    anchors, passages = _anchors(table["anchors"], [each.pages for each in documents] or [pages])
    last = max((each.pages for each in documents), default=pages)
    known = frozenset(passages)
    values = [(_value(row, known, last), _sentence(row[9:])) for row in _rows(table["values"], 15)]
    gist = Gist(
        passages,
        tuple(sentence for _, sentence in values),
        tuple(_formula(row, known) for row in _rows(table["formulas"], 3)),
        tuple(_reference(row) for row in _rows(table["references"], 4)),
        tuple(_text(each) for each in _list(table["cited"])),
        tuple(_whole(each, 9999) for each in _list(table["years"])),
        _words(table["first_page"]),
    )
    paper = Paper(
        _matching(table["id"], _SLUG),
        _matching(table["sha256"], _DIGEST),
        _text(table["title"]),
        tuple(_text(each) for each in _list(table["authors"])),
        "",
        _perhaps(_text, table["arxiv"]),
        pages,
        anchors,
        (),
        tuple(
            Abbreviation(_text(s), _text(long), _page(page, last)) for s, long, page in _rows(table["abbreviations"], 3)
        ),
        tuple(_problem(row) for row in _rows(table["problems"], 6)),
        tuple(_symbol(row, known, last) for row in _rows(table["symbols"], 7)),
        tuple(value for value, _ in values),
        gist=gist,
        documents=documents,
    )
    return Exported(_name(table["name"]), paper)


def _anchors(value: object, pages: list[int]) -> tuple[tuple[Anchor, ...], dict[str, Passage]]:
    rows = _rows(value, 20)
    known = frozenset(_matching(row[0], _ANCHOR) for row in rows)
    if len(known) != len(rows):
        raise Damaged("two parts have one id")
    anchors: list[Anchor] = []
    passages: dict[str, Passage] = {}
    for identity, kind, number, title, level, page, box, parent, text, latex, confidence, *said, at in rows:
        document = _whole(at, len(pages) - 1)
        edges = [_number(edge) for edge in _list(box)]
        if len(edges) != 4:
            raise Damaged("a box has four edges")
        anchors.append(
            Anchor(
                identity,
                cast("AnchorKind", _one_of(kind, AnchorKind)),
                _perhaps(_text, number),
                _text(title),
                None if level is None else _whole(level, 20),
                _page(page, pages[document]),
                Box(*edges),
                _perhaps(lambda each: _part(each, known), parent),
                _text(text),
                _perhaps(_text, latex),
                _perhaps(_number, confidence),
                document,
            )
        )
        passages[identity] = _passage(said)
    return tuple(anchors), passages


def _passage(row: list[Any]) -> Passage:
    role, heading, words, numbers, notation, digest, name, runs = row
    return Passage(
        cast("Role", _one_of(role, Role)),
        _words(heading),
        tuple(_counted(each) for each in _words(words)),
        _words(numbers),
        _words(notation),
        _text(digest),
        _text(name),
        _perhaps(_runs, runs),
    )


def _counted(word: str) -> tuple[str, int]:
    said, colon, count = word.partition(":")
    if not said or (colon and not (count.isascii() and count.isdigit() and len(count) < 7)):
        raise Damaged("a word is not counted")
    return said, int(count) if colon else 1


def _formula(row: list[Any], known: frozenset[str]) -> Formula:
    return Formula(_part(row[0], known), _text(row[1]), row[2] is True)


def _reference(row: list[Any]) -> Reference:
    return Reference(_text(row[0]), _words(row[1]), row[2] is True, runs=_runs(row[3]))


def _problem(row: list[Any]) -> Problem:
    code, message, remedy, file, place, severity = row
    level = cast("Severity", _one_of(severity, Severity))
    return Problem(_text(code), _text(message), _text(remedy), _text(file), _text(place), level)


def _symbol(row: list[Any], known: frozenset[str], pages: int) -> SymbolDefinition:
    notation, latex, meaning, page, anchor, scope, kind = row
    return SymbolDefinition(
        _text(notation),
        _text(latex),
        _text(meaning),
        _page(page, pages),
        _perhaps(lambda each: _part(each, known), anchor),
        _perhaps(lambda each: _part(each, known), scope),
        cast("DefinitionKind", _one_of(kind, DefinitionKind)),
        NOWHERE,
    )


def _value(row: list[Any], known: frozenset[str], pages: int) -> StatedValue:
    name, value, unit, page, anchor, subject, notation, latex, role, *_ = row
    return StatedValue(
        _text(name),
        _text(value),
        _text(unit),
        _page(page, pages),
        _perhaps(lambda each: _part(each, known), anchor),
        _perhaps(_text, subject),
        _perhaps(_text, notation),
        _perhaps(_text, latex),
        cast("ValueRole", _one_of(role, ValueRole)),
        "",
        NOWHERE,
    )


def _sentence(row: list[Any]) -> Sentence:
    words, advised, cites, comes_back, numbers, columns = row
    if advised not in (-1, 0, 1) or isinstance(advised, bool | float):
        raise Damaged("a sentence advises neither more nor less")
    return Sentence(_words(words), int(advised), cites is True, comes_back is True, _words(numbers), _columns(columns))


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Damaged("it holds something other than papers")
    return cast("dict[str, Any]", value)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list) or len(cast("list[Any]", value)) > _MOST_ROWS:
        raise Damaged("a list is missing or too long")
    return cast("list[Any]", value)


def _rows(value: object, width: int) -> list[list[Any]]:
    rows = [_list(row) for row in _list(value)]
    if any(len(row) != width for row in rows):
        raise Damaged("a row has too few or too many fields")
    return rows


def _text(value: object, longest: int = _LONGEST_TEXT) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise Damaged("a text is missing or too long")
    value.encode()
    return value


def _words(value: object) -> tuple[str, ...]:
    return tuple(_text(value, _LONGEST_LIST).split(" ")) if value else ()


def _columns(value: object) -> tuple[tuple[str, str], ...]:
    parted = [each.rpartition(":") for each in _words(value)]
    if not all(head and number for head, _, number in parted):
        raise Damaged("a column has a head and a number")
    return tuple((head, number) for head, _, number in parted)


def _matching(value: object, form: re.Pattern[str]) -> str:
    text = _text(value)
    if not form.fullmatch(text):
        raise Damaged("an id or a digest has another form")
    return text


def _name(value: object) -> str:
    """How a PDF is called: a path within the folder, and never one that leads out of it."""
    name = _text(value, 1000)
    if not name or not name.isprintable() or name.startswith(("/", "\\")) or name[1:2] == ":":
        raise Damaged("a paper has no name")
    if ".." in name.replace("\\", "/").split("/"):
        raise Damaged("a paper's name leads out of the folder")
    return name


def _part(value: object, known: frozenset[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise Damaged("a part is named that is not there")
    return value


def _whole(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise Damaged("a number is missing or too large")
    return value


def _page(value: object, pages: int) -> int:
    page = _whole(value, pages)
    if page < 1:
        raise Damaged("pages start at 1")
    return page


def _number(value: object) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not math.isfinite(value)
        or abs(value) > _FARTHEST
    ):
        raise Damaged("a number is missing or too large")
    return float(value)


def _one_of(value: object, choices: object) -> str:
    if not isinstance(value, str) or value not in get_args(choices):
        raise Damaged("a kind is unknown")
    return value


def _perhaps(read: Callable[[object], Item], value: object) -> Item | None:
    return None if value is None else read(value)


def _runs(value: object) -> bytes:
    content = base64.b64decode(_text(value, _LONGEST_LIST), validate=True)
    runs = [content[at : at + WIDTH] for at in range(0, len(content), WIDTH)]
    if len(content) % WIDTH or runs != sorted(runs):
        raise Damaged("hashes are not in order")
    return content
