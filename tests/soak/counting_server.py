"""The product's own server, which also tells what it holds: ``soak/held`` counts versions of files, papers and snapshots.

How much memory a process takes depends on more than what it holds, so that growth by a little cannot be told from chance.
Counts can: what is held beyond the last snapshot is held for nothing.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys

from paperlsp.code import reader
from paperlsp.code.python.execute import remembered
from paperlsp.index.snapshot import Snapshot
from paperlsp.link import code_terms
from paperlsp.memo import Recent
from paperlsp.model.paper import Paper
from paperlsp.model.source import SourceFile
from paperlsp.server.app import PaperServer
from paperlsp.server.loading import Loader
from paperlsp.server.start import settle
from paperlsp.server.transport import serve_stdio
from paperlsp.workspace import reading_copy_folder

MEMORIES: dict[str, Recent] = {
    "functions": remembered.functions,
    "names": remembered._names,
    "blocks": reader._known_readings,
    "terms": code_terms._known,
}


async def held(server: PaperServer, _: object) -> dict[str, list[int]]:
    """For each kind how many there are, and how many there may be."""
    gc.unfreeze()
    gc.collect()
    found = gc.get_objects()
    now = [folder.loaded.snapshot for folder in server.session.folders if folder.loaded is not None]
    sources = [source for snapshot in now for source in snapshot.sources.values()]
    paths = {source.path for source in sources}
    # A block of a function is read as a source of its own.
    readings = sum(len(source.blocks) for source in sources)
    symbols = sum(len(source.symbols) for source in sources)
    files = sum(isinstance(each, SourceFile) and each.path in paths for each in found)
    counts = {
        "snapshots": [sum(isinstance(each, Snapshot) for each in found), len(now)],
        "versions": [files, len(sources)],
        "sources": [sum(isinstance(each, SourceFile) for each in found), len(sources) + 40 + 2 * readings],
        "papers": [sum(isinstance(each, Paper) for each in found), sum(len(each.papers) for each in now)],
        "tasks": [len(asyncio.all_tasks()), 5],
    }
    return counts | {name: [len(memory), 2 * memory.last + symbols] for name, memory in MEMORIES.items()}


def main() -> int:
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    settle()
    loader = Loader()
    server = PaperServer(loader, reading_copy_folder().as_uri())

    server.feature("soak/held")(held)
    try:
        return serve_stdio(server)
    finally:
        loader.close()


if __name__ == "__main__":
    sys.exit(main())
