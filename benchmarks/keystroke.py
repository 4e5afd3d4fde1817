"""What one keystroke costs from the edit to the diagnostics, beside indexing the folder from scratch, in one run.

    python benchmarks/keystroke.py [--shared ../shared] [--runs 9]

The folder holds the installed ``segment-anything``, its paper, and one file of at least 1,000 lines joined from its
modules, in which the keystrokes are made. Figures are CPU time of the indexing thread's work, medians of the runs;
the paper has been read before and comes from the cache.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median

from link_cost import edits, joined, package, seconds
from paperlsp.code import python
from paperlsp.link import code_terms
from paperlsp.server.loaded import Loaded, Order
from paperlsp.server.loading import Loader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    sources = package()
    long = joined(sources)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for source in [*sources, long]:
            (root / source.path).parent.mkdir(parents=True, exist_ok=True)
            (root / source.path).write_bytes(source.content)
        shutil.copy(arguments.shared / "papers" / "sam" / "paper.pdf", root / "paper.pdf")
        loader = Loader()
        whole: list[float] = []
        looked: list[float] = []
        edited: list[float] = []
        indexed(loader, Order(root, {}), None)
        for text in edits(long, arguments.runs):
            code_terms.forget()
            python.forget()
            results: list[Loaded] = []
            whole.append(seconds(lambda results=results: results.append(indexed(loader, Order(root, {}), None))))
            order = Order(root, {long.path: text})
            looked.append(seconds(lambda order=order, results=results: indexed(loader, order, results[0])))
            # Back to the text before, so that the same keystroke is the next one.
            before = indexed(loader, Order(root, {}), results[0])
            order = Order(root, {long.path: text}, edited=frozenset({long.path}))
            edited.append(seconds(lambda order=order, before=before: indexed(loader, order, before)))
        loader.close()
    print(f"indexing the folder from scratch          {1000 * median(whole):8.1f} ms")
    for label, figures in (
        ("a keystroke, looking at the whole folder", looked),
        ("a keystroke, reading what was edited", edited),
    ):
        ratio = median(whole) / median(figures)
        print(f"{label:<41} {1000 * median(figures):8.1f} ms   1/{ratio:.1f} of it")


def indexed(loader: Loader, order: Order, before: Loaded | None) -> Loaded:
    found = loader(order, before, lambda _done, _total, _what: None, lambda: False)
    if found is None:
        raise SystemExit("The indexing was cancelled.")
    return found


if __name__ == "__main__":
    main()
