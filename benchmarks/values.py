"""Measure which values of code are found to be stated in a paper, and whether those that are said to differ do.

    python benchmarks/values.py [--shared ../shared] [--code FOLDER]

Three questions. Of the values that a careful reader compared, how many are found on their line, and with the right word
for agreement. Of all differences that are reported over every pair of code and its paper, how many are right: judged one by
one in ``values_verdicts.json``, by digests that hold no text of a paper or of code. And how many are reported of papers
beside code that implements nothing of them, where each one is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from paperlsp.check.differing import Difference, differences
from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

ROOT = Path(__file__).resolve().parent.parent
VERDICTS = Path(__file__).with_name("values_verdicts.json")
RIGHT: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("adam", "keras", ("src/optimizers",)),
    ("adam", "optax", ("_src",)),
    ("adam", "labml_nn", ("optimizers",)),
    ("adam", "timm", ("optim",)),
    ("attention", "labml_nn", ("transformers", "optimizers/noam.py", "optimizers/configs.py")),
    ("lora", "labml_nn", ("lora",)),
    ("lora", "loralib", ("",)),
    ("qhadam", "qhoptim", ("",)),
    ("resnet", "labml_nn", ("resnet",)),
    ("resnet", "keras", ("src/applications/resnet.py",)),
    ("resnet", "timm", ("models/resnet.py",)),
    ("sam", "segment_anything", ("",)),
    ("sam", "timm", ("models/vision_transformer_sam.py",)),
    ("gan", "labml_nn", ("gan/original",)),
    ("unlabelled/distillation", "labml_nn", ("distillation",)),
    ("unlabelled/pondernet", "labml_nn", ("adaptive_computation",)),
    ("unlabelled/primer", "labml_nn", ("transformers/primer_ez",)),
    ("unlabelled/retro", "labml_nn", ("transformers/retro",)),
    ("unlabelled/rwkv", "labml_nn", ("rwkv",)),
    ("unlabelled/sgdr", "timm", ("scheduler",)),
    ("unlabelled/sgdr", "keras", ("src/optimizers/schedules",)),
    ("unlabelled/mobilenets", "keras", ("src/applications/mobilenet.py",)),
    ("unlabelled/glorot", "keras", ("src/initializers",)),
    ("unlabelled/prelu", "keras", ("src/layers/activations", "src/initializers")),
    ("unlabelled/swish", "keras", ("src/activations",)),
    ("unlabelled/dropout", "keras", ("src/layers/regularization",)),
)
"""A paper, and the package with the folders and files of it that implement something of the paper."""
WRONG: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("attention", "keras", ("src/optimizers",)),
    ("attention", "optax", ("_src",)),
    ("resnet", "qhoptim", ("",)),
    ("lora", "qhoptim", ("",)),
    ("adam", "segment_anything", ("",)),
    ("sam", "labml_nn", ("transformers/basic", "unet")),
    ("sam", "qhoptim", ("",)),
    ("qhadam", "segment_anything", ("",)),
    ("gan", "loralib", ("",)),
    ("resnet", "loralib", ("",)),
    ("resnet", "labml_nn", ("sketch_rnn",)),
    ("lora", "labml_nn", ("gan",)),
    ("lora", "torch_geometric", ("nn/models",)),
    ("unlabelled/alexnet", "labml_nn", ("lstm",)),
    ("unlabelled/irm", "labml_nn", ("diffusion",)),
    ("unlabelled/deepseek_moe", "torch_geometric", ("nn/conv",)),
    ("unlabelled/retro", "torch_geometric", ("nn/conv",)),
    ("unlabelled/rwkv", "segment_anything", ("",)),
    ("unlabelled/primer", "labml_nn", ("rl",)),
    ("unlabelled/glmnet", "keras", ("src/optimizers",)),
    ("unlabelled/sgdr", "labml_nn", ("capsule_networks",)),
    ("unlabelled/deepseek_v32", "loralib", ("",)),
    ("unlabelled/zero", "keras", ("src/layers/rnn",)),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--code", type=Path, default=ROOT.parent.parent / "code")
    arguments = parser.parse_args()
    if not arguments.shared.is_dir() or not arguments.code.is_dir():
        parser.error("give the folders of papers and of unpacked packages with --shared and --code")
    gold = json.loads((arguments.shared / "gold/values.json").read_text())
    verdicts: dict[str, str] = json.loads(VERDICTS.read_text()) if VERDICTS.is_file() else {}
    found: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    print("== right pairs: findings of PL401 and PL402, each with its verdict")
    for case, package, parts in RIGHT:
        snapshot = snapshot_of(arguments.shared, arguments.code, case, package, parts)
        for each in differences(snapshot):
            verdict = verdicts.get(digest_of(case, each), "open")
            counts[verdict] += 1
            print(f"  {verdict:6} {digest_of(case, each)} {shown(snapshot, case, each)}")
        for entry in gold:
            if entry["case"] == case and entry["file"] in snapshot.sources:
                found[f"{entry['verdict']} {hit(snapshot, entry)}"] += 1
    judged = counts["right"] + counts["wrong"]
    print(f"precision {counts['right'] / max(judged, 1):.2f} of {judged} judged, {counts['open']} open")
    print("\n== values that a reader compared: found on their line with that word")
    for verdict in ("match", "differs"):
        yes, no = found[f"{verdict} True"], found[f"{verdict} False"]
        print(f"  {verdict:8} {yes} of {yes + no}")
    print("\n== wrong pairs: each finding is wrong")
    total = 0
    for case, package, parts in WRONG:
        snapshot = snapshot_of(arguments.shared, arguments.code, case, package, parts)
        for each in differences(snapshot):
            total += 1
            print(f"  {shown(snapshot, case, each)}")
    print(f"{total} findings in {len(WRONG)} pairs")


@cache
def paper_of(path: Path) -> PaperEntry:
    return PaperEntry("paper.pdf", read_paper(read_document(path.read_bytes())))


def snapshot_of(shared: Path, code: Path, case: str, package: str, parts: Sequence[str]) -> Snapshot:
    pdf = shared / "papers" / (f"{case}.pdf" if "/" in case else f"{case}/paper.pdf")
    root = code / package
    paths: list[Path] = []
    for part in parts:
        place = root / package / part
        paths += [place] if place.is_file() else sorted(place.rglob("*.py"))
    sources = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    read = {name: read_source(name, content) for name, content in sorted(sources.items())}
    return build_snapshot(None, Config(), (paper_of(pdf),), read, (), lambda: False)


def hit(snapshot: Snapshot, entry: dict[str, str | int]) -> bool:
    """Whether a value on the line is found to be stated, and to agree or not as the reader says."""
    source = snapshot.sources[str(entry["file"])]
    return any(
        source.lines.position(each.span.start)[0] + 1 == entry["line"] and each.agrees == (entry["verdict"] == "match")
        for each in snapshot.graph.values_by_file.get(source.path, ())
    )


def shown(snapshot: Snapshot, case: str, each: Difference) -> str:
    link = each.link
    line = snapshot.sources[link.file].lines.position(link.span.start)[0] + 1
    return f"{case} {link.file}:{line} {link.name} = {link.value}, stated {link.stated.name} = {link.stated.value}"


def digest_of(case: str, each: Difference) -> str:
    """What a verdict hangs on, as one digest."""
    link = each.link
    text = f"{case}\n{link.file}\n{link.symbol}\n{link.name}\n{link.value}\n{link.stated.name}\n{link.stated.value}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


if __name__ == "__main__":
    main()
