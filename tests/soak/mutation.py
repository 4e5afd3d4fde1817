"""Sound and odd PDFs → damaged ones: flipped bits, cut ends, moved pieces, objects put in each other's place.

Everything follows from the number of a mutant, so that one that did harm can be made again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import bad_pdfs
import pymupdf

ROOT = Path(__file__).parents[2]
HOSTILE = ROOT.parent / "shared" / "hostile"
LARGEST_SEED = 400_000
"""Bytes. What is larger takes so long to read that few mutants of it could be tried."""

_OBJECT = re.compile(rb"\b(\d{1,6}) (\d{1,3}) obj\b(.*?)\bendobj\b", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z]\w{1,20}")
_ODD_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"1e38",
    b"0.0000001",
    b"99999999999999999999",
)
_ODD_PIECES = (
    b"[" * 300,
    b"<<" * 300,
    b"(" * 300,
    b"1 0 R",
    b"null",
    b"<< /Kids [2 0 R] >>",
    b"q " * 500,
    b"Q " * 50,
    b"\x00" * 64,
)

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


@cache
def seeds() -> Mapping[str, bytes]:
    """What is damaged: this project's fixtures and bad PDFs, as they are and unpacked, and strangers' files if there are any."""
    found: dict[str, bytes] = {
        f"bad/{name}": make() for name, make in sorted(bad_pdfs.ALL.items()) if name != "many_pages"
    }
    paths = [*sorted((ROOT / "fixtures").glob("*/paper.pdf")), *sorted(HOSTILE.rglob("*.pdf"))]
    for path in paths:
        if path.stat().st_size <= LARGEST_SEED:
            found["/".join(path.parts[-2:])] = path.read_bytes()
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    for name, content in list(found.items()):
        unpacked = _unpacked(content)
        if unpacked is not None and len(unpacked) <= 4 * LARGEST_SEED:
            found[f"{name} unpacked"] = unpacked
    return {name: content for name, content in found.items() if len(content) > 50}


def mutant(number: int) -> tuple[str, bytes]:
    """The mutant of this number, with the name of what it was made from and how."""
    chance = random.Random(number)  # noqa: S311 -- Repeatable is what it must be.
    names = sorted(seeds())
    name = chance.choice(names)
    content = seeds()[name]
    how: list[str] = []
    for _ in range(chance.choice((1, 1, 2, 4))):
        step = chance.choice(MUTATIONS)
        content = step(chance, content, list(seeds().values()))
        how.append(step.__name__.strip("_"))
    return f"{number}: {name}, {' + '.join(how)}", content


def _flip_bits(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    damaged = bytearray(content)
    for _flip in range(chance.choice((1, 3, 20, 200)) if damaged else 0):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _cut_off(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _cut_out(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _range(chance, content)
    return content[:start] + content[end:]


def _repeat(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _range(chance, content)
    return content[:end] + content[start:end] * chance.choice((1, 2, 50)) + content[end:]


def _splice(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start, end = _range(chance, other)
    at = chance.randrange(len(content) + 1)
    return content[:at] + other[start:end] + content[at:]


def _swap_objects(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """One object's content in the place of another, from the same file or from any."""
    mine = list(_OBJECT.finditer(content))
    theirs = list(_OBJECT.finditer(chance.choice((content, chance.choice(others)))))
    if not mine or not theirs:
        return _splice(chance, content, others)
    target, source = chance.choice(mine), chance.choice(theirs)
    return content[: target.start(3)] + source.group(3) + content[target.end(3) :]


def _odd_numbers(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(content))
    for match in sorted(
        chance.sample(found, min(len(found), chance.choice((1, 5, 40)))), key=lambda each: -each.start()
    ):
        content = content[: match.start()] + chance.choice(_ODD_NUMBERS) + content[match.end() :]
    return content


def _odd_names(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_NAME.finditer(content))
    if len(found) < 2:
        return content
    one, other = chance.choice(found), chance.choice(found)
    return content[: one.start()] + other.group() + content[one.end() :]


def _odd_piece(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(_ODD_PIECES) + content[at:]


MUTATIONS: tuple[Mutation, ...] = (
    _flip_bits, _cut_off, _cut_out, _repeat, _splice, _swap_objects, _swap_objects, _odd_numbers, _odd_names, _odd_piece,
)  # fmt: skip


def _range(chance: random.Random, content: bytes) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.choice((1, 10, 100, 2000, 20000)))


def _unpacked(content: bytes) -> bytes | None:
    """The same file with its streams as plain text, so that damage meets drawing orders and not compressed bytes."""
    try:
        with pymupdf.open(stream=content, filetype="pdf") as document:
            if document.needs_pass:
                return None
            return document.tobytes(expand=255, deflate=False, no_new_id=True)
    except Exception:  # noqa: BLE001 -- What cannot be opened is damaged as it is.
        return None
