"""An anchor → how people name it: "3.1 Method", "Eq. (4)", "Fig. 14"."""

from __future__ import annotations

from paperlsp.model.paper import Anchor, Paper

_WORDS = {"equation": "Eq.", "algorithm": "Algorithm", "figure": "Fig.", "table": "Table", "theorem": "Theorem"}


def label_of(anchor: Anchor) -> str:
    """A short name in plain text; an equation without a number is named after its page."""
    if anchor.kind in ("section", "heading"):
        return f"{anchor.number} {anchor.title}".strip() if anchor.number else anchor.title
    if anchor.kind == "equation":
        return f"Eq. ({anchor.number})" if anchor.number else f"equation on p. {anchor.page}"
    if anchor.kind == "theorem" and anchor.title:
        return (
            anchor.title
            if anchor.number is None or anchor.number in anchor.title
            else f"{anchor.title} {anchor.number}"
        )
    word = _WORDS[anchor.kind]
    return f"{word} {anchor.number}" if anchor.number else (anchor.title or word)


def path_labels(paper: Paper, anchor: Anchor) -> tuple[str, ...]:
    """The labels from the outermost section down to the anchor itself, for where its page stands beside them."""
    return tuple(
        "equation" if each.kind == "equation" and not each.number else label_of(each) for each in paper.path_of(anchor)
    )


def place_label(paper: Paper, anchor: Anchor) -> str:
    """The label with its nearest section where it says little by itself, and the page: "5 QHAdam › Eq. (4), p. 6"."""
    labels = path_labels(paper, anchor)
    return f"{' › '.join(labels[-2:])}, {paper.page_words(anchor.page, anchor.id)}"


def pdf_of(paper: Paper, anchor: str | None) -> str:
    """The supplement that an anchor stands in, by its name; "" for the paper itself."""
    document = paper.document_of(anchor)
    return paper.documents[document].name if document else ""


def short_label(paper: Paper, anchor: Anchor) -> str:
    """The label for where there is little room: "§3.1 Method", "§3 Mask decoder" for a run-in heading, "Eq. (4)"."""
    if anchor.kind not in ("section", "heading"):
        return label_of(anchor)
    number = next((each.number for each in reversed(paper.path_of(anchor)) if each.number), None)
    return f"§{number} {anchor.title}".strip() if number else f"§ {anchor.title}"
