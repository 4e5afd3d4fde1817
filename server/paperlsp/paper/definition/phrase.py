"""Tokens of a sentence → the noun phrase that stands before or behind a place in it."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.notation import word_set
from paperlsp.paper.definition import words as known
from paperlsp.paper.sentence import Sentence

_LONGEST = 16
"""In tokens. What is longer has run over the end of its phrase."""

_COUNTS = word_set(
    "number set sequence list collection family vector matrix tuple batch mini-batch minibatch pair stack amount "
    "percentage fraction proportion rate index size total"
)
"""Of a phrase such as "the number of layers", the notation behind it is the number and not the layers."""


_SUBJECTS = word_set(
    "we you they i it and will can may might must should could would to then also , . : ( ) do not only"
)
"""Before a word that is a noun as well as a verb, these say that it is a verb."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``sentence.tokens[start:end]`` without the article. ``article`` says that one stood before it."""

    start: int
    end: int
    article: bool


def text_of(sentence: Sentence, phrase: Phrase, text: str) -> str:
    """The words of a phrase as the block's ``text`` has them."""
    tokens = sentence.tokens[phrase.start : phrase.end]
    return " ".join(text[tokens[0].start : tokens[-1].end].split()).strip(" “”\"'")


def phrase_after(sentence: Sentence, at: int, *, most: int = _LONGEST) -> Phrase | None:
    """The noun phrase that begins at ``at``, with what hangs on it by "of", "for", "in" and the like."""
    words, tokens = sentence.words, sentence.tokens
    start, article = at, False
    if at < len(words) and words[at] in known.LINKS:
        return None
    while start < len(words) and (words[start] in known.DETERMINERS or words[start] in ("simply", "just", "exactly")):
        article = article or words[start] in known.DETERMINERS
        if words[start] in ("two", "three", "four", "five", "six", "several", "both", "all"):
            break
        start += 1
    end = start
    while end < len(tokens) and end - start < most:
        token, word = tokens[end], words[end]
        following = words[end + 1] if end + 1 < len(words) else "."
        if token.kind == "sign":
            if not (word in "-/–'’“”\"" and not _ends(sentence, end)):
                break
        elif token.kind == "formula":
            listed = end > start and words[end - 1] in ("and", "or") and tokens[start].kind == "formula"
            if following in known.STOPS or (end > start and words[end - 1] in ("and", "or", ",") and not listed):
                break
        elif (
            word in known.STOPS
            or (word in known.DETERMINERS and end > start and words[end - 1] not in known.LINKS)
            or (word in ("and", "or") and not _goes_on(sentence, end + 1))
        ):
            break
        end += 1
    end = _trimmed(sentence, start, end)
    if start < len(words) and words[start].endswith("ly"):
        return None
    if end <= start or not any(_is_content(sentence, at) for at in range(start, end)):
        return None
    return Phrase(start, end, article)


def phrase_before(sentence: Sentence, at: int, *, call: bool = False, listed: bool = False) -> Phrase | None:
    """The noun phrase that ends right before ``at``: "the pre-trained weight matrix" before its notation.

    ``call``: whether the notation has arguments. Then "the probability of the data p(x)" names a probability.
    ``listed``: whether the phrase stands in a list of names, where nothing is a verb.
    """
    words, tokens = sentence.words, sentence.tokens
    start = at
    while start > 0 and at - start < 9:
        token, word = tokens[start - 1], words[start - 1]
        if token.kind == "word" and not token.spaced and word in ("th", "st", "nd", "rd") and start > 1:
            # "the ith batch D": an ordinal whose letter is a formula.
            start -= 2
            continue
        if token.kind == "word":
            if word in known.DETERMINERS or word in known.BREAKS or word in known.STOPS:
                break
            if word == "set" and start > 1 and words[start - 2] in _SUBJECTS:
                break
            if word.endswith("ing") and word not in known.ING_WITHIN and not _attributive(sentence, start - 1):
                break
            if start < at and not tokens[start].spaced and tokens[start].text not in "/-–":
                break
            if start < at and tokens[start].kind == "word" and is_verb(word):
                break
        elif token.kind != "sign":
            # "k-dimensional vector x", "ℓ₂ norm".
            if start >= at or tokens[start].text not in ("-", "–") or tokens[start].spaced:
                break
        elif word not in ("-", "–", "/") or token.spaced or start == at:
            break
        start -= 1
    while start < at and tokens[start].kind != "word" and tokens[start].kind != "formula":
        start += 1
    if start >= at or not _may_name(sentence, at - 1):
        return None
    if (
        not listed
        and at - start == 1
        and words[start] in known.VERBISH
        and (start == 0 or words[start - 1] in _SUBJECTS)
    ):
        return None
    article = start > 0 and words[start - 1] in known.DETERMINERS
    if not article and words[start - 1 : start] == ("to",):
        # "to model p", "to update parameters θ": a verb.
        start += 1
        if start == at:
            return None
    link = start - 1
    if (link > 1 and words[link] in ("all", "possible")) or (call and link > 1 and words[link] in known.DETERMINERS):
        link -= 1
    if link > 0 and _hangs_on(words[link - 1], words[link], call=call):
        outer = phrase_before(sentence, link) if call or words[at - 1].endswith("s") else None
        if outer is not None:
            return Phrase(outer.start, at, outer.article)
    return Phrase(start, at, article)


def _hangs_on(noun: str, link: str, *, call: bool) -> bool:
    """Whether a phrase goes on to the left: "the number of layers", "a prior over weights"."""
    if link == "of":
        return noun in _COUNTS or (call and noun in known.NOUNS)
    return link in ("on", "over") and noun in (
        "prior",
        "distribution",
        "density",
        "measure",
        "posterior",
        "probability",
    )


def is_verb(word: str) -> bool:
    """Whether a word within a phrase is a verb in the third person: what says of which kind a noun is has no plural."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s")) and word not in known.NOUNS


def _attributive(sentence: Sentence, at: int) -> bool:
    """Whether a word in -ing says of which kind a noun is ("the sliding window"), and is no verb ("by sliding a")."""
    before = sentence.words[at - 1] if at else ""
    return before in known.DETERMINERS or (
        before.isalpha() and before not in known.BREAKS and before not in known.STOPS
    )


def _may_name(sentence: Sentence, at: int) -> bool:
    """Whether a word can be the last noun of a phrase."""
    word = sentence.words[at]
    if sentence.tokens[at].kind != "word" or len(word) < 2 or word in known.NOT_HEADS or word.endswith("ly"):
        return False
    if word == "set" and (
        at == 0
        or sentence.words[at - 1].endswith("ly")
        or sentence.words[at - 1] in ("we", "to", "is", "are", "was", "be", "and", "then", "can")
    ):
        return False
    if word in known.NOUNS or word in known.NOUNS_IN_ING or word.rpartition("-")[2] in known.NOUNS:
        return True
    if word.endswith(("able", "ible", "ous", "ive", "ful", "less", "ary")):
        return False
    if word.endswith("ing") or (word.endswith("ed") and len(word) > 4):
        return False
    # "the network computes f", "a cycle costs O(n)": a verb behind its noun.
    return not (is_verb(word) and at > 0 and sentence.words[at - 1] not in known.DETERMINERS | known.LINKS)


def is_noun(sentence: Sentence, at: int) -> bool:
    """Whether a word is one of the field's general nouns."""
    word = sentence.words[at]
    return word in known.NOUNS or word.rpartition("-")[2] in known.NOUNS


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether "and" joins two nouns of one phrase, and does not begin another part of the sentence."""
    if at + 1 > len(sentence.tokens) - 1:
        return at < len(sentence.tokens) and sentence.tokens[at].kind == "word"
    word, following = sentence.words[at], sentence.words[at + 1]
    if sentence.tokens[at].kind != "word" or word in known.DETERMINERS or word in known.STOPS:
        return False
    return following not in ("is", "are") and word not in known.LINKS


def _ends(sentence: Sentence, at: int) -> bool:
    """Whether a sign such as a dash or a quotation mark ends the phrase: no word follows it at once."""
    if at + 1 >= len(sentence.tokens):
        return True
    token, following = sentence.tokens[at], sentence.tokens[at + 1]
    if token.text in '“”"' or (token.text in "-–" and not token.spaced and following.text in ("and", "or")):
        return False
    return token.spaced or following.spaced or following.kind == "sign"


def _trimmed(sentence: Sentence, start: int, end: int) -> int:
    while end > start and (
        sentence.words[end - 1] in known.LINKS
        or sentence.words[end - 1] in known.DETERMINERS
        or sentence.words[end - 1] in ("respectively", "-", "/", "–", "“", "to", "only", "also")
    ):
        end -= 1
    return end


def _is_content(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.kind == "word" and len(token.text) > 2 and token.lower not in known.LINKS
