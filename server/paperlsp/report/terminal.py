"""Untrusted text → text that a terminal shows and does not obey, and names of parts as people write them."""

from __future__ import annotations

import json

from paperlsp.model.paper import Anchor


def plain(text: str) -> str:
    """One line without control characters: a paper must not move the cursor or change colours."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def name_of(anchor: Anchor) -> str:
    """How people write the name of a part: “§3.1 Mask decoder”, “Eq. (5)”, “Algorithm 1”."""
    title = plain(anchor.title)
    if anchor.kind == "section":
        return f"§{anchor.number} {title}" if anchor.number else title
    if anchor.kind == "heading":
        section = (anchor.parent or "").partition(":")[2]
        where = f"§{section} › " if section and len(section) < 8 else ""
        return f"{where}{title}"
    if anchor.kind == "equation":
        if anchor.number:
            return f"Eq. ({anchor.number})"
        section = (anchor.parent or "").partition(":")[2]
        return f"equation in §{section}" if section else "equation"
    if anchor.kind == "theorem":
        return title
    word = {"figure": "Fig.", "table": "Table", "algorithm": "Algorithm"}[anchor.kind]
    return f"{word} {anchor.number or ''} {title[:60]}".strip()
