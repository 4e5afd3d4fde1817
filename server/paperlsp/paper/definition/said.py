"""A sentence → the notations that its verbs define: "where β is the decay", "let S denote the set", "we write Δ for"."""

from __future__ import annotations

import re

from paperlsp.model.paper import DefinitionKind
from paperlsp.paper.definition import words as known
from paperlsp.paper.definition.found import Found, is_set
from paperlsp.paper.definition.group import Group, group_at
from paperlsp.paper.definition.phrase import Phrase, phrase_after, phrase_before, text_of
from paperlsp.paper.sentence import Sentence

_SPLIT = re.compile(r",?\s+and\s+|,\s+")


def said_by_verbs(sentence: Sentence, text: str) -> list[Found]:
    """Definitions by a verb near the notation. ``text`` is the block's."""
    found: list[Found] = []
    at = 0
    while at < len(sentence.tokens):
        group = group_at(sentence, at) if sentence.tokens[at].kind == "formula" else None
        if group is None:
            at += 1
            continue
        found += _said_of(sentence, group, text, found)
        at = group.end
    return found


def _said_of(sentence: Sentence, group: Group, text: str, before: list[Found]) -> list[Found]:
    return (
        _verb_before(sentence, group, text)
        or _means(sentence, group, text)
        or _gapped(sentence, group, text, before)
        or _verb_behind(sentence, group, text)
        or _called(sentence, group, text)
    )


def _context(sentence: Sentence, at: int) -> DefinitionKind | None:
    """Whether "where" or "let" opens the part of the sentence that the place stands in."""
    for back in range(at - 1, -1, -1):
        word = sentence.words[back]
        if word in ("where", "here", "wherein", "whereby"):
            return "where"
        if word in ("let", "suppose", "assume"):
            return "let"
    return None


_SINGULAR = frozenset(("is", "denotes", "represents", "indicates", "designates", "signifies", "stands", "refers"))


def _subjects(sentence: Sentence, group: Group, *, singular: bool) -> Group:
    """The notations that a verb is about: of "at layer i, and λ is the weight" the last alone.

    A list stands at the beginning of its clause; what follows a noun or a preposition belongs to another one.
    """
    if len(group.members) == 1 or "or" in sentence.words[group.start : group.end]:
        return group
    opens = sentence.word(group.start - 1)
    opened = group.start == 0 or opens in _OPENERS
    if opened and not singular:
        return group
    if not singular:
        for at in range(group.start + 1, group.end):
            if sentence.words[at] == "and" and sentence.words[at - 1] == ",":
                kept = tuple(each for each in group.members if each.token > at)
                return Group(at + 1, group.end, kept) if kept else group
        return group
    last = group.members[-1].token
    return Group(last, group.end, tuple(each for each in group.members if each.token == last))


_OPENERS = frozenset(
    ("where", "here", "let", "and", ",", ";", ":", "(", "both", "with", "that", "then", "if", "when", ".")
)


def _means(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "where β is the decay", "S denotes the set", "Let x be the input", "n, m are the numbers, respectively"."""
    at = group.end
    if sentence.word(at) == "," and sentence.word(at + 1) in known.STRONG_MEANS:
        at += 1
    while sentence.word(at) in ("also", "now", "here", "then", "simply", "respectively", "each"):
        at += 1
    word = sentence.word(at)
    context = _context(sentence, group.start)
    kind: DefinitionKind
    if word == "be" and context == "let":
        kind, weak = "let", False
        at += 1
    elif word in known.STRONG_MEANS:
        kind, weak = context or "denote", False
        at += 1
    elif (word in ("stands", "stand") and sentence.word(at + 1) == "for") or (
        word in ("refers", "refer") and sentence.word(at + 1) == "to"
    ):
        kind, weak = context or "denote", False
        at += 2
    elif word in ("is", "are") and sentence.word(at + 1) in ("called", "termed", "named"):
        kind, weak = "denote", False
        at += 2
    elif word in ("is", "are") and sentence.words[at + 1 : at + 3] == ("used", "to") and (
        sentence.word(at + 3) in known.STRONG_MEANS
    ):  # fmt: skip
        kind, weak = "denote", False
        at += 4
    elif word in ("is", "are"):
        kind, weak = context or "denote", context is None
        at += 1
    elif word in ("becomes", "become") and context == "where":
        kind, weak = "where", False
        at += 1
    elif word in known.TELLS and context == "where":
        return _tells(sentence, group, at, text)
    elif word == "as" and context == "let":
        kind, weak = "let", False
        at += 1
    else:
        return []
    group = _subjects(sentence, group, singular=word in _SINGULAR)
    if word in ("is", "are") and all(is_set(each) for each in group.members):
        # "α = 1 is the baseline": what is meant is the case, not the notation.
        return []
    if word in ("is", "are") and sentence.word(group.start - 1) in (
        "when",
        "if",
        "whenever",
        "unless",
        "until",
        "whether",
    ):
        return []
    if word in ("is", "are") and sentence.word(group.start - 1) in known.LINKS - {"and", "or", "with"}:
        # "the minimizer of f is the point": what is meant is not f.
        return []
    return _assigned(sentence, group, at, text, kind, weak=weak, plain=word in ("is", "are"), context=context)


def _tells(sentence: Sentence, group: Group, at: int, text: str) -> list[Found]:
    """As in "where λ controls the strength": the verb belongs to what is told."""
    phrase = phrase_after(sentence, at + 1)
    if phrase is None:
        return []
    whole = Phrase(at, phrase.end, article=True)
    return [Found(each, text_of(sentence, whole, text), "where", group.start, phrase.end) for each in group.members]


def _assigned(
    sentence: Sentence,
    group: Group,
    at: int,
    text: str,
    kind: DefinitionKind,
    *,
    weak: bool = False,
    plain: bool = False,
    context: DefinitionKind | None = None,
) -> list[Found]:
    """The phrase behind the verb, shared out among the notations when there are as many parts of it."""
    phrase = phrase_after(sentence, at)
    if phrase is None or (plain and not _is_noun_phrase(sentence, phrase, context)):
        return []
    meanings, end = _shares(sentence, phrase, len(group.members), text)
    return [
        Found(each, meaning, kind, group.start, end, weak)
        for each, meaning in zip(group.members, meanings, strict=True)
        if meaning
    ]


def _is_noun_phrase(sentence: Sentence, phrase: Phrase, context: DefinitionKind | None) -> bool:
    """Whether what follows "is" names something, and is no property ("α is small") or remark ("is the same")."""
    first = sentence.words[phrase.start]
    if first in known.EMPTY_HEADS and not _has_noun(sentence, phrase):
        return False
    if phrase.article:
        return first not in known.EMPTY_HEADS or (context is not None and _has_noun(sentence, phrase))
    if context != "where" or first in known.LINKS or first in ("", "set"):
        return False
    if first.endswith(("ed", "ing", "able", "ible", "ly")) or first in ("given", "known", "chosen", "drawn", "taken"):
        return _has_noun(sentence, phrase) and phrase.end - phrase.start > 1 and not _is_participle(sentence, phrase)
    return _has_noun(sentence, phrase)


def _is_participle(sentence: Sentence, phrase: Phrase) -> bool:
    """As in "is sampled from the distribution", "is updated at each step": a verb and what hangs on it."""
    second = sentence.word(phrase.start + 1)
    return second in known.LINKS or second in known.DETERMINERS or second == "" or second in ("as", "using")


def _has_noun(sentence: Sentence, phrase: Phrase) -> bool:
    return any(word in known.NOUNS for word in sentence.words[phrase.start : phrase.end])


def _shares(sentence: Sentence, phrase: Phrase, count: int, text: str) -> tuple[list[str], int]:
    """One meaning for each of ``count`` notations, and where the last phrase ends."""
    whole = text_of(sentence, phrase, text)
    if count == 1:
        return [whole], phrase.end
    phrases = [phrase]
    end = phrase.end
    while len(phrases) < count:
        at = end
        if sentence.word(at) == "(" and ")" in sentence.words[at : at + 8]:
            at += sentence.words[at : at + 8].index(")") + 1
            end = at
        while sentence.word(at) in (",", "and"):
            at += 1
        following = phrase_after(sentence, at) if at > end else None
        if following is None or _defines_again(sentence, at):
            break
        phrases.append(following)
        end = following.end
    if len(phrases) == count:
        return [text_of(sentence, each, text) for each in phrases], end
    if len(phrases) == 1:
        parts = [part for part in _SPLIT.split(whole) if part]
        if len(parts) == count:
            head = parts[-1].split()[-1]
            told = [
                part if part.split()[-1] in known.NOUNS or part is parts[-1] else f"{part} {head}" for part in parts
            ]
            return told, phrase.end
    return [whole] * count, phrase.end


def _defines_again(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].kind == "formula"


def _gapped(sentence: Sentence, group: Group, text: str, before: list[Found]) -> list[Found]:
    """As in "where L is the depth and H the number of heads", "with r the rank", "with θ being the parameters"."""
    previous = sentence.word(group.start - 1)
    following = sentence.word(group.end)
    if any(each.clause.relation for each in group.members) and following == "as":
        return []
    if (
        following in ("as", "for")
        and previous in ("and", ",")
        and before
        and before[-1].kind in ("denote", "where", "let")
    ):
        return _assigned(sentence, group, group.end + 1, text, "denote")
    if previous == "with" and following in ("being", "as", "denoting", "representing"):
        return _assigned(sentence, group, group.end + 1, text, "where")
    if following not in ("the", "a", "an", "its") or all(is_set(each) for each in group.members):
        return []
    if len(group.members) > 1 and previous not in ("with", "where", ",", ";"):
        last = group.members[-1].token
        group = Group(last, group.end, tuple(each for each in group.members if each.token == last))
        previous = sentence.word(group.start - 1)
    listed = previous in ("and", ",", ";") and bool(before) and before[-1].kind in ("where", "let", "denote")
    if listed or previous in ("with", "where"):
        return _assigned(sentence, group, group.end, text, "where")
    return []


def _verb_before(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "we denote by S the set", "define α as the ratio", "we use r to denote the rank", "write Δ for the update"."""
    previous, second = sentence.word(group.start - 1), sentence.word(group.start - 2)
    following, after = sentence.word(group.end), sentence.word(group.end + 1)
    verb = previous if previous in known.CALLS else ""
    start = group.end + (1 if following == "," else 0)
    if (
        previous in ("with", "by")
        and sentence.word(start) == "we"
        and sentence.word(start + 1) in known.CALLS | {"mean"}
    ):
        return _assigned(sentence, group, start + 2, text, "denote")
    if previous in ("by", "with", "as") and second in known.CALLS and following in known.ARTICLES:
        return _assigned(sentence, group, group.end, text, "denote")
    if verb and (following in ("as", "for") or (following, after) == ("to", "be")):
        at = group.end + (2 if (following, after) == ("to", "be") else 1)
        return _assigned(sentence, group, at, text, "denote")
    if verb and following in ("the", "a", "an"):
        return _assigned(sentence, group, group.end, text, "denote")
    if (
        previous in ("use", "uses", "using", "used", "let")
        and following == "to"
        and after in known.STRONG_MEANS | {"refer"}
    ):
        return _assigned(sentence, group, group.end + (3 if after == "refer" else 2), text, "denote")
    if previous in ("use", "uses", "let", "using") and following in known.STRONG_MEANS:
        return _assigned(sentence, group, group.end + 1, text, "denote")
    if previous in ("use", "uses", "using") and following == "for":
        return _assigned(sentence, group, group.end + 1, text, "denote")
    return []


def _verb_behind(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "the set, denoted by S", "we denote the set by S", "the error is written as e", "the term, which we call w"."""
    at = group.start - 1
    if sentence.word(at) in ("by", "as", "with"):
        at -= 1
    verb = sentence.word(at)
    linked = at < group.start - 1
    relative = sentence.word(at - 1) == "we" and sentence.word(at - 2) in ("which", "that")
    if relative and verb in ("label", "call", "term", "denote", "write", "name"):
        phrase = phrase_before(sentence, at - 2 - (sentence.word(at - 3) == ","))
        return _shared(sentence, group, phrase, text) if phrase is not None else []
    if verb in ("denoted", "written", "labelled", "labeled", "called", "termed", "symbolized"):
        return _by_participle(sentence, group, at, text)
    if linked and verb in ("parametrized", "parameterized", "parametrised", "parameterised"):
        return [
            Found(each, "parameter" if len(group.members) == 1 else "parameters", "denote", group.start, group.end)
            for each in group.members
        ]
    if linked and verb.endswith(("ed", "en")) and sentence.word(group.start - 1) == "as":
        return _by_participle(sentence, group, at, text) if sentence.word(at - 1) != "defined" else []
    if not linked:
        return []
    # "we denote the set of all weights by S": the verb stands before the phrase.
    for back in range(at, max(at - 16, -1), -1):
        word = sentence.words[back]
        if word in known.CALLS or word in ("represent", "refer"):
            phrase = phrase_after(sentence, back + (2 if word == "refer" else 1))
            if phrase is not None and phrase.start <= at < phrase.end:
                return _shared(sentence, group, Phrase(phrase.start, at + 1, phrase.article), text)
            return []
        if sentence.tokens[back].kind == "sign":
            return []
    return []


def _by_participle(sentence: Sentence, group: Group, verb: int, text: str) -> list[Found]:
    """The phrase that "is denoted by" or "are discretized as" is about, shared out among as many notations."""
    phrase = _subject_of(sentence, verb)
    if phrase is None:
        return []
    count = len(group.members)
    if count > 1:
        phrases = [phrase]
        at = phrase.start - (1 if phrase.article else 0)
        while len(phrases) < count:
            end = at
            while sentence.word(end - 1) in (",", "and"):
                end -= 1
            before = phrase_before(sentence, end, listed=True) if end < at else None
            if before is None:
                break
            phrases.insert(0, before)
            at = before.start - (1 if before.article else 0)
        if len(phrases) == count:
            return [
                Found(each, text_of(sentence, one, text), "denote", group.start, group.end)
                for each, one in zip(group.members, phrases, strict=True)
            ]
    return _shared(sentence, group, phrase, text)


def _shared(sentence: Sentence, group: Group, phrase: Phrase, text: str) -> list[Found]:
    meaning = text_of(sentence, phrase, text)
    return [Found(each, meaning, "denote", phrase.start, group.end) for each in group.members]


def _subject_of(sentence: Sentence, verb: int) -> Phrase | None:
    """The phrase before "…, which is denoted", "(denoted" and the like."""
    at = verb
    while at > 0 and sentence.words[at - 1] in ("is", "are", "which", ",", "(", "be", "also", "will", "that", "and"):
        at -= 1
    return phrase_before(sentence, at)


def _called(sentence: Sentence, group: Group, text: str) -> list[Found]:
    """As in "We call the size of a layer d": the notation ends the clause, and the phrase begins behind the verb."""
    if len(group.members) != 1 or sentence.word(group.end) not in (".", ",", ";", "", "and", ":"):
        return []
    for back in range(group.start - 1, max(group.start - 14, -1), -1):
        word = sentence.words[back]
        if word in ("call", "calls", "label", "name"):
            phrase = phrase_after(sentence, back + 1)
            if phrase is None or phrase.end < group.start:
                return []
            return _shared(sentence, group, Phrase(phrase.start, group.start, phrase.article), text)
        if sentence.tokens[back].kind in ("sign", "formula") or word in known.STOPS:
            return []
    return []
