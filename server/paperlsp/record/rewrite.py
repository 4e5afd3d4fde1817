"""The text of a record's file and the record that it shall hold → the new text, which differs in nothing else.

People comment their records, and version control leaves marks in them: lines that hold no word that changes stay as
they are, in the place where they are.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import cast

from paperlsp.model.record import Record, Word, WordKey
from paperlsp.record.lines import Line, read_lines
from paperlsp.record.parse import is_by_lines, parse_record, words_by_line
from paperlsp.record.printing import SECTIONS, print_record, print_word


def rewrite(text: str, wanted: Record) -> str:
    """The text that holds ``wanted``: changed by lines where it is written by lines, else printed anew."""
    mark, body = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    end = "\r\n" if "\r\n" in body else "\n"
    body = body.replace("\r\n", "\n")
    lines = list(read_lines(body))
    if not body.strip() or not _written_by_lines(body, lines):
        comments = [line.text for line in lines if line.text.lstrip().startswith("#") and not line.section]
        head, _, rest = print_record(wanted).partition("\n")
        # The comments outside of arrays are the only ones that have a place in a file that is printed anew.
        new = "\n".join([*(comments or [head]), rest])
    else:
        new = _changed(body, lines, wanted)
    return mark + new.replace("\n", end)


def _written_by_lines(body: str, lines: list[Line]) -> bool:
    try:
        return is_by_lines(cast("Mapping[str, object]", tomllib.loads(body)), lines)
    except (tomllib.TOMLDecodeError, RecursionError):
        # Broken as it is, what is in it is kept.
        return True


def _changed(body: str, lines: Sequence[Line], wanted: Record) -> str:
    """The text with the lines of all words that change taken out and those of new ones put in."""
    now = parse_record(body, "")[0].by_key
    keys = {word.span.start: word.key for word in words_by_line(lines)}
    changing = {key for key, word in now.items() if wanted.by_key.get(key) != word}
    kept = [line for line in lines if line.entry is None or keys.get(line.start) not in changing]
    fresh = [word for word in wanted.words if word.key in changing or word.key not in now]
    if all(now.get(word.key) == word for word in wanted.words) and len(kept) == len(lines):
        return body
    texts = [line.text for line in kept]
    tail: list[str] = []
    insertions: dict[int, list[str]] = {}
    for kind, name in SECTIONS.items():
        words = [word for word in fresh if word.kind == kind]
        inside = [at for at, line in enumerate(kept) if line.section == name]
        if words and not inside:
            tail += ["", f"{name} = [", *(print_word(word) for word in words), "]"]
        elif words:
            for where, word in _places(words, kept, inside, keys):
                insertions.setdefault(where, []).append(print_word(word))
    for where in sorted(insertions, reverse=True):
        if where > 0 and kept[where - 1].entry is not None:
            texts[where - 1] = _with_comma(texts[where - 1])
        texts[where:where] = insertions[where]
    if tail:
        while texts and not texts[-1].strip():
            texts.pop()
        texts += [*tail, ""]
    return "\n".join(texts)


def _places(
    words: Sequence[Word], kept: Sequence[Line], inside: Sequence[int], keys: Mapping[int, WordKey]
) -> list[tuple[int, Word]]:
    """For each word, in order, the line of its array before which it goes: the first word that sorts behind it."""
    closing = next((at for at in inside if kept[at].text.lstrip().startswith("]")), inside[-1] + 1)
    standing = [at for at in inside if at < closing and kept[at].entry is not None and kept[at].start in keys]
    order = [keys[kept[at].start] for at in standing]
    found: list[tuple[int, Word]] = []
    for word in words:
        at = bisect_left(order, word.key)
        found.append((standing[at] if at < len(standing) else closing, word))
    return found


def _with_comma(line: str) -> str:
    """The line of a word that another one follows: the last of an array may lack the comma."""
    try:
        tomllib.loads(f"it = [\n{line}\n{{}}\n]")
    except tomllib.TOMLDecodeError:
        # A comment may stand behind the table, and a brace in it.
        for at in range(len(line), 0, -1):
            if line[at - 1] == "}":
                mended = f"{line[:at]},{line[at:]}"
                try:
                    tomllib.loads(f"it = [\n{mended}\n{{}}\n]")
                except tomllib.TOMLDecodeError:
                    continue
                return mended
    return line
