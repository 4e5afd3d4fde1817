"""The reading copy shows formulas as a reader would want them, and nothing of the paper's text becomes markup."""

from paperlsp.model.geometry import Box
from paperlsp.model.paper import Block, Inline, Paper
from paperlsp.reading import render

BOX = Box(0.0, 0.0, 1.0, 1.0)


def shown(text: str, *formulas: tuple[str, str, float]) -> str:
    inline, at = [], 0
    for unicode, latex, confidence in formulas:
        start = text.index(unicode, at)
        at = start + len(unicode)
        inline.append(Inline(start, at, latex, confidence))
    block = Block("paragraph", text, 1, BOX, None, tuple(inline))
    return render(Paper("p", "0", "P", (), "", None, 1, (), (block,))).markdown.splitlines()[2]


def test_what_unicode_writes_whole_stays_unicode() -> None:
    assert shown("We set β₁ = 0.9 here.", ("β₁ = 0.9", "\\beta_1=0.9", 1.0)) == "We set β₁ = 0.9 here."


def test_what_it_cannot_write_or_markdown_would_escape_is_latex() -> None:
    assert shown("Of x_(1:T) we", ("x_(1:T)", "x_{1:T}", 1.0)) == "Of $x_{1:T}$ we"
    assert shown("a |Θ| b", ("|Θ|", "|\\Theta|", 1.0)) == "a $|\\Theta|$ b"


def test_a_reading_that_is_not_sure_stays_text() -> None:
    assert shown("Of x_(1:T) we", ("x_(1:T)", "x_{1:T}", 0.3)) == "Of x\\_(1:T) we"


def test_words_around_formulas_are_escaped_and_their_dollars_too() -> None:
    text = "# it costs $5 *more* than |x| and $6"
    assert shown(text, ("|x|", "|x|", 1.0)) == "\\# it costs \\$5 \\*more\\* than $|x|$ and \\$6"


def test_a_formula_cannot_end_its_dollars() -> None:
    assert shown("a |x| b", ("|x|", "x$ **b** $", 1.0)) == "a \\|x\\| b"
