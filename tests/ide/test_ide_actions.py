"""What can be said about a definition, the comment that is written, and hovers that show what was said."""

from __future__ import annotations

import io
import tokenize
from dataclasses import replace

import pytest
from ide_pictures import ANCHORS, anchor, paper, snapshot, without_caret
from paperlsp.ide import Refusal, actions, annotate, hover, hover_markdown, hover_plain
from paperlsp.ide.annotate import annotation
from paperlsp.ide.word import Saying, hear
from paperlsp.index.snapshot import Snapshot
from paperlsp.link import find_named, with_record
from paperlsp.mention import find_suppressions
from paperlsp.model.record import RECORD_FILE, Record
from paperlsp.model.span import Span

PICTURE = """
class Decoder:
    @staticmethod
    def mask_‸decoder(x):
        return x
"""
NAME = "Decoder.mask_decoder"
LINKS = {NAME: [("head:3/mask-decoder", 0.9, "the name"), ("eq:3", 0.3, "words"), ("sec:3", 0.2, "words")]}


def seen(**more) -> tuple[Snapshot, int]:
    text, at = without_caret(PICTURE)
    return snapshot({"a.py": text}, LINKS, **more), at


def heard(before: Snapshot, *sayings: Saying) -> Snapshot:
    """The snapshot after somebody said something."""
    unheard = before.graph
    for saying in sayings:
        record = hear(before, saying)
        assert isinstance(record, Record), record
        graph = with_record(unheard, record, [entry.paper for entry in before.papers], before.sources, 0.5)
        before = replace(before, record=record, graph=graph)
    return before


def titles(one: Snapshot, at: int, file: str = "a.py") -> list[str]:
    return [each.title for each in actions(one, file, Span(at, at))]


def saying(verb: str, part: str = "", text: str = "") -> Saying:
    return Saying(verb, "a.py", NAME, "pages" if part else "", part, text)


def test_an_explained_definition() -> None:
    one, at = seen()
    assert titles(one, at) == [
        "Confirm: 3 Page Model › Mask decoder, p. 5",
        "Choose instead: Mask decoder › Eq. (3), p. 5",
        "Choose instead: 3 Page Model, p. 4",
        "Reject: 3 Page Model › Mask decoder, p. 5",
        "Write “# paper: Mask decoder” above",
        "Write “# paper: Mask decoder” above, with a quote",
        "Not from the paper: our own addition",
        "Not from the paper: engineering",
        "Not from the paper: from other work",
    ]


def test_an_unexplained_one_has_candidates_only() -> None:
    one, at = seen(unexplained={NAME: "nothing"})
    found = actions(one, "a.py", Span(at, at))
    assert [each.title for each in found[:3]] == [
        "Confirm: 3 Page Model › Mask decoder, p. 5",
        "Confirm: Mask decoder › Eq. (3), p. 5",
        "Confirm: 3 Page Model, p. 4",
    ]
    assert all(each.codes == ("PL101",) for each in found)
    assert not any("Reject" in each.title for each in found)


def test_after_it_was_confirmed_rejected_and_marked() -> None:
    one, at = seen()
    confirmed = heard(one, saying("confirm", "head:3/mask-decoder"))
    assert titles(confirmed, at)[0] == "Take back: 3 Page Model › Mask decoder, p. 5 was confirmed"
    assert "Confirm as well: Mask decoder › Eq. (3), p. 5" in titles(confirmed, at)
    rejected = heard(one, saying("reject", "head:3/mask-decoder"))
    assert "Take back: 3 Page Model › Mask decoder, p. 5 was rejected" in titles(rejected, at)
    assert not any("Confirm: 3 Page Model ›" in title for title in titles(rejected, at))
    marked = heard(one, saying("mark", text="ours"))
    assert titles(marked, at) == ["Take back: not from the paper"]


@pytest.mark.parametrize("mark", ["@static", "def mask", "mask_decoder(x)"])
def test_they_are_offered_on_the_head_of_a_definition(mark: str) -> None:
    one, _ = seen()
    at = one.sources["a.py"].content.index(mark.encode())
    assert {each.saying.symbol for each in actions(one, "a.py", Span(at, at))} == {NAME}


@pytest.mark.parametrize("place", [0, -1])
def test_and_nowhere_else(place: int) -> None:
    one, _ = seen()
    at = place % len(one.sources["a.py"].content)
    assert titles(one, at) == []
    assert titles(one, at, "none.py") == []


def test_a_word_whose_code_is_gone_can_be_forgotten_on_its_line() -> None:
    one, _ = seen()
    record = heard(one, saying("confirm", "eq:3")).record
    (word,) = record.words
    record = Record((replace(word, span=Span(10, 90)),))
    gone = snapshot({"a.py": "x = 1\n"}, {})
    gone = replace(gone, record=record, graph=with_record(gone.graph, record, [paper()], gone.sources, 0.5))
    (action,) = actions(gone, RECORD_FILE, Span(50, 50))
    assert (action.command, action.saying.symbol, action.codes) == ("forget", NAME, ("PL310",))
    assert hear(gone, action.saying) == Record()
    assert actions(gone, RECORD_FILE, Span(9, 9)) == ()


def written(one: Snapshot, part: str, **more) -> str:
    edit = annotate(one, "a.py", NAME, "pages", part, **more)
    assert not isinstance(edit, Refusal), edit
    content = one.sources["a.py"].content
    assert content[: edit.span.start].endswith(b"\n")
    return edit.text


def test_the_comment_stands_above_the_decorators_and_means_the_part() -> None:
    one, _ = seen()
    assert written(one, "eq:3") == "    # paper: Eq. (3)\n"
    assert written(one, "head:3/mask-decoder") == "    # paper: Mask decoder\n"
    assert written(one, "sec:3", quote=True).startswith('    # paper: §3 "The mask decoder maps page embeddings')
    assert (
        one.sources["a.py"]
        .content[annotate(one, "a.py", NAME, "pages", "eq:3").span.start :]
        .startswith(b"    @static")
    )


def test_the_comment_keeps_the_file_s_line_ends() -> None:
    text, _ = without_caret(PICTURE)
    one = snapshot({"a.py": text.replace("\n", "\r\n")}, LINKS)
    assert written(one, "eq:3") == "    # paper: Eq. (3)\r\n"


def test_every_part_has_words_that_mean_it_alone() -> None:
    hostile = (
        *ANCHORS,
        anchor("sec:4", "section", "4", 'The "best" <b>model</b>\n# x', 8),
        anchor("head:3/twin", "heading", None, "Twin", 8),
        anchor("head:4/twin", "heading", None, "Twin", 8),
        anchor("head:4/quoted", "heading", None, "A “quoted” name", 8),
        anchor("eq:sec-4/1", "equation", None, "", 8, "x"),
    )
    one, other = paper(hostile), replace(paper(hostile, "Other"), id="other", arxiv_id="2001.00001v2")
    for papers in ([one], [one, other]):
        for each in papers:
            for part in each.anchors:
                words = annotation(each, part, papers)
                assert "\n" not in words
                assert find_named(papers, words) == [(each, part)]


def test_the_paper_s_words_say_nothing_to_tools() -> None:
    parts = (
        *ANCHORS,
        anchor("head:3/coding", "heading", None, "Sparse coding: ascii", 8, "We read # paperlsp: ignore here."),
        anchor("head:3/silent", "heading", None, "# paperlsp: ignore", 8, "We read # paperlsp: ignore here."),
    )
    one = snapshot({"a.py": "def f(): pass\n\n\n@x\ndef g():\n    pass\n"}, anchors=parts)
    for symbol in ("f", "g"):
        for part in ("head:3/coding", "head:3/silent"):
            edit = annotate(one, "a.py", symbol, "pages", part, quote=True)
            content = one.sources["a.py"].content.decode()
            text = content[: edit.span.start] + edit.text + content[edit.span.start :]
            assert find_suppressions(text) == ()
            assert tokenize.detect_encoding(io.BytesIO(text.encode()).readline)[0] == "utf-8"
    assert annotate(one, "a.py", "g", "pages", "head:3/coding").text == "# paper: Sparse coding: ascii\n"


def test_what_cannot_be_written() -> None:
    one = snapshot(
        {"a.py": "x = 1; f = 2\nif x: pass\ntry: pass\nfinally:\n  class A: pass\n# paper: Eq. (3)\ndef g(): pass\n"}
    )
    assert isinstance(annotate(one, "a.py", "g", "pages", "eq:3"), Refusal)
    assert isinstance(annotate(one, "a.py", "h", "pages", "eq:3"), Refusal)
    assert isinstance(annotate(one, "a.py", "g", "pages", "eq:9"), Refusal)


def test_hovers_show_marks_and_notes_as_text() -> None:
    one, at = seen()
    noted = heard(one, saying("note", text="see [x](command:y) and\n# <b>z</b>"))
    text = hover_markdown(hover(noted, "a.py", at))
    assert "**Note**: see \\[x\\](command:y) and # \\<b>z\\</b>" in text
    assert "Mask decoder" in text
    marked = heard(one, saying("mark", text="ours"))
    assert hover_plain(hover(marked, "a.py", at)) == "Marked as not from the paper: ours"
