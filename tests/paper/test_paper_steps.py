"""The lines of algorithms: their numbers, what was broken over several of them, depths, and where they stand."""

from page_pictures import BOLD, Sheet, document, prose
from paperlsp.model.paper import AlgorithmLine, Paper
from paperlsp.paper import read_paper

Printed = tuple[str, str, float]


def read(*printed: Printed) -> Paper:
    """A paper with one ruled algorithm: each line has its number, its text and how far it is set in, in points."""
    sheet = Sheet()
    sheet.paragraph(prose(60))
    sheet.space(16)
    sheet.rule()
    sheet.space(11)
    sheet.line("**Algorithm 1** Averaged steps")
    sheet.y -= 8
    sheet.rule()
    sheet.space(11)
    for number, text, inset in printed:
        if number:
            sheet.line(number, x=sheet.left + 6, step=0.0)
        sheet.line(text, x=sheet.left + 20 + inset)
    sheet.y -= 8
    sheet.rule()
    sheet.space(24)
    sheet.paragraph(prose(60, 5))
    return read_paper(document(sheet))


def lines(*printed: Printed) -> tuple[AlgorithmLine, ...]:
    paper = read(*printed)
    (algorithm,) = paper.algorithms
    assert algorithm.anchor == "alg:1"
    for line in algorithm.lines:
        block = paper.blocks[line.place.block]
        assert block.kind == "algorithm"
        assert block.text[line.place.start : line.place.end] == line.text
    return algorithm.lines


def test_numbered_lines_with_depths() -> None:
    found = lines(
        ("1:", "set the state", 0), ("2:", "for each token do", 0), ("3:", "add it", 10), ("4:", "end for", 0)
    )
    assert [(each.id, each.number, each.text, each.depth) for each in found] == [
        ("alg:1/1", "1", "set the state", 0),
        ("alg:1/2", "2", "for each token do", 0),
        ("alg:1/3", "3", "add it", 1),
        ("alg:1/4", "4", "end for", 0),
    ]


def test_a_broken_line_is_one() -> None:
    found = lines(
        ("1:", "set the state", 0), ("2:", "add to it what is", 10), ("", "said of the token", 0), ("3:", "stop", 0)
    )
    assert [each.text for each in found] == ["set the state", "add to it what is said of the token", "stop"]
    assert found[1].box.height > 1.5 * found[0].box.height


def test_lines_without_numbers_have_their_place() -> None:
    found = lines(("", "Require: a state", -16), ("1", "set it", 0), ("2", "return it", 0))
    assert [(each.id, each.number) for each in found] == [("alg:1/line-1", None), ("alg:1/1", "1"), ("alg:1/2", "2")]


def test_steps_that_begin_with_digits_are_not_numbered() -> None:
    texts = ("10 tokens are read", "10 states are kept", "12 are returned")
    found = lines(*(("", text, 0) for text in texts))
    assert [(each.number, each.text) for each in found] == [(None, text) for text in texts]


def test_without_numbers_a_line_goes_on_only_when_the_one_above_is_full() -> None:
    full = "take each token of the sequence that was read from the start to the end, and"
    found = lines(("", full, 0), ("", "keep it", 0), ("", "return it", 0))
    assert [each.text for each in found] == [f"{full} keep it", "return it"]


def test_another_paper_has_no_algorithms() -> None:
    sheet = Sheet()
    sheet.line("1~Algorithms", font=BOLD, size=12)
    sheet.paragraph(prose(60))
    assert read_paper(document(sheet)).algorithms == ()


def test_an_algorithm_without_rules_ends_where_the_text_begins() -> None:
    front, sheet = Sheet(), Sheet(number=2)
    front.paragraph(prose(200, 3))
    sheet.paragraph(prose(60))
    sheet.space(16)
    sheet.centred("Algorithm 2: Averaged steps")
    sheet.space(8)
    for text in ("Input: a state", "for each token do", "    add it", "return the state"):
        sheet.line(text.strip(), x=sheet.left + 12 + 10 * text.startswith(" "))
    sheet.space(16)
    sheet.paragraph(prose(60, 5))
    paper = read_paper(document(front, sheet))
    (algorithm,) = paper.algorithms
    assert [(line.text, line.depth) for line in algorithm.lines] == [
        ("Input: a state", 0),
        ("for each token do", 0),
        ("add it", 1),
        ("return the state", 0),
    ]
    assert paper.blocks[-1].kind == "paragraph"
    assert paper.blocks[-1].text == prose(60, 5)
