"""Which paper a mention speaks of, and which of its parts: one of ours, or somebody else's."""

from __future__ import annotations

import pytest
from paperlsp.code import read_source
from paperlsp.link.citation import resolve_mentions
from paperlsp.link.naming import Papers, facts_of, find_authors
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Abbreviation, Anchor, Block, Paper

BOX = Box(0, 0, 10, 10)


def anchors(equations: int = 9) -> tuple[Anchor, ...]:
    sections = [
        Anchor(f"sec:{at}", "section", str(at), f"Part {at}", 1, 1, BOX, None, "Text.") for at in ("1", "2", "3", "A")
    ]
    shown = [
        Anchor(f"eq:{at}", "equation", str(at), "", None, 2, BOX, "sec:2", "a", "a") for at in range(1, equations + 1)
    ]
    return (*sections, *shown, Anchor("alg:1", "algorithm", "1", "Blend", None, 2, BOX, "sec:2", "Blend"))


def paper(
    name: str, title: str, authors: tuple[str, ...], arxiv: str | None = None, references: tuple[str, ...] = (), **more
) -> Paper:
    blocks = (
        Block("author", ", ".join(authors), 1, BOX),
        *(Block("reference", text, 3, BOX) for text in references),
    )
    short = tuple(Abbreviation(each, title, 1) for each in more.get("short", ()))
    return Paper(name, name * 8, title, authors, "", arxiv, 3, anchors(more.get("equations", 9)), blocks, short)


BLENDING = paper(
    "blending",
    "Layered Blending: Mixing Pictures by Opacity",
    ("Ada Ångström", "Bo van Dyck"),
    "2001.00001v2",
    ("[1] C. Nobody. On paint. 1990.", "[12] Ed Otherman. Eroding the rims of masks. arXiv:1905.00005, 2019."),
    short=("LB",),
)
# It prints no identifier of its own, and cites works up to 2018.
ERODING = paper(
    "eroding",
    "Eroding the Rims of Masks",
    ("Ed Otherman", "Fay Third"),
    None,
    ("G. Paint. Colours. arXiv:1701.00001, 2017.", "H. Brush. Strokes. 2018."),
    equations=5,
)


def answers(text: str, *papers: Paper) -> list[tuple[str, str, tuple[str, ...]]]:
    """The resolution, the paper and the anchors of each mention of a part in a module."""
    source = read_source("a.py", text.encode())
    return [
        (each.resolution, each.paper, tuple(anchor for _, anchor in each.targets))
        for each in resolve_mentions(source, papers)
        if each.mention.kind != "arxiv"
    ]


def answer(comment: str, *papers: Paper) -> str:
    """The paper that the one mention in a comment is resolved to, or how it is resolved otherwise."""
    lines = "".join(f"    # {line}\n" for line in comment.split("\n"))
    if "\n\n" in comment:
        # A comment ends at an empty line, a docstring does not.
        lines = f'    """{comment}\n    """\n'
    ((resolution, named, _),) = answers(f"def f(x):\n{lines}    return x\n", *(papers or (BLENDING, ERODING)))
    return named if resolution == "found" else resolution


@pytest.mark.parametrize(
    "comment",
    [
        "Eq. (3) of arXiv:2001.00001",
        "See https://arxiv.org/abs/2001.00001v1, Eq. (3).",
        "Eq. (3) in Ångström and van Dyck (2020)",
        "Eq. (3) of [Angstrom et al., 2020]",
        "Ångström et al. 2020, see Eq. (3)",
        "the Ångström and Dyck paper has it in Eq. (3)",
        "Eq. (3) of the LB paper",
        "In “Layered Blending: Mixing Pictures by Opacity”, Eq. (3).",
        "Eq. (3) of\n  layered blending: mixing pictures\n  by opacity",
        "As [Layered blending, mixing pictures by opacity](https://example.org/x.pdf) says in Eq. (3).",
        "Ångström et al. (2020) blend from the back. Eq. (3) of the paper is for two layers.",
        "Ångström et al. (2020) blend from the back. (Eq. (3))",
        "Eq. (3) of :cite:`angstrom2020`",
        "“Layered Blending: Mixing Pictures by Opacity”, Eq. (3)",
    ],
)
def test_words_that_name_our_paper(comment: str) -> None:
    assert answer(comment) == "blending"


@pytest.mark.parametrize(
    "comment",
    [
        "Eq. (3) of Smith et al. (2012)",
        "Smith & Jones 2012, Eq. (3)",
        "equation (3) of\n[Smith and Jones, 1999]",
        "Eq. (3) of arXiv:1601.01234",
        "Eq. (3) of the GLOSS paper",
        "As described in the GLOSS Paper, Eq. (3)",
        "Eq. (3) of “Painting by numbers without any numbers”",
        "See [Painting by numbers, quickly](https://openreview.net/forum?id=1), Eq. (3).",
        "From the `Painting by numbers, quickly\n<https://example.org/painting>`_ paper: Eq. (3).",
        "Eq. (3) of [1]",
        "Painting by numbers. I. Smith, J. Jones. Journal of Paint 2012. (Eq. (3))",
        "Smith et al. (2012) blend from the back. Eq. (3) of the paper is for two layers.",
        "Eq. (3) of RFC 7231",
        "Eq. (3) of :cite:`smith2012` for details",
        r"Eq. (3) of \citep{smith2012painting}",
        "Ref: “Painting by Numbers without Any Numbers in Two Dimensions”, Eq. (3).",
    ],
)
def test_words_that_name_somebody_else_s_paper(comment: str) -> None:
    assert answer(comment) == "foreign"


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        # A number in brackets is one of our own list of references, which may name another paper of ours.
        ("Eq. (3) of [12]", "eroding"),
        ("Eq. (3) of [1]", "foreign"),
        ("Eq. (3) of [77]", "foreign"),
        ("Eq. (3) of [2].\n\n[2] Ed Otherman. Eroding the rims of masks. 2019.", "eroding"),
        ("Eq. (3) of [2].\n\n[2] I. Smith and J. Jones. Painting by numbers. 2012.", "foreign"),
    ],
)
def test_see_12(comment: str, expected: str) -> None:
    assert answer(comment) == expected


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("See Eq. (3).", "ambiguous"),
        # Only one of the two has so many equations.
        ("See Eq. (8).", "blending"),
        ("See Eq. (88).", "missing"),
        ("Smith et al. (2012) blend otherwise. We use Eq. (8).", "blending"),
        ("In 2019 we changed Eq. (8).", "blending"),
        ("Copyright 2019. See Eq. (8).", "blending"),
        ("Says “this layer is not supported here at all”, though Eq. (8) is.", "blending"),
    ],
)
def test_where_nothing_names_a_paper_ours_are_meant(comment: str, expected: str) -> None:
    assert answer(comment) == expected


def test_an_unknown_identifier_may_be_that_of_a_paper_that_prints_none() -> None:
    # 2019 is when a paper appears that cites works up to 2018.
    assert answer("See arXiv:1902.00002, Eq. (3).", ERODING) == "eroding"
    # Too early, too late, in its own list of references, or called by another title.
    assert answer("See arXiv:1502.00002, Eq. (3).", ERODING) == "foreign"
    assert answer("See arXiv:2402.00002, Eq. (3).", ERODING) == "foreign"
    assert answer("See arXiv:1701.00001, Eq. (3).", ERODING) == "foreign"
    assert (
        answer("See [Painting by numbers, quickly](https://arxiv.org/abs/1902.00002), Eq. (3).", ERODING) == "foreign"
    )


def test_what_is_named_and_not_known_is_no_paper_that_prints_another_identifier() -> None:
    comment = "See arXiv:1902.00002, Eq. (3)."
    assert answer(comment, BLENDING, ERODING) == "eroding"
    third = paper("third", "Gilding of Frames", ("Gil Frame",), None, ("H. Brush. Strokes. 2018.",))
    assert answer(comment, BLENDING, ERODING, third) == "ambiguous"
    assert answer("See arXiv:1902.00002, Eq. (8).", BLENDING, ERODING) == "missing"
    # What stands further away decides.
    text = '"""About gilding of frames."""\n\n\ndef f():\n    # See arXiv:1902.00002, Eq. (3).\n    pass\n'
    assert answers(text, BLENDING, ERODING, third) == [("found", "third", ("eq:3",))]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("[Eroding the Rims of Masks](https://arxiv.org/abs/1902.00002)", True),
        ("`Eroding the rims of\n    masks <https://arxiv.org/abs/1902.00002>`_", True),
        (".. _`(Otherman and Third, 2019)`: https://arxiv.org/abs/1902.00002", True),
        ('"Eroding the rims of masks" (arXiv:1902.00002)', True),
        ("Paper: `Eroding the Rims of Masks` - https://arxiv.org/abs/1902.00002", True),
        # One author has written many papers.
        ("[Otherman et al., 2019](https://arxiv.org/abs/1902.00002)", False),
        ("[this](https://arxiv.org/abs/1902.00002)", False),
        ("[Eroding the Rims of Masks](https://arxiv.org/abs/1402.00002)", False),
    ],
)
def test_an_identifier_is_a_paper_s_when_it_is_called_so(label: str, found: bool) -> None:
    source = read_source("a.py", f'"""About painting.\n\n{label}\n"""\n'.encode())
    (resolved,) = resolve_mentions(source, (BLENDING, ERODING))
    assert (resolved.resolution, resolved.paper, resolved.targets) == (
        ("found", "eroding", ()) if found else ("foreign", "", ())
    )


def test_an_address_means_the_same_paper_all_over_a_file() -> None:
    text = '"""From [Eroding the Rims of Masks](https://arxiv.org/abs/1902.00002)."""\n\n\ndef f():\n    # Eq. (3) of arXiv:1902.00002\n    pass\n'
    assert answers(text, BLENDING, ERODING) == [("found", "eroding", ("eq:3",))]


HELD = '''\
"""Painting. {module}"""


class Painter:
    """Paints. {outer}"""

    def paint(self):
        """Paints once. {inner}"""
        # Eq. (3)
        return 1
'''


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"module": "arXiv:1601.01234"}, "foreign"),
        ({"module": "arXiv:1601.01234", "outer": "See arXiv:2001.00001."}, "found"),
        ({"outer": "arXiv:1601.01234", "inner": "Layered Blending: Mixing Pictures by Opacity."}, "found"),
        # Authors named at another place may be anybody.
        ({"module": "Thanks to Smith et al. 2012."}, "found"),
    ],
)
def test_what_holds_a_comment_says_which_paper_is_meant(places: dict[str, str], expected: str) -> None:
    text = HELD.format(**{"module": "", "outer": "", "inner": "", **places})
    assert [resolution for resolution, _, _ in answers(text, BLENDING)] == [expected]


def test_the_paper_is_the_only_one_that_the_file_names() -> None:
    other = 'def a():\n    """From arXiv:1601.01234."""\n\n\ndef b():\n    """{}"""\n'
    assert answers(other.format("Fig. 1 of ours, and Eq. (3)."), BLENDING)[-1][0] == "found"
    assert answers(other.format("A cell (Eq. (3) in the paper)."), BLENDING)[-1][0] == "foreign"
    assert answers(other.format("From paper (Eq. (3))."), BLENDING)[-1][0] == "foreign"
    assert answers(other.format("The paper's Eq. (3)."), BLENDING)[-1][0] == "foreign"
    assert answers(other.format("Warns with 'the paper tray'. Eq. (3)."), BLENDING)[-1][0] == "found"
    ours = other.replace("1601.01234", "2001.00001")
    assert answers(ours.format("A cell (Eq. (3) in the paper)."), ERODING, BLENDING)[-1] == (
        "found",
        "blending",
        ("eq:3",),
    )


MODULE = "{opening}import torch\n\n\ndef a():\n    {first}\n\n\ndef b():\n    # {second}\n    return 1\n"


@pytest.mark.parametrize(
    ("opening", "first", "second", "expected"),
    [
        # A file that opens with somebody else's paper alone speaks of that one.
        ("# Recirculation, https://arxiv.org/abs/2608.17981\n", "pass", "Mixture (eq. 3)", "foreign"),
        ("# https://arxiv.org/abs/2608.17981\n# and arXiv:2608.08888\n", "pass", "Algorithm 1.", "foreign"),
        ("# https://arxiv.org/abs/2608.17981\n", "pass", "Eq. (3) of arXiv:2001.00001", "found"),
        ("# Like arXiv:2001.00001,\n# and arXiv:2608.08888\n", "pass", "Algorithm 1.", "found"),
        # Further down, another paper is that of one definition.
        ("", "x = 1  # arXiv:2608.08888", "Algorithm 1.", "found"),
        # "The paper" is one of those that the file names, by whatever name.
        ("", "x = 1  # Eq. 7 of the RWalk paper", "constant in Eq. (3) in the paper", "foreign"),
        ("", "x = 1  # Eq. 7 of the RWalk paper", "constant in Eq. (3)", "found"),
        ("", "x = 1  # Eq. 7 of the LB paper, see the RWalk paper", "constant in Eq. (3) in the paper", "found"),
        ("", '"""KaSA, arXiv:2412.06071, or arXiv:2402.09353."""', "(paper Eq. 3-4):", "foreign"),
        # What Sphinx refers to is the project's documentation.
        ("", "pass", "Refer to :ref:`Mathematics <maths>` equation 4 for details.", "foreign"),
        ("", "pass", "See Section 2 of the user guide (:ref:`guide`).", "foreign"),
        ("", "pass", "See :ref:`Section 2 <guide>`.", "foreign"),
        ("", "pass", "Unlike :doc:`plain descent <plain>`, this computes Eq. (3).", "found"),
        ("", "pass", "As :math:`x`, see equation 4.", "found"),
    ],
)
def test_what_a_file_names_says_which_paper_is_meant(opening: str, first: str, second: str, expected: str) -> None:
    text = MODULE.format(opening=opening, first=first, second=second)
    assert answers(text, BLENDING)[-1][0] == expected


def test_what_a_mention_means_within_its_paper() -> None:
    text = "# Eqs. (2)–(4), Section A, Algorithm 1 and page 2\n"
    assert [targets for _, _, targets in answers(text, BLENDING)] == [
        ("eq:2", "eq:3", "eq:4"),
        ("sec:A",),
        ("alg:1",),
        ("sec:A",),
    ]
    assert answers("# Eqs. (8)–(10)\n", BLENDING) == [("missing", "blending", ("eq:8", "eq:9"))]
    assert answers("# Eq. (3)\n") == [("missing", "", ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kingma and Ba, 2015", (("Kingma", "Ba"), 2015)),
        ("[He et al., 2016]", (("He",), 2016)),
        ("the Kingma and Ba paper", (("Kingma", "Ba"), None)),
        ("Davis & Goadrich 2006", (("Davis", "Goadrich"), 2006)),
        ("Zeiler, 2012", (("Zeiler",), 2012)),
        ("van Dyck et al.", (("Dyck",), None)),
        ("Section 2019", None),
        ("Adam and Lion", None),
        ("in March 2019", None),
        ("NeurIPS 2019", None),
    ],
)
def test_authors(text: str, expected: object) -> None:
    assert find_authors(text) == expected


def test_facts_are_found_once() -> None:
    assert facts_of(BLENDING) is facts_of(BLENDING)
    assert Papers((BLENDING,)).by_identifier("2001.00001") is BLENDING
