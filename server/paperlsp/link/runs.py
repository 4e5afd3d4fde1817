"""Whether a text holds a quote: by its words in a row, or, where there is no text, by hashes of them.

Words count without case, and however they are spaced and hyphenated. A run is a word or up to four of them in a row. A
quote is held where all its runs are; whether two halves of a longer one stood in two places nobody asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from paperlsp.notation import prose_words

LONGEST_RUN = 4
WIDTH = 4
"""Bytes of a hash: with a few hundred of them in a part, one word in a million is taken for another."""


def says(text: str, quote: str) -> bool:
    """Whether the text holds the quote's words in a row."""
    words = prose_words(quote)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(prose_words(text))} "


def runs_of(text: str, salt: str) -> bytes:
    """The hashes of all runs of a text, each once and in their own order, so that they tell nothing of the text's."""
    words = prose_words(text)
    found = {run for length in range(1, LONGEST_RUN + 1) for run in _hashes(words, length, salt)}
    return b"".join(sorted(found))


def holds(runs: bytes, quote: str, salt: str) -> bool:
    """Whether the text of these runs holds the quote."""
    words = prose_words(quote)
    return bool(words) and all(_among(runs, run) for run in _hashes(words, min(len(words), LONGEST_RUN), salt))


def _hashes(words: tuple[str, ...], length: int, salt: str) -> Iterator[bytes]:
    # The salt, a digest of the PDF, keeps hashes of one paper from being looked up in those of another.
    key = salt.encode()[:64]
    for at in range(len(words) - length + 1):
        run = " ".join(words[at : at + length])
        yield hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=WIDTH, key=key).digest()


def _among(runs: bytes, wanted: bytes) -> bool:
    """By halving: the hashes are sorted."""
    low, high = 0, len(runs) // WIDTH
    while low < high:
        middle = (low + high) // 2
        found = runs[middle * WIDTH : (middle + 1) * WIDTH]
        if found == wanted:
            return True
        low, high = (middle + 1, high) if found < wanted else (low, middle)
    return False
