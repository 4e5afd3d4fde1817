"""A hover's records → Markdown, or plain text for clients that know no Markdown."""

from __future__ import annotations

from collections.abc import Callable

from paperlsp.ide.card import AnchorCard, Card, CodeCard, CodeRow, Hover, LineCard, VerdictCard, WordCard
from paperlsp.ide.escape import code_span, escape, fenced, plain, plain_lines
from paperlsp.ide.places import PaperPlace

PictureOf = Callable[[PaperPlace], tuple[str, int] | None]
"""The picture of an equation, if there is one: a URI of ours, and its width in CSS pixels."""


def no_pictures(_place: PaperPlace) -> None:
    """For clients that show none."""


def hover_markdown(hover: Hover, picture_of: PictureOf = no_pictures) -> str:
    """Markdown in which all text of papers and code is escaped. Where there is a picture, it stands for the formula."""
    return "\n\n---\n\n".join(_markdown(card, picture_of) for card in hover.cards)


def hover_plain(hover: Hover) -> str:
    """The same without markup."""
    return "\n\n".join(_plain(card) for card in hover.cards)


def _markdown(card: Card, picture_of: PictureOf) -> str:
    match card:
        case AnchorCard():
            return _anchor_markdown(card, picture_of)
        case LineCard():
            return _line_markdown(card, picture_of)
        case VerdictCard():
            nearest = f" Nearest: {escape(card.nearest)} ({card.percent}%)." if card.nearest else ""
            return f"**Not explained by the paper**: {escape(card.reason).rstrip('.')}.{nearest}"
        case CodeCard():
            rows = "\n".join(f"- {_row_markdown(row)}" for row in card.rows)
            more = f"\n- and {card.more} more" if card.more else ""
            return f"Implemented by, for {escape(card.label)}:\n\n{rows}{more}"
        case WordCard():
            lines = [f"**{head}**: {escape(text)}" if text else f"**{head}**" for head, text in card.lines]
            return "\n\n".join(lines)


def _anchor_markdown(card: AnchorCard, picture_of: PictureOf) -> str:
    *above, last = card.path
    path = " › ".join([f"**{escape(card.paper)}**", *(escape(each) for each in above), f"**{escape(last)}**"])
    parts = [f"{path} · p. {card.page}"]
    picture = picture_of(card.shown) if card.shown is not None else None
    if picture is not None:
        # The width after the bar is VS Code's own way to say how large a picture is.
        parts.append(f"![]({picture[0]}|width={picture[1]})")
    elif card.formula:
        parts.append(fenced(card.formula, "latex" if card.is_latex else "text"))
    if card.quote:
        parts.append(f"“{escape(card.quote)}”")
    if card.also:
        parts.append(f"also: {escape('; '.join(card.also))}")
    if (sure := _sure(card.percent, card.reasons)) is not None:
        parts.append(f"*{escape(sure)}*")
    return "\n\n".join(parts)


def _line_markdown(card: LineCard, picture_of: PictureOf) -> str:
    parts = [_anchor_markdown(card.anchor, picture_of), f"{_mark(card)} {escape(card.detail)}"]
    if card.rows:
        table = ["| paper | code | meaning |", "|---|---|---|"]
        # A bar would end the cell, also within a code span, so that names are escaped as text is.
        table += [f"| {escape(symbol)} | {escape(name)} | {escape(meaning)} |" for symbol, name, meaning in card.rows]
        parts.append("\n".join(table))
    return "\n\n".join(parts)


def _mark(card: LineCard) -> str:
    """A tick for an equation that the code computes as it stands, and "≠" where the two differ."""
    return "✓" if card.exact else "≠"


def _row_markdown(row: CodeRow) -> str:
    where = code_span(f"{row.file}:{row.line}")
    return f"{code_span(row.symbol)} ({row.kind}), {where}: {escape(_sure(row.percent, row.reasons) or '')}"


def _row_plain(row: CodeRow) -> str:
    return plain(f"{row.symbol} ({row.kind}), {row.file}:{row.line}: {_sure(row.percent, row.reasons)}")


def _plain(card: Card) -> str:
    match card:
        case AnchorCard():
            parts = [f"{' › '.join(plain(each) for each in (card.paper, *card.path))} · p. {card.page}"]
            parts += [plain_lines(card.formula)] if card.formula else []
            parts += [f"“{plain(card.quote)}”"] if card.quote else []
            parts += [f"also: {plain('; '.join(card.also))}"] if card.also else []
            sure = _sure(card.percent, card.reasons)
            return "\n\n".join([*parts, *([plain(sure)] if sure is not None else [])])
        case LineCard():
            rows = [
                plain(f"{symbol} is {name}" + (f" ({meaning})" if meaning else ""))
                for symbol, name, meaning in card.rows
            ]
            return "\n\n".join(
                [_plain(card.anchor), f"{_mark(card)} {plain(card.detail)}", *(["\n".join(rows)] if rows else [])]
            )
        case VerdictCard():
            nearest = f" Nearest: {plain(card.nearest)} ({card.percent}%)." if card.nearest else ""
            return f"Not explained by the paper: {plain(card.reason).rstrip('.')}.{nearest}"
        case CodeCard():
            rows = [_row_plain(row) for row in card.rows]
            rows += [f"and {card.more} more"] if card.more else []
            return "\n".join([f"Implemented by, for {plain(card.label)}:", *rows])
        case WordCard():
            return "\n".join(f"{head}: {plain(text)}" if text else head for head, text in card.lines)


def _sure(percent: int | None, reasons: tuple[str, ...]) -> str | None:
    """How sure, and why: "94%: the name; 2 layers as stated". None where nothing is claimed."""
    if percent is None:
        return None
    return f"{percent}%: {'; '.join(reasons)}" if reasons else f"{percent}%"
