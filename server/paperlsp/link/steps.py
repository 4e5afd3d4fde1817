"""The last run's results, step by step → those of the next run, where what a result was made from is still the same.

Linking is a chain of small pure functions for each definition. An edit changes what one file says; what follows from
it changes, step by step, for as far as it reaches, and everything else is taken over as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar, cast

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Known:
    """A result, what it was made from, and the smaller steps that were taken while it was made."""

    made_from: tuple[object, ...]
    result: object
    within: dict[Hashable, _Known]


class Steps:
    """Remembers one run, between ``begin`` and ``end``, for the next one."""

    def __init__(self) -> None:
        self._last: dict[Hashable, _Known] = {}
        self._now: dict[Hashable, _Known] = {}
        self._around: list[tuple[dict[Hashable, _Known], dict[Hashable, _Known]]] = []
        """For each step that is being taken, the smaller ones within it of the last run and of this one."""

    def begin(self) -> None:
        """A new run. What one that was broken off came to is as good as the last run's."""
        self._last = {**self._last, **self._now}
        self._now = {}
        self._around = []

    def end(self) -> None:
        """The run is done: what it did not ask for, such as a file that is gone, is forgotten."""
        self._last, self._now = self._now, {}

    def get(self, key: Hashable, made_from: tuple[object, ...], compute: Callable[[], Result]) -> Result:
        """The result of the last run if it was made from the very same values, else a new one.

        ``key`` names step and definition. ``made_from`` is everything that ``compute`` looks at: immutable values,
        told apart by identity, numbers and texts by equality. ``compute`` may ask for smaller steps: they belong to what
        was made with them, and are kept with it at no cost.
        """
        last, now = self._around[-1] if self._around else (self._last, self._now)
        known = now.get(key) or last.get(key)
        if known is not None and _same(known.made_from, made_from):
            now[key] = known
            return cast("Result", known.result)
        within: dict[Hashable, _Known] = {}
        self._around.append((known.within if known is not None else {}, within))
        result = compute()
        self._around.pop()
        if known is not None:
            # What came out as it did before stays the very same value, so that nothing further is done for it.
            result = cast("Result", _kept(known.result, result))
        now[key] = _Known(made_from, result, within)
        return result


def _kept(old: object, new: object) -> object:
    """The old value where the new one equals it, part by part for a tuple of several results."""
    olds, news = _parts(old), _parts(new)
    if olds is not None and news is not None and len(olds) == len(news):
        parts = [a if a == b else b for a, b in zip(olds, news, strict=True)]
        if all(a is b for a, b in zip(olds, parts, strict=True)):
            return old
        make = cast("Callable[[list[object]], object]", getattr(type(new), "_make", tuple))
        return make(parts)
    return old if old == new else new


def _parts(value: object) -> tuple[object, ...] | None:
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else None


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    if len(one) != len(other):
        return False
    for a, b in zip(one, other, strict=True):
        if a is b:
            continue
        if type(a) is not type(b) or not isinstance(a, (int, float, str)) or a != b:
            return False
    return True
