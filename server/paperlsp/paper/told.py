"""The outline and the destinations that a PDF carries → what they say of its parts, and how far that is what was read.

LaTeX calls a destination by what it leads to: ``section.3``, ``subsection.3.1``, ``appendix.A``, ``equation.2.5``. What is
called so may be miscounted, and outlines may lack numbers or point to the page before; so they settle nothing alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.model.page import RawDocument
from paperlsp.model.paper import Anchor, AnchorKind

NAMED = re.compile(
    r"^(?P<kind>section|subsection|subsubsection|appendix|equation|figure|table|algorithm)"
    r"\.(?P<number>[A-Z]?\d*(?:\.[A-Z]?\d+)*)$"
)
"""Not ``figure.caption.7``: that is the seventh caption, of whatever kind."""
KINDS: dict[str, AnchorKind] = {
    "section": "section",
    "subsection": "section",
    "subsubsection": "section",
    "appendix": "section",
    "equation": "equation",
    "figure": "figure",
    "table": "table",
    "algorithm": "algorithm",
}
FRONT = re.compile(r"^(?:(?:appendix|annexe)\s+)?(?:[A-Z]|\d{1,2})?(?:\.\d{1,2})*[.:]?\s+", re.IGNORECASE)
"""A section's number, where an outline's title begins with it."""


@dataclass(frozen=True, slots=True)
class Told:
    """``titles`` are the outline's entries as (page, letters and digits of the title)."""

    titles: frozenset[tuple[int, str]]

    def heading(self, page: int, title: str) -> bool:
        """Whether the outline has this title on this page, or on the one before."""
        bare = letters_of(title)
        return len(bare) > 2 and ((page, bare) in self.titles or (page - 1, bare) in self.titles)


NOTHING = Told(frozenset())


def told_by(document: RawDocument) -> Told:
    titles: set[tuple[int, str]] = set()
    for entry in document.outline:
        titles.add((entry.page, letters_of(entry.title)))
        titles.add((entry.page, letters_of(FRONT.sub("", entry.title, count=1))))
    return Told(frozenset(titles))


def letters_of(title: str) -> str:
    """Letters and digits alone, small and without accents."""
    return "".join(character for character in unicodedata.normalize("NFKD", title).lower() if character.isalnum())


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the parts that a PDF names, how many were ``found`` where it says; ``missed`` are the others, in words."""

    said: int
    found: int
    missed: tuple[str, ...]


def agreement_of(document: RawDocument, anchors: Sequence[Anchor]) -> Agreement:
    """How far what was read is what the PDF itself says: titles of its outline, and numbers of its equations and floats.

    Sections are compared by the outline alone: an appendix that counts as a section is called by another number.
    """
    titled = {(each.page, letters_of(each.title)) for each in anchors if each.kind in ("section", "heading")}
    missed: list[str] = []
    said = 0
    for entry in document.outline:
        said += 1
        names = {letters_of(entry.title), letters_of(FRONT.sub("", entry.title, count=1))}
        if not any((entry.page + late, name) in titled for late in (0, 1) for name in names):
            missed.append(f"{entry.title} (page {entry.page})")
    numbers = {(each.kind, each.page, each.number) for each in anchors if each.number}
    for place in document.destinations:
        match = NAMED.match(place.name)
        if match is None or KINDS[match["kind"]] == "section" or not match["number"]:
            continue
        kind, number = KINDS[match["kind"]], match["number"]
        said += 1
        # Where equations count through, LaTeX still calls them by their section: "equation.2.5" is (5).
        spelled = (number, number.rpartition(".")[2])
        if not any((kind, place.page + late, each) in numbers for late in (0, 1) for each in spelled):
            missed.append(f"{kind} {number} (page {place.page})")
    return Agreement(said, said - len(missed), tuple(missed))
