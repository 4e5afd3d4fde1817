"""A paper → its gist: the words, numbers and symbols of each part as linking and checks count them, without their order."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from paperlsp.formula.equations import formulas_within
from paperlsp.link.numbers import stated_numbers
from paperlsp.link.role import role_of
from paperlsp.link.sentence import sentence_of
from paperlsp.memo import Memo
from paperlsp.mention.arxiv import find_arxiv
from paperlsp.model.gist import Gist, Passage, Reference, Role
from paperlsp.model.paper import Anchor, Paper
from paperlsp.notation import STOP_WORDS, latex_notation, prose_words, text_notation
from paperlsp.record import passage_digest

LONGEST_PHRASE = 5
"""Words of a caption that may stand in a row: more of them are a sentence of the paper."""
# How much of the running text on either side of a display explains it, in characters.
_CONTEXT = 400
_PROSE = frozenset(("paragraph", "heading"))
_LABEL = re.compile(
    r"^\s*(?:fig(?:ure|\.)?|tab(?:le|\.)?|alg(?:orithm|\.)?|procedure)\s*[\w.]*\s*[.:|–—-]?\s*", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d/.])((?:19|20)\d\d)[a-z]?(?![\d/])")
_ENTRY = re.compile(r"^\s*\[(\w{1,12})\]")
_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_gists: Memo[Paper, Gist] = Memo("gists")


def gist_of(paper: Paper) -> Gist:
    """The gist that a paper brings along, or that of its text, made once."""
    return paper.gist if paper.gist is not None else _gists.get(paper, _make)


def _make(paper: Paper) -> Gist:
    around = _contexts(paper)
    references = [block.text for block in paper.blocks if block.kind == "reference"]
    first = " ".join(block.text for block in paper.blocks if block.page == 1)
    years = [int(year) for text in references for year in _YEAR.findall(text)]
    return Gist(
        {anchor.id: _passage(anchor, paper, around) for anchor in paper.anchors},
        tuple(sentence_of(value, paper) for value in paper.values),
        formulas_within(paper),
        tuple(reference_of(text, found[1]) for text in references if (found := _ENTRY.match(text)) is not None),
        tuple(sorted({found.identifier for text in references for found in find_arxiv(text)})),
        tuple(sorted(set(years or (int(year) for year in _YEAR.findall(first))))),
        () if any(name.split() for name in paper.authors) else folded_words(first),
    )


def reference_of(text: str, key: str = "") -> Reference:
    """An entry of a list of references, the paper's own or one in a comment."""
    return Reference(key, folded_words(text), _YEAR.search(text) is not None, text)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, each once and in alphabetical order."""
    return tuple(sorted({fold(word) for word in _WORD.findall(text)}))


def fold(name: str) -> str:
    """A name without accents, case and possessive."""
    flat = unicodedata.normalize("NFKD", re.sub(r"[’']s?$", "", name))
    return "".join(each for each in flat if not unicodedata.combining(each)).casefold()


def name_digest(words: tuple[str, ...]) -> str:
    """What stands for the words of a title; "" for none."""
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:16] if words else ""


def _passage(anchor: Anchor, paper: Paper, around: Mapping[str, str]) -> Passage:
    text = _text_of(anchor, around)
    notation = list(text_notation(text))
    if anchor.latex:
        notation += latex_notation(anchor.latex)
    words = Counter(word for word in prose_words(text) if word not in STOP_WORDS)
    return Passage(
        _role(anchor, paper),
        _heading(anchor),
        tuple(sorted(words.items())),
        tuple(sorted(set(stated_numbers(text)))),
        tuple(sorted(set(notation))),
        passage_digest(anchor),
        name_digest(prose_words(anchor.title)),
    )


def _heading(anchor: Anchor) -> tuple[str, ...]:
    """The telling words of a title in its order; of a long caption in alphabetical order, so that it is no sentence."""
    words = [word for word in prose_words(_short_title(anchor), joined=False) if word not in STOP_WORDS]
    if anchor.kind in ("figure", "table") and len(words) > LONGEST_PHRASE:
        words.sort()
    return tuple(words)


def _short_title(anchor: Anchor) -> str:
    """The title of a heading, or what a caption says first, up to a comma or a stop."""
    if anchor.kind in ("section", "heading", "theorem"):
        return anchor.title
    if anchor.kind == "equation":
        return ""
    title = _LABEL.sub("", anchor.title)
    return re.split(r"[.,;:(]", title, maxsplit=1)[0] if len(title) < 400 else ""


def _role(anchor: Anchor, paper: Paper) -> Role:
    """A float stands where there is room for it, so where it stands tells little of its role."""
    titles = [part.title for part in paper.path_of(anchor)]
    if anchor.kind == "algorithm":
        return "method"
    if anchor.kind in ("figure", "table"):
        if role_of(titles) == "excluded":
            return "excluded"
        return "experiment" if role_of([anchor.title]) == "experiment" else "method"
    return role_of(titles)


def _text_of(anchor: Anchor, around: Mapping[str, str]) -> str:
    """The words that an anchor stands for: its own, and for a display those around it."""
    return f"{around.get(anchor.id, '')} {anchor.text}" if anchor.kind == "equation" else anchor.text


def _contexts(paper: Paper) -> dict[str, str]:
    """For each display, what the text says right before and right after it."""
    found: dict[str, str] = {}
    for at, block in enumerate(paper.blocks):
        if block.kind != "equation" or block.anchor is None:
            continue
        before = next((each.text for each in reversed(paper.blocks[max(0, at - 6) : at]) if each.kind in _PROSE), "")
        after = next((each.text for each in paper.blocks[at + 1 : at + 7] if each.kind in _PROSE), "")
        found[block.anchor] = f"{before[-_CONTEXT:]} {after[:_CONTEXT]}"
    return found
