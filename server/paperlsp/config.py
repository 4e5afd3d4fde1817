"""A mapping as TOML gives it → ``(Config, Problem*)``. Reads no file; every wrong key is one problem, the rest holds."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from paperlsp.model.problem import Problem, Severity
from paperlsp.patterns import is_pattern


@dataclass(frozen=True, slots=True)
class PaperConfig:
    """A paper that the user names, and the code it speaks for.

    ``path`` is relative to the configuration file. A paper that is not in the repository has an ``arxiv`` identifier or a
    ``url`` instead, each "" where it is not given; ``sha256`` is the digest of its PDF in small hexadecimal digits, or "".
    With a ``path`` they say which paper and which version the PDF there is to be.
    ``supplement`` are further PDFs of the same paper: paths as for ``path``, or what ``paperlsp fetch`` takes.
    ``index`` is an exported index, relative to the configuration file, that stands in where the PDF is not at hand, or "".
    """

    path: str = ""
    code: tuple[str, ...] = ()
    arxiv: str = ""
    url: str = ""
    sha256: str = ""
    index: str = ""
    supplement: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What ``paperlsp fetch`` takes for a paper that is not in the repository."""
        if self.path:
            return ""
        return f"arxiv:{self.arxiv}" if self.arxiv else self.url


UNEXPLAINED_BELOW = 0.2
"""Four of five findings of a rule are to be right, and the chances are calibrated."""


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one workspace folder. ``source`` is the file they came from, relative to the folder, or "".

    ``select`` is None where nothing is said: then the rules run that are on by default. ``severity`` are pairs of a
    selector and what the rules that it means weigh. ``min_coverage`` is the least share of definitions to be explained,
    in percent; 0 asks for nothing. ``unexplained_below`` is the chance that the paper explains a definition all the same
    below which unexplained code is reported.
    """

    papers: tuple[PaperConfig, ...] = ()
    exclude: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    threshold: float = 0.5
    source: str = ""
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    min_coverage: float = 0.0
    unexplained_below: float = UNEXPLAINED_BELOW


SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
KEYS = (
    "papers",
    "exclude",
    "select",
    "extend-select",
    "ignore",
    "per-file-ignores",
    "severity",
    "threshold",
    "min-coverage",
    "unexplained-below",
)
PAPER_KEYS = ("path", "arxiv", "url", "sha256", "code", "index", "supplement")
_ARXIV = re.compile(r"(?:arxiv:)?((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s/]+/\S+", re.IGNORECASE)


def is_elsewhere(name: str) -> bool:
    """Whether a supplement is one that ``paperlsp fetch`` keeps in the cache, and no path."""
    return bool(_URL.fullmatch(name) or (name.lower().startswith("arxiv:") and _ARXIV.fullmatch(name)))


def parse_config(table: object, file: str) -> tuple[Config, tuple[Problem, ...]]:
    """Read the table's keys. ``file`` is the configuration file as shown to people."""
    reader = _Reader(file)
    if not isinstance(table, Mapping):
        reader.wrong("tool.paperlsp", "a table, as under the heading [tool.paperlsp]")
        return Config(source=file), tuple(reader.problems)
    mapping = cast("Mapping[str, object]", table)
    reader.unknown(mapping, KEYS, "")
    config = Config(
        papers=reader.papers(mapping.get("papers", [])),
        exclude=reader.patterns(mapping.get("exclude", []), "exclude"),
        ignore=reader.strings(mapping.get("ignore", []), "ignore"),
        select=reader.strings(mapping["select"], "select") if "select" in mapping else None,
        extend_select=reader.strings(mapping.get("extend-select", []), "extend-select"),
        severity=reader.severities(mapping.get("severity", {})),
        per_file_ignores=reader.per_file(mapping.get("per-file-ignores", {})),
        threshold=reader.number(mapping.get("threshold", 0.5), "threshold", 1, 0.5),
        min_coverage=reader.number(mapping.get("min-coverage", 0), "min-coverage", 100, 0.0),
        unexplained_below=reader.number(
            mapping.get("unexplained-below", UNEXPLAINED_BELOW), "unexplained-below", 1, UNEXPLAINED_BELOW
        ),
        source=file,
    )
    return config, tuple(reader.problems)


class _Reader:
    """Gathers the problems of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, key: str, wanted: str) -> None:
        message = f"`{key}` must be {wanted}."
        self.problems.append(
            Problem("config-wrong-type", message, "Correct it; until then it is left out.", self.file, key)
        )

    def unknown(self, mapping: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
        for key in sorted(mapping):
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                remedy = f"Did you mean `{near[0]}`?" if near else f"Known keys are {', '.join(known)}."
                place = f"{where}{key}"
                self.problems.append(
                    Problem("config-unknown-key", f"`{place}` is not a setting.", remedy, self.file, place)
                )

    def number(self, value: object, key: str, most: int, otherwise: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            self.wrong(key, f"a number from 0 to {most}")
            return otherwise
        return float(value)

    def severities(self, value: object) -> tuple[tuple[str, Severity], ...]:
        if not isinstance(value, Mapping):
            self.wrong("severity", "a table from rules to “error”, “warning” or “hint”")
            return ()
        found: list[tuple[str, Severity]] = []
        for selector, said in sorted(cast("Mapping[str, object]", value).items()):
            if said in SEVERITIES:
                found.append((selector, said))
            else:
                self.wrong(f"severity.{selector}", "“error”, “warning” or “hint”")
        return tuple(found)

    def strings(self, value: object, key: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in cast("list[object]", value)):
            self.wrong(key, "a list of strings")
            return ()
        return tuple(cast("list[str]", value))

    def patterns(self, value: object, key: str) -> tuple[str, ...]:
        """One that is none stays in its place, where it matches nothing: without it, ``code`` could mean all code."""
        found = self.strings(value, key)
        for at, pattern in enumerate(found):
            self.check_pattern(pattern, f"{key}[{at}]")
        return found

    def check_pattern(self, pattern: str, place: str) -> None:
        if not is_pattern(pattern):
            message = f"`{pattern}` is no pattern."
            remedy = "Write it as in a .gitignore, such as `src/**`; until then it matches nothing."
            self.problems.append(Problem("config-wrong-pattern", message, remedy, self.file, place))

    def per_file(self, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if not isinstance(value, Mapping):
            self.wrong("per-file-ignores", "a table from patterns to lists of codes")
            return ()
        table = cast("Mapping[str, object]", value)
        for pattern in sorted(table):
            self.check_pattern(pattern, f"per-file-ignores.{pattern}")
        return tuple(
            (pattern, self.strings(table[pattern], f"per-file-ignores.{pattern}")) for pattern in sorted(table)
        )

    def papers(self, value: object) -> tuple[PaperConfig, ...]:
        if not isinstance(value, list):
            self.wrong("papers", "a list of paths or tables such as { path = “paper.pdf” }")
            return ()
        found: list[PaperConfig] = []
        for at, item in enumerate(cast("list[object]", value)):
            key = f"papers[{at}]"
            if isinstance(item, str):
                item = {"path": item}  # noqa: PLW2901 -- A bare path is the short form of the table.
            if not isinstance(item, Mapping):
                self.wrong(key, "a path or a table with `path`")
                continue
            table = cast("Mapping[str, object]", item)
            self.unknown(table, PAPER_KEYS, f"{key}.")
            index = (
                self.inside(table["index"], f"{key}.index", "the path of an exported index") if "index" in table else ""
            )
            supplement = self.supplements(table.get("supplement", []), f"{key}.supplement")
            if "path" not in table and ("arxiv" in table or "url" in table):
                found += (replace(each, index=index, supplement=supplement) for each in self.elsewhere(table, key))
                continue
            path = self.inside(table.get("path"), f"{key}.path", "the path of a PDF")
            if path:
                code = self.patterns(table.get("code", []), f"{key}.code")
                known = self.elsewhere({**table, "code": []}, key) if {"arxiv", "url", "sha256"} & table.keys() else []
                said = known[0] if known else PaperConfig()
                found.append(replace(said, path=path, code=code, index=index, supplement=supplement))
        return tuple(found)

    def supplements(self, value: object, key: str) -> tuple[str, ...]:
        """Paths within the folder, arXiv identifiers such as "arxiv:1810.06801" and addresses; one may stand alone."""
        named = self.strings([value] if isinstance(value, str) else value, key)
        found = [
            each if is_elsewhere(each) else self.inside(each, f"{key}[{at}]", "the path of a PDF")
            for at, each in enumerate(named)
        ]
        return tuple(each for each in found if each)

    def inside(self, value: object, key: str, wanted: str) -> str:
        """A path within the folder, or "" for anything else, of which a problem tells."""
        # A NUL ends a name wherever the system is asked for it.
        if not isinstance(value, str) or not value or "\0" in value:
            self.wrong(key, wanted)
            return ""
        path = value.replace("\\", "/")
        if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
            message = f"`{key}` leads out of the workspace: {value}."
            remedy = "Put the PDF inside, or pass it with --paper."
            self.problems.append(Problem("config-outside", message, remedy, self.file, key))
            return ""
        return path

    def elsewhere(self, table: Mapping[str, object], key: str) -> list[PaperConfig]:
        """A paper that ``paperlsp fetch`` keeps in the cache."""
        code = self.patterns(table.get("code", []), f"{key}.code")
        digest = table.get("sha256", "")
        if not isinstance(digest, str) or (digest and not _SHA256.fullmatch(digest)):
            self.wrong(f"{key}.sha256", "the 64 hexadecimal digits of the PDF's SHA-256")
            return []
        arxiv, url = table.get("arxiv"), table.get("url")
        if arxiv is not None:
            named = _ARXIV.fullmatch(arxiv) if isinstance(arxiv, str) else None
            if named is None:
                self.wrong(f"{key}.arxiv", "an arXiv identifier such as “1810.06801v2”")
                return []
            return [PaperConfig(code=code, arxiv=named[1], sha256=digest.lower())]
        if url is None and "path" in table:
            return [PaperConfig(sha256=digest.lower())]
        if not isinstance(url, str) or not _URL.fullmatch(url):
            self.wrong(f"{key}.url", "the web address of a PDF")
            return []
        return [PaperConfig(code=code, url=url, sha256=digest.lower())]
