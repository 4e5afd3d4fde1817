"""A sentence → the values that its words give to something, by what stands before and behind each number."""

from __future__ import annotations

from paperlsp.paper.definition.phrase import Phrase, phrase_before, text_of
from paperlsp.paper.sentence import Sentence
from paperlsp.paper.value import words as known
from paperlsp.paper.value.amount import Amount, amount_at, role_of
from paperlsp.paper.value.before import named_before, shared_before
from paperlsp.paper.value.behind import counted, hyphened, shared_in_percent
from paperlsp.paper.value.found import Stated

_BETWEEN = frozenset((",", "and", "or", "/"))


def stated_by_words(sentence: Sentence, text: str) -> list[Stated]:
    """The values that the sentence's words give, ``text`` being the block's."""
    found: list[Stated] = []
    at = 0
    while at < len(sentence.tokens):
        amounts = _list_at(sentence, at)
        if not amounts:
            at += 1
            continue
        found += _stated(sentence, amounts, text)
        at = amounts[-1].end
    return found


def _list_at(sentence: Sentence, at: int) -> list[Amount]:
    """The amounts that stand together from ``at`` on: "60, 120 and 160"."""
    amounts: list[Amount] = []
    while at < len(sentence.tokens):
        amount = amount_at(sentence, at)
        if amount is None or (amounts and amount.word != amounts[0].word):
            break
        amounts.append(amount)
        at = amount.end
        following = at
        while following < len(sentence.words) and sentence.words[following] in _BETWEEN:
            if sentence.words[following] == "/" and amount.whole:
                # "1/2" is one number, "0.6/0.4" are two.
                return []
            following += 1
        if following == at or following - at > 2:
            break
        at = following
    return amounts


def _stated(sentence: Sentence, amounts: list[Amount], text: str) -> list[Stated]:
    first, last = amounts[0], amounts[-1]
    if _is_label(sentence, first):
        return []
    return (
        _equated(sentence, amounts, text)
        or hyphened(sentence, amounts)
        or shared_before(sentence, amounts, text)
        or named_before(sentence, amounts, text)
        or counted(sentence, amounts, last, text)
        or shared_in_percent(sentence, amounts, text)
    )


def _is_label(sentence: Sentence, amount: Amount) -> bool:
    """Whether the number names something ("Table 2", "in 2017") and is no amount."""
    before = sentence.word(amount.start - 1)
    if before in ("(", ",", "and", "–", "-") and _is_year(amount):
        return True
    if before == "." and sentence.word(amount.start - 2) in known.LABELS:
        return True
    if before in known.LABELS and before not in ("in", "may", "case", "no"):
        return True
    return before in ("in", "since", "from", "until") and _is_year(amount)


def _is_year(amount: Amount) -> bool:
    return amount.kind == "number" and amount.whole and len(amount.value) == 4 and "1950" <= amount.value <= "2040"


def _equated(sentence: Sentence, amounts: list[Amount], text: str) -> list[Stated]:
    """As in "warmup_steps = 4000", "lr = 8e−4/4e−4": any word will do before an equals sign."""
    at = amounts[0].start
    if sentence.word(at - 1) != "=" or at < 2 or sentence.tokens[at - 2].kind != "word":
        return []
    phrase = phrase_before(sentence, at - 1) or Phrase(at - 2, at - 1, article=False)
    name = text_of(sentence, phrase, text)
    if sentence.words[at - 2] in known.RESULTS or not name[0].isalpha():
        return []
    return [Stated(name, None, each.value, each.unit, role_of(amounts), phrase.start, each.end) for each in amounts]
