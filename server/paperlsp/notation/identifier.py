"""An identifier → its lower-case words: ``MaskDecoder.predict_masks`` → ``mask decoder predict masks``."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

from paperlsp.notation.word_set import word_set

# Two letters that are an English word, so that "ToRGB" is "to rgb" and not one term as "LoRA" and "ViT" are.
_SHORT_WORDS = word_set("an as at by do if in is it my no of on or so to up we")

_PIECE = re.compile(
    r"""
      (?P<mixed>[A-Z][a-z][A-Z]+(?=[A-Z][a-z]|[^A-Za-z]|$))  # ViT, IoU, LoRA: one term in mixed case
    | [A-Z]+(?=[A-Z][a-z])                                      # the QH of QHAdam
    | [A-Z]?[a-z]+                                              # Decoder, masks
    | [A-Z]+                                                    # a last run of capitals
    | [0-9]+[dD](?![A-Za-z])                                    # the 2d of LayerNorm2d
    | [0-9]+
    | [^\W\d_a-zA-Z]+                                           # letters of other scripts
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def identifier_words(name: str) -> tuple[str, ...]:
    """The words of a (dotted) identifier, in order and in lower case.

    Snake and camel case are split, runs of capitals kept whole (``QHAdam`` → ``qh adam``), terms in mixed case kept
    whole (``ViT`` → ``vit``), digits set apart (``beta1`` → ``beta 1``, ``Norm2d`` → ``norm 2d``).
    """
    words: list[str] = []
    for match in _PIECE.finditer(name):
        piece = match.group()
        if match.group("mixed") and piece[:2].lower() in _SHORT_WORDS:
            words += [piece[:2].lower(), piece[2:].lower()]
        else:
            words.append(piece.lower())
    return tuple([intern(word) for word in words])


def joined_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """What neighbouring words make when a paper writes them together: ``qh adam`` → ``qhadam``; up to three words."""
    joined: list[str] = []
    for length in (2, 3):
        joined += ["".join(words[at : at + length]) for at in range(len(words) - length + 1)]
    return tuple(joined)
