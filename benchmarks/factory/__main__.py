"""Builds the papers: python -m factory [--fonts NAME,…] [--layouts NAME,…] from the folder benchmarks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from factory.build import build
from factory.equations import Equation, read_equations
from factory.fonts import FONTS, FontSetup
from factory.paper import LAYOUTS, write_paper

CACHE = Path(__file__).parent / "built"


def chosen(fonts: str = "", layouts: str = "") -> Iterator[tuple[FontSetup, str, list[Equation]]]:
    """Each font set-up with each layout, and the quarter of the equations that this paper holds."""
    everything = read_equations()
    for turn, font in enumerate(FONTS):
        for position, layout in enumerate(LAYOUTS):
            if (not fonts or font.name in fonts.split(",")) and (not layouts or layout in layouts.split(",")):
                mine = [each for each in everything if each.choice("layout", 4) == (position + turn) % 4]
                yield font, layout, mine


def build_all(fonts: str = "", layouts: str = "", cache: Path = CACHE) -> list[tuple[FontSetup, str, Path, dict]]:
    """Every paper that can be built; a complaint is printed for each other one."""

    def one(case: tuple[FontSetup, str, list[Equation]]) -> tuple[FontSetup, str, Path, dict] | None:
        font, layout, equations = case
        made = build(font, layout, write_paper(font, layout, equations), cache)
        if isinstance(made, str):
            print(f"not built: {font.name} {layout}: {made}")
            return None
        return font, layout, *made

    with ThreadPoolExecutor(2) as pool:
        return [each for each in pool.map(one, chosen(fonts, layouts)) if each is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", default="")
    parser.add_argument("--layouts", default="")
    arguments = parser.parse_args()
    for font, layout, pdf, truth in build_all(arguments.fonts, arguments.layouts):
        print(f"{font.name:24} {layout:10} {len(truth['equations']):4} equations  {pdf.name}")


if __name__ == "__main__":
    main()
