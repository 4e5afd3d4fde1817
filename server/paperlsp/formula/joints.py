"""Parts that are drawn in pieces → one item: tall delimiters, tall radicals, horizontal braces, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paperlsp.formula.extension_table import (
    BRACE_BAR,
    RADICAL_CORNER,
    RADICAL_FOOT,
    RADICAL_SHAFT,
    TIP_DOWN_LEFT,
    TIP_UP_LEFT,
    TIPS,
)
from paperlsp.formula.items import AXIS, Item
from paperlsp.formula.symbols import FUNCTIONS, LIMIT_WORDS, kind_of
from paperlsp.formula.tree import Symbol, Text, Word
from paperlsp.model.page import Rule

_WHOLE = {
    **dict.fromkeys("⎛⎜⎝", "("), **dict.fromkeys("⎞⎟⎠", ")"), **dict.fromkeys("⎡⎢⎣", "["), **dict.fromkeys("⎤⎥⎦", "]"),
    **dict.fromkeys("⎧⎨⎩", "{"), **dict.fromkeys("⎫⎬⎭", "}"), "⎪": "", "⏐": "|",
    RADICAL_FOOT: "√", RADICAL_SHAFT: "√", RADICAL_CORNER: "√",
}  # fmt: skip


def join_pieces(items: Sequence[Item]) -> list[Item]:
    """Stack pieces of delimiters, and short bars that stand on each other, into one tall delimiter each."""
    pieces = [item for item in items if _is_piece(item)]
    rest = [item for item in items if not _is_piece(item)]
    pieces.sort(key=lambda item: (round(item.x0, 1), item.top))
    stacks: list[list[Item]] = []
    for piece in pieces:
        stack = next((stack for stack in reversed(stacks[-8:]) if _goes_on(stack, piece)), None)
        if stack is None:
            stacks.append([piece])
        else:
            stack.append(piece)
    for stack in stacks:
        if len(stack) == 1 and stack[0].text not in _WHOLE:
            rest.append(stack[0])
            continue
        text = next((whole for piece in stack if (whole := _WHOLE.get(piece.text, piece.text))), "{")
        top, bottom = min(p.top for p in stack), max(p.bottom for p in stack)
        first = stack[0]
        rest.append(
            replace(
                first, node=Symbol(text), text=text, kind=kind_of(text), top=top, bottom=bottom, soft=True, code=-1,
                x1=max(p.x1 for p in stack), y=(top + bottom) / 2 + AXIS * first.size,
            )
        )  # fmt: skip
    return sorted(rest, key=lambda item: (item.x0, item.y))


def _is_piece(item: Item) -> bool:
    if item.inked:
        return item.text in _WHOLE or (bool(item.text) and item.text in "()[]{}|‖⌊⌋⌈⌉√")
    return item.text in _WHOLE or (item.text in ("|", "‖") and item.soft and item.code < 0)


def _goes_on(stack: Sequence[Item], piece: Item) -> bool:
    """Whether ``piece`` stands on the pieces of ``stack``: they share their left edge, and it begins where they end."""
    last = stack[-1]
    if abs(last.x0 - piece.x0) > 0.12 * piece.size or (last.text in "|‖") != (piece.text in "|‖"):
        return False
    if last.inked and piece.inked:
        bottom = max(each.bottom for each in stack)
        # The same whole bracket on two lines that touch is two brackets.
        whole = last.text == piece.text and piece.text in "()[]{}" and piece.height < 1.3 * piece.size
        return not whole and piece.bottom > bottom and piece.top < bottom + 0.06 * piece.size
    return piece.top < last.bottom + (0.35 if piece.code < 0 else 1.3) * piece.size and piece.y > last.y


def join_braces(items: Sequence[Item], rules: Sequence[Rule]) -> tuple[list[Item], list[Rule]]:
    """Four tips and the bars between them → one horizontal brace; gives the items and the rules that are left."""
    tips = sorted(
        (item for item in items if item.text and item.text in TIPS),
        key=lambda item: (round(item.last if item.inked else item.y), item.x0),
    )
    left = [item for item in items if not (item.text and item.text in TIPS + BRACE_BAR)]
    kept = list(rules)
    for start in range(0, len(tips) - 3, 4):
        four = tips[start : start + 4]
        over = four[0].text == TIP_DOWN_LEFT or (four[0].text != TIP_UP_LEFT and four[0].text < four[1].text)
        x0, x1 = four[0].x0, four[3].x1
        kept = [
            rule for rule in kept
            if not (rule.box.x0 > x0 - 1 and rule.box.x1 < x1 + 1 and abs(rule.box.centre_y - four[0].middle) < 0.3 * four[0].size)
        ]  # fmt: skip
        text = "⏞" if over else "⏟"
        first = four[0]
        left.append(
            Item(
                Symbol(text),
                text,
                "ordinary",
                "roman",
                x0,
                x1,
                first.middle,
                first.size,
                first.top,
                first.bottom,
                soft=True,
            )
        )
    return sorted(left, key=lambda item: (item.x0, item.y)), kept


# Words that are prose wherever they stand alone between symbols.
_PROSE = frozenset(
    [
        "if",
        "and",
        "or",
        "otherwise",
        "where",
        "for",
        "with",
        "when",
        "then",
        "else",
        "such",
        "that",
        "subject",
        "to",
        "do",
        "is",
        "are",
        "the",
        "of",
        "in",
        "on",
        "all",
        "any",
        "else",
        "a",
        "an",
        "as",
        "from",
        "by",
        "otherwise,",
        "if,",
        "s.t.",
        "w.p.",
        "iff",
        "not",
        "we",
        "have",
        "let",
        "at",
        "each",
        "every",
        "given",
        "since,",
        "because",
        "const",
        "const.",
        "otherwise.",
        "respectively",
        "i.e.",
        "e.g.",
        "some",
        "over",
        "after",
        "before",
        "during",
        "return",
        "while",
        "do",
        "end",
        "until",
    ]
)


def _wordlike(item: Item) -> bool:
    return (
        bool(item.text)
        and item.kind == "ordinary"
        and item.style in ("roman", "text", "sans", "mono", "bold", "slanted")
        and item.text[0].isalpha()
        and not ("α" <= item.text[0] <= "ω")
        and (item.text[0].isascii() or item.text[0].islower() or len(item.text) > 1)
        and item.text not in "ℓℏıȷ"
    )


def join_words(items: Sequence[Item]) -> list[Item]:
    """Upright letters that touch → words; words a space apart → prose."""
    lines: list[list[Item]] = []
    for item in sorted(items, key=lambda item: (item.y, item.x0)):
        if lines and item.y - lines[-1][-1].y < 0.04 * item.size:
            lines[-1].append(item)
        else:
            lines.append([item])
    result = [item for line in lines for item in _join_prose(_join_line(line))]
    return sorted(result, key=lambda item: (item.x0, item.y))


def _join_line(line: Sequence[Item]) -> list[Item]:
    result: list[Item] = []
    run: list[Item] = []

    def close() -> None:
        if len(run) > 1 and any(len(item.text) > 0 and item.text[0].isalpha() for item in run):
            inner = any(item.text == "." for item in run[:-1])
            while run and (run[-1].text == "-" or (run[-1].text == "." and not inner)):
                tail.append(run.pop())
            text = "".join(item.text for item in run)
            first, last = run[0], run[-1]
            if first.style == "bold" and not _is_bold_name(text):
                # Bold letters side by side are matrices and vectors, not a name.
                result.extend(run)
                result.extend(reversed(tail))
                tail.clear()
                run.clear()
                return
            result.append(
                replace(
                    first, node=Word(text, first.style), text=text, x1=last.x1, top=min(i.top for i in run),
                    bottom=max(i.bottom for i in run), prose=first.style == "text" or text in _PROSE,
                )
            )  # fmt: skip
            result.extend(reversed(tail))
            tail.clear()
        else:
            result.extend(run)
        run.clear()

    tail: list[Item] = []
    for item in sorted(line, key=lambda item: item.x0):
        fits = (
            bool(run)
            and -0.2 * item.size < item.x0 - run[-1].x1 < 0.11 * item.size
            and run[0].style == item.style
            and abs(run[0].size - item.size) < 0.05 * item.size
        )
        if _wordlike(item):
            if not fits:
                close()
            run.append(item)
        elif run and item.x0 - run[-1].x1 < 0.05 * item.size and (
            item.text == "-" or (item.text.isdigit() and len(run) > 1 and item.x0 - run[-1].x1 < 0.02 * item.size)
            or (item.text == "." and item.x0 - run[-1].x1 < 0.02 * item.size)
        ):  # fmt: skip
            run.append(item)
        else:
            close()
            result.append(item)
    close()
    return result


def _is_bold_name(text: str) -> bool:
    """Whether bold letters side by side are a word; a few capitals are matrices, a letter or two are vectors."""
    return text in _PROSE or (len(text) > 2 and sum(letter.islower() for letter in text[1:]) > 0.6 * (len(text) - 1))


def _is_word(item: Item) -> bool:
    return isinstance(item.node, Word) or (_wordlike(item) and item.prose)


def _join_prose(line: Sequence[Item]) -> list[Item]:
    """Words that a space separates, on one line, become one text unless all of them are operators."""
    result: list[Item] = []
    for item in sorted(line, key=lambda item: item.x0):
        last = result[-1] if result else None
        single = _wordlike(item) and len(item.text) == 1 and item.style in ("roman", "text", "slanted")
        if last is not None and (_is_word(item) or single) and (_is_word(last) or isinstance(last.node, Text)):
            gap = (item.x0 - last.x1) / item.size
            if (last.text, item.text) in _SPACED_OPERATORS and gap < 0.3:
                joined = f"{last.text} {item.text}"
                result[-1] = replace(
                    last,
                    node=Word(joined, last.style),
                    text=joined,
                    x1=item.x1,
                    bottom=max(last.bottom, item.bottom),
                    prose=False,
                )
                continue
            names = item.text in FUNCTIONS or last.text in FUNCTIONS or last.text in LIMIT_WORDS
            if 0.2 <= gap < 0.6 and not (names and not last.prose and not item.prose) and last.style == item.style:
                joined = f"{last.text} {item.text}"
                result[-1] = replace(
                    last,
                    node=Text(joined),
                    text=joined,
                    x1=item.x1,
                    top=min(last.top, item.top),
                    bottom=max(last.bottom, item.bottom),
                    prose=True,
                )
                continue
        result.append(item)
    for item in result:
        if item.prose and item.text.lower() not in FUNCTIONS and (len(item.text) > 1 or item.style == "text"):
            item.node = Text(item.text)
        elif isinstance(item.node, Word) and item.text.lower() in _PROSE:
            item.node = Text(item.text)
            item.prose = True
    return result


_SPACED_OPERATORS = {
    ("arg", "max"),
    ("arg", "min"),
    ("lim", "sup"),
    ("lim", "inf"),
    ("arg", "sup"),
    ("arg", "inf"),
    ("ess", "sup"),
    ("ess", "inf"),
}
