"""A hover's records → Markdown, or plain text for clients that know no Markdown."""

from __future__ import annotations

from collections.abc import Callable

from paperlsp.ide.card import AnchorCard, Card, CodeCard, CodeRow, Hover, LineCard, RuleCard, VerdictCard, WordCard
from paperlsp.ide.escape import code_span, escape, fenced, plain, plain_lines
from paperlsp.ide.places import PaperPlace
from paperlsp.wording import ENGLISH, Language, retell, say

PictureOf = Callable[[PaperPlace], tuple[str, int] | None]
"""The picture of an equation, if there is one: a URI of ours, and its width in CSS pixels."""


PageOf = Callable[[str], str | None]
"""The page that explains a rule, by the rule's code: a URI of ours, if there is one."""


def no_pictures(_place: PaperPlace) -> None:
    """For clients that show none."""


def no_pages(_code: str) -> None:
    """Where nothing is to be clicked."""


def hover_markdown(
    hover: Hover, picture_of: PictureOf = no_pictures, language: Language = ENGLISH, page_of: PageOf = no_pages
) -> str:
    """Markdown in which all text of papers and code is escaped. Where there is a picture, it stands for the formula."""
    return "\n\n---\n\n".join(_markdown(card, picture_of, page_of, language) for card in hover.cards)


def hover_plain(hover: Hover, language: Language = ENGLISH) -> str:
    """The same without markup."""
    return "\n\n".join(_plain(card, language) for card in hover.cards)


def _markdown(card: Card, picture_of: PictureOf, page_of: PageOf, language: Language) -> str:
    match card:
        case AnchorCard():
            return _anchor_markdown(card, picture_of, language)
        case LineCard():
            return _line_markdown(card, picture_of, language)
        case VerdictCard():
            head = say(language, "Not explained by the paper")
            return f"**{head}**{_verdict(card, escape, language)}"
        case CodeCard():
            rows = "\n".join(f"- {_row_markdown(row, language)}" for row in card.rows)
            more = f"\n- {say(language, 'and {count} more', count=card.more)}" if card.more else ""
            return f"{say(language, 'Implemented by, for {part}:', part=escape(card.label))}\n\n{rows}{more}"
        case WordCard():
            heads = [(say(language, head), text) for head, text in card.lines]
            return "\n\n".join(f"**{head}**: {escape(text)}" if text else f"**{head}**" for head, text in heads)
        case RuleCard():
            return _rule_markdown(card, page_of, language)


def _rule_markdown(card: RuleCard, page_of: PageOf, language: Language) -> str:
    page = page_of(card.code)
    head = f"[{card.code}]({page})" if page is not None else card.code
    parts = [f"**{head}** {escape(card.name)}: {escape(retell(language, card.what))}"]
    return "\n\n".join([*parts, *([escape(retell(language, card.why))] if card.why else [])])


def _verdict(card: VerdictCard, shown: Callable[[str], str], language: Language) -> str:
    """What follows the head: the reason, and the nearest part; either may be missing."""
    reason = shown(retell(language, card.reason.rstrip(".")))
    told = f": {reason}." if reason else "."
    if not card.nearest:
        return told
    return f"{told} {say(language, 'Nearest: {part} ({percent}%).', part=shown(card.nearest), percent=card.percent)}"


def _anchor_markdown(card: AnchorCard, picture_of: PictureOf, language: Language) -> str:
    *above, last = card.path
    path = " › ".join([f"**{escape(card.paper)}**", *(escape(each) for each in above), f"**{escape(last)}**"])
    pdf = f"{escape(card.pdf)}, " if card.pdf else ""
    parts = [f"{path} · {pdf}p. {card.page}"]
    picture = picture_of(card.shown) if card.shown is not None else None
    if picture is not None:
        # The width after the bar is VS Code's own way to say how large a picture is.
        parts.append(f"![]({picture[0]}|width={picture[1]})")
    elif card.formula:
        parts.append(fenced(card.formula, "latex" if card.is_latex else "text"))
    if card.quote:
        parts.append(f"“{escape(card.quote)}”")
    if card.also:
        parts.append(say(language, "also: {parts}", parts=escape("; ".join(card.also))))
    if (sure := _sure(card.percent, card.reasons, language)) is not None:
        parts.append(f"*{escape(sure)}*")
    return "\n\n".join(parts)


def _line_markdown(card: LineCard, picture_of: PictureOf, language: Language) -> str:
    detail = escape(retell(language, card.detail))
    parts = [_anchor_markdown(card.anchor, picture_of, language), f"{_mark(card)} {detail}"]
    if card.rows:
        heads = (say(language, "paper"), say(language, "code"), say(language, "meaning"))
        table = [f"| {' | '.join(heads)} |", "|---|---|---|"]
        # A bar would end the cell, also within a code span, so that names are escaped as text is.
        table += [f"| {escape(symbol)} | {escape(name)} | {escape(meaning)} |" for symbol, name, meaning in card.rows]
        parts.append("\n".join(table))
    return "\n\n".join(parts)


def _mark(card: LineCard) -> str:
    """A tick for an equation that the code computes as it stands, and "≠" where the two differ."""
    return "✓" if card.exact else "≠"


def _row_markdown(row: CodeRow, language: Language) -> str:
    where = code_span(row.place)
    sure = escape(_sure(row.percent, row.reasons, language) or "")
    return f"{code_span(row.symbol)} ({say(language, row.kind)}), {where}: {sure}"


def _row_plain(row: CodeRow, language: Language) -> str:
    sure = _sure(row.percent, row.reasons, language)
    return plain(f"{row.symbol} ({say(language, row.kind)}), {row.place}: {sure}")


def _plain(card: Card, language: Language) -> str:
    match card:
        case AnchorCard():
            pdf = f"{plain(card.pdf)}, " if card.pdf else ""
            parts = [f"{' › '.join(plain(each) for each in (card.paper, *card.path))} · {pdf}p. {card.page}"]
            parts += [plain_lines(card.formula)] if card.formula else []
            parts += [f"“{plain(card.quote)}”"] if card.quote else []
            parts += [say(language, "also: {parts}", parts=plain("; ".join(card.also)))] if card.also else []
            sure = _sure(card.percent, card.reasons, language)
            return "\n\n".join([*parts, *([plain(sure)] if sure is not None else [])])
        case LineCard():
            rows = [
                plain(
                    say(language, "{symbol} is {name}", symbol=symbol, name=name) + (f" ({meaning})" if meaning else "")
                )
                for symbol, name, meaning in card.rows
            ]
            detail = f"{_mark(card)} {plain(retell(language, card.detail))}"
            return "\n\n".join([_plain(card.anchor, language), detail, *(["\n".join(rows)] if rows else [])])
        case VerdictCard():
            return f"{say(language, 'Not explained by the paper')}{_verdict(card, plain, language)}"
        case CodeCard():
            rows = [_row_plain(row, language) for row in card.rows]
            rows += [say(language, "and {count} more", count=card.more)] if card.more else []
            return "\n".join([say(language, "Implemented by, for {part}:", part=plain(card.label)), *rows])
        case WordCard():
            heads = [(say(language, head), text) for head, text in card.lines]
            return "\n".join(f"{head}: {plain(text)}" if text else head for head, text in heads)
        case RuleCard():
            what, why = retell(language, card.what), retell(language, card.why)
            return "\n\n".join([plain(f"{card.code} {card.name}: {what}"), *([plain(why)] if why else [])])


def _sure(percent: int | None, reasons: tuple[str, ...], language: Language) -> str | None:
    """How sure, and why: "94%: the name; 2 layers as stated". None where nothing is claimed."""
    if percent is None:
        return None
    shown = say(language, "{percent}%", percent=percent)
    return f"{shown}: {'; '.join(retell(language, each) for each in reasons)}" if reasons else shown
