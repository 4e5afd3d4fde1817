"""``paperlsp explain``: what a rule reports, why, and how to mend it; the pages under ``docs/rules`` come from here."""

from __future__ import annotations

from pathlib import Path

import click

from paperlsp.failure import Failure


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]…")
@click.option(
    "--write", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write all pages into this folder."
)
def explain(codes: tuple[str, ...], folder: Path | None) -> None:
    """Explain the rules of each CODE (“PL201”, “missing-anchor”); without one, list all rules."""
    from paperlsp.check import RULES, find_rule, index_markdown, page_markdown  # noqa: PLC0415 -- Commands load what they need.

    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for each in RULES:
            (folder / f"{each.rule.code}.md").write_bytes(page_markdown(each.rule, each.page).encode())
        listed = tuple((each.rule, each.page) for each in RULES)
        (folder / "README.md").write_bytes(index_markdown(listed).encode())
        click.echo(f"Wrote {len(RULES)} pages to {folder}.", err=True)
        return
    if not codes:
        width = max(len(each.rule.name) for each in RULES)
        for each in RULES:
            rule = each.rule
            state = "   " if rule.enabled else "off"
            click.echo(f"{rule.code}  {rule.name:<{width}}  {rule.severity:<7}  {state}  {each.page.what}")
        return
    found = [(code, find_rule(code)) for code in codes]
    for code, each in found:
        if each is None:
            raise Failure(f"There is no rule {code}. `paperlsp explain` lists them.")
    click.echo("\n".join(page_markdown(each.rule, each.page) for _, each in found if each is not None), nl=False)
