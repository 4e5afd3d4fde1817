"""Two people change one record at the same time: what both have done is in the result."""

from __future__ import annotations

from hypothesis import given
from paperlsp.model.record import Record, Word, record_of
from paperlsp.record import merge
from record_strategies import records, words


@given(records, records, records)
def test_what_only_one_changed_is_as_that_one_left_it(base: Record, ours: Record, theirs: Record) -> None:
    merged = merge(base, ours, theirs).by_key
    for key in {*base.by_key, *ours.by_key, *theirs.by_key}:
        before, own, other = base.by_key.get(key), ours.by_key.get(key), theirs.by_key.get(key)
        assert merged.get(key) == (other if own == before else own)


@given(records, records, records)
def test_disjoint_changes_merge_alike_in_either_order(base: Record, one: Record, two: Record) -> None:
    changed_by_one = {key for key in {*base.by_key, *one.by_key} if base.by_key.get(key) != one.by_key.get(key)}
    other = {key: word for key, word in base.by_key.items() if key in changed_by_one}
    other |= {key: word for key, word in two.by_key.items() if key not in changed_by_one}
    disjoint = record_of(other)
    assert merge(base, one, disjoint) == merge(base, disjoint, one)


@given(records, records)
def test_nothing_new_changes_nothing(base: Record, theirs: Record) -> None:
    assert merge(base, base, theirs) == theirs
    assert merge(base, theirs, base) == theirs
    assert merge(base, theirs, theirs) == theirs


@given(records, words)
def test_a_confirmation_and_a_rejection_of_one_link_never_stand_side_by_side(base: Record, word: Word) -> None:
    if word.kind != "confirmed":
        return
    rejected = Word("rejected", word.code, word.part)
    base = record_of({key: each for key, each in base.by_key.items() if key != word.key})
    ours = record_of({**base.by_key, word.key: word})
    theirs = record_of({**base.by_key, rejected.key: rejected})
    assert merge(base, ours, theirs).by_key[word.key] == word
