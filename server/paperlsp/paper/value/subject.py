"""The paper's names for algorithms and models, and a sentence → the one that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paperlsp.model.paper import Anchor, Block, Paper
from paperlsp.notation import word_set
from paperlsp.paper.definition.scope import path_of
from paperlsp.paper.sentence import Sentence

_NAME = re.compile(r"^(?=.*[A-Z].*[A-Z]|.*[a-z][A-Z])[A-Za-z][A-Za-z0-9+]*(?:-[A-Za-z0-9+]+)*$")
_UNITS = frozenset(
    ("GPU", "GPUs", "TPU", "TPUs", "CPU", "CPUs", "GB", "MB", "KB", "ID", "RGB", "PDF", "URL", "API", "US", "OK")
)
_DATA = re.compile(
    r"\b([A-Za-z][\w+-]*) (?:data ?sets?|corp(?:us|ora)|benchmarks?|images|(?:test|training|train|validation|dev) (?:set|data|split)s?|"
    r"classification|challenge|leaderboard|devices?|cores?|chips?)\b"
)
_OPTIMISERS = word_set(
    "SGD Adam AdamW AdaMax RMSProp AdaGrad Adagrad AdaDelta Adadelta Adafactor LAMB LARS NAG L-BFGS LBFGS"
)
_GENERIC = re.compile(
    r"^(?:abstract|introduction|experiments?|experimental.*|results?|evaluation|setup|settings?|details?|training.*|"
    r"implementation.*|method|methods|model|models|approach|background|discussion|conclusions?|appendix|notation|"
    r"preliminaries|hyper-?parameters?.*|ablation.*|analysis|related work|default.*|data.*|optimi[sz]er|optimi[sz]ation)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Names:
    """The words that name an algorithm or a model; ``own`` is the paper's own, or None."""

    known: frozenset[str]
    own: str | None


def names_of(paper: Paper) -> Names:
    """Names in mixed or upper case from title, headings and abbreviations, and the word before the title's colon."""
    found: dict[str, None] = {}
    lead, colon, _ = paper.title.partition(":")
    own: str | None = None
    if colon and len(lead.split()) <= 3:
        own = lead.strip()
        found[own] = None
    texts = [paper.title, *(anchor.title for anchor in paper.anchors if anchor.kind in ("section", "heading"))]
    for text in texts:
        for word in re.findall(r"[A-Za-z][A-Za-z0-9+]*(?:-[A-Za-z0-9+]+)*", text):
            if _NAME.match(word) and not _is_phrase(word) and word not in _UNITS and not _shouted(text):
                found.setdefault(word)
    for abbreviation in paper.abbreviations:
        found.setdefault(abbreviation.short)
    data = _data_names(paper, found)
    for name in data:
        del found[name]
    if own is None:
        own = next((word for word in re.findall(r"[\w+-]+", paper.title) if word in found), None)
    return Names(frozenset(found) | _OPTIMISERS, own)


def _data_names(paper: Paper, names: Iterable[str]) -> list[str]:
    """Of the names, those of data sets and of devices: what is trained on them or with them has names of its own."""
    followed: dict[str, int] = {}
    for block in paper.blocks:
        if block.kind == "paragraph":
            for match in _DATA.finditer(block.text):
                followed[match[1]] = followed.get(match[1], 0) + 1
    return [name for name in names if followed.get(name, 0) >= 1 or name in _UNITS]


def _is_phrase(word: str) -> bool:
    """Whether this is a compound in the case of titles ("Zero-Shot") and no name ("U-Net", "ViT-H")."""
    parts = word.split("-")
    return len(parts) > 1 and all(len(part) > 1 and part[1:].islower() for part in parts)


def _shouted(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 8 and all(character.isupper() for character in letters)


def subject_of(sentence: Sentence, at: int, names: Names, block: Block, by_id: dict[str, Anchor]) -> str | None:
    """What the sentence is about at the token ``at``: the nearest name before it, else one behind, else the heading's."""
    tokens = sentence.tokens
    for back in range(at - 1, -1, -1):
        name = _name_at(tokens[back].text, names)
        if name is not None:
            return name
    for ahead in range(at, len(tokens)):
        name = _name_at(tokens[ahead].text, names)
        if name is not None:
            return name
    return _of_heading(block.anchor, names, by_id)


def _name_at(text: str, names: Names) -> str | None:
    if text in names.known:
        return text
    bare = text.removesuffix("’s").removesuffix("'s").removesuffix("s")
    return bare if bare in names.known and len(bare) > 1 else None


def _of_heading(anchor: str | None, names: Names, by_id: dict[str, Anchor]) -> str | None:
    path: Sequence[Anchor] = path_of(anchor, by_id)
    for each in path:
        if each.kind not in ("section", "heading"):
            continue
        title = each.title.strip(" .:")
        for word in re.findall(r"[\w+-]+", title):
            if word in names.known:
                return word
        if not _GENERIC.match(title) and len(title.split()) <= 5 and each.kind == "heading":
            return title
    return names.own
