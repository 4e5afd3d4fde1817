"""A sentence and an amount in it → the name before it: "a learning rate of 0.1", "β to 0.9", "stride 2"."""

from __future__ import annotations

from paperlsp.model.paper import ValueRole
from paperlsp.notation import word_set
from paperlsp.paper.definition.group import Group, group_at
from paperlsp.paper.definition.phrase import Phrase, phrase_before, text_of
from paperlsp.paper.sentence import Sentence
from paperlsp.paper.value import words as known
from paperlsp.paper.value.amount import Amount, role_of
from paperlsp.paper.value.behind import counted
from paperlsp.paper.value.found import Stated

_SET = word_set(
    "set sets setting fixed fix initialized initialised use used keep chosen reduce reduces reduced reducing increase "
    "increases increased lower lowered raise raised halved decayed decays anneal annealed bring brings limited equal"
)


def shared_before(sentence: Sentence, amounts: list[Amount], text: str) -> list[Stated]:
    """As in "α and β to 0.1 and 0.2, respectively": as many notations as amounts."""
    link = _link_before(sentence, amounts[0].start)
    if link is None:
        return []
    group = _group_before(sentence, link)
    if group is None:
        return []
    members = group.members
    pairs = list(zip(members, amounts, strict=False)) if len(members) == len(amounts) else [
        (members[-1], each) for each in amounts
    ]  # fmt: skip
    del text
    role: ValueRole = "setting" if len(members) == len(amounts) else role_of(amounts)
    return [
        Stated(named.part.text, named.part, each.value, each.unit, role, group.start, each.end)
        for named, each in pairs
        if not named.clause.relation
    ]


def _group_before(sentence: Sentence, end: int) -> Group | None:
    """The notations right before ``end``."""
    for start in range(max(end - 7, 0), end):
        if sentence.tokens[start].kind == "formula":
            group = group_at(sentence, start)
            if group is not None and group.end == end:
                return group
    return None


def _link_before(sentence: Sentence, at: int) -> int | None:
    """Where the link between a name and the amount at ``at`` begins: "of", "is set to", "="."""
    words = sentence.words
    start = at
    while start > 0 and words[start - 1] in (
        "about",
        "roughly",
        "approximately",
        "around",
        "only",
        "either",
        "exactly",
        "a",
        "the",
        "value",
        "to",
    ):
        if words[start - 1] == "to" and start < at and words[start] == "to":
            break
        start -= 1
        if words[start] == "to":
            break
    if start < at and words[start] == "to":
        back = start - 1
        if back >= 0 and words[back] in _SET | {"equal", "equals"}:
            back -= 1
            while back >= 0 and words[back] in ("is", "are", "was", "were", "be", "been", "to", "we", "then", "also"):
                back -= 1
            return back + 1
        return start if any(word in _SET for word in words[max(start - 24, 0) : start]) else None
    if start > 0 and words[start - 1] in known.LINKS:
        start -= 1
        if words[start] in ("be", "as"):
            while start > 0 and words[start - 1] in ("to", "be", "is", "are", "taken", "chosen", "set"):
                start -= 1
        return start
    return None


def _past_brackets(sentence: Sentence, at: int) -> int:
    """Where the words before ``at`` end, without a citation or a short form in brackets: "dropout [93] (dp)"."""
    while at > 2 and sentence.words[at - 1] in ("]", ")"):
        opening = "[" if sentence.words[at - 1] == "]" else "("
        back = at - 2
        while back >= 0 and sentence.words[back] != opening and at - back < 9:
            back -= 1
        if back <= 0 or sentence.words[back] != opening:
            break
        at = back
    return at


def named_before(sentence: Sentence, amounts: list[Amount], text: str) -> list[Stated]:
    """As in "a learning rate of 0.1", "momentum 0.9", "an area less than 100 pixels"."""
    first = amounts[0]
    role: ValueRole = role_of(amounts)
    at = first.start
    pair = (sentence.word(at - 2), sentence.word(at - 1))
    if pair in known.LIMITS:
        role = "bound"
        if first.unit == "%" or pair == ("equal", "to"):
            return []
        end = at - 2
        while sentence.word(end - 1) in ("is", "are", "was", "to", "or", "of", "be", "equal", ","):
            end -= 1
    else:
        link = _link_before(sentence, at)
        if link is None and sentence.word(at - 1) not in known.BARE:
            return []
        end = at if link is None else link
    phrase = _name(sentence, _past_brackets(sentence, end))
    if phrase is None:
        return []
    if sentence.word(end) in ("is", "are", "was", "were") and first.word:
        return []
    if "from" in sentence.words[max(phrase.start - 2, 0) : phrase.start] and sentence.word(first.start - 1) == "to":
        # "annealed from the initial rate to 0".
        return []
    name = text_of(sentence, phrase, text)
    spoken = set(sentence.words[phrase.start : phrase.end])
    if spoken <= {"value", "values"}:
        return []
    if (first.unit == "%" and known.RESULTS & spoken) or known.OUTCOMES & spoken:
        return []
    if sentence.word(amounts[-1].end) in known.COMPARED:
        return []
    if len(amounts) == 2 and not first.word:
        shared = _two_names(sentence, amounts, phrase, text)
        if shared:
            return shared
    unit = amounts[-1].unit or _unit(sentence, amounts[-1].end)
    return [Stated(name, None, each.value, unit, role, phrase.start, each.end) for each in amounts]


def _two_names(sentence: Sentence, amounts: list[Amount], phrase: Phrase, text: str) -> list[Stated]:
    """As in "stride 4 and 32 filters", "scales and gains are set to 0 and 1 respectively": a name for each amount."""
    first, last = amounts
    behind = counted(sentence, [last], last, text)
    if behind and phrase.end == first.start:
        return [
            Stated(text_of(sentence, phrase, text), None, first.value, first.unit, "setting", phrase.start, first.end),
            *behind,
        ]
    behind = sentence.words[last.end : last.end + 2]
    before = phrase.start - 1
    if "respectively" in behind and sentence.word(before) == "and":
        other = phrase_before(sentence, before)
        if other is not None:
            return [
                Stated(text_of(sentence, one, text), None, each.value, each.unit, "setting", one.start, each.end)
                for one, each in zip((other, phrase), amounts, strict=True)
            ]
    return []


def _name(sentence: Sentence, end: int) -> Phrase | None:
    """The phrase that ends at ``end`` when its noun is a quantity."""
    if end < 1 or sentence.tokens[end - 1].kind != "word":
        return None
    head = sentence.words[end - 1].rpartition("-")[2]
    if "set" in sentence.words[end : end + 3] and "to" in sentence.words[end : end + 4]:
        return phrase_before(sentence, end)
    if not {sentence.words[end - 1], head, head.removesuffix("s")} & known.SETTINGS:
        # "the number of layers is": the quantity stands before "of".
        phrase = phrase_before(sentence, end)
        counts = phrase is not None and "number" in set(sentence.words[phrase.start : phrase.end])
        return phrase if counts else None
    phrase = phrase_before(sentence, end)
    return phrase if phrase is not None else Phrase(end - 1, end, article=False)


def _unit(sentence: Sentence, at: int) -> str:
    word = sentence.word(at)
    return word if word in known.COUNTED else ""
