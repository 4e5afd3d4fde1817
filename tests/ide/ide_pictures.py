"""A small paper, and sources with a caret (‸) drawn into them → snapshots, so that a test reads as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import dedent
from types import MappingProxyType

from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.geometry import Box
from paperlsp.model.link import Evidence, Explanation, Link, LinkGraph, ResolvedMention
from paperlsp.model.paper import Anchor, Paper

CARET = "‸"
_BOX = Box(72.0, 72.0, 540.0, 84.0)

METHOD_TEXT = (
    "Our model has three parts, which run one after the other. The reader encodes each page once, see Fig. 2 for its "
    "layers. The mask decoder maps page embeddings and an output token to a mask in about 50 ms. "
    "All other choices, such as the step size of the schedule, follow Smith et al. 2017 and are listed in the appendix."
)


def anchor(
    name: str,
    kind: str,
    number: str | None,
    title: str,
    page: int,
    text: str = "",
    parent: str | None = None,
    latex: str | None = None,
) -> Anchor:
    level = {"section": 1, "heading": 2}.get(kind)
    return Anchor(name, kind, number, title, level, page, _BOX, parent, text, latex)  # pyright: ignore[reportArgumentType]


ANCHORS = (
    anchor("sec:1", "section", "1", "Introduction", 1, "We read pages."),
    anchor("sec:3", "section", "3", "Page Model", 4, METHOD_TEXT),
    anchor("head:3/mask-decoder", "heading", None, "Mask decoder", 5, METHOD_TEXT, parent="sec:3"),
    anchor(
        "eq:3",
        "equation",
        "3",
        "",
        5,
        "ℓ = α·‖m − m̂‖²",
        parent="head:3/mask-decoder",
        latex=r"\ell = \alpha \|m-\hat m\|^2",
    ),
    anchor("fig:2", "figure", "2", "The page model", 6, "Figure 2: The page model.", parent="sec:3"),
    anchor("alg:1", "algorithm", "1", "", 7, "Reading a page", parent="sec:3"),
)


def paper(anchors: Sequence[Anchor] = ANCHORS, title: str = "Pages Are All You Read") -> Paper:
    return Paper("pages", "0" * 64, title, ("A. Reader",), "", None, 9, tuple(anchors), ())


Links = Mapping[str, Sequence[tuple[str, float, str]]]
"""Symbol (or ``file:symbol``) → (anchor, score, reason)."""


def snapshot(
    sources: Mapping[str, str],
    links: Links | None = None,
    *,
    unexplained: Mapping[str, str] | None = None,
    anchors: Sequence[Anchor] = ANCHORS,
    title: str = "Pages Are All You Read",
    missing: Sequence[str] = (),
) -> Snapshot:
    """A snapshot of these sources and one paper, with just these links; mentions are resolved by number."""
    one = paper(anchors, title)
    files = {path: read_source(path, content.encode()) for path, content in sorted(sources.items())}
    explanations: list[Explanation] = []
    mentions: list[ResolvedMention] = []
    for path, source in files.items():
        for symbol in source.symbols:
            targets = (links or {}).get(f"{path}:{symbol.name}", (links or {}).get(symbol.name, ()))
            found = tuple(
                Link(path, symbol.name, one.id, target, score, "inferred", (Evidence("name", reason),))
                for target, score, reason in targets
            )
            reason = (unexplained or {}).get(symbol.name)
            verdict = "unexplained" if reason is not None else ("explained" if found else "trivial")
            explanations.append(Explanation(path, symbol.name, verdict, reason or "", found))
        for mention in source.mentions:
            targets_of = tuple(
                (one.id, each.id)
                for each in one.anchors
                if each.kind == mention.kind and each.number in mention.numbers and each.id not in missing
            )
            mentions.append(ResolvedMention(path, mention, "found" if targets_of else "missing", targets_of))
    graph = LinkGraph(tuple(explanations), tuple(mentions))
    return Snapshot(1, Config(), (PaperEntry("paper.pdf", one),), MappingProxyType(files), graph)


def without_caret(picture: str) -> tuple[str, int]:
    """The text of a picture and the UTF-8 byte offset of its caret."""
    text = dedent(picture)
    before, caret, after = text.partition(CARET)
    assert caret, "the picture has no caret"
    return before + after, len(before.encode())
