"""A definition's name and what its body does → how far it is plumbing, which no paper describes, and why, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.model.source import Symbol
from paperlsp.notation import identifier_words


@dataclass(frozen=True, slots=True)
class Plumbing:
    """``degree`` is 0 for code that may well be the paper's and 1 for plain plumbing; ``reason`` is "" below ½."""

    degree: float
    reason: str


# Words in names that tell what plumbing is done, each with the reason shown for it and how sure it makes us.
_NAMED: tuple[tuple[frozenset[str], str, float], ...] = (
    (frozenset("load save read write open dump loads dumps download fetch serialize deserialize pickle io".split()),
     "reads or writes files", 0.8),
    (frozenset("checkpoint checkpoints ckpt pretrained state restore".split()), "handles checkpoints", 0.6),
    (frozenset("log logger logging print report verbose progress tqdm debug".split()), "logs or prints", 0.8),
    (frozenset("plot draw show display visualize visualise render viz".split()), "draws or shows results", 0.8),
    (frozenset("repr str format summary describe".split()), "represents an object as text", 0.6),
    (frozenset("test tests mock fixture unittest".split()), "is a test", 0.9),
    (frozenset("export onnx jit script tflite coreml trace quantize".split()), "exports the model to another format", 0.9),
    (frozenset("convert converter rle coco json yaml csv xml dict xyxy xywh tuple list numpy pil".split()),
     "converts between formats", 0.7),
    (frozenset("check validate verify ensure assert sanitize".split()), "checks its arguments", 0.8),
    (frozenset("parse parser argparse args cli main argv".split()), "reads the command line", 0.7),
    (frozenset("device devices cuda cpu dtype".split()), "moves or casts tensors", 0.7),
    (frozenset("cache cached copy clone reset close clear".split()), "keeps house", 0.6),
    (frozenset("register registry deprecated compat".split()), "registers or keeps compatibility", 0.7),
    (frozenset("iterator dataloader loader collate collator dataset datasets".split()), "feeds data", 0.6),
    (frozenset("flatten unflatten reshape transpose permute pad unpad broadcast".split()), "rearranges tensors", 0.5),
    (frozenset("config configs configuration settings options".split()), "holds settings", 0.4),
)  # fmt: skip

_CALLED: tuple[tuple[re.Pattern[str], str, float], ...] = (
    (re.compile(r"^(open|.*\.(load_state_dict|save|load|loads|dump|dumps|urlretrieve|read_text|write_text|makedirs))$"),
     "reads or writes files", 0.5),
    (re.compile(r"^(print|.*logg?(er|ing)?\.\w+|warnings\.warn)$"), "logs or prints", 0.3),
    (re.compile(r"^(plt|matplotlib|ax)\."), "draws or shows results", 0.7),
    (re.compile(r"^(argparse\.|.*\.(add_argument|parse_args))"), "reads the command line", 0.8),
)  # fmt: skip

_ALLOWED_DUNDERS = frozenset(("__init__", "__call__", "__new__", "__post_init__", "__matmul__"))


def plumbing_of(symbol: Symbol, parameters: Sequence[Symbol] = ()) -> Plumbing:
    """How far a class, function or method is plumbing, by the strongest of its signs."""
    signs = [*_name_signs(symbol), *_call_signs(symbol), *_body_signs(symbol)]
    del parameters
    degree, reason = max(signs, default=(0.0, ""), key=lambda sign: sign[0])
    # Arithmetic is what papers are about: the more of it, the less a name alone convinces.
    if symbol.kind != "class":
        degree *= 1.0 / (1.0 + 0.05 * symbol.body.operators)
    return Plumbing(degree, reason if degree >= 0.5 else "")


def _name_signs(symbol: Symbol) -> list[tuple[float, str]]:
    last = symbol.last_name.partition("~")[0]
    signs: list[tuple[float, str]] = []
    if last.startswith("__") and last.endswith("__"):
        if last not in _ALLOWED_DUNDERS:
            signs.append((0.95, "serves Python's own protocols"))
        return signs
    words = identifier_words(last)
    for known, reason, sure in _NAMED:
        if any(word in known for word in words):
            signs.append((sure, reason))
    if len(words) >= 3 and "to" in words[1:-1]:
        signs.append((0.6, "converts between formats"))
    if words[:1] in (("get",), ("set",), ("is",), ("has",)) and symbol.kind != "class" and symbol.body.statements <= 3:
        signs.append((0.6, "reads or sets one value"))
    return signs


def _call_signs(symbol: Symbol) -> list[tuple[float, str]]:
    signs: list[tuple[float, str]] = []
    for pattern, reason, sure in _CALLED:
        if any(pattern.match(call) for call in symbol.body.calls):
            signs.append((sure, reason))
    return signs


def _body_signs(symbol: Symbol) -> list[tuple[float, str]]:
    body = symbol.body
    if symbol.kind == "class" or body.statements == 0:
        return []
    signs: list[tuple[float, str]] = []
    last = symbol.last_name.partition("~")[0]
    if any(
        decorator.rpartition(".")[2] in ("property", "setter", "cached_property") for decorator in symbol.decorators
    ):
        signs.append((0.8, "reads or sets one value"))
    checks = body.raises + body.asserts
    if (
        checks
        and 2 * checks + (body.branches if body.raises else 0) >= 0.6 * body.statements
        and body.operators <= 3 * checks
    ):
        signs.append((0.85, "checks its arguments"))
    if body.operators == 0 and body.loops == 0 and len(body.calls) <= 2 and body.statements <= 2 and last != "__init__":
        signs.append((0.6, "passes its arguments on"))
    if last == "__init__" and body.operators == 0 and not body.numbers and len(body.calls) <= 2:
        signs.append((0.4, "keeps its arguments"))
    return signs
