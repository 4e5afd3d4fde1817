"""``paperlsp fetch``: a paper from arXiv or from an address, into the cache or into the repository, on request only."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperlsp.failure import Failure
from paperlsp.speaking import speaks, told

if TYPE_CHECKING:
    from paperlsp.config import Config
    from paperlsp.fetch import Address, Downloaded
    from paperlsp.fetch.download import Wanted

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("what", default="")
@click.option("--path", "start", default=".", type=FOLDER, help="The folder whose paper it is.", show_default=True)
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="Put the PDF into this folder of yours.")
@click.option("--source", is_flag=True, help="Keep the TeX source as well, where arXiv has it.")
@click.option("--no-save", is_flag=True, help="Do not name the paper in the settings.")
@click.option("--configured", is_flag=True, help="Download all papers that the settings name and the cache has not.")
@speaks
def fetch(what: str, start: Path, into: Path | None, *, source: bool, no_save: bool, configured: bool) -> None:
    """Download a paper: “arxiv:1810.06801”, an arXiv address, or the address of a PDF.

    It is kept in the cache, and the settings name it with its digest, so that it is found on every machine that has fetched
    it. Without WHAT, list the papers that README, CITATION.cff and BibTeX of the folder name.
    """
    from paperlsp.workspace import find_root, read_config  # noqa: PLC0415 -- Commands load what they need, so that --help is quick.

    root = find_root(start)
    config, _ = read_config(root, {})
    if configured:
        _fetch_configured(config)
    elif what:
        _fetch_one(root, config, what, into, source=source, save=not no_save)
    else:
        _list(root, config)


def _list(root: Path, config: Config) -> None:
    from paperlsp.report.terminal import plain  # noqa: PLC0415 -- As above.
    from paperlsp.workspace import described_papers, fetched_paper  # noqa: PLC0415
    from paperlsp.workspace.fetched import wanted_of  # noqa: PLC0415

    rows: list[tuple[str, str, str]] = [
        (what, config.source, "" if fetched_paper(what, digest) is None else "fetched")
        for what, digest in wanted_of(config)
    ]
    named = {row[0] for row in rows}
    for each in described_papers(root):
        if each.what not in named:
            state = "" if fetched_paper(each.what) is None else "fetched"
            rows.append((each.what, f"{each.file}{f': {each.title}' if each.title else ''}", state))
    if not rows:
        raise Failure(
            "Neither README, CITATION.cff, BibTeX nor settings name a paper here. Give one: paperlsp fetch arxiv:…"
        )
    width = max(len(plain(row[0])) for row in rows)
    for name, where, state in rows:
        click.echo(f"paperlsp fetch {plain(name):<{width}}  {told(state):<7}  {plain(where)}".rstrip())


def _fetch_one(root: Path, config: Config, what: str, into: Path | None, *, source: bool, save: bool) -> None:
    from paperlsp.fetch import address_of, source_address  # noqa: PLC0415 -- As above.
    from paperlsp.workspace import keep  # noqa: PLC0415
    from paperlsp.workspace.fetched import arxiv_server  # noqa: PLC0415

    address = address_of(what, arxiv_server())
    if address is None:
        raise Failure(f"“{what}” is neither an arXiv identifier (arxiv:1810.06801) nor a web address.")
    came = _download(address, "pdf")
    digest = hashlib.sha256(came.content).hexdigest()
    try:
        if into is None:
            path = keep(address, came.content, came.version)
        else:
            path = (into / f"{address.name}.pdf").resolve()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(came.content)
        archive = source_address(address, arxiv_server()) if source else None
        if archive is not None:
            keep(archive, _download(archive, "source").content, came.version, ".source")
    except OSError as error:
        raise Failure(f"The paper cannot be kept: {error.strerror or error}.") from error
    click.echo(f"{path}  {len(came.content) / 1e6:.1f} MB, sha256 {digest}", err=True)
    table = _table(root, path, address, came.version, digest, inside=into is not None)
    click.echo(told(_named(root, config, table) if save else f"Name it in the settings: {_toml(table)}"))


def _table(root: Path, path: Path, address: Address, version: str, digest: str, *, inside: bool) -> dict[str, str]:
    if inside:
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        return {"path": shown}
    if address.arxiv:
        return {"arxiv": version or address.arxiv, "sha256": digest}
    return {"url": address.url, "sha256": digest}


def _toml(table: dict[str, str]) -> str:
    from paperlsp.workspace import toml_of  # noqa: PLC0415 -- As above.

    return f"papers = [{toml_of(table)}]"


def _named(root: Path, config: Config, table: dict[str, str]) -> str:
    """Name the paper in the settings, unless it is found without that; says what was done."""
    from paperlsp.workspace import PaperReader, add_paper, load_snapshot  # noqa: PLC0415 -- As above.

    if "path" in table and Path(table["path"]).is_absolute():
        return "It lies outside of the folder: pass it with --paper."
    with PaperReader() as reader:
        snapshot = load_snapshot(root, reader=reader)
    known = table.get("sha256") in {entry.paper.main_digest for entry in snapshot.papers}
    if known or any(entry.path == table.get("path") for entry in snapshot.papers):
        return "The folder's paper is there: run `paperlsp --check`."
    # What lies in the folder is found by itself only as long as the settings name nothing.
    others = [] if config.papers else [{"path": entry.path} for entry in snapshot.papers if not entry.place]
    try:
        file = add_paper(root, table, others)
    except OSError as error:
        raise Failure(f"The settings cannot be written: {error.strerror or error}.") from error
    if file is None:
        return f"Name it in the settings by hand: {_toml(table)}"
    return f"{file} names it now: run `paperlsp --check`."


def _fetch_configured(config: Config) -> None:
    from paperlsp.fetch import NotFetched  # noqa: PLC0415 -- As above.
    from paperlsp.workspace.fetched import absent_of, fetch_named  # noqa: PLC0415

    failed: list[str] = []
    for what, wanted in absent_of(config):
        try:
            click.echo(str(fetch_named(what, wanted)))
        except NotFetched as error:
            failed.append(str(error))
        except OSError as error:
            raise Failure(f"The paper cannot be kept: {error.strerror or error}.") from error
    if failed:
        raise Failure(" ".join(failed))


def _download(address: Address, wanted: Wanted) -> Downloaded:
    from paperlsp.fetch import NotFetched, download  # noqa: PLC0415 -- As above.

    try:
        return download(address, wanted)
    except NotFetched as error:
        raise Failure(str(error)) from error
