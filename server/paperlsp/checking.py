"""``paperlsp --check``: findings of folders, in one report, and the exit code that says whether they pass."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from paperlsp.failure import Failure
from paperlsp.folders import is_under, load, prefixes_of, roots_of, survey
from paperlsp.speaking import language_asked, speaks, told
from paperlsp.wanted import Wanted

if TYPE_CHECKING:
    from paperlsp.index.snapshot import Snapshot
    from paperlsp.model.finding import Known
    from paperlsp.report import Checked
    from paperlsp.workspace import PaperReader

PDF = click.Path(exists=True, dir_okay=False, path_type=Path)
PLACE = click.Path(exists=True, path_type=Path)
FORMATS = ("concise", "full", "json", "sarif", "github", "gitlab", "junit")


@click.command("check")
@click.argument("paths", nargs=-1, type=PLACE)
@click.option("--paper", "papers", multiple=True, type=PDF, help="A paper, wherever it lies. May be repeated.")
@click.option("--select", metavar="CODES", help="Run these rules alone: codes, their beginnings, names, or ALL.")
@click.option("--extend-select", default="", metavar="CODES", help="Run these rules as well.")
@click.option("--ignore", default="", metavar="CODES", help="Leave these rules out.")
@click.option(
    "--per-file-ignores", multiple=True, metavar="PATTERN:CODES", help="Leave these rules out in files like this."
)
@click.option(
    "--exclude", multiple=True, metavar="PATTERN", help="Leave these files out, as well as those of the settings."
)
@click.option("--severity", multiple=True, metavar="CODE=LEVEL", help="What a rule weighs: error, warning or hint.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="How likely a link must be to count.")
@click.option(
    "--unexplained-below", type=click.FloatRange(0, 1), help="Report code whose chance of an explanation is below this."
)
@click.option("--show-hints", is_flag=True, help="Show hints as well. They never make the check fail.")
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    help="How to report: concise, or github where GitHub's CI runs it, unless given.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write the report to.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule instead of listing them.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@click.option("--min-coverage", type=click.FloatRange(0, 100), metavar="PERCENT", help="Fail when less is explained.")
@click.option("--diff", metavar="BASE", help="Report only what was not found in this commit yet.")
@click.option("--write-baseline", is_flag=True, help="Take all that is found now for known.")
@click.option(
    "--baseline",
    type=click.Choice(["auto", "lock", "off"]),
    default="auto",
    show_default=True,
    help="Let the baseline shrink (auto), fail when it could (lock; auto in CI), or leave it aside (off).",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what code does.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix, mend also what somebody should look at.")
@click.option("--show-files", is_flag=True, help="List the files that would be checked.")
@click.option("--show-settings", is_flag=True, help="Print the settings that hold, and the rules that run.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@speaks
@click.pass_context
def check_command(ctx: click.Context, /, **options: Any) -> None:  # noqa: ANN401 -- Each is typed where `Wanted` names it.
    """Report findings under each PATH (here, if none is given)."""
    wanted = Wanted(**options, language=language_asked())
    from paperlsp.workspace import PaperReader  # noqa: PLC0415 -- Commands load what they need, so that --help is quick.

    with PaperReader() as reader:
        if wanted.watch:
            from paperlsp.watching import watch_folders  # noqa: PLC0415

            before: dict[Path, Snapshot] = {}
            watch_folders(
                list(roots_of(wanted.paths, for_paper=not wanted.papers)), lambda: _run(wanted, reader, before)
            )
            return
        ctx.exit(_run(wanted, reader, {}))


def _run(wanted: Wanted, reader: PaperReader, before: dict[Path, Snapshot]) -> int:
    """One check of everything; ``before`` holds the folders' last snapshots, and is brought up to date."""
    roots = roots_of(wanted.paths, for_paper=not wanted.papers)
    folders: list[Checked] = []
    failed = False
    for root, prefix in prefixes_of(list(roots)):
        if wanted.show_files or wanted.show_settings:
            click.echo(_shown(wanted, root, roots[root], prefix, reader), nl=False)
            continue
        snapshot = before[root] = load(root, wanted.papers, reader, before.get(root), wanted.config)
        checked, passed = _check(wanted, root, roots[root], prefix, snapshot, reader)
        folders.append(checked)
        failed = failed or not passed
    if wanted.show_files or wanted.show_settings:
        return 0
    _report(wanted, folders)
    return 1 if failed and not wanted.exit_zero else 0


def _shown(wanted: Wanted, root: Path, unders: list[str], prefix: str, reader: PaperReader) -> str:
    """The files that would be checked, or the settings that hold."""
    from paperlsp.report.settings_report import files_text, settings_text  # noqa: PLC0415 -- As above.

    look, sources = survey(root, wanted.papers, reader, wanted.config)
    if wanted.show_settings and not wanted.show_files:
        return settings_text(look.config, look.papers, prefix)
    return files_text(look.papers, [each for each in sources if any(is_under(each, under) for under in unders)], prefix)


def _check(
    wanted: Wanted, root: Path, unders: list[str], prefix: str, snapshot: Snapshot, reader: PaperReader
) -> tuple[Checked, bool]:
    """One folder's findings, and whether they pass."""
    from paperlsp.check import examine, summarise  # noqa: PLC0415 -- As above.
    from paperlsp.report import Checked  # noqa: PLC0415 -- As above.

    if wanted.fix:
        from paperlsp.workspace.fixing import apply_fixes  # noqa: PLC0415 -- As above.

        mended = apply_fixes(root, [*_within(snapshot, unders)], snapshot, unsafe=wanted.unsafe_fixes)
        if mended:
            click.echo(told("Mended 1 finding." if mended == 1 else f"Mended {mended} findings."), err=True)
            snapshot = load(root, wanted.papers, reader, snapshot, wanted.config)
    if wanted.write_baseline:
        _save(root, examine(replace(snapshot, baseline=())).all_known)
        snapshot = replace(snapshot, baseline=examine(replace(snapshot, baseline=())).all_known)
    elif wanted.baseline == "off":
        snapshot = replace(snapshot, baseline=())
    if wanted.diff is not None:
        snapshot = replace(snapshot, baseline=_base(wanted, root, snapshot, reader))
    examined = examine(snapshot)
    found = [each for each in examined.findings if _is_asked(each.file, unders, snapshot)]
    shown = [each for each in found if wanted.show_hints or each.severity != "hint"]
    passed = all(each.severity == "hint" for each in found)
    if examined.gone and not wanted.adjusts_rules and wanted.baseline != "off":
        passed = _shrink(wanted, root, snapshot, examined.gone) and passed
    summary = summarise(snapshot)
    share = 100 * summary.explained / max(summary.explained + summary.unexplained, 1)
    if snapshot.papers and share < snapshot.config.min_coverage:
        asked = f"{snapshot.config.min_coverage:g}%"
        said = told(f"{share:.1f}% of the definitions are explained, less than the {asked} asked for.")
        click.echo(f"{prefix}{said}", err=True)
        passed = False
    known = sum(_is_asked(each.file, unders, snapshot) for each in examined.known)
    return Checked(snapshot, shown, len(found) - len(shown), prefix, known), passed


def _within(snapshot: Snapshot, unders: list[str]) -> Iterator[Any]:
    from paperlsp.check import find_all  # noqa: PLC0415 -- As above.

    return (each for each in find_all(snapshot) if _is_asked(each.file, unders, snapshot))


def _is_asked(file: str, unders: list[str], snapshot: Snapshot) -> bool:
    """What is no source concerns the folder, whatever part of it was asked for."""
    return not file or file not in snapshot.sources or any(is_under(file, each) for each in unders)


def _shrink(wanted: Wanted, root: Path, snapshot: Snapshot, gone: tuple[Known, ...]) -> bool:
    """Take out of the baseline what nobody finds any more; in CI, fail instead."""
    from collections import Counter  # noqa: PLC0415 -- Only here.

    count = told("1 finding" if len(gone) == 1 else f"{len(gone)} findings")
    if wanted.baseline == "lock" or os.environ.get("CI"):
        held = f"The baseline holds {count} that nobody finds any more: check without CI, and commit it."
        click.echo(told(held), err=True)
        return False
    left = Counter(snapshot.baseline) - Counter(gone)
    _save(root, tuple(left.elements()))
    click.echo(told(f"The baseline no longer holds {count} that are gone."), err=True)
    return True


def _save(root: Path, known: tuple[Known, ...]) -> None:
    from paperlsp.record.baseline import BASELINE_FILE  # noqa: PLC0415 -- As above.
    from paperlsp.workspace.baseline_file import write_baseline  # noqa: PLC0415 -- As above.

    try:
        write_baseline(root, known)
    except OSError as error:
        raise Failure(f"{BASELINE_FILE} cannot be written: {error}.") from error


def _base(wanted: Wanted, root: Path, snapshot: Snapshot, reader: PaperReader) -> tuple[Known, ...]:
    """What the baseline holds, and what is found in the commit to compare with."""
    from collections import Counter  # noqa: PLC0415 -- Only here.

    from paperlsp.check import examine  # noqa: PLC0415 -- As above.
    from paperlsp.workspace.commit import NoCommitError, folder_at  # noqa: PLC0415

    with ExitStack() as stack:
        try:
            there = stack.enter_context(folder_at(root, wanted.diff or "", [each.path for each in snapshot.papers]))
        except NoCommitError as error:
            raise Failure(f"--diff {wanted.diff}: {error}") from error
        old = load(there, wanted.papers, reader, adjust=wanted.config)
    found = examine(replace(old, baseline=()))
    return tuple((Counter(snapshot.baseline) | Counter(found.all_known)).elements())


def _report(wanted: Wanted, folders: list[Checked]) -> None:
    from paperlsp.report import (  # noqa: PLC0415 -- As above.
        check_github,
        check_gitlab,
        check_json,
        check_junit,
        check_sarif,
        check_text,
    )

    language = wanted.language
    chosen = wanted.output_format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "concise")
    write: dict[str, Callable[[], str]] = {
        "json": lambda: check_json(folders, language),
        "sarif": lambda: check_sarif(folders, language),
        "github": lambda: check_github(folders, language),
        "gitlab": lambda: check_gitlab(folders, language),
        "junit": lambda: check_junit(folders, language),
    }
    text = (
        write[chosen]()
        if chosen in write
        else check_text(folders, full=chosen == "full", statistics=wanted.statistics, language=language)
    )
    if wanted.output is None:
        click.echo(text, nl=False)
        return
    from paperlsp.workspace.cache import write_whole  # noqa: PLC0415 -- As above.

    try:
        write_whole(wanted.output, click.unstyle(text).encode("utf-8", "replace"))
    except OSError as error:
        raise Failure(f"{wanted.output} cannot be written: {error.strerror or error}.") from error
