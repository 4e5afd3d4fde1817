"""A definition's names and what its body does → how far it is plumbing, which no paper describes, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from paperlsp.link.plumbing_words import CALLS, NAMES, PROTOCOLS, SIZES
from paperlsp.link.still import Still
from paperlsp.memo import Memo
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.notation import identifier_words

# Python's own methods that may well do what a paper is about.
_ALLOWED_DUNDERS = frozenset(("__init__", "__call__", "__new__", "__post_init__", "__matmul__"))
# A class with two of these holds things as a list or a mapping does.
_CONTAINER = frozenset(
    ("__getitem__", "__setitem__", "__delitem__", "__len__", "__iter__", "__next__", "__contains__", "items", "keys")
)
_REARRANGING = frozenset(
    (
        *("view", "reshape", "transpose", "permute", "flatten", "unflatten", "squeeze", "unsqueeze", "expand"),
        *("swapaxes", "moveaxis", "contiguous", "stack", "cat", "concat", "concatenate", "split", "chunk", "shape"),
        *("size", "rearrange", "repeat", "len", "zeros", "new_zeros", "pad"),
    )
)
_CARRYING = frozenset(
    (
        *(
            "numpy",
            "from_numpy",
            "as_tensor",
            "asarray",
            "to_tensor",
            "to_pil_image",
            "detach",
            "cpu",
            "cuda",
            "tolist",
        ),
        *("fromarray", "device_get", "device_put"),
    )
)
_WEIGHTS = frozenset(("parameters", "weights", "params"))
# What holds for a class or a file holds a little less for what is in it.
_INHERITED, _BY_FILE = 0.95, 0.8
# How much a second and a third kind of sign add: they seldom speak independently.
_FURTHER = 0.5
Sign = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Plumbing:
    """``degree`` is 0 for code that may well be the paper's and near 1 for plain plumbing; ``reason`` is "" below ½."""

    degree: float
    reason: str


def plumbing_of(symbol: Symbol, source: SourceFile | None = None, still: Still | None = None) -> Plumbing:
    """How far a class, function or method is plumbing, by the strongest of its signs.

    With ``source`` the definitions around it speak too, and the file's name: what is held by plumbing is plumbing.
    ``still`` is the symbol's key where the caller has it.
    """
    signs = list(_signs.get(Still.of(symbol) if still is None else still, _own_signs))
    if source is not None:
        signs += _class_signs(symbol, source)
        around = _around.get(source, _nothing_yet)
        signs += _inherited(symbol.parent or "", source, around)
        if "" not in around:
            words = identifier_words(source.path.rpartition("/")[2].rpartition(".")[0])
            around[""] = tuple(
                (_BY_FILE * sure, f"stands in a file that {reason}") for sure, reason in _by_words(words)
            )
        signs += around[""]
    return _together(signs) if signs else _NO_PLUMBING


def _nothing_yet(_: SourceFile) -> dict[str, tuple[Sign, ...]]:
    return {}


def _inherited(name: str, source: SourceFile, around: dict[str, tuple[Sign, ...]]) -> tuple[Sign, ...]:
    """The signs of all that holds a definition, inside out, by the name of what holds it; found once for each."""
    chain: list[Symbol] = []
    while name and name not in around:
        holder = source.by_name.get(name)
        if holder is None or holder.kind == "module":
            break
        chain.append(holder)
        name = holder.parent or ""
    signs = around.get(name, ()) if name else ()
    for holder in reversed(chain):
        own = (*_named(holder), *_class_signs(holder, source))
        signs = (*((_INHERITED * sure, f"is part of code that {reason}") for sure, reason in own), *signs)
        around[holder.name] = signs
    return signs


_NO_PLUMBING = Plumbing(0.0, "")
_around: Memo[SourceFile, dict[str, tuple[Sign, ...]]] = Memo("around")
"""For a file what its classes and functions say of all that they hold, and, under "", what its name says."""


_signs: Memo[Still, tuple[Sign, ...]] = Memo("signs")


def _own_signs(still: Still) -> tuple[Sign, ...]:
    """What the definition itself says, wherever it stands."""
    symbol = still.symbol
    doubt = 1.0 if symbol.kind == "class" else 1.0 / (1.0 + 0.05 * arithmetic(symbol))
    # Arithmetic is what papers are about: the more of it, the less a name or a call convinces.
    return tuple((sure * doubt, reason) for sure, reason in (*_named(symbol), *_called(symbol), *_done(symbol)))


def _together(signs: Sequence[Sign]) -> Plumbing:
    """Signs of one kind say the same thing again; those of different kinds add to each other."""
    kinds: dict[str, float] = {}
    for sure, reason in signs:
        kind = reason.removeprefix("is part of code that ").removeprefix("stands in a file that ")
        kinds[kind] = max(kinds.get(kind, 0.0), sure)
    strongest, reason = max(signs, default=(0.0, ""), key=lambda sign: sign[0])
    doubt = 1.0 - strongest
    for sure in sorted(kinds.values(), reverse=True)[1:3]:
        doubt *= 1.0 - _FURTHER * sure
    degree = round(1.0 - doubt, 3)
    return Plumbing(degree, reason if degree >= 0.5 else "")


def arithmetic(symbol: Symbol) -> int:
    """How many operators compute something: those of checks left out, as far as counts can tell."""
    return max(0, symbol.body.operators - 2 * (symbol.body.raises + symbol.body.asserts))


@lru_cache(maxsize=4096)
def _by_words(words: tuple[str, ...]) -> tuple[Sign, ...]:
    found: list[Sign] = []
    for known, reason, sure in NAMES:
        hits = known & set(words)
        # Parameters and weights are reset to how the paper initializes them, and a batch norm batches nothing.
        if (
            hits
            and not (hits == frozenset({"reset"}) and _WEIGHTS & set(words))
            and not (hits <= {"batch"} and "norm" in words)
        ):
            found.append((sure, reason))
    if words[:1] in (("test",), ("tests",)):
        found.append((0.9, "is a test"))
    if {"state", "dict"} <= set(words):
        found.append((0.8, "handles checkpoints"))
    return tuple(found)


def _named(symbol: Symbol) -> list[Sign]:
    last = symbol.last_name.partition("~")[0]
    if last.startswith("__") and last.endswith("__"):
        return [] if last in _ALLOWED_DUNDERS else [(0.95, "serves Python's own protocols")]
    words = identifier_words(last)
    signs = list(_by_words(words))
    if symbol.kind == "method" and last in PROTOCOLS:
        signs.append((0.85, "does what its framework asks for"))
    if len(words) >= 2 and symbol.kind == "class" and words[-1] in {"test", "tests"}:
        # Of a function, it may be a test of statistics.
        signs.append((0.9, "is a test"))
    if len(words) >= 2 and symbol.kind != "class" and words[-1] in SIZES:
        signs.append((0.6, "works out sizes"))
    if len(words) >= 3 and "to" in words[1:-1]:
        signs.append((0.6, "converts between formats"))
    quiet = symbol.kind != "class" and symbol.body.operators == 0 and symbol.body.loops == 0
    if words[:1] in (("get",), ("set",), ("is",), ("has",)) and quiet and symbol.body.statements <= 6:
        signs.append((0.6, "reads or sets one value"))
    return signs


def _called(symbol: Symbol) -> list[Sign]:
    return [(sure, reason) for pattern, reason, sure in CALLS if any(pattern.match(call) for call in symbol.body.calls)]


def _done(symbol: Symbol) -> list[Sign]:
    """What the body's facts say."""
    body = symbol.body
    if symbol.kind == "class" or body.statements == 0:
        return []
    signs: list[Sign] = []
    last = symbol.last_name.partition("~")[0]
    decorators = {decorator.rpartition(".")[2] for decorator in symbol.decorators}
    if decorators & {"property", "setter", "cached_property"} and body.operators == 0:
        signs.append((0.8, "reads or sets one value"))
    checks = body.raises + body.asserts
    if checks and 2 * checks >= 0.5 * body.statements and body.operators <= 3 * checks:
        signs.append((0.85, "checks its arguments"))
    if sum(call == "isinstance" for call in body.calls) >= 2 and body.operators <= 2:
        signs.append((0.75, "sorts out types"))
    called = [call.rpartition(".")[2] for call in body.calls]
    moved = sum(name in _REARRANGING for name in called)
    if moved >= 2 and moved >= 0.6 * len(called) and body.loops == 0:
        nothing_else = moved == len(called) and body.operators <= 1
        signs.append((0.85 if nothing_else else 0.7, "rearranges tensors"))
    carried = sum(name in _CARRYING for name in called)
    if carried and carried >= 0.25 * len(called) and body.operators == 0:
        signs.append((0.7, "carries data from one library to another"))
    if body.operators == 0 and body.loops == 0 and len(called) <= 2 and body.statements <= 2 and last != "__init__":
        signs.append((0.45, "passes its arguments on"))
    if last == "__init__" and body.operators == 0 and not body.numbers and len(called) <= 2:
        nothing_else = all(name in ("super", "__init__") for name in called)
        signs.append((0.75 if nothing_else else 0.4, "keeps its arguments"))
    return signs


def _class_signs(symbol: Symbol, source: SourceFile) -> list[Sign]:
    """What a class's members say of it."""
    if symbol.kind != "class":
        return []
    held = sum(f"{symbol.name}.{name}" in source.by_name for name in _CONTAINER)
    return [(0.8, "holds data")] if held >= 2 else []
