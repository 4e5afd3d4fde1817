"""A sentence and an amount in it → what is counted or measured behind it: "8 heads", "256-dimensional", "20% of"."""

from __future__ import annotations

import re

from paperlsp.notation import word_set
from paperlsp.paper.definition import words as grammar
from paperlsp.paper.definition.phrase import Phrase, phrase_after, text_of
from paperlsp.paper.sentence import Sentence
from paperlsp.paper.value import words as known
from paperlsp.paper.value.amount import Amount, role_of
from paperlsp.paper.value.found import Stated

_SIZED = re.compile(r"([a-z]+)-(\d+)$")
_CHANGES = word_set(
    "drop drops dropped reduce reduced reduces increase increases increased decrease decreases decreased"
)
_BYTES = frozenset(("gb", "mb", "tb", "kb", "gib", "ghz", "mhz", "ms"))
"""Units of devices, whose number is not how many there are."""
_REPORTED = word_set("found find finds observe observed estimate estimated resulting result results report reported")


def hyphened(sentence: Sentence, amounts: list[Amount]) -> list[Stated]:
    """As in "256-dimensional embedding", "two-layer MLP", "3-layer network"."""
    last = amounts[-1]
    at = last.end
    tokens = sentence.tokens
    written = tokens[last.start].lower.partition("-")[2] if last.word and "-" in tokens[last.start].text else ""
    if written:
        kind = known.HYPHENED.get(written)
        if kind is None or written in ("fold", "class", "way", "dimensional"):
            return []
        name = f"{_noun_behind(sentence, at)} {kind}".strip()
        return [Stated(name, None, each.value, "", role_of(amounts), each.start, at) for each in amounts]
    if at + 1 < len(tokens) and tokens[at].text in "-‐–" and not tokens[at].spaced and not tokens[at + 1].spaced:
        kind = known.HYPHENED.get(tokens[at + 1].lower)
        if kind is None:
            return []
        noun = _noun_behind(sentence, at + 2)
        name = f"{noun} {kind}".strip()
        return [Stated(name, None, each.value, "", role_of(amounts), each.start, at + 2) for each in amounts]
    return []


def _noun_behind(sentence: Sentence, at: int) -> str:
    """The noun that a compound belongs to: of "256-dimensional vectorial embedding" the embedding; "" for none."""
    for place in range(at, min(at + 3, len(sentence.tokens))):
        token, word = sentence.tokens[place], sentence.words[place]
        if token.kind != "word" or word in grammar.STOPS or word in grammar.LINKS or word in grammar.DETERMINERS:
            break
        if word in grammar.NOUNS or word in known.COUNTED or (place == at and not token.text.islower()):
            return token.text
    return ""


def counted(sentence: Sentence, amounts: list[Amount], last: Amount, text: str) -> list[Stated]:
    """As in "8 attention heads", "32 × 32 grid", "for 60, 120 and 160 epochs"."""
    at = last.end
    tokens = sentence.tokens
    head: int | None = None
    if last.kind == "shape" and sentence.word(at) == "," and _SIZED.match(sentence.word(at + 1)):
        # "2 × 2, stride-2 convolutions".
        at += 2
    first = at
    if _is_proper(sentence, amounts[0]):
        return []
    while at < len(tokens) and at - first < 5 and tokens[at].kind == "word":
        word = sentence.words[at]
        if (
            word in grammar.STOPS
            or word in grammar.LINKS
            or word in grammar.DETERMINERS
            or word in ("up", "down", "out")
        ):
            break
        if _is_counted(last, word):
            head = at
            if word.endswith("s") and word in known.COUNTED:
                break
            following = sentence.word(at + 1)
            if following not in known.COUNTED and following not in grammar.NOUNS:
                break
        at += 1
    if (
        last.unit == "×"
        and head is None
        and not known.COMPARED & set(sentence.words[last.end : at])
        and at - last.end > 1
    ):
        head = at - 1 if sentence.words[at - 1] in grammar.NOUNS else None
    if head is None or _is_result(sentence, last, head) or sentence.word(last.end) in _BYTES:
        return []
    if sentence.words[head] in ("models", "networks") and last.end - last.start > 1:
        # "7B models" are large and not many.
        return []
    phrase = Phrase(first, head + 1, article=False)
    name = text_of(sentence, phrase, text)
    return [
        Stated(name, None, each.value, each.unit, role_of(amounts), each.start, head + 1)
        for each in amounts
        if each.unit != "%"
    ]


def shared_in_percent(sentence: Sentence, amounts: list[Amount], text: str) -> list[Stated]:
    """As in "20% of the input units", "50% dropout": a share of things that a method treats."""
    last = amounts[-1]
    if (
        last.unit != "%"
        or _REPORTED & set(sentence.words)
        or any(float(each.value) > 100 for each in amounts if each.kind == "number")
        or (known.RESULTS - _CHANGES) & set(sentence.words[max(last.start - 8, 0) : last.end + 8])
    ):
        return []
    at = last.end
    if sentence.word(at) in known.BARE:
        return [
            Stated(sentence.tokens[at].text, None, each.value, "%", role_of(amounts), each.start, at + 1)
            for each in amounts
        ]
    if sentence.word(at) != "of":
        return []
    phrase = phrase_after(sentence, at + 1, most=5)
    if phrase is None or not any(word in known.COUNTED for word in sentence.words[phrase.start : phrase.end]):
        return []
    name = text_of(sentence, phrase, text)
    return [Stated(name, None, each.value, "%", role_of(amounts), each.start, phrase.end) for each in amounts]


def _is_proper(sentence: Sentence, amount: Amount) -> bool:
    """Whether the number belongs to a name: "Atari 2600 games"."""
    if amount.start < 2 or amount.word or amount.kind != "number":
        return False
    before = sentence.tokens[amount.start - 1]
    opens = sentence.tokens[amount.start - 2].text in (".", ":", "(", "•", "|")
    return before.kind == "word" and before.text[0].isupper() and before.text[1:].islower() and not opens


def _is_counted(amount: Amount, word: str) -> bool:
    if amount.word:
        return word in known.BUILT
    if amount.kind == "ratio":
        return word == "ratio"
    if amount.kind == "shape":
        return (
            word in grammar.NOUNS or word in known.COUNTED or word in ("grid", "convolution", "conv", "pooling", "crop")
        )
    return word in known.COUNTED


def _is_result(sentence: Sentence, amount: Amount, head: int) -> bool:
    """Whether the amount measures how well something did, or how much."""
    if (
        amount.kind == "number"
        and sentence.words[head] in ("points", "scales", "models", "degrees")
        and (not amount.whole or known.RESULTS & set(sentence.words[max(amount.start - 6, 0) : head]))
    ):
        return True
    return (
        not amount.whole and amount.kind == "number" and sentence.words[head] not in ("epochs", "days", "hours", "bits")
    )
