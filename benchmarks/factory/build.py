"""A written paper → its PDF and its truth, by LaTeX; built once and kept in a folder that git does not see."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pymupdf

from factory.equations import ROWS_NUMBERED, Equation, split_top
from factory.fonts import FontSetup
from factory.paper import Written

LAYOUTS = Path(__file__).parent / "layouts"
FORMAT = "1"
"""To be raised when the truth's form changes, so that built papers are built again."""

POINTS = 72 / 72.27 / 65536
"""Points of a PDF in one of TeX's scaled points."""

POSITION = re.compile(r"\\factorypos\{([^}]*)\}\{(\d+)([se])\}\{(-?\d+)\}\{(-?\d+)\}\{(\d+)\}")
SIZE = re.compile(r"\\factorysize\{([^}]*)\}\{(\d+)\}\{(-?\d+)\}\{(-?\d+)\}")
ITEM = re.compile(r"\\factoryitem\{([^}]*)\}\{(\d+)\}\{([^}]*)\}")
LABEL = re.compile(r"\\newlabel\{([^}]*/\d+)\}\{\{\{?([^{}]*)\}")


def build(font: FontSetup, layout: str, written: Written, cache: Path) -> tuple[Path, dict] | str:
    """The PDF's path and its truth, or why there is none."""
    sources = "".join(file.read_text("utf-8") for file in sorted(LAYOUTS.glob("*.sty")))
    digest = sha256((written.source + sources + str(font) + FORMAT).encode()).hexdigest()[:16]
    pdf, truth = cache / f"{font.name}-{layout}-{digest}.pdf", cache / f"{font.name}-{layout}-{digest}.json"
    if pdf.exists() and truth.exists():
        return pdf, json.loads(truth.read_text("utf-8"))
    cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for file in LAYOUTS.glob("*.sty"):
            shutil.copy(file, place)
        (place / "paper.tex").write_text(written.source, "utf-8")
        command = [font.engine, "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
        for _ in range(2):
            run = subprocess.run(command, cwd=place, capture_output=True, timeout=600, check=False)
            if run.returncode != 0:
                return _complaint(run.stdout.decode("utf-8", "replace"))
        if font.bare:
            _drop_unicode_maps(place / "paper.pdf")
        height = _page_height(place / "paper.pdf")
        found = _truth(written, (place / "paper.aux").read_text("utf-8", "replace"), height)
        truth.write_text(json.dumps({"font": font.name, "layout": layout} | found, indent=1), "utf-8")
        shutil.copy(place / "paper.pdf", pdf)
    return pdf, json.loads(truth.read_text("utf-8"))


def _complaint(log: str) -> str:
    at = log.find("\n!")
    return log[at + 1 : at + 400] if at >= 0 else log[-400:]


def _page_height(pdf: Path) -> float:
    with pymupdf.open(pdf) as document:
        return float(document[0].rect.height)


def _drop_unicode_maps(pdf: Path) -> None:
    with pymupdf.open(pdf) as document:
        for number in range(1, document.xref_length()):
            if document.xref_get_key(number, "ToUnicode")[0] != "null":
                document.xref_set_key(number, "ToUnicode", "null")
        content = document.tobytes(garbage=3, deflate=True)
    pdf.write_bytes(content)


def _truth(written: Written, aux: str, height: float) -> dict:
    places = {
        (key, int(row), end): (int(x) * POINTS, int(y) * POINTS, int(page))
        for key, row, end, x, y, page in POSITION.findall(aux)
    }
    sizes = {(key, int(row)): (int(up) * POINTS, int(down) * POINTS) for key, row, up, down in SIZE.findall(aux)}
    items = {key: (int(page), number) for key, page, number in ITEM.findall(aux)}
    labels = dict(LABEL.findall(aux))
    equations: list[dict] = []
    for key, equation in written.displays.items():
        if (key, 0, "s") not in places:
            continue
        for rows, number in _shares(equation, labels):
            boxes = [_row_box(key, row, places, sizes, height) for row in rows]
            pages = {places[key, row, "s"][2] for row in rows}
            equations.append(
                {
                    "id": key,
                    "held_back": equation.held_back,
                    "number": number,
                    "page": min(pages),
                    "split": len(pages) > 1,
                    "box": [f(box[at] for box in boxes) for at, f in enumerate((min, min, max, max))],
                    "latex": r" \\ ".join(" ".join(split_top(equation.rows[row], "&")) for row in rows),
                }
            )
    return {
        "sections": [
            {"number": items[key][1], "title": title, "level": level, "page": items[key][0]}
            for key, (title, level) in written.headings.items()
        ],
        "run_in": [{"title": title, "page": items[key][0]} for key, title in written.run_ins.items()],
        "captions": [
            {"kind": kind, "number": items[key][1], "page": items[key][0]} for key, kind in written.captions.items()
        ],
        "equations": equations,
    }


def _shares(equation: Equation, labels: dict[str, str]) -> list[tuple[list[int], str | None]]:
    """The rows of each equation that a display holds, with its number: a row without one goes with what follows."""
    numbers = [labels.get(f"{equation.id}/{row}") for row in range(len(equation.rows))]
    everything = list(range(len(equation.rows)))
    if equation.kind not in ROWS_NUMBERED:
        return [(everything, next((number for number in numbers if number is not None), None))]
    shares: list[tuple[list[int], str | None]] = []
    waiting: list[int] = []
    for row in everything:
        waiting.append(row)
        if numbers[row] is not None:
            shares.append((waiting, numbers[row]))
            waiting = []
    return shares


def _row_box(key: str, row: int, places: dict, sizes: dict, height: float) -> list[float]:
    (x0, y, _), (x1, _, _) = places[key, row, "s"], places[key, row, "e"]
    up, down = sizes[key, row]
    return [round(x0, 2), round(height - y - up, 2), round(x1, 2), round(height - y + down, 2)]
