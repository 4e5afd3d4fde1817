"""A sentence and an amount in it → what has that amount: the name before it, or the thing counted behind it."""

from __future__ import annotations

import re

from paperlsp.model.paper import ValueRole
from paperlsp.notation import word_set
from paperlsp.paper.definition import words as grammar
from paperlsp.paper.definition.group import Group, group_at
from paperlsp.paper.definition.phrase import Phrase, phrase_after, phrase_before, text_of
from paperlsp.paper.sentence import Sentence
from paperlsp.paper.value import words as known
from paperlsp.paper.value.amount import Amount, amount_at
from paperlsp.paper.value.found import Stated

_SET = word_set(
    "set sets setting fixed fix initialized initialised use used keep chosen reduce reduces reduced reducing increase "
    "increases increased lower lowered raise raised halved decayed decays anneal annealed bring brings limited equal"
)
_BETWEEN = frozenset((",", "and", "or", "/"))
_SIZED = re.compile(r"([a-z]+)-(\d+)$")
_REPORTED = word_set("found find finds observe observed estimate estimated resulting result results report reported")
_COMPARED = frozenset(
    (
        "fewer",
        "more",
        "less",
        "faster",
        "slower",
        "better",
        "worse",
        "cheaper",
        "deeper",
        "speedup",
        "speed-up",
        "larger",
        "smaller",
        "higher",
        "lower",
        "bigger",
        "greater",
    )
)


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
        or _hyphened(sentence, amounts)
        or _shared(sentence, amounts, text)
        or _named_before(sentence, amounts, text)
        or _counted(sentence, amounts, last, text)
        or _shared_in_percent(sentence, amounts, text)
    )


def _word(sentence: Sentence, at: int) -> str:
    return sentence.words[at] if 0 <= at < len(sentence.words) else ""


def _is_label(sentence: Sentence, amount: Amount) -> bool:
    """Whether the number names something ("Table 2", "in 2017") and is no amount."""
    before = _word(sentence, amount.start - 1)
    if before in ("(", ",", "and", "–", "-") and _is_year(amount):
        return True
    if before == "." and _word(sentence, amount.start - 2) in known.LABELS:
        return True
    if before in known.LABELS and before not in ("in", "may", "case", "no"):
        return True
    return before in ("in", "since", "from", "until") and _is_year(amount)


def _is_year(amount: Amount) -> bool:
    return amount.kind == "number" and amount.whole and len(amount.value) == 4 and "1950" <= amount.value <= "2040"


def _equated(sentence: Sentence, amounts: list[Amount], text: str) -> list[Stated]:
    """As in "warmup_steps = 4000", "lr = 8e−4/4e−4": any word will do before an equals sign."""
    at = amounts[0].start
    if _word(sentence, at - 1) != "=" or at < 2 or sentence.tokens[at - 2].kind != "word":
        return []
    phrase = phrase_before(sentence, at - 1) or Phrase(at - 2, at - 1, article=False)
    name = text_of(sentence, phrase, text)
    if sentence.words[at - 2] in known.RESULTS or not name[0].isalpha():
        return []
    return [Stated(name, None, each.value, each.unit, _role(amounts), phrase.start, each.end) for each in amounts]


def _role(amounts: list[Amount]) -> ValueRole:
    return "choice" if len(amounts) > 1 else "setting"


def _hyphened(sentence: Sentence, amounts: list[Amount]) -> list[Stated]:
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
        return [Stated(name, None, each.value, "", _role(amounts), each.start, at) for each in amounts]
    if at + 1 < len(tokens) and tokens[at].text in "-‐–" and not tokens[at].spaced and not tokens[at + 1].spaced:
        kind = known.HYPHENED.get(tokens[at + 1].lower)
        if kind is None:
            return []
        noun = _noun_behind(sentence, at + 2)
        name = f"{noun} {kind}".strip()
        return [Stated(name, None, each.value, "", _role(amounts), each.start, at + 2) for each in amounts]
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


def _shared(sentence: Sentence, amounts: list[Amount], text: str) -> list[Stated]:
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
    role: ValueRole = "setting" if len(members) == len(amounts) else _role(amounts)
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


def _named_before(sentence: Sentence, amounts: list[Amount], text: str) -> list[Stated]:
    """As in "a learning rate of 0.1", "momentum 0.9", "an area less than 100 pixels"."""
    first = amounts[0]
    role: ValueRole = _role(amounts)
    at = first.start
    pair = (_word(sentence, at - 2), _word(sentence, at - 1))
    if pair in known.LIMITS:
        role = "bound"
        if first.unit == "%" or pair == ("equal", "to"):
            return []
        end = at - 2
        while _word(sentence, end - 1) in ("is", "are", "was", "to", "or", "of", "be", "equal", ","):
            end -= 1
    else:
        link = _link_before(sentence, at)
        if link is None and _word(sentence, at - 1) not in known.BARE:
            return []
        end = at if link is None else link
    phrase = _name(sentence, _past_brackets(sentence, end))
    if phrase is None:
        return []
    if _word(sentence, end) in ("is", "are", "was", "were") and first.word:
        return []
    if "from" in sentence.words[max(phrase.start - 2, 0) : phrase.start] and _word(sentence, first.start - 1) == "to":
        # "annealed from the initial rate to 0".
        return []
    name = text_of(sentence, phrase, text)
    spoken = set(sentence.words[phrase.start : phrase.end])
    if spoken <= {"value", "values"}:
        return []
    if (first.unit == "%" and known.RESULTS & spoken) or known.OUTCOMES & spoken:
        return []
    if _word(sentence, amounts[-1].end) in _COMPARED:
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
    counted = _counted(sentence, [last], last, text)
    if counted and phrase.end == first.start:
        return [
            Stated(text_of(sentence, phrase, text), None, first.value, first.unit, "setting", phrase.start, first.end),
            *counted,
        ]
    behind = sentence.words[last.end : last.end + 2]
    before = phrase.start - 1
    if "respectively" in behind and _word(sentence, before) == "and":
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
        counts = phrase is not None and {"number", "total"} & set(sentence.words[phrase.start : phrase.end])
        return phrase if counts else None
    phrase = phrase_before(sentence, end)
    return phrase if phrase is not None else Phrase(end - 1, end, article=False)


def _unit(sentence: Sentence, at: int) -> str:
    word = _word(sentence, at)
    return word if word in known.COUNTED else ""


def _counted(sentence: Sentence, amounts: list[Amount], last: Amount, text: str) -> list[Stated]:
    """As in "8 attention heads", "32 × 32 grid", "for 60, 120 and 160 epochs"."""
    at = last.end
    tokens = sentence.tokens
    head: int | None = None
    if last.kind == "shape" and _word(sentence, at) == "," and _SIZED.match(_word(sentence, at + 1)):
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
            following = _word(sentence, at + 1)
            if following not in known.COUNTED and following not in grammar.NOUNS:
                break
        at += 1
    if last.unit == "×" and head is None and not _COMPARED & set(sentence.words[last.end : at]) and at - last.end > 1:
        head = at - 1 if sentence.words[at - 1] in grammar.NOUNS else None
    if head is None or _is_result(sentence, last, head):
        return []
    if sentence.words[head] in ("models", "networks") and last.end - last.start > 1:
        # "7B models" are large and not many.
        return []
    phrase = Phrase(first, head + 1, article=False)
    name = text_of(sentence, phrase, text)
    return [
        Stated(name, None, each.value, each.unit, _role(amounts), each.start, head + 1)
        for each in amounts
        if each.unit != "%"
    ]


def _shared_in_percent(sentence: Sentence, amounts: list[Amount], text: str) -> list[Stated]:
    """As in "20% of the input units", "50% dropout": a share of things that a method treats."""
    last = amounts[-1]
    if (
        last.unit != "%"
        or _REPORTED & set(sentence.words)
        or any(float(each.value) > 100 for each in amounts if each.kind == "number")
        or known.RESULTS & set(sentence.words[max(last.start - 8, 0) : last.end + 8])
    ):
        return []
    at = last.end
    if _word(sentence, at) in known.BARE:
        return [
            Stated(sentence.tokens[at].text, None, each.value, "%", _role(amounts), each.start, at + 1)
            for each in amounts
        ]
    if _word(sentence, at) != "of":
        return []
    phrase = phrase_after(sentence, at + 1, most=5)
    if phrase is None or not any(word in known.COUNTED for word in sentence.words[phrase.start : phrase.end]):
        return []
    name = text_of(sentence, phrase, text)
    return [Stated(name, None, each.value, "%", _role(amounts), each.start, phrase.end) for each in amounts]


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
