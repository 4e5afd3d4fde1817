"""A rule's docstring → its page: what, why, bad, good, how to fix, and how often it was right where that was measured.

A section begins with its name and a colon at the beginning of a line; with two colons, an indented example follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent

from paperlsp.check.finding import Rule

SECTIONS = ("Why", "Bad", "Good", "Fix", "Measured")
_HEADS = {"Why": "Why it matters", "Bad": "Bad", "Good": "Good", "Fix": "How to fix it", "Measured": "Measured"}
_SECTION = re.compile(rf"^({'|'.join(SECTIONS)}):(:?)[ \t]*", re.MULTILINE)
_WHAT = re.compile(r"\APL\d{3} [a-z-]+: ")


@dataclass(frozen=True, slots=True)
class Page:
    """``what`` is one sentence; ``sections`` are pairs of a name and Markdown, in the order of the page."""

    what: str
    sections: tuple[tuple[str, str], ...]


def read_page(docstring: str) -> Page:
    """The page of a rule; an empty one where Python left the docstrings out."""
    pieces = _SECTION.split(docstring.strip())
    what = _WHAT.sub("", " ".join(pieces[0].split()))
    sections = tuple(
        (name, _example(text, name) if example else _flowing(text))
        for name, example, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    )
    return Page(what[:1].upper() + what[1:], sections)


def page_markdown(rule: Rule, page: Page) -> str:
    """The page as a file of its own."""
    state = "on" if rule.enabled else "off"
    parts = [
        f"# {rule.code} {rule.name}",
        page.what,
        f"Severity: {rule.severity}. {state.capitalize()} by default.",
        *(f"## {_HEADS[name]}\n\n{text}" for name, text in page.sections),
        "## Silence it",
        (
            f"For a line, or from a definition's head for all of it: `# paperlsp: ignore[{rule.code}] reason`. For a file: "
            f"`# paperlsp: ignore-file[{rule.code}] reason`. For the folder, in the settings:\n\n"
            f'```toml\n[tool.paperlsp]\nignore = ["{rule.code}"]\n```'
        ),
    ]
    return "\n\n".join(parts) + "\n"


def index_markdown(listed: tuple[tuple[Rule, Page], ...]) -> str:
    """The list of all pages."""
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | {'on' if rule.enabled else 'off'} | {page.what} |"
        for rule, page in listed
    ]
    head = (
        "# Rules\n\n`paperlsp explain CODE` prints a page. These were written by `paperlsp explain --write docs/rules`."
    )
    return "\n".join(
        [head, "", "| code | name | severity | by default | what it reports |", "|---|---|---|---|---|", *rows, ""]
    )


def _flowing(text: str) -> str:
    return "\n\n".join(" ".join(each.split()) for each in re.split(r"\n[ \t]*\n", text.strip()))


def _example(text: str, section: str) -> str:
    """The indented lines as a block, what stands behind them as text."""
    lines = text.strip("\n").split("\n")
    end = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith(" ")), len(lines))
    code = dedent("\n".join(lines[:end])).strip("\n")
    # Settings that are wrong on purpose are no TOML that anybody should take for good.
    language = (
        "text"
        if code.startswith("[") and section == "Bad"
        else "toml"
        if code.startswith("[")
        else "yaml"
        if re.match(r"[\w-]+: ", code)
        else "python"
    )
    behind = _flowing("\n".join(lines[end:]))
    return f"```{language}\n{code}\n```" + (f"\n\n{behind}" if behind else "")
