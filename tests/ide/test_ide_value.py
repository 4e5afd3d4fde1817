"""A hover on a value in code: what the paper calls it, and whether it says the same."""

from __future__ import annotations

from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.ide import hover, hover_markdown
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Block, Paper, StatedValue, SymbolDefinition, TextPlace

CARET = "‸"
BOX = Box(72.0, 72.0, 540.0, 84.0)
TEXT = "The Sway optimizer keeps two running means of the gradient. Here β₁ is the decay of the first mean. We set β₂ = 0.99."
ANCHOR = Anchor("sec:2", "section", "2", "The Sway optimizer", 1, 3, BOX, None, TEXT)
DECAY = SymbolDefinition(
    "β₁",
    r"\beta_1",
    "decay of the first mean",
    3,
    "sec:2",
    "sec:2",
    "where",
    TextPlace(0, TEXT.index("β₁"), TEXT.index("β₁") + 5),
)
STATED = StatedValue(
    "β₂", "0.99", "", 3, "sec:2", None, "β₂", r"\beta_2", "setting", "We set β₂ = 0.99.", TextPlace(0, 100, 110)
)
PAPER = Paper(
    "sway",
    "d",
    "Sway",
    (),
    "",
    None,
    4,
    (ANCHOR,),
    (Block("paragraph", TEXT, 3, BOX, "sec:2"),),
    symbols=(DECAY,),
    values=(STATED,),
)
PICTURE = """\
class Sway:
    \"\"\"The Sway optimizer: two running means of the gradient.\"\"\"

    def __init__(self, params, beta1=0.9, beta2={value}, other=5):
        self.means = beta1 * params
"""


def at(picture: str) -> str | None:
    """The Markdown of the hover at the caret."""
    before, _, after = picture.partition(CARET)
    source = read_source("sway.py", (before + after).encode())
    entry = PaperEntry("paper.pdf", PAPER)
    snapshot = build_snapshot(None, Config(), (entry,), {"sway.py": source}, (), lambda: False)
    found = hover(snapshot, "sway.py", len(before.encode()))
    return hover_markdown(found) if found is not None else None


def test_on_a_number_that_the_paper_gives_too():
    text = at(PICTURE.format(value="0.‸99"))
    assert text is not None
    assert "**2 The Sway optimizer** · p. 3" in text
    assert "“We set β₂ = 0.99.”" in text
    assert "the paper says β₂ = 0.99, and so does the code" in text


def test_on_a_number_that_the_paper_gives_otherwise():
    text = at(PICTURE.format(value="0.9‸5"))
    assert text is not None
    assert "the paper says β₂ = 0.99, the code 0.95" in text


def test_on_the_name_of_a_parameter_that_has_the_number():
    text = at(PICTURE.format(value="0.99").replace("beta2=", "be‸ta2="))
    assert text is not None
    assert "β₂ = 0.99" in text


def test_on_a_parameter_whose_notation_the_paper_defines():
    text = at(PICTURE.format(value="0.99").replace("beta1=", "be‸ta1="))
    assert text is not None
    assert "“Here β₁ is the decay of the first mean.”" in text
    assert "β₁: decay of the first mean" in text


def test_silence_is_an_answer():
    assert at(PICTURE.format(value="0.99").replace("other=5", "other=‸5")) is None
    assert at(PICTURE.format(value="0.99").replace("other=", "ot‸her=")) is None


def in_yaml(picture: str) -> str | None:
    """The Markdown of the hover at the caret in a file of parameters."""
    before, _, after = picture.partition(CARET)
    source = read_source("configs/sway.yaml", (before + after).encode())
    snapshot = build_snapshot(
        None, Config(), (PaperEntry("paper.pdf", PAPER),), {source.path: source}, (), lambda: False
    )
    found = hover(snapshot, source.path, len(before.encode()))
    return hover_markdown(found) if found is not None else None


def test_on_a_key_and_on_its_number_in_a_file_of_parameters():
    for picture in ("sway:\n  lr: 0.1\n  be‸ta2: 0.95\n", "sway:\n  lr: 0.1\n  beta2: 0.‸95\n"):
        text = in_yaml(picture)
        assert text is not None
        assert "the paper says β₂ = 0.99, the code 0.95" in text
    assert in_yaml("sway:\n  l‸r: 0.1\n  beta2: 0.95\n") is None
    assert in_yaml("sw‸ay:\n  lr: 0.1\n  beta2: 0.95\n") is None
