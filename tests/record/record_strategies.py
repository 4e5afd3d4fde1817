"""Records as hypothesis makes them: any text in any field."""

from __future__ import annotations

from hypothesis import strategies as st
from paperlsp.model.record import CodeKey, PartKey, Record, Word, record_of

# Half a surrogate pair cannot stand in a file of UTF-8; everything else can.
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
short = st.sampled_from(["a.py", "b.py", "f", "A.f", ""])
names = st.one_of(short, texts)
codes = st.builds(CodeKey, names, names, texts)
parts = st.builds(PartKey, names, names, texts)
words = st.one_of(
    st.builds(Word, st.sampled_from(["confirmed", "rejected"]), codes, parts, texts),
    st.builds(Word, st.just("marked"), codes, st.none(), texts),
    st.builds(Word, st.just("note"), codes, st.one_of(st.none(), parts), texts),
)


def as_record(listed: list[Word]) -> Record:
    return record_of({word.key: word for word in listed})


records = st.lists(words, max_size=8).map(as_record)
