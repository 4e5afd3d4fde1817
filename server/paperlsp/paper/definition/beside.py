"""A sentence → the notations that stand beside their name: "the learning rate α", "the rank (r)", "d, the dimension,"."""

from __future__ import annotations

import re
from dataclasses import replace

from paperlsp.notation import word_set
from paperlsp.paper.clause import Part
from paperlsp.paper.definition import words as known
from paperlsp.paper.definition.found import Found, Named, is_set
from paperlsp.paper.definition.group import Group, group_at
from paperlsp.paper.definition.phrase import Phrase, is_noun, is_verb, phrase_after, phrase_before, text_of
from paperlsp.paper.sentence import Sentence

_MEASURES = word_set(
    "number rate size dimension dimensionality depth width length factor threshold ratio coefficient temperature parameter "
    "probability rank order degree value"
)
_COUNT = re.compile(r"[A-EH-OR-Wa-ehk-or-t](?:[₀-₉ₐ-ₜ]|_\w+)?$")
"""Letters that count; f and g are functions, i and j indices, p and q distributions, x, y and z points."""
_UNCOUNTED = word_set("values axes coordinates directions parameters updates settings times")
"""Of "the α values" the notation says which ones, not how many."""


def named_beside(sentence: Sentence, text: str) -> list[Found]:
    """Definitions by apposition. ``text`` is the block's."""
    found: list[Found] = []
    at = 0
    while at < len(sentence.tokens):
        group = group_at(sentence, at) if sentence.tokens[at].kind == "formula" else None
        if group is None:
            at += 1
            continue
        found += (
            _before(sentence, group, text)
            or _in_brackets(sentence, group, text)
            or _behind(sentence, group, text)
            or _counted(sentence, group, text)
            or _valued(sentence, group, text)
        )
        at = group.end
    return found


def _before(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "the learning rate α", "weight matrices A and B", "with parameters θ"."""
    if not sentence.tokens[group.start].spaced:
        return []
    comma = sentence.word(group.start - 1) == ","
    end = group.start - (1 if comma else 0)
    if comma and sentence.word(end - 1) == ")":
        # "a setpoint (i.e. target state), r".
        while end > 0 and sentence.words[end - 1] != "(":
            end -= 1
        end -= 1
    phrase = phrase_before(sentence, end, call=_is_call(group)) if end > 0 else None
    if phrase is None or not _names(sentence, phrase) or sentence.word(group.end) == "times":
        return []
    if comma and not (phrase.article and _is_aside(sentence, phrase, group)):
        return []
    if any(_is_power(each.part) or each.part.text.startswith(("O(", "𝒪(")) for each in group.members):
        return []
    if not phrase.article and all(_is_instance(each) for each in group.members):
        return []
    if any(is_set(each) for each in group.members) and sentence.words[phrase.end - 1] in (
        "pair",
        "solution",
        "values",
        "settings",
    ):
        return []
    group = _apart(sentence, phrase, group)
    if any(each.clause.relation in ("→", "↦") for each in group.members):
        return []
    if sentence.word(group.end) in known.NOUNS and not is_noun(sentence, phrase.end - 1):
        # "the default λ sequence": what is named is the sequence.
        return []
    made = _made(sentence, group, phrase, text, phrase.start, group.end)
    if sentence.words[phrase.end - 1] in ("number", "set", "sequence") and sentence.word(group.end) == "of":
        # "a number λ of candidates".
        rest = phrase_after(sentence, group.end + 1, most=6)
        if rest is not None:
            return [
                replace(each, meaning=f"{each.meaning} of {text_of(sentence, rest, text)}", end=rest.end)
                for each in made
            ]
    return made


def _in_brackets(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "the learning rate (α)"."""
    words = sentence.words
    start, end = group.start - 1, group.end
    if (
        start < 1
        or words[start] != "("
        or not sentence.tokens[start].spaced
        or end >= len(words)
        or words[end] not in (")", ",", ";")
    ):
        return []
    phrase = phrase_before(sentence, start)
    if phrase is None or not _names(sentence, phrase):
        return []
    if any(not _may_be_named(sentence, phrase, each) for each in group.members):
        return []
    return _made(sentence, group, phrase, text, phrase.start, group.end + 1)


def _behind(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "x (the input)", "d, the dimension of the keys,"."""
    words = sentence.words
    if group.end + 1 >= len(words) or words[group.end] not in ("(", ",", "—", ":"):
        return []
    if words[group.end] == "(" and words[group.end + 1] not in ("the", "a", "an", "i.e.", "i.e"):
        return _glossed(sentence, group, text)
    if words[group.end + 1] not in ("the", "a", "an", "i.e.", "i.e"):
        return []
    at = group.end + (2 if words[group.end + 1].startswith("i.e") else 1)
    if words[group.end + 1].startswith("i.e") and at < len(words) and words[at] == ",":
        at += 1
    phrase = phrase_after(sentence, at)
    if phrase is None or not phrase.article:
        return []
    closing = words[phrase.end] if phrase.end < len(words) else "."
    if words[group.end] == "(":
        if closing not in (")", ",", ";"):
            return []
    elif closing not in (",", ".", ";", "—") or words[group.start - 1 : group.start] == (",",):
        return []
    if not _has_noun(sentence, phrase):
        return []
    return _made(sentence, group, phrase, text, group.start, phrase.end, weak=words[group.end] != "(")


def _glossed(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "g (momentum buffer)": brackets with a name in them and nothing else."""
    phrase = phrase_after(sentence, group.end + 1, most=7)
    if phrase is None or phrase.start != group.end + 1 or sentence.word(phrase.end) != ")":
        return []
    if not is_noun(sentence, phrase.end - 1) or len(group.members) > 1:
        return []
    return _made(sentence, group, phrase, text, group.start, phrase.end + 1)


def _counted(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "a network with L hidden layers": the notation is how many there are."""
    named = group.members[0]
    if len(group.members) != 1 or not _COUNT.match(named.part.text) or group.end >= len(sentence.tokens):
        return []
    phrase = phrase_after(sentence, group.end, most=5)
    if phrase is None or phrase.start != group.end:
        return []
    head = next((at for at in range(phrase.start, phrase.end) if _is_plural(sentence, at)), None)
    if head is None or sentence.words[head] in _UNCOUNTED or known.LINKS & set(sentence.words[phrase.start : head]):
        return []
    if (
        any(is_verb(word) for word in sentence.words[phrase.start : head])
        or sentence.word(head + 1) in known.DETERMINERS
    ):
        return []
    whole = Phrase(phrase.start, head + 1, article=False)
    return [Found(named, f"number of {text_of(sentence, whole, text)}", "named", group.start, head + 1)]


def _is_plural(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    return word.endswith("s") and not word.endswith("ss") and (word in known.NOUNS or word[:-1] in known.NOUNS)


def _valued(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "the dimensionality of the input is d", "a dropout rate of p = 0.1"."""
    link = sentence.word(group.start - 1)
    if link == "of" and all(each.clause.relation == "=" for each in group.members):
        phrase = phrase_before(sentence, group.start - 1)
        if phrase is not None and phrase.article and sentence.words[phrase.end - 1] in _MEASURES:
            return _made(sentence, group, phrase, text, phrase.start, group.end)
        return []
    if link not in ("is", "are") or sentence.word(group.end) not in (".", ",", ";", "", "and", ")"):
        return []
    for back in range(group.start - 2, max(group.start - 12, -1), -1):
        word = sentence.words[back]
        if word in ("the", "its", "their") and (back == 0 or sentence.words[back - 1] not in known.LINKS):
            phrase = Phrase(back + 1, group.start - 1, article=True)
            return (
                _made(sentence, group, phrase, text, phrase.start, group.end, weak=True)
                if _has_noun(sentence, phrase)
                else []
            )
        if sentence.tokens[back].kind == "sign" or word in known.STOPS:
            return []
    return []


def _is_aside(sentence: Sentence, phrase: Phrase, group: Group) -> bool:
    """Whether "the expected loss, L," is a name with its notation, and no list of several things."""
    following = sentence.word(group.end)
    before = sentence.word(phrase.start - 2)
    return (
        len(group.members) == 1
        and is_noun(sentence, phrase.end - 1)
        and before != ","
        and (following in (",", ".", ";", ")", "") or following in known.LINKS - {"and", "or"})
        # "applied to the discriminator, k," tells how often.
        and not (sentence.word(phrase.start - 1) == "the" and before in known.LINKS - {"of"})
    )


def _is_instance(named: Named) -> bool:
    """Whether this is "time t = 1": an index at one of its values."""
    clause = named.clause
    return (
        clause.relation == "="
        and clause.rest is not None
        and len(named.part.text) == 1
        and named.part.text in "ijklmnt"
        and not any(character.isalpha() for character in clause.rest.text)
    )


def _apart(sentence: Sentence, phrase: Phrase, group: Group) -> Group:
    """Of "a factor c and v" only the first notation is the factor, as the noun is no plural."""
    head = sentence.words[phrase.end - 1]
    if (
        len(group.members) == 1
        or (head.endswith("s") and not head.endswith("ss"))
        or head in ("data", "vertices", "matrices")
    ):
        return group
    first = group.members[0].token
    kept = tuple(each for each in group.members if each.token == first)
    return Group(group.start, first + 1, kept)


def _is_power(part: Part) -> bool:
    """A square or another power is no notation of its own, but for a variance."""
    return part.text.endswith(("²", "³", "⁻¹")) and not part.text.startswith(("σ", "ς", "Σ", "H"))


def _made(
    sentence: Sentence, group: Group, phrase: Phrase, text: str, start: int, end: int, *, weak: bool = False
) -> list[Found]:
    whole = phrase
    if phrase.end - phrase.start == 1 and sentence.words[phrase.start] in ("value", "values"):
        # "label smoothing of value ϵ": of what it is the value.
        at = phrase.start - (1 if phrase.article else 0)
        outer = phrase_before(sentence, at - 1) if sentence.word(at - 1) == "of" else None
        whole = outer if outer is not None else phrase
    meaning = text_of(sentence, whole, text)
    return [Found(each, meaning, "named", min(start, whole.start), end, weak) for each in group.members]


def _may_be_named(sentence: Sentence, phrase: Phrase, named: Named) -> bool:
    """Whether brackets behind a phrase hold its notation, and not the setting that goes with it: "runs (N = 3)"."""
    clause = named.clause
    if not clause.relation or clause.relation == "∈":
        return True
    numeric = clause.rest is None or not any(character.isalpha() for character in clause.rest.text)
    return clause.defining and (not numeric or bool(_MEASURES & set(sentence.words[phrase.start : phrase.end])))


def _is_call(group: Group) -> bool:
    return group.members[0].part.text.endswith(")")


def _names(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase before a notation is its name: with an article, or with one of the field's nouns at its end."""
    last = phrase.end - 1
    first = sentence.words[phrase.start]
    if first in known.EMPTY_HEADS and phrase.end - phrase.start == 1:
        return False
    if is_noun(sentence, last):
        return True
    if not phrase.article:
        return False
    return sentence.words[last] not in known.EMPTY_HEADS


def _has_noun(sentence: Sentence, phrase: Phrase) -> bool:
    return any(is_noun(sentence, at) for at in range(phrase.start, phrase.end))
