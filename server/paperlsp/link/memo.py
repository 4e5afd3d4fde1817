"""A bounded memory of what was computed from immutable values, told apart by identity: a hit costs no comparison."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Source = TypeVar("Source")
Result = TypeVar("Result")


class Memo(Generic[Source, Result]):
    """Keeps the results for the last ``size`` values. It holds the values too, so that no identity is used twice."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[int, tuple[Source, Result]] = OrderedDict()

    def get(self, value: Source, compute: Callable[[Source], Result]) -> Result:
        """The result for ``value``, computed once while it is remembered."""
        key = id(value)
        kept = self._kept.get(key)
        if kept is not None and kept[0] is value:
            self._kept.move_to_end(key)
            return kept[1]
        return self.put(value, compute(value))

    def put(self, value: Source, result: Result) -> Result:
        """Remember a result instead of the one before, and give it back."""
        self._kept[id(value)] = (value, result)
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return result
