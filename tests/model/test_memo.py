"""What is remembered lives as long as what it was made from or for, and of the rest the last few."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass

from paperlsp.memo import Memo, Recent, holding


@dataclass(frozen=True)
class Value:
    number: int


@dataclass(frozen=True)
class Result:
    number: int


def test_a_result_is_computed_once_for_each_value_and_equal_values_are_two() -> None:
    doubled, halved = Memo[Value, Result]("doubled"), Memo[Value, Result]("halved")
    one, other = Value(4), Value(4)
    first = doubled.get(one, lambda value: Result(2 * value.number))
    assert doubled.get(one, lambda _: Result(0)) is first
    assert doubled.get(other, lambda _: Result(0)) == Result(0)
    assert halved.get(one, lambda value: Result(value.number // 2)) == Result(2)
    assert one == other
    assert doubled.put(one, Result(1)) is doubled.get(one, lambda _: Result(0))


def test_a_result_goes_with_its_value() -> None:
    memo = Memo[Value, Result]("results")
    values = [Value(number) for number in range(50)]
    results = [weakref.ref(memo.get(value, lambda value: Result(value.number))) for value in values]
    del values[1:]
    assert [result() is not None for result in results] == [True] + 49 * [False]


def test_a_result_that_refers_to_its_value_goes_with_it_too() -> None:
    memo = Memo[Value, tuple[Value, Result]]("results")
    value = Value(1)
    result = weakref.ref(memo.get(value, lambda value: (value, Result(1)))[1])
    del value
    gc.collect()
    assert result() is None


def test_what_is_held_is_found_however_much_there_is_and_of_the_rest_the_last() -> None:
    recent = Recent[str, Result](2)
    held = [recent.put(f"held {number}", Result(number)) for number in range(10)]
    for number in range(10):
        recent.put(f"gone {number}", Result(number))
    assert [recent.get(f"held {number}") for number in range(10)] == held
    assert len(recent) == 10
    recent.put("one", Result(1))
    recent.put("two", Result(2))
    assert recent.get("one") is not None
    recent.put("three", Result(3))
    assert recent.get("two") is None
    assert recent.get("one") == Result(1)
    recent.clear()
    assert recent.get("held 1") is None
    assert len(recent) == 0


def test_what_is_asked_for_within_is_told_to_whoever_holds_it() -> None:
    recent = Recent[str, Result](1)
    with holding() as held:
        recent.put("one", Result(1))
        with holding() as inner:
            recent.put("two", Result(2))
        recent.get("one")
    recent.put("outside", Result(3))
    assert held() == (Result(1), Result(2))
    assert inner() == (Result(2),)
    assert recent.get("one") is held()[0]
    del held
    assert recent.get("two") is inner()[0]
    recent.put("outside", Result(3))
    assert recent.get("one") is None
