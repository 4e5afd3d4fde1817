"""A file's name, and then its keys → whether it holds hyper-parameters, and not packages, jobs, data or a schema."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

from paperlsp.code.parameters.tree import Listing, Mapping, Node, Scalar
from paperlsp.notation import identifier_words, word_set

LARGEST = 64_000
"""Bytes. Nobody writes more parameters than this by hand."""
_MOST_VALUES = 400
_LEAST_TELLING = 2
_OTHER_NAMES = [
    "package*.json",
    "composer*.json",
    "*lock.json",
    "*lock.yaml",
    "*lock.yml",
    "*.lock.*",
    "tsconfig*.json",
    "jsconfig*.json",
    "*.schema.json",
    "pyproject.toml",
    "paperlsp.toml",
    "cargo.toml",
    "pixi.toml",
    "uv.toml",
    "ruff.toml",
    "rustfmt.toml",
    "poetry.toml",
    "pipfile*",
    "*compose*.y*ml",
    "environment*.y*ml",
    "conda*.y*ml",
    "mkdocs*.y*ml",
    "codecov.y*ml",
    "_config.y*ml",
    "azure-pipelines*.y*ml",
    "appveyor.y*ml",
    "action.y*ml",
    "cloudbuild.y*ml",
    "netlify.toml",
    "vercel.json",
    "renovate.json",
    "citation.*",
    "*.ipynb.json",
    "vocab*.json",
    "tokenizer*.json",
    "special_tokens_map.json",
    "*annotations*.json",
    "*results*.json",
    "*metrics*.json",
    "*.geojson",
    "manifest*.json",
    "*.code-workspace.json",
    "index.json",
    "*.index.json",
    "readthedocs.y*ml",
    "openapi.*",
    "swagger.*",
]
_OTHER_FOLDERS = word_set(
    "docs doc site static assets data dataset datasets annotations results outputs output logs runs wandb checkpoints locale "
    "locales i18n translations schemas schema migrations charts helm k8s kubernetes deploy deployment fixtures snapshots"
)
_OWN_FOLDERS = word_set("config configs conf cfg cfgs hparams hyperparameters experiment experiments recipes params")
"""Below one of these, a folder of any name groups parameters: ``configs/dataset/cifar.yaml``."""
_OTHER_KEYS = word_set(
    "dependencies devDependencies scripts jobs services $schema build-system openapi swagger nbformat lockfileVersion repos "
    "apiVersion channels definitions steps project workflows stages paths"
)
"""With one of these at its top, a file says what is built, run or served."""
_TELLING = word_set(
    "lr learning epochs epoch batch beta betas beta1 beta2 momentum dropout decay optimizer optimiser scheduler warmup hidden "
    "layers heads dim dims embedding embed width depth channels rank alpha gamma eps epsilon temperature steps iterations "
    "gradient clip seed loss kernel stride backbone encoder decoder attention transformer dmodel sigma nu nus lambda tau"
)
_WORD = re.compile(r"[A-Za-z]")


def may_hold_parameters(path: str) -> bool:
    """Whether nothing in a path speaks against it."""
    *folders, name = path.lower().split("/")
    if name.startswith("."):
        return False
    for folder in folders:
        if folder in _OWN_FOLDERS:
            break
        if folder in _OTHER_FOLDERS:
            return False
    return not any(fnmatchcase(name, pattern) for pattern in _OTHER_NAMES)


def holds_parameters(roots: Sequence[Node]) -> bool:
    """Whether the keys speak of training or of a model, often enough and not of too much else."""
    keys: list[str] = []
    values = 0
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        match node:
            case Scalar():
                values += 1
            case Listing(items):
                waiting += items
            case Mapping(entries):
                keys += [entry.key for entry in entries]
                waiting += [entry.value for entry in entries]
        if values > _MOST_VALUES:
            return False
    tops = {entry.key for root in roots if isinstance(root, Mapping) for entry in root.entries}
    if tops & _OTHER_KEYS or not any(isinstance(root, Mapping) for root in roots):
        return False
    telling = {key for key in keys if _WORD.search(key) and _TELLING & set(identifier_words(key))}
    return len(telling) >= _LEAST_TELLING
