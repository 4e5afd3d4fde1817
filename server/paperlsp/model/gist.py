"""What linking and checks ask of a paper's words: how often each is said in a part, never in which order.

A paper that was read from its PDF has its text, and its gist is made from that. A paper that comes from an exported
index has no text at all, and brings its gist along: so both give the same links and the same findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Role = Literal["method", "background", "experiment", "excluded"]
"""``excluded`` parts explain no code: references, thanks, checklists, tables of contents, statements of impact."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One anchor. ``heading`` are the words of its title that carry meaning, ``words`` those of what it stands for, with
    how often each is said; both in lower case, words such as "the" left out.

    ``numbers`` and ``notation`` are the canonical numbers and symbols in it. ``digest`` is that of the passage, as the
    record has it; ``name`` one of all words of the title, by which a comment may name the anchor. ``runs`` are the hashes
    of its neighbouring words, by which a quote is checked where there is no text; None where there is text, or where
    nobody wanted them written down.
    """

    role: Role
    heading: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    numbers: tuple[str, ...]
    notation: tuple[str, ...]
    digest: str
    name: str
    runs: bytes | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list of references that has a key, such as "[12]".

    ``words`` are its words, folded, in alphabetical order; ``dated`` tells whether it has a year. ``text`` is the entry
    itself, or "" where there is no text; then ``runs`` are its hashes, as for a passage.
    """

    key: str
    words: tuple[str, ...]
    dated: bool
    text: str = ""
    runs: bytes = b""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence that states a value: its words, each once and in alphabetical order.

    ``advised`` is 1 for one that recommends or fixes settings, −1 for one about what others did, and 0 for any other.
    ``cites`` tells that it cites somebody for what it is about, ``comes_back`` that it is of something which happens
    every so many steps. ``numbers`` are the canonical numbers of a table's row, each once, and
    ``columns`` those that have a column to themselves, each with the one word at the column's head.
    """

    words: tuple[str, ...]
    advised: int
    cites: bool
    comes_back: bool
    numbers: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that stands within an anchor's text; ``is_line`` tells that it is a line of an algorithm."""

    anchor: str
    latex: str
    is_line: bool


@dataclass(frozen=True, slots=True)
class Gist:
    """``passages`` by anchor; ``sentences`` in the order of the paper's values. ``cited`` are the arXiv identifiers in the list of references, ``years`` the years in it, or on
    the first page where it has none. ``first_page`` are the folded words of that page, for a paper whose authors nobody
    could read.
    """

    passages: Mapping[str, Passage]
    sentences: tuple[Sentence, ...] = ()
    formulas: tuple[Formula, ...] = ()
    references: tuple[Reference, ...] = ()
    cited: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    first_page: tuple[str, ...] = ()
