"""A value that a table's row states → the row's numbers, each with the head of its column."""

from __future__ import annotations

from paperlsp.link.numbers import stated_numbers
from paperlsp.model.paper import Paper, StatedValue


def columns_of(value: StatedValue, paper: Paper) -> tuple[tuple[str, str], ...]:
    """Pairs of a head of one word and the canonical number below it; empty for what stands in no table."""
    if not (value.anchor or "").startswith("tab:"):
        return ()
    table = next((table for table in paper.tables if table.anchor == value.anchor), None)
    row = next((row for row in table.rows if " | ".join(row) == value.quote), None) if table is not None else None
    if table is None or row is None:
        return ()
    found: list[tuple[str, str]] = []
    for at, cell in enumerate(row):
        heads = [each[at] for each in table.rows[: table.heads] if each[at].isidentifier()]
        numbers = stated_numbers(cell)
        if heads and len(numbers) == 1:
            found.append((heads[-1], numbers[0]))
    return tuple(found)
