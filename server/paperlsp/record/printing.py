"""``Record`` → TOML: one array for each kind of word, one line for each word, sorted, so that it reads and merges well."""

from __future__ import annotations

import json

from paperlsp.model.record import Record, Word, WordKind

VERSION = 1
HEADER = "# What people have said about this code and its papers. See docs/record.md of paperlsp."

SECTIONS: dict[WordKind, str] = {"confirmed": "confirmed", "rejected": "rejected", "marked": "marked", "note": "notes"}
"""The name of the array that holds each kind, in the order in which they are written."""


def print_record(record: Record) -> str:
    """The whole file. ``parse_record`` gives the same record back."""
    lines = [HEADER, f"version = {VERSION}"]
    for kind, name in SECTIONS.items():
        words = [word for word in record.words if word.kind == kind]
        if words:
            lines += ["", f"{name} = [", *(print_word(word) for word in words), "]"]
    return "\n".join(lines) + "\n"


def print_word(word: Word) -> str:
    """The line of one word, as it stands within its array."""
    fields = [("file", word.code.file), ("symbol", word.code.symbol), ("code", word.code.digest)]
    if word.part is not None:
        fields += [("paper", word.part.paper), ("anchor", word.part.anchor), ("passage", word.part.digest)]
    if word.text or word.kind in ("marked", "note"):
        fields.append(("text" if word.kind == "note" else "reason", word.text))
    return "  { " + ", ".join(f"{name} = {_quoted(value)}" for name, value in fields) + " },"


def _quoted(text: str) -> str:
    """A TOML string on one line: as in JSON, but that DEL must be escaped too, and half a character has no place."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007F")
