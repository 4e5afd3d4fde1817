"""Untrusted text → text that a terminal shows and does not obey, and names of parts as people write them."""

from __future__ import annotations

import json
import re

from paperlsp.model.paper import Anchor


def plain(text: str) -> str:
    """One line without control characters: a paper must not move the cursor or change colours."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


_COMMANDS = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON lets stand and a terminal obeys: control characters, marks that turn the direction of text; and the bytes
of names of files that are no text, which Python holds as halves of surrogate pairs."""


def to_json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return _COMMANDS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def harmless(text: str) -> str:
    """Lines as they are, without what a terminal would obey."""
    return "".join(c if c >= " " or c in "\n\t" else " " for c in _COMMANDS.sub(" ", text))


def name_of(anchor: Anchor) -> str:
    """How people write the name of a part: “§3.1 Mask decoder”, “Eq. (5)”, “Algorithm 1”."""
    title, number = plain(anchor.title), plain(anchor.number or "")
    if anchor.kind == "section":
        return f"§{number} {title}" if number else title
    if anchor.kind == "heading":
        section = plain((anchor.parent or "").partition(":")[2])
        where = f"§{section} › " if section and len(section) < 8 else ""
        return f"{where}{title}"
    if anchor.kind == "equation":
        if number:
            return f"Eq. ({number})"
        section = plain((anchor.parent or "").partition(":")[2])
        return f"equation in §{section}" if section else "equation"
    if anchor.kind == "theorem":
        return title
    word = {"figure": "Fig.", "table": "Table", "algorithm": "Algorithm"}[anchor.kind]
    return f"{word} {number} {title[:60]}".strip()
