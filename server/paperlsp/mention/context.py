"""A mention within its text → the words there that name another paper ("Section 3 of Smith et al."), if any do.

Whether that other paper is one of ours is not decided here: a repository's comments give the identifier of the very
paper that it implements as often as that of another.
"""

from __future__ import annotations

import re

from paperlsp.mention.arxiv import find_arxiv
from paperlsp.mention.keywords import keyword_of
from paperlsp.model.source import Mention

_REACH = 240
"""How many characters on either side of a mention are looked at for words right beside it."""
_WINDOW = 4000
"""How many characters on either side are searched for addresses and references."""
_WORDS_LIMIT = 300
"""Characters of a reference's own text that are returned."""

_YEAR = r"(?:19|20)\d\d[a-z]?"
_NAME = r"(?:(?:van|von|der|den|de|di|la|le)\s+){0,3}[^\W\d_a-zß-öø-ÿ][\w’'-]{1,30}"
_AUTHORS = (
    rf"(?:{_NAME}(?:,\s{_NAME}){{0,3}}\s+et\s+al\b\.?(?:[,\s]\s*\(?{_YEAR}\)?|\s*\[[\w+\-]{{1,12}}\])?"
    rf"|{_NAME}\s+(?:and|&)\s+{_NAME},?\s+\(?{_YEAR}\)?|{_NAME}\s+&\s+{_NAME}|{_NAME},?\s+\(?{_YEAR}\)?)"
)
_KEY = r"(?:\d{1,3}|[A-Z][\w+.-]{1,12}\d{2,4}[a-z]?)"
_BRACKETS = rf"\[{_KEY}\]"
_ORDINAL = (
    r"(?:the\s+)?(?:first|second|third|fourth|1st|2nd|3rd|\dth)\s+ref(?:erence\b|\.)|ref(?:erence|\.)\s?\d{1,2}\b"
)
_PUBLICATION = r"(?:paper|article|preprint|report|thesis|book|textbook|blog\s?post|supplement)"
_CAPITALISED = r"[^\W\d_a-z][\w+]{0,30}"
_NAMED_PAPER = (
    rf"(?:the\s+|original\s+|our\s+){{0,2}}{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,4}}(?:['’]s)?\s+{_PUBLICATION}"
)
_STANDARD = (
    r"(?:RFC|PEP|ISO|IEC|IEEE|ITU|ECMA|NIST)[ -]?(?:[A-Z]{1,3}[ -])?\d[\w.-]{0,12}"
    r"|the\s+[\w+#.-]{1,30}(?:\s[\w+#.-]{1,30}){0,3}?\s+(?:standard|specification|spec|documentation|docs|manual|handbook)"
)
_URL = r"https?://[^\s<>\"'`)\]]{3,200}|\bdoi:\s?10\.\d{4,9}/[^\s<>\"'`)\]]{1,100}"
_QUOTE, _UNQUOTE = r"[\"“‘«`*_]{1,2}", r"[\"”’»`*_]{1,2}"
_TITLE = (
    rf"(?:the\s+(?:paper|article)\s*[:,]?\s*)?{_QUOTE}"
    rf"(?P<title>[^\W\d_][^\"“”«»`*]{{10,200}}){_UNQUOTE}"
)

# What may stand between a mention and "of": more places in the same paper.
_PLACE = r"(?:and|p\.|pp\.|pg\.|pages?|lines?|eqs?\.?|secs?\.?|sections?|tables?|figs?\.?)"
_MORE_PLACES = rf"(?:\s*[,(]?\s*{_PLACE}[\s\d().,–-]{{1,16}}\)?){{0,2}}"
_AFTER = re.compile(
    rf"{_MORE_PLACES}\)?[,]?\s*(?:\b(?:of|in|from|by|de|du|dans|chez)\s+|\]?\(\s?)?(?:\(|see\s+)?"
    rf"(?:ref(?:erence|s?\.)?\s?)?(?P<words>{_URL}|{_BRACKETS}|\[?{_AUTHORS}\]?)"
    rf"|{_MORE_PLACES}\)?\s*\b(?:of|in|from|by|de|du|dans)\s+(?P<other>{_STANDARD}|{_ORDINAL}|{_NAMED_PAPER}|{_TITLE})",
)
_BEFORE = re.compile(
    rf"(?:(?P<words>{_URL}|{_BRACKETS}|{_AUTHORS}|{_STANDARD}|{_ORDINAL}|{_NAMED_PAPER})(?:['’]s)?"
    rf"[\])`_]{{0,3}}\s*[,;:(§]?\s*(?:see\s+|in\s+|cf\.\s+)?|(?P<owner>{_NAME})['’]s\s+){_MORE_PLACES}\s*[,;]?\s*\Z"
)
_CITED_INSIDE = re.compile(
    rf"\[(?P<key>{_KEY}|[A-Z][A-Za-z&]{{0,8}})\s*[,;:](?:[^\[\]\n]{{0,40}}[,;:])?\s*(?:see\s|cf\.\s|in\s)?\s*\Z"
)
_PUBLISHED = re.compile(
    r"https?://[^\s<>\"'`)\]]{0,80}(?:doi\.org|openreview\.net|aclanthology|aclweb|proceedings|papers|jmlr\.org"
    r"|semanticscholar|dl\.acm\.org|ieeexplore|springer|nature\.com|sciencedirect|biorxiv|hal\.|\.pdf)[^\s<>\"'`)\]]{0,160}"
    r"|\bdoi:\s?10\.\d{4,9}/[^\s<>\"'`)\]]{1,100}",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\r?\n")
_REFERENCE = (
    r"^[ \t]*(?:\.\.[ \t]+|[-*][ \t]+)?\[{key}\]:?[ \t]+(?P<words>\S.*(?:\r?\n[ \t]+(?!\.\.[ \t]|\[)\S.*){{0,5}})"
)


def foreign_context(text: str, mention: Mention) -> str | None:
    """The words that say whose part the mention names, or None. ``mention.span`` is in UTF-8 bytes of ``text``.

    "Section 3 of Smith et al. (2019)" gives "Smith et al. (2019)", "[12, Eq. 4]" gives "[12]", with the reference
    itself where the text lists it; an address or arXiv identifier in the same paragraph gives itself. An arXiv
    mention has no such context.
    """
    if mention.kind == "arxiv":
        return None
    if text.isascii():
        start, end = mention.span.start, mention.span.end
    else:
        encoded = text.encode("utf-8", "surrogatepass")
        start = len(encoded[: mention.span.start].decode("utf-8", "surrogatepass"))
        end = start + len(encoded[mention.span.start : mention.span.end].decode("utf-8", "surrogatepass"))
    shift = max(0, start - _WINDOW)
    near = text[shift : end + _WINDOW]
    return _beside(near, start - shift, end - shift) or _in_paragraph(near, start - shift, end - shift)


def _beside(text: str, start: int, end: int) -> str | None:
    """Words right behind or before the mention."""
    # Runs of space become one: no pattern below has to cope with long ones, nor with line ends.
    after = _SPACES.sub(" ", text[end : end + _REACH])
    before = _SPACES.sub(" ", text[max(0, start - _REACH) : start])
    inside = _CITED_INSIDE.search(before)
    if inside:
        return _reference(text, start, f"[{inside['key']}]")
    for found in find_arxiv(after):
        if re.fullmatch(r"\)?[\s,;:]*(?:(?:of|in|from|de|dans)\s+)?[(\[]?", after[: found.start]):
            return after[found.start : found.end]
        break
    following = _AFTER.match(after)
    if (
        following
        and (words := following["words"] or following["title"] or following["other"])
        and _names_a_paper(words)
    ):
        return _reference(text, start, _flat(words))
    preceding = _BEFORE.search(before)
    if preceding and _names_a_paper(preceding["words"] or preceding["owner"]):
        return _reference(text, start, _flat(preceding["words"] or preceding["owner"]))
    return None


def _in_paragraph(text: str, start: int, end: int) -> str | None:
    """The nearest published paper's address in the mention's paragraph, or the only one before it in the text."""
    opening = max((found.end() for found in _PARAGRAPH_END.finditer(text, 0, start)), default=0)
    closing = _PARAGRAPH_END.search(text, end)
    addresses = _addresses(text)
    near = [each for each in addresses if opening <= each[0] and (closing is None or each[0] < closing.start())]
    if near:
        return min(near, key=lambda each: (max(start - each[1], each[0] - end), each[0]))[2]
    earlier = {words for at, _, words in addresses if at < start}
    return earlier.pop() if len(earlier) == 1 and len({words for _, _, words in addresses}) == 1 else None


def _addresses(text: str) -> list[tuple[int, int, str]]:
    """Addresses and identifiers of published papers, each with its range in characters."""
    found = [(each.start, each.end, _flat(text[each.start : each.end])) for each in find_arxiv(text)]
    for address in _PUBLISHED.finditer(text):
        if not any(start <= address.start() < end for start, end, _ in found):
            found.append((address.start(), address.end(), address[0].rstrip(".,;:")))
    return sorted(found)


def _names_a_paper(words: str) -> bool:
    """Whether the words do not merely open with another keyword, as in "Section 3, Table 2019"."""
    opening = re.match(r"[^\W\d_]+", words)
    return opening is None or keyword_of(opening[0]) is None


def _reference(text: str, start: int, words: str) -> str:
    """The entry of the text's own list of references, where ``words`` is a key such as "[12]" that it lists."""
    if not re.fullmatch(_BRACKETS, words):
        return words
    for listed in re.finditer(_REFERENCE.format(key=re.escape(words[1:-1])), text, re.MULTILINE):
        # A line that begins with the key may be the one that holds the mention.
        if not listed.start() <= start < listed.end():
            return f"{words} {_flat(listed['words'])[:_WORDS_LIMIT]}"
    return words


def _flat(words: str) -> str:
    """``words`` on one line, without a bracket that opens or closes outside of them."""
    flat = " ".join(words.split()).rstrip(",;:")
    if flat.count("[") != flat.count("]"):
        flat = flat.replace("[", "").replace("]", "")
    if flat.count("(") != flat.count(")"):
        flat = flat.replace("(", "").replace(")", "")
    return flat
