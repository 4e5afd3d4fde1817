"""A record's text: it is read as it was printed, changed line by line, and never loses what it holds."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot
from paperlsp.model.record import CodeKey, PartKey, Record, Word, record_of
from paperlsp.record import parse_record, print_record, rewrite
from record_strategies import as_record, records, words

STEP = CodeKey("src/opt.py", "Opt.step", "0123456789abcdef")
PART = PartKey("opt", "eq:4", "fedcba9876543210")
CONFIRMED = Word("confirmed", STEP, PART)
REJECTED = Word("rejected", STEP, PartKey("opt", "sec:2", "00"), "another “step”")
MARKED = Word("marked", CodeKey("src/io.py", "save", "11"), None, "ours")


def read(text: str) -> Record:
    record, problems = parse_record(text, "links.toml")
    assert problems == ()
    return record


def test_how_it_looks() -> None:
    assert print_record(as_record([CONFIRMED, REJECTED, MARKED])) == snapshot("""\
# What people have said about this code and its papers. See docs/record.md of paperlsp.
version = 1

confirmed = [
  { file = "src/opt.py", symbol = "Opt.step", code = "0123456789abcdef", paper = "opt", anchor = "eq:4", passage = "fedcba9876543210" },
]

rejected = [
  { file = "src/opt.py", symbol = "Opt.step", code = "0123456789abcdef", paper = "opt", anchor = "sec:2", passage = "00", reason = "another “step”" },
]

marked = [
  { file = "src/io.py", symbol = "save", code = "11", reason = "ours" },
]
""")


@given(records)
def test_what_is_printed_is_read_again(record: Record) -> None:
    text = print_record(record)
    assert read(text) == record
    assert print_record(read(text)) == text
    tomllib.loads(text)


@given(records, records, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_rewritten_text_holds_what_was_wanted(before: Record, wanted: Record, end: str, mark: bool) -> None:
    text = ("\ufeff" if mark else "") + print_record(before).replace("\n", end)
    new = rewrite(text, wanted)
    assert read(new) == wanted
    assert new.startswith("\ufeff") == mark
    # Printed anew or changed by lines: who asks for nothing gets the very same text.
    assert rewrite(new, wanted) == new


@given(records, words)
def test_a_new_word_is_one_new_line(record: Record, word: Word) -> None:
    if word.key in record.by_key:
        return
    before = print_record(record).split("\n")
    after = rewrite(print_record(record), record_of({**record.by_key, word.key: word})).split("\n")
    kept = iter(after)
    assert all(line in kept for line in before), "every old line is there, in its order"
    assert len(after) - len(before) in (1, 4), "one line, or one with an array around it"


def test_comments_and_unknown_keys_stay() -> None:
    text = """\
# Ours.
version = 1
confirmed = [
  # The update itself.
  { file = "src/opt.py", symbol = "Opt.step", code = "0123456789abcdef", paper = "opt", anchor = "eq:4", passage = "fedcba9876543210" }  # checked by A.
]
"""
    new = rewrite(text, as_record([CONFIRMED, REJECTED, Word("confirmed", CodeKey("z.py", "z", "2"), PART)]))
    assert read(new) == as_record([CONFIRMED, REJECTED, Word("confirmed", CodeKey("z.py", "z", "2"), PART)])
    assert "  # The update itself.\n" in new
    assert "},  # checked by A.\n" in new


def test_another_layout_is_read_and_printed_anew_with_its_comments() -> None:
    text = """\
# Mine.
[[confirmed]]
file = "src/opt.py"
symbol = "Opt.step"
code = "0123456789abcdef"
paper = "opt"
anchor = "eq:4"
passage = "fedcba9876543210"
"""
    assert read(text) == as_record([CONFIRMED])
    new = rewrite(text, as_record([CONFIRMED, MARKED]))
    assert read(new) == as_record([CONFIRMED, MARKED])
    assert new.startswith("# Mine.\n")


def test_a_conflict_of_version_control_loses_nothing() -> None:
    ours, theirs = print_record(as_record([CONFIRMED])), print_record(as_record([REJECTED]))
    text = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n"
    record, problems = parse_record(text, "links.toml")
    assert record == as_record([CONFIRMED, REJECTED])
    assert [(each.code, each.file, each.place) for each in problems] == [("record-conflict", "links.toml", "line 1")]
    new = rewrite(text, as_record([CONFIRMED, REJECTED, MARKED]))
    assert parse_record(new, "")[0] == as_record([CONFIRMED, REJECTED, MARKED])
    assert new.startswith("<<<<<<< HEAD\n")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{ file = "a.py", symbol = 3, code = "", reason = "" },', "record-wrong"),
        ('{ file = "a.py", symbol = "f", code = "", reason = "x", anchr = "y" },', "record-unknown-key"),
        ("{ file = ,", "record-broken"),
        ("nonsense", "record-broken"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_stays(line: str, code: str) -> None:
    text = print_record(as_record([MARKED])).replace("marked = [\n", f"marked = [\n  {line}\n")
    record, problems = parse_record(text, "links.toml")
    assert MARKED.key in record.by_key
    (problem,) = problems
    assert (problem.code, problem.file, problem.place) == (code, "links.toml", "line 5")
    assert problem.remedy


def test_two_words_under_one_key_are_told_and_the_first_counts() -> None:
    other = Word("marked", MARKED.code, None, "theirs")
    lines = print_record(as_record([MARKED])) + print_record(as_record([other])).split("\n", 2)[2]
    text = lines.replace("]\n\nmarked = [\n", "")
    record, problems = parse_record(text, "links.toml")
    assert record.by_key[MARKED.key].text == "ours"
    assert [each.code for each in problems] == ["record-twice"]
    # Said again, both make way.
    assert read(rewrite(text, as_record([Word("marked", MARKED.code, None, "now")]))).words[0].text == "now"


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    record, problems = parse_record(text, "links.toml")
    assert record.words == () or problems == () or all(each.file for each in problems)
    after = rewrite(text, as_record([CONFIRMED]))
    assert CONFIRMED.key in parse_record(after, "")[0].by_key


def test_each_word_knows_its_line() -> None:
    text = print_record(as_record([CONFIRMED, MARKED]))
    for word in read(text).words:
        line = text.encode()[word.span.start : word.span.end].decode()
        assert word.code.symbol in line
        assert "\n" not in line
