"""A fuzzer that sees which branches were taken, on one target of ``fuzz_targets.py``.

    python tests/soak/fuzz_atheris.py TARGET [--minutes 5] [--corpus DIR]

Needs ``atheris``, which has wheels for Linux and some Pythons only; without it this says so and ends well. What did harm
is written to the corpus as ``crash-…``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--corpus", type=Path, default=Path("fuzz-corpus"))
    arguments = parser.parse_args()
    try:
        import atheris  # noqa: PLC0415 -- It need not be there.
    except ImportError:
        print("atheris is not installed: nothing was fuzzed with it")  # noqa: T201
        return
    with atheris.instrument_imports(include=["paperlsp"]):
        from fuzz_targets import SEEDS, TARGETS  # noqa: PLC0415 -- It has to be imported under the instruments.
    corpus = arguments.corpus / arguments.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[arguments.target]):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [
        sys.argv[0],
        str(corpus),
        f"-max_total_time={int(60 * arguments.minutes)}",
        "-max_len=4096",
        "-timeout=10",
        f"-artifact_prefix={arguments.corpus}/{arguments.target}-",
    ]
    atheris.Setup(options, TARGETS[arguments.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
