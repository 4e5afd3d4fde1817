"""A part of a paper and what is asked about it → the sentence or two of that part that say most about it.

Each sentence is weighed by the words that it shares with the question, rare words counting more than those that every
sentence of the part holds. Among equals the earliest wins: a part opens with what it is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from paperlsp.model.link import Evidence
from paperlsp.notation import CODE_STOP_WORDS, STOP_WORDS, expand, identifier_words, joined_words, prose_stems, stem

ENOUGH = 160
"""A quote shorter than this, in characters, takes in its neighbour."""
LONGEST = 420
"""A quote is cut at the last word before this many characters."""

_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9\u0391-\u03a9])|\n\s*\n")
_NO_END = re.compile(
    r"(?:\b(?:Figs?|Eqs?|Secs?|Tabs?|Alg|App|Apps|Thm|Lem|Prop|Cor|Def|Refs?|Ch|Vol|No|pp?|vs|cf|resp|approx|etc"
    r"|e\.g|i\.e|w\.r\.t|s\.t|a\.k\.a|et al|St|Dr|Prof|Mr|Mrs)|(?<![A-Za-z])[A-Z])\.$"
)
_QUOTED = re.compile(r"“([^”]*)”")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]|\.\d)")


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, white space collapsed; "Fig. 3" and "et al. 2017" are no ends."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        # At a blank line a sentence ends whatever stands before it.
        before = text[max(0, match.start() - 12) : match.start()].rstrip("\"'”’)]")
        if match.group().count("\n") < 2 and _NO_END.search(before):
            continue
        found.append(text[start : match.end()])
        start = match.end()
    found.append(text[start:])
    return tuple(collapsed for piece in found if (collapsed := " ".join(piece.split())))


def question(name: str, evidence: Iterable[Evidence], docstring: str) -> dict[str, float]:
    """The stems and numbers that are asked for, with their weights: the name's, the evidence's, the docstring's.

    Of the evidence count the words that it quotes and the values that it states; the rest is our own talk.
    """
    weights: dict[str, float] = {}

    def add(words: Iterable[str], weight: float) -> None:
        for word in words:
            weights[word] = max(weights.get(word, 0.0), weight)

    add(prose_stems(" ".join(docstring.split("\n\n", maxsplit=1)[:1])), 0.5)
    for each in evidence:
        add(prose_stems(" ".join(_QUOTED.findall(each.detail))), 1.0)
        if each.kind == "value":
            add(_NUMBER.findall(each.detail), 2.0)
    words = identifier_words(name.rpartition(".")[2])
    add((stem(word) for word in words if word not in STOP_WORDS and word not in CODE_STOP_WORDS), 1.5)
    add((stem(part) for word in words for part in expand(word)), 1.2)
    add((stem(word) for word in joined_words(words)), 1.5)
    return weights


def best_passage(text: str, asked: Mapping[str, float]) -> str:
    """The passage of ``text`` that shares most with ``asked``, at most ``LONGEST`` characters; "" for an empty text."""
    parts = sentences(text)
    if not parts:
        return ""
    best = _best_sentence(parts, asked)
    passage = parts[best]
    following = best + 1
    while len(passage) < ENOUGH and following < len(parts) and len(passage) + len(parts[following]) < LONGEST:
        # What a colon announces is a display, which is no sentence.
        gap = " […] " if passage.endswith(":") else " "
        passage = f"{passage}{gap}{parts[following]}"
        following += 1
    ending = " …" if following < len(parts) else ""
    if len(passage) > LONGEST:
        passage, ending = passage[:LONGEST].rpartition(" ")[0].rstrip(" ,;:–—"), " …"
    return f"{passage}{ending}"


def _best_sentence(parts: tuple[str, ...], asked: Mapping[str, float]) -> int:
    if not asked or len(parts) == 1:
        return 0
    stems = [frozenset(_stems(part)) for part in parts]
    common = Counter(each for each_set in stems for each in each_set if each in asked)
    best, best_score = 0, 0.0
    for at, words in enumerate(stems):
        score = sum(asked[each] * log(1 + len(parts) / common[each]) for each in sorted(words) if each in asked)
        # A long sentence meets more words by chance, and the opening one says what the part is about.
        score /= 1 + len(words) / 60
        score *= 1.15 if at == 0 else 1.0
        if score > best_score:
            best, best_score = at, score
    return best


@lru_cache(maxsize=4096)
def _stems(sentence: str) -> tuple[str, ...]:
    return (*prose_stems(sentence), *_NUMBER.findall(sentence))
