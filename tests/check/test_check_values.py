"""Values that differ from the paper's, wherever code and files of parameters keep them: the rule, the line, the message."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import pytest
from paperlsp.check import find_all
from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Paper, StatedValue, TextPlace

BOX = Box(72.0, 72.0, 540.0, 84.0)
TEXT = "Sway keeps two running means of the gradient and divides one by the root of the other, decayed by the momentum."
STATED = StatedValue(
    "β₂",
    "0.999",
    "",
    2,
    "sec:2",
    "Sway",
    "β₂",
    r"\beta_2",
    "setting",
    "For Sway we use β₂ = 0.999.",
    TextPlace(0, 0, 1),
)
PAPER = Paper(
    "sway",
    "d",
    "Sway: an optimizer",
    (),
    "",
    None,
    9,
    (Anchor("sec:2", "section", "2", "The Sway optimizer", 1, 2, BOX, None, TEXT),),
    (),
    values=(STATED,),
)
SWAY = '''
class Sway:
    """The Sway optimizer: two running means of the gradient."""

    def __init__(self, params, means):
        self.means = means * params
'''


def told(files: Mapping[str, str], code: str = SWAY, **settings: object) -> list[tuple[str, str, str]]:
    """Code, file and the text of the line for each finding about a value; ``code`` is that of the paper."""
    sources = {name: read_source(name, dedent(text).encode()) for name, text in {"module.py": code, **files}.items()}
    config = Config(select=("PL4", "PL005"), **settings)  # pyright: ignore[reportArgumentType]
    snapshot = build_snapshot(None, config, (PaperEntry("paper.pdf", PAPER),), sources, (), lambda: False)
    return [
        (
            each.code,
            each.file,
            sources[each.file]
            .content.splitlines()[sources[each.file].lines.position(each.span.start)[0]]
            .decode()
            .strip(),
        )
        for each in find_all(snapshot)
    ]


@pytest.mark.parametrize(
    ("code", "line", "text"),
    [
        ("PL402", "def step(self, beta2=0.99):", "class SwayAgain:\n    def step(self, beta2=0.99):\n        pass\n"),
        ("PL401", "BETA2 = 0.99", "BETA2 = 0.99\n\n\nclass SwayAgain:\n    pass\n"),
        ("PL401", "beta2: float = 0.99", "@dataclass\nclass SwaySettings:\n    beta2: float = 0.99\n"),
        (
            "PL401",
            "beta2: float = field(default=0.99)",
            "@dataclass\nclass SwaySettings:\n    beta2: float = field(default=0.99)\n",
        ),
        (
            "PL402",
            'parser.add_argument("--beta2", type=float, default=0.99)',
            'def sway_arguments(parser):\n    parser.add_argument("--beta2", type=float, default=0.99)\n',
        ),
        (
            "PL402",
            '@click.option("-b", "--beta2", default=0.99)',
            '@click.command()\n@click.option("-b", "--beta2", default=0.99)\ndef sway(beta2):\n    pass\n',
        ),
        (
            "PL401",
            "return Sway(params, beta2=0.99)",
            "from module import Sway\n\n\ndef build_sway(params):\n    return Sway(params, beta2=0.99)\n",
        ),
    ],
)
def test_each_place_where_code_keeps_a_value(code: str, line: str, text: str) -> None:
    assert told({"sway_again.py": text}) == [(code, "sway_again.py", line)]


@pytest.mark.parametrize(
    ("file", "line", "text"),
    [
        ("configs/sway.yaml", "beta2: 0.99", "optimizer:\n  name: sway\n  lr: 0.1\n  beta2: 0.99\n"),
        ("configs/sway.yml", "betas: [0.9, 0.99]", "optimizer:\n  sway:\n    lr: 0.1\n    betas: [0.9, 0.99]\n"),
        ("sway.toml", "beta2 = 0.99", "[optimizer.sway]\nlr = 0.1\nbeta2 = 0.99\n"),
        ("sway.json", '"beta2": 0.99', '{"optimizer.sway.lr": 0.1,\n"beta2": 0.99}'),
    ],
)
def test_each_kind_of_file_of_parameters(file: str, line: str, text: str) -> None:
    assert [(code, where, said.rstrip("}")) for code, where, said in told({file: text})] == [("PL401", file, line)]


def test_a_comment_silences_a_file_of_parameters_line_by_line() -> None:
    text = "optimizer:\n  name: sway\n  lr: 0.1\n  beta2: 0.99  # paperlsp: ignore[PL401] ours has longer runs\n"
    assert told({"configs/sway.yaml": text}) == []
    whole = "# paperlsp: ignore-file[PL401] an older run\n[optimizer.sway]\nlr = 0.1\nbeta2 = 0.99\n"
    assert told({"sway.toml": whole}) == []
    idle = text.replace("0.99", "0.999")
    assert [code for code, _, _ in told({"configs/sway.yaml": idle})] == ["PL005"]


def test_the_settings_silence_json() -> None:
    text = '{"optimizer.sway.lr": 0.1,\n"beta2": 0.99}'
    assert told({"configs/sway.json": text}, per_file_ignores=(("configs/*.json", ("PL401",)),)) == []


def test_where_files_of_parameters_differ_from_each_other_none_is_wrong() -> None:
    one = "optimizer:\n  name: sway\n  lr: 0.1\n  beta2: 0.99\n"
    assert told({"configs/one.yaml": one, "configs/two.yaml": one.replace("0.99", "0.95")}) == []
    assert len(told({"configs/one.yaml": one, "configs/two.yaml": one})) == 2


def test_without_code_of_the_paper_parameters_say_nothing() -> None:
    text = "optimizer:\n  name: sway\n  lr: 0.1\n  beta2: 0.99\n"
    assert told({"configs/sway.yaml": text}, code="x = 1\n") == []


def test_arguments_of_a_test_try_values_out() -> None:
    assert told({"test_sway.py": "from module import Sway\n\n\ndef test_sway():\n    Sway([], beta2=0.5)\n"}) == []
