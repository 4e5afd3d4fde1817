"""What linking costs, as ratios measured in one run: a whole package against its paper, and one keystroke after that.

    python benchmarks/link_cost.py [--shared ../shared] [--runs 7]

The package is the installed ``segment-anything``; beside it stands one file of at least 1,000 lines, joined from its
modules. "Bare" is PyMuPDF's ``rawdict`` of the paper, without images. Figures are CPU time, medians of the runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from statistics import median
from time import process_time

import pymupdf
from paperlsp.code import read_source
from paperlsp.link import build_graph, code_terms
from paperlsp.model.source import SourceFile
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

FLAGS = pymupdf.TEXTFLAGS_RAWDICT & ~pymupdf.TEXT_PRESERVE_IMAGES
LINES = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    content = (arguments.shared / "papers" / "sam" / "paper.pdf").read_bytes()
    read = read_paper(read_document(content))
    sources = package()
    long = joined(sources)
    texts = edits(long, arguments.runs)

    bare = median(seconds(lambda: rawdict(content)) for _ in range(arguments.runs))
    package_alone: list[float] = []
    whole: list[float] = []
    warm: list[float] = []
    for text in texts:
        # A copy is another value, of which no earlier run remembers anything.
        fresh = [replace(source) for source in sources]
        code_terms.forget()
        package_alone.append(seconds(lambda fresh=fresh: build_graph([replace(read)], fresh, {})))
        paper, fresh = replace(read), [replace(source) for source in sources]
        code_terms.forget()
        whole.append(seconds(lambda paper=paper, fresh=fresh: build_graph([paper], [*fresh, replace(long)], {})))
        edited = read_source(long.path, text)
        warm.append(seconds(lambda paper=paper, fresh=fresh, edited=edited: build_graph([paper], [*fresh, edited], {})))
    print(f"bare rawdict                              {1000 * bare:8.1f} ms")
    print(
        f"all of segment-anything, from scratch     {1000 * median(package_alone):8.1f} ms   {median(package_alone) / bare:.2f} of bare"
    )
    print(f"with a file of {len(long.content.splitlines()):,} lines, from scratch  {1000 * median(whole):8.1f} ms")
    print(
        f"after a keystroke in that file            {1000 * median(warm):8.1f} ms   1/{median(whole) / median(warm):.1f} of it"
    )


def package() -> list[SourceFile]:
    """The sources of the installed package, parsed where they lie."""
    files = metadata.files("segment-anything") or []
    return [
        read_source(file.as_posix(), Path(str(file.locate())).read_bytes())
        for file in sorted(files)
        if file.suffix == ".py" and file.parts[0] == "segment_anything"
    ]


def joined(sources: list[SourceFile]) -> SourceFile:
    """One file of many lines out of the package's modules."""
    content = b""
    for source in sources:
        content += source.content + b"\n"
        if content.count(b"\n") >= LINES:
            break
    return read_source("whole.py", content)


def edits(source: SourceFile, count: int) -> list[bytes]:
    """The file after one keystroke, each time inside another method."""
    bodies = [symbol for symbol in source.symbols if symbol.kind == "method" and symbol.body.statements > 2]
    found: list[bytes] = []
    for at in range(count):
        symbol = bodies[at * len(bodies) // count]
        end = source.content.rfind(b"\n", 0, symbol.span.end)
        found.append(source.content[:end] + b"x" + source.content[end:])
    return found


def rawdict(content: bytes) -> None:
    with pymupdf.open(stream=content, filetype="pdf") as document:
        for page in document:
            page.get_text("rawdict", flags=FLAGS)


def seconds(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start


if __name__ == "__main__":
    main()
