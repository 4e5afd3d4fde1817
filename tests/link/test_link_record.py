"""A person's word beats everything else, survives moving code and new numbers, and is stale when either has changed."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from paperlsp.check import find_all
from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.ide import Refusal, Saying, hear
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.record import RECORD_FILE, Record, Standing

BOX = Box(0, 0, 10, 10)
BLENDING = "We blend two layers by their opacity and erode the rim of the mask."
BLEND = '''\
def blend(top, bottom, opacity):
    """Blend two layers by their opacity."""
    return opacity * top + (1 - opacity) * bottom
'''
ERODE = "def erode(mask, rim):\n    return mask - rim * 0.5 + mask ** 2\n"


def section(number: str, title: str, text: str, name: str | None = None) -> Anchor:
    return Anchor(name or f"sec:{number}", "section", number, title, 1, 1, BOX, None, text)


def equation(number: str, latex: str) -> Anchor:
    return Anchor(f"eq:{number}", "equation", number, "", None, 2, BOX, "sec:1", latex, latex)


ANCHORS = (
    section("1", "Blending of layers", BLENDING),
    section("2", "Erosion of masks", "Erosion takes the rim off a mask."),
    equation("1", "c = a + b"),
    equation("2", "m = m - r"),
)


def entry(anchors: tuple[Anchor, ...] = ANCHORS, name: str = "blending") -> PaperEntry:
    return PaperEntry(f"{name}.pdf", Paper(name, name * 4, name.title(), (), "", None, 3, anchors, ()))


def look(
    files: dict[str, str],
    record: Record | None = None,
    papers: tuple[PaperEntry, ...] = (entry(),),
    previous: Snapshot | None = None,
) -> Snapshot:
    old = previous.sources if previous is not None else {}
    sources = {
        name: old[name] if name in old and old[name].content == text.encode() else read_source(name, text.encode())
        for name, text in sorted(files.items())
    }
    return build_snapshot(previous, Config(), papers, MappingProxyType(sources), (), lambda: False, record or Record())


FILES = {"a.py": BLEND + "\n\n" + ERODE}


def say(snapshot: Snapshot, verb: str, symbol: str, anchor: str = "", text: str = "", file: str = "a.py") -> Record:
    record = hear(snapshot, Saying(verb, file, symbol, "blending" if anchor else "", anchor, text))
    assert not isinstance(record, Refusal), record
    return record


def explained(snapshot: Snapshot, symbol: str = "blend", file: str = "a.py"):
    return snapshot.graph.by_symbol[file, symbol]


def standing(snapshot: Snapshot) -> Standing:
    (only,) = snapshot.graph.words
    return only


def stale(snapshot: Snapshot):
    return [finding for finding in find_all(snapshot) if finding.code == "PL310"]


def test_a_confirmed_link_stands_first_and_is_certain() -> None:
    before = look(FILES)
    assert explained(before).links[0].anchor == "sec:1"
    after = look(FILES, say(before, "confirm", "blend", "eq:2", "by the author"))
    link = explained(after).links[0]
    assert (link.anchor, link.origin, link.score) == ("eq:2", "confirmed", 1.0)
    assert link.evidence[0].detail == "confirmed by hand: by the author"
    assert explained(after).verdict == "explained"
    assert [each.anchor for each in explained(after).links[1:]] == [
        each.anchor for each in explained(before).links if each.anchor != "eq:2"
    ]
    assert after.graph.by_anchor["blending", "eq:2"][0].symbol == "blend"


def test_a_rejected_link_is_never_offered_and_may_leave_code_unexplained() -> None:
    before = look(FILES)
    record = say(before, "reject", "blend", "sec:1")
    after = look(FILES, record)
    assert "sec:1" not in [link.anchor for link in explained(after).links]
    for anchor in [link.anchor for link in explained(after).links]:
        record = say(look(FILES, record), "reject", "blend", anchor)
    alone = explained(look(FILES, record))
    assert (alone.verdict, alone.links) == ("unexplained", ())
    assert "rejected by hand" in alone.reason


def test_a_rejection_beats_a_citation() -> None:
    files = {"a.py": BLEND.replace("opacity.", "opacity, see Eq. (2).", 1)}
    before = look(files)
    assert explained(before).links[0].origin == "cited"
    after = look(files, say(before, "reject", "blend", "eq:2"))
    assert all(link.anchor != "eq:2" for link in explained(after).links)


def test_marked_code_is_trivial_for_the_reason_that_was_given_with_all_that_it_holds() -> None:
    files = {"a.py": "class Store:\n" + "".join(f"    {line}\n" for line in BLEND.splitlines())}
    after = look(files, say(look(files), "mark", "Store", text="our own"))
    for symbol in ("Store", "Store.blend"):
        found = explained(after, symbol)
        assert (found.verdict, found.links) == ("trivial", ())
        assert found.reason == "marked as not from the paper: our own"
    # Closer to the code, a confirmation counts more than the mark around it.
    both = look(files, say(after, "confirm", "Store.blend", "sec:1"))
    assert explained(both, "Store.blend").verdict == "explained"
    assert explained(both, "Store").verdict == "trivial"


def test_to_choose_confirms_one_and_rejects_the_one_that_stood_first() -> None:
    before = look(FILES)
    after = look(FILES, say(before, "choose", "blend", "eq:1"))
    links = explained(after).links
    assert (links[0].anchor, links[0].origin) == ("eq:1", "confirmed")
    assert "sec:1" not in [link.anchor for link in links]


def test_the_last_word_holds_and_can_be_taken_back() -> None:
    record = say(look(FILES), "confirm", "blend", "eq:2")
    record = say(look(FILES, record), "mark", "blend", text="no")
    assert [word.kind for word in record.words] == ["marked"]
    record = say(look(FILES, record), "reject", "blend", "eq:2")
    record = say(look(FILES, record), "confirm", "blend", "eq:2")
    assert [word.kind for word in record.words] == ["confirmed"]
    record = say(look(FILES, record), "note", "blend", text="look at this")
    assert sorted(word.kind for word in record.words) == ["confirmed", "note"]
    assert say(look(FILES, record), "forget", "blend", "eq:2").words[0].kind == "note"
    assert say(look(FILES, record), "forget", "blend").words == ()


@pytest.mark.parametrize(
    ("verb", "file", "symbol", "anchor"),
    [
        ("confirm", "b.py", "blend", "eq:2"),
        ("confirm", "a.py", "blur", "eq:2"),
        ("confirm", "a.py", "blend.opacity", "eq:2"),
        ("reject", "a.py", "blend", "eq:9"),
        ("reject", "a.py", "blend", ""),
        ("forget", "a.py", "blend", ""),
    ],
)
def test_what_cannot_be_said_is_refused_in_words(verb: str, file: str, symbol: str, anchor: str) -> None:
    assert isinstance(hear(look(FILES), Saying(verb, file, symbol, "blending", anchor)), Refusal)


MOVES = {
    "down its file": {"a.py": "import os\n\n" + ERODE + "\n\n" + BLEND},
    "to another file": {"a.py": ERODE, "b/c.py": BLEND},
    "with its file": {"b.py": BLEND + "\n\n" + ERODE},
    "under another name": {"a.py": BLEND.replace("def blend", "def mix") + "\n\n" + ERODE},
    "to another file under another name": {"a.py": ERODE, "b.py": BLEND.replace("def blend", "def mix")},
    "into a class": {"a.py": "class Layers:\n" + "".join(f"    {line}\n" for line in BLEND.splitlines()) + ERODE},
    "reformatted": {"a.py": BLEND.replace("(top, bottom, opacity)", "(\n    top,\n    bottom,\n    opacity,\n)")},
    "with other comments": {
        "a.py": BLEND.replace("Blend two", "Compose two").replace("\n    return", "\n    # Now.\n    return")
    },
}


@pytest.mark.parametrize("files", MOVES.values(), ids=MOVES)
def test_a_word_survives_moving_its_code(files: dict[str, str]) -> None:
    record = say(look(FILES), "confirm", "blend", "eq:2")
    after = look(files, record)
    assert standing(after).changes == ()
    link = explained(after, standing(after).symbol, standing(after).file).links[0]
    assert (link.anchor, link.origin) == ("eq:2", "confirmed")
    assert stale(after) == []
    assert after.graph == look(files, record, previous=look(FILES, record)).graph


def test_of_two_copies_the_one_in_its_place_is_meant_and_of_two_elsewhere_none() -> None:
    record = say(look(FILES), "confirm", "blend", "eq:2")
    here = look({**FILES, "b.py": BLEND}, record)
    assert (standing(here).file, standing(here).changes) == ("a.py", ())
    elsewhere = look({"a.py": ERODE, "b.py": BLEND, "c.py": BLEND}, record)
    assert standing(elsewhere).changes == ("code-gone",)


def test_changed_code_is_a_hint_on_its_name_and_still_counts() -> None:
    record = say(look(FILES), "confirm", "blend", "eq:2")
    after = look({"a.py": FILES["a.py"].replace("1 - opacity", "2 - opacity")}, record)
    assert standing(after).changes == ("code-changed",)
    assert explained(after).links[0].origin == "confirmed"
    assert "the code has changed since" in explained(after).links[0].evidence[0].detail
    (finding,) = stale(after)
    assert (finding.severity, finding.file, finding.anchor) == ("hint", "a.py", "eq:2")
    assert finding.span == after.sources["a.py"].by_name["blend"].name_span
    assert (
        stale(
            look({"a.py": FILES["a.py"].replace("1 - opacity", "2 - opacity")}, say(after, "confirm", "blend", "eq:2"))
        )
        == []
    )


def test_a_renamed_file_with_edited_code_is_found_by_the_name() -> None:
    record = say(look(FILES), "confirm", "blend", "eq:2")
    after = look({"b.py": BLEND.replace("1 - opacity", "2 - opacity")}, record)
    assert (standing(after).file, standing(after).changes) == ("b.py", ("code-changed",))


def test_code_that_is_gone_is_a_warning_on_the_record() -> None:
    record = say(look(FILES), "confirm", "blend", "eq:2")
    after = look({"a.py": ERODE}, record)
    (finding,) = stale(after)
    assert (finding.severity, finding.file) == ("warning", RECORD_FILE)
    assert hear(after, Saying("forget", "a.py", "blend")) == Record()


def test_a_changed_passage_is_a_hint_and_one_that_is_gone_a_warning() -> None:
    record = say(look(FILES), "confirm", "blend", "eq:2")
    changed = (*ANCHORS[:3], equation("2", "m = m + r"))
    after = look(FILES, record, (entry(changed),))
    assert standing(after).changes == ("passage-changed",)
    assert [finding.severity for finding in stale(after)] == ["hint"]
    gone = look(FILES, record, (entry(ANCHORS[:3]),))
    assert standing(gone).changes == ("passage-gone",)
    assert [finding.severity for finding in stale(gone)] == ["warning"]
    assert all(link.origin != "confirmed" for link in explained(gone).links)


def test_a_passage_survives_new_numbers_a_better_reading_and_another_title() -> None:
    record = say(look(FILES), "confirm", "blend", "eq:2")
    renumbered = (*ANCHORS[:3], equation("2", "n = 0"), equation("3", "m = m - r"))
    after = look(FILES, record, (entry(renumbered),))
    assert (standing(after).anchor, standing(after).changes) == ("eq:3", ())
    retitled = look(FILES, record, (entry(name="mixing"),))
    assert (standing(retitled).paper, standing(retitled).anchor, standing(retitled).changes) == ("mixing", "eq:2", ())
    record = say(look(FILES), "confirm", "blend", "sec:1")
    reread = (section("1", "Blending of layers", BLENDING.replace("opacity", "opa- city").upper()), *ANCHORS[1:])
    assert standing(look(FILES, record, (entry(reread),))).changes == ()


def test_one_word_more_is_the_same_as_from_scratch() -> None:
    before = look(FILES)
    record = say(before, "confirm", "blend", "eq:2")
    again = look(FILES, record, previous=before)
    assert again.unheard is before.unheard
    assert again.graph == look(FILES, record).graph
    assert look(FILES, Record(), previous=again).graph == before.graph
