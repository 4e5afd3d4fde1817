"""A folder's settings as they hold, and its files as they would be checked → text."""

from __future__ import annotations

import json
from collections.abc import Sequence

from paperlsp.check.selection import selected, severity_of
from paperlsp.config import Config, PaperConfig
from paperlsp.index.snapshot import PaperEntry
from paperlsp.report.terminal import plain


def files_text(papers: Sequence[PaperEntry], sources: Sequence[str], prefix: str) -> str:
    """The papers, then the sources; one a line."""
    pdfs = [entry.pdf(at).path for entry in papers for at in range(len(entry.supplements) + 1)]
    return "".join(f"{plain(prefix + path)}\n" for path in (*pdfs, *sources))


def settings_text(config: Config, papers: Sequence[PaperEntry], prefix: str) -> str:
    """TOML that would give the same settings, with the rules that run as a comment."""
    rules = [(each.rule, severity_of(config, each.rule) or each.rule.severity) for each in selected(config)]
    lines = [
        f"# {plain(prefix) or 'The folder'}: settings from {plain(config.source) or 'nowhere, so that defaults hold'}",
        "[tool.paperlsp]",
        "papers = [",
        *(f"  {{ {_paper(each)} }}," for each in config.papers or [_found(entry) for entry in papers]),
        "]",
        f"exclude = {_list(config.exclude)}",
        *([f"select = {_list(config.select)}"] if config.select is not None else []),
        f"extend-select = {_list(config.extend_select)}",
        f"ignore = {_list(config.ignore)}",
        f"threshold = {config.threshold:g}",
        f"min-coverage = {config.min_coverage:g}",
        f"unexplained-below = {config.unexplained_below:g}",
        "",
        "[tool.paperlsp.per-file-ignores]",
        *(f"{_text(pattern)} = {_list(codes)}" for pattern, codes in config.per_file_ignores),
        "",
        "[tool.paperlsp.severity]",
        *(f"{rule.code} = {_text(severity)}  # {rule.name}" for rule, severity in rules),
    ]
    return "\n".join(lines) + "\n"


def _found(entry: PaperEntry) -> PaperConfig:
    """What would name a paper that was found without being named."""
    return PaperConfig(entry.path, entry.code, supplement=tuple(each.path for each in entry.supplements))


def _paper(paper: PaperConfig) -> str:
    values = {"path": paper.path, "arxiv": paper.arxiv, "url": paper.url, "sha256": paper.sha256, "index": paper.index}
    lists = {"supplement": paper.supplement, "code": paper.code}
    said = [f"{key} = {_text(value)}" for key, value in values.items() if value]
    return ", ".join([*said, *(f"{key} = {_list(value)}" for key, value in lists.items() if value)])


def _text(value: str) -> str:
    # A JSON string of printable text is a TOML string.
    return json.dumps(plain(value), ensure_ascii=False)


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(_text(each) for each in values)}]"
