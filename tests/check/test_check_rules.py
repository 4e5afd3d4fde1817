"""Rules on hand-made snapshots: what they find, what silences them, and what a fingerprint survives."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from paperlsp.check import find_all, summarise
from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.problem import Problem

BOX = Box(0, 0, 10, 10)
ALL = Config(extend_select=("PL1",))
"""What is off by default is tested as well."""


def equation(number: str) -> Anchor:
    return Anchor(f"eq:{number}", "equation", number, "", None, 2, BOX, "sec:1", "a = b", "a = b")


def paper(name: str, equations: int) -> Paper:
    section = Anchor(
        "sec:1", "section", "1", "Blending of layers", 1, 1, BOX, None, "We blend two layers by their opacity."
    )
    algorithm = Anchor("alg:1", "algorithm", "1", "Erosion", None, 3, BOX, "sec:1", "Erosion")
    anchors = (section, algorithm, *(equation(str(at)) for at in range(1, equations + 1)))
    return Paper(name.lower(), name * 4, name, (), "", None, 3, anchors, ())


def snapshot_of(
    files: dict[str, str],
    *papers: PaperEntry,
    config: Config | None = None,
    problems: tuple[Problem, ...] = (),
) -> Snapshot:
    sources = MappingProxyType({name: read_source(name, text.encode()) for name, text in sorted(files.items())})
    entries = papers or (PaperEntry("paper.pdf", paper("Blending", 3)),)
    return build_snapshot(None, config or ALL, entries, sources, problems, lambda: False)


def found(snapshot: Snapshot, code: str) -> list[Finding]:
    return [finding for finding in find_all(snapshot) if finding.code == code]


CITING = "def f(x):\n    # See Eq. (9).\n    return x\n"


def test_a_citation_that_leads_nowhere_is_a_warning_on_its_words() -> None:
    snapshot = snapshot_of({"a.py": CITING})
    (finding,) = found(snapshot, "PL201")
    assert (finding.name, finding.severity, finding.file) == ("missing-anchor", "warning", "a.py")
    assert snapshot.sources["a.py"].content[finding.span.start : finding.span.end].startswith(b"Eq. (9")


def test_a_citation_that_leads_somewhere_is_none() -> None:
    assert found(snapshot_of({"a.py": CITING.replace("9", "3")}), "PL201") == []


def test_in_a_collection_only_files_that_name_the_paper_count() -> None:
    ours = PaperEntry(
        "paper.pdf", Paper("p", "d", "Blending", ("Ada Jones",), "", "2001.00001", 3, paper("P", 3).anchors, ())
    )
    model = 'class M{n}:\n    """As in arXiv:19{n:02}.0{n:04}."""\n'
    models = {f"m{n}.py": model.format(n=n) for n in range(1, 13)}
    files = {"a.py": CITING, "b.py": "# arXiv:2001.00001\n\n\n" + CITING}
    assert [each.file for each in found(snapshot_of(files, ours), "PL201")] == ["a.py", "b.py"]
    assert [each.file for each in found(snapshot_of(files | models, ours), "PL201")] == ["b.py"]
    one = {f"m{n}.py": f'class M:\n    """As in arXiv:1901.00001v{n}."""\n' for n in range(1, 13)}
    assert [each.file for each in found(snapshot_of(files | one, ours), "PL201")] == ["a.py", "b.py"]


@pytest.mark.parametrize(("page", "count"), [("page 5", 1), ("page 7", 0), ("pages 192-195", 0)])
def test_a_page_far_behind_the_end_is_a_book_s(page: str, count: int) -> None:
    text = CITING.replace("See Eq. (9).", f"The paper tells on {page}.")
    assert len(found(snapshot_of({"a.py": text}), "PL201")) == count


@pytest.mark.parametrize("words", ["Eq. (9) of Smith et al. (2012)", "Eq. (9) of arXiv:1001.00001"])
def test_another_paper_s_equation_is_no_finding(words: str) -> None:
    ours = PaperEntry(
        "paper.pdf", Paper("p", "d", "Blending", ("Ada Jones",), "", "2001.00001", 3, paper("P", 3).anchors, ())
    )
    assert found(snapshot_of({"a.py": CITING.replace("Eq. (9)", words)}, ours), "PL201") == []


def test_several_papers_make_a_citation_ambiguous_by_a_hint() -> None:
    entries = (PaperEntry("a.pdf", paper("Blending", 9)), PaperEntry("b.pdf", paper("Mixing", 9)))
    (finding,) = found(snapshot_of({"a.py": CITING}, *entries), "PL202")
    assert finding.severity == "hint"
    assert found(snapshot_of({"a.py": CITING}, *entries), "PL201") == []


def test_without_a_paper_only_that_is_told() -> None:
    problem = Problem("no-paper", "No paper was found.", "Add one.")
    sources = MappingProxyType({"a.py": read_source("a.py", CITING.encode())})
    snapshot = build_snapshot(None, Config(), (), sources, (problem,), lambda: False)
    assert [finding.code for finding in find_all(snapshot)] == ["PL003"]


UNEXPLAINED = (
    "def solve(x, y):\n    z = x ** 3 - y\n    for i in range(4):\n        z = z - y / (3 * x)\n    return z\n"
)


def test_unexplained_code_is_a_hint_on_the_name_and_an_algorithm_without_code_one_on_the_paper() -> None:
    snapshot = snapshot_of({"a.py": UNEXPLAINED})
    (code,) = found(snapshot, "PL101")
    assert (code.severity, code.span) == ("hint", snapshot.sources["a.py"].by_name["solve"].name_span)
    (part,) = found(snapshot, "PL102")
    assert (part.severity, part.file, part.paper, part.anchor) == ("hint", "paper.pdf", "blending", "alg:1")


UPDATES = {
    "1": r"m_{t+1} \leftarrow \beta m_t + (1 - \beta) g_t",
    "2": r"\theta_{t+1} \leftarrow \theta_t - \alpha m_{t+1}",
    "1, revisited": r"m_{t+1} \leftarrow \beta m_t + (1 - \beta) g_t",
}
MOMENT = "def step(m, grad, beta):\n    m.mul_(beta).add_(grad, alpha=1 - beta)\n"
WHOLE = MOMENT.replace("def step(", "def step(theta, lr, ") + "    theta.add_(m, alpha=-lr)\n"


def updates(title: str = "Method") -> PaperEntry:
    section = Anchor("sec:1", "section", "1", title, 1, 1, BOX, None, "We walk.")
    equations = tuple(
        Anchor(f"eq:{number}", "equation", number, "", None, 2, BOX, "sec:1", "", latex)
        for number, latex in UPDATES.items()
    )
    return PaperEntry("paper.pdf", Paper("walk", "w", "Walking", (), "", None, 3, (section, *equations), ()))


def test_an_equation_beside_one_that_is_computed_is_missed() -> None:
    (part,) = found(snapshot_of({"a.py": MOMENT}, updates()), "PL102")
    assert part.anchor == "eq:2"
    assert part.message == "No code was found for Eq. (2) (p. 2); `step` computes Eq. (1) beside it."
    assert found(snapshot_of({"a.py": WHOLE}, updates()), "PL102") == []
    # Where nothing of a part is computed, its equations are not meant to be.
    assert found(snapshot_of({"a.py": "def f(x):\n    return x\n"}, updates()), "PL102") == []
    assert found(snapshot_of({"a.py": MOMENT}, updates("Proofs")), "PL102") == []


def test_statements_that_compute_equations_count_as_their_code() -> None:
    summary = summarise(snapshot_of({"a.py": WHOLE}, updates()))
    assert (summary.anchors, summary.anchors_without_code) == (2, 0)
    assert summarise(snapshot_of({"a.py": MOMENT}, updates())).anchors_without_code == 1


@pytest.mark.parametrize(
    ("text", "config"),
    [
        (CITING.replace(".\n", ".  # paperlsp: ignore\n"), Config()),
        (CITING.replace(".\n", ".  # paperlsp: ignore[PL201] an older version\n"), Config()),
        ("# paperlsp: ignore-file[PL201]\n" + CITING, Config()),
        (CITING, Config(ignore=("PL201",))),
        (CITING, Config(per_file_ignores=(("*.py", ("PL201",)),))),
    ],
    ids=["line", "line with code", "file", "settings", "settings per file"],
)
def test_what_silences_a_finding(text: str, config: Config) -> None:
    assert found(snapshot_of({"a.py": text}, config=config), "PL201") == []


@pytest.mark.parametrize(
    ("text", "config"),
    [
        (CITING.replace(".\n", ".  # paperlsp: ignore[PL101]\n"), Config()),
        ("# paperlsp: ignore\n" + CITING, Config()),
        (CITING, Config(ignore=("PL101",))),
        (CITING, Config(per_file_ignores=(("tests/", ("PL201",)),))),
    ],
    ids=["another code", "another line", "settings", "another file"],
)
def test_what_does_not_silence_it(text: str, config: Config) -> None:
    assert len(found(snapshot_of({"a.py": text}, config=config), "PL201")) == 1


def test_a_fingerprint_survives_moved_lines_and_tells_files_apart() -> None:
    (one,) = found(snapshot_of({"a.py": CITING}), "PL201")
    (moved,) = found(snapshot_of({"a.py": "\n\n\n" + CITING}), "PL201")
    (other,) = found(snapshot_of({"b.py": CITING}), "PL201")
    assert one.fingerprint == moved.fingerprint != other.fingerprint
    assert one.span != moved.span


def test_problems_become_findings_of_their_severity_on_their_line() -> None:
    problems = (
        Problem("source-syntax", "This is no Python.", "Correct it.", "a.py", "line 2"),
        Problem("pdf-encrypted", "It needs a password.", "Save it without.", "paper.pdf", severity="error"),
        Problem("config-unknown-key", "`x` is no setting.", "Remove it.", "paperlsp.toml", "x"),
    )
    snapshot = snapshot_of({"a.py": "x = 1\ny = = 2\n"}, problems=problems)
    by_file = {finding.file: finding for finding in find_all(snapshot) if finding.severity != "hint"}
    assert {file: (each.code, each.severity) for file, each in by_file.items()} == {
        "a.py": ("PL001", "warning"),
        "paper.pdf": ("PL001", "error"),
        "paperlsp.toml": ("PL002", "warning"),
    }
    assert snapshot.sources["a.py"].lines.position(by_file["a.py"].span.start) == (1, 0)
    assert all("." in finding.message for finding in by_file.values())


def test_what_a_person_should_decide_is_no_unreadable_input() -> None:
    problem = Problem("several-papers", "2 papers lie here.", "Name them.", severity="hint")
    (finding,) = found(snapshot_of({"a.py": ""}, problems=(problem,)), "PL004")
    assert (finding.name, finding.severity) == ("which-papers", "hint")


def test_the_summary_counts_definitions_and_parts() -> None:
    summary = summarise(snapshot_of({"a.py": UNEXPLAINED}))
    assert (summary.explained, summary.unexplained, summary.definitions) == (0, 1, 1)
    assert (summary.anchors, summary.anchors_without_code) == (4, 4)


def test_code_that_no_paper_speaks_for_cites_nobody_of_ours() -> None:
    ours = PaperEntry("paper.pdf", paper("Blending", 3), ("src/**",))
    assert found(snapshot_of({"src/a.py": "", "other/b.py": CITING}, ours), "PL201") == []


@pytest.mark.parametrize(("chance", "below", "told"), [(0.0, 0.2, 1), (0.19, 0.2, 1), (0.2, 0.2, 0), (0.3, 0.5, 1), (0.0, 0.0, 0)])  # fmt: skip
def test_unexplained_code_is_told_where_an_explanation_is_unlikely_enough(
    chance: float, below: float, told: int
) -> None:
    snapshot = snapshot_of({"a.py": UNEXPLAINED}, config=Config(unexplained_below=below))
    (explanation,) = [each for each in snapshot.graph.explanations if each.symbol == "solve"]
    graph = replace(snapshot.graph, explanations=(replace(explanation, chance=chance),))
    assert len(found(replace(snapshot, graph=graph), "PL101")) == told


def test_code_that_no_paper_speaks_for_is_not_unexplained() -> None:
    ours = PaperEntry("paper.pdf", paper("Blending", 3), ("src/**",))
    assert found(snapshot_of({"src/a.py": "", "other/b.py": UNEXPLAINED}, ours), "PL101") == []


def definition(name: str, body: str = "z = x ** 3 - y\nreturn z / (3 * x)") -> str:
    return f"def {name}(x, y):\n" + "".join(f"    {line}\n" for line in body.split("\n"))


def unexplained(text: str, *authors: str) -> list[Finding]:
    """As if nothing in the text had any chance of an explanation."""
    written = replace(paper("Blending", 3), authors=authors)
    snapshot = snapshot_of({"a.py": text}, PaperEntry("paper.pdf", written))
    each = tuple(replace(one, chance=0.0) for one in snapshot.graph.explanations)
    return found(replace(snapshot, graph=replace(snapshot.graph, explanations=each)), "PL101")


def test_unexplained_code_comes_with_the_words_of_its_name_that_the_paper_never_says() -> None:
    (finding,) = unexplained(definition("erode_kettle"))
    assert finding.message == "Nothing in the paper explains `erode_kettle`, and it never says “erode”, “kettle”."


@pytest.mark.parametrize("name", ["opacity", "blend_two_layers", "kettle_blending_opacity", "forward", "config_layers"])
def test_what_is_named_by_words_of_the_paper_is_not_surely_unexplained(name: str) -> None:
    assert unexplained(definition(name)) == []


def test_what_is_called_by_an_author_s_name_may_be_all_that_the_paper_is_about() -> None:
    assert unexplained(definition("kettle_init"), "Xavier Kéttle") == []
    assert unexplained(definition("kettle_spout_init"), "Xavier Kéttle") == []
    assert len(unexplained(definition("kettle_spout_teabag"), "Xavier Kéttle")) == 1
    assert len(unexplained(definition("kettle_init"), "Xavier Kettlemann", "Ket Le")) == 1


def test_initials_of_the_title_say_what_the_paper_says() -> None:
    written = replace(paper("Spouted Kettles via Descent", 3), authors=())
    for name, count in (("skv_epoch", 0), ("kv", 0), ("vk", 1), ("bol", 0), ("bl", 1)):
        snapshot = snapshot_of({"a.py": definition(name)}, PaperEntry("paper.pdf", written))
        each = tuple(replace(one, chance=0.0) for one in snapshot.graph.explanations)
        told = found(replace(snapshot, graph=replace(snapshot.graph, explanations=each)), "PL101")
        assert len(told) == count, name


def test_what_unexplained_code_holds_is_not_told_of_again() -> None:
    inner = definition("forward").replace("\n", "\n    ").rstrip(" ")
    (finding,) = unexplained("class Kettle:\n    " + inner + "\n    def boil" + inner.removeprefix("def forward"))
    assert finding.symbol == "Kettle"


def test_a_class_of_which_a_part_is_explained_is_not_unexplained() -> None:
    cited = definition("boil", "# paper: Sec. 1\nreturn x * y").replace("\n", "\n    ").rstrip(" ")
    inner = definition("pour").replace("\n", "\n    ").rstrip(" ")
    (finding,) = unexplained("class Kettle:\n    " + cited + "\n    " + inner)
    assert finding.symbol == "Kettle.pour"


def test_a_pattern_that_is_none_does_not_end_the_check() -> None:
    assert find_all(snapshot_of({"a.py": CITING}, config=Config(per_file_ignores=(("!", ("PL201",)),))))


def test_code_that_no_paper_speaks_for_is_not_counted() -> None:
    ours = PaperEntry("paper.pdf", paper("Blending", 3), ("src/**",))
    assert summarise(snapshot_of({"src/a.py": UNEXPLAINED, "other/b.py": UNEXPLAINED}, ours)).definitions == 1


def test_only_papers_that_speak_for_a_file_are_named() -> None:
    entries = (PaperEntry("a.pdf", paper("Blending", 3), ("a/**",)), PaperEntry("b.pdf", paper("Mixing", 3), ("b/**",)))
    (finding,) = found(snapshot_of({"a/x.py": CITING, "c/x.py": CITING}, *entries), "PL201")
    assert (finding.file, "Blending" in finding.message, "Mixing" in finding.message) == ("a/x.py", True, False)


BRANCH = """\
    if clip > 0:
        size = 0.0
        for each in grad:
            size += each * each
        root = size ** 0.5
        if root > clip:
            grad = [each * clip / root for each in grad]
        size = root
"""
LONG = (
    "def step(theta, lr, m, grad, beta, clip):\n"
    "    # paper: Sec. 1\n" + "".join(f"    print({at})\n" for at in range(12)) + BRANCH + WHOLE.partition("\n")[2]
)


def test_a_branch_of_an_explained_function_that_the_paper_does_not_cover() -> None:
    snapshot = snapshot_of({"a.py": LONG}, updates())
    (region,) = found(snapshot, "PL103")
    assert region.message == "What explains `step` in the paper says nothing of its lines 15–22."
    assert snapshot.sources["a.py"].content[region.span.start : region.span.end] == b"if clip > 0:"


@pytest.mark.parametrize(
    "code",
    [
        LONG.replace("        size = 0.0\n", "        # See Eq. (1).\n        size = 0.0\n"),
        LONG.replace("    # paper: Sec. 1\n", "")
        .replace("alpha=1 - beta", "alpha=7")
        .replace("theta.add_(m", "print(m"),
        LONG.replace("        size = root\n", "        m.mul_(beta).add_(grad, alpha=1 - beta)\n"),
        "\n".join(line for line in LONG.split("\n") if "print" not in line),
        LONG.replace("if clip > 0:", "with clip:"),
        LONG.partition("    # paper")[0] + "    # paper: Sec. 1\n" + BRANCH,
    ],
    ids=["cites", "unexplained", "computes an equation", "short function", "wraps", "the whole function"],
)
def test_what_is_no_unexplained_branch(code: str) -> None:
    assert found(snapshot_of({"a.py": code}, updates()), "PL103") == []
