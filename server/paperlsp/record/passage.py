"""A part of a paper → a digest of what it says, which survives a better reading: spaces, hyphens, ligatures, case."""

from __future__ import annotations

import hashlib
import unicodedata

from paperlsp.model.paper import Anchor

_LENGTH = 16


def passage_digest(anchor: Anchor) -> str:
    """Of an equation every sign counts, of any other part its letters and digits."""
    text = anchor.latex or anchor.text if anchor.kind == "equation" else f"{anchor.title} {anchor.text}"
    flat = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(
        character
        for character in flat
        if not character.isspace() and (anchor.kind == "equation" or character.isalnum())
    )
    return hashlib.sha256(f"{anchor.kind}\x1f{kept}".encode("utf-8", "replace")).hexdigest()[:_LENGTH]
