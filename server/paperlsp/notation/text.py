"""Prose → words and stems, hyphenated and mixed-case terms both whole and in parts."""

from __future__ import annotations

import re
import unicodedata

from paperlsp.notation.stem import STOP_WORDS, stem

_TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|(?<=[^\W_])[-‐‑–_](?=[^\W_]))*")
_HYPHENS = re.compile(r"[-‐‑–_]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")


def prose_words(text: str, *, joined: bool = True) -> tuple[str, ...]:
    """The words of a text in order, lower-case, compatibility forms (ﬁ, 𝐱) resolved, single letters left out.

    "self-attention" gives ``self``, ``attention`` and, when ``joined``, ``selfattention``.
    """
    words: list[str] = []
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    for match in _TOKEN.finditer(text):
        token = match.group().lower()
        parts = _HYPHENS.split(token)
        if len(parts) == 1:
            if len(token) > 1:
                words.append(token)
            continue
        words += [part for part in parts if len(part) > 1 and not part.isdigit()]
        if joined:
            words.append("".join(parts))
    return tuple(words)


def prose_stems(text: str, *, joined: bool = True) -> tuple[str, ...]:
    """The stems of a text's words in order, stop words left out."""
    return tuple(stem(word) for word in prose_words(text, joined=joined) if word not in STOP_WORDS)
