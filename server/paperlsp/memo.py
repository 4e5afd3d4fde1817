"""What was computed from immutable values → the same again without computing it, held no longer than somebody needs it.

A server runs for days, and at each pause in typing there is another version of a file. What is remembered of a version
has to go with it, or memory grows for as long as somebody types. So nothing here counts in thousands: a result lives as
long as what it was made from or made for, and of what nobody holds any more the last few are kept, for an edit that is
taken back.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar, cast
from weakref import WeakValueDictionary

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class Memo(Generic[Value, Result]):
    """One result for each value, told apart by identity: a hit costs no comparison.

    The result lies in the value's own ``__dict__``, as that of a ``cached_property`` does, and goes with it. ``name``
    tells this memory from others of the same values.
    """

    def __init__(self, name: str) -> None:
        self._name = f"memo of {name}"

    def get(self, value: Value, compute: Callable[[Value], Result]) -> Result:
        """The result for ``value``, computed once in its life."""
        kept = vars(value)
        if self._name not in kept:
            return self.put(value, compute(value))
        return cast("Result", kept[self._name])

    def put(self, value: Value, result: Result) -> Result:
        """Remember a result instead of the one before, and give it back."""
        vars(value)[self._name] = result
        return result


_held: ContextVar[dict[int, object] | None] = ContextVar("held", default=None)


@contextmanager
def holding() -> Generator[Callable[[], tuple[object, ...]]]:
    """What is asked of any ``Recent`` within is told by the function that this gives, for the caller to hold with what it
    makes: so it is remembered for as long as that is in use.
    """
    found: dict[int, object] = {}
    around = _held.get()
    token = _held.set(found)
    try:
        yield lambda: tuple(found.values())
    finally:
        _held.reset(token)
        if around is not None:
            around.update(found)


class Recent(Generic[Key, Result]):
    """Results by key: those that somebody else holds too, however many, and the ``last`` that were asked for."""

    def __init__(self, last: int) -> None:
        self.last = last
        self._used: WeakValueDictionary[Key, Result] = WeakValueDictionary()
        self._latest: OrderedDict[Key, Result] = OrderedDict()

    def __len__(self) -> int:
        return len(self._used)

    def get(self, key: Key) -> Result | None:
        """What is remembered under a key."""
        found = self._used.get(key)
        if found is not None:
            self._touch(key, found)
        return found

    def put(self, key: Key, result: Result) -> Result:
        """Remember a result, and give it back."""
        self._used[key] = result
        self._touch(key, result)
        return result

    def clear(self) -> None:
        """Forget all, to measure what computing costs and to compare with a fresh start."""
        self._used.clear()
        self._latest.clear()

    def _touch(self, key: Key, result: Result) -> None:
        held = _held.get()
        if held is not None:
            held[id(result)] = result
        self._latest[key] = result
        self._latest.move_to_end(key)
        if len(self._latest) > self.last:
            self._latest.popitem(last=False)
