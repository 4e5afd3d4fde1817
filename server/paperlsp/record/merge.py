"""A record as it was, and two that were made from it → one that holds what both have changed."""

from __future__ import annotations

from paperlsp.model.record import Record, Word, WordKey, record_of


def merge(base: Record, ours: Record, theirs: Record) -> Record:
    """Word by word; where both changed the same word in different ways, ours holds: it was said last."""
    merged: dict[WordKey, Word] = {}
    for key in sorted({*base.by_key, *ours.by_key, *theirs.by_key}):
        before, own, other = base.by_key.get(key), ours.by_key.get(key), theirs.by_key.get(key)
        word = other if own == before else own
        if word is not None:
            merged[key] = word
    return record_of(merged)
