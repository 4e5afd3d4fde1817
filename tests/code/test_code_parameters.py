"""Files of hyper-parameters: which files count, the values in them by name and place, and their comments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.code import LARGEST, holds_parameters, read_source, suppressions
from paperlsp.code.parameters import may_hold_parameters

YAML = """\
# After Section 6.1.
optimizer:
  name: QHAdam
  betas: [0.9, 0.99]
  "lr": 1e-3  # paperlsp: ignore[PL401] ours is slower
  nus:
    - 0.7
    - 1.0
  _target_: torch.optim.Other
model: &model {dim: 256, window: [14, 14]}
drop: ${dropout}
sweep:
  epochs: {value: 90}
  trainer.batch_size: 1_024
  seed: "7"
  flag: true
"""
TOML = """\
batch_size = 32   # as in Table 3

[optimizer.adam]
lr = 1e-3
betas = [0.9, 0.99]
"quoted".eps = +1.5E-8
inline = { dropout = 0.1 }

[[layers]]
dim = 3
"""
JSON = '{"optimizer.lr": 0.1, "model": {"dims": [3, 4], "heads": 8}, "note": null, "hidden": -2}'


def values(path: str, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, value and what it is given to; each literal stands where its span says."""
    source = read_source(path, text.encode())
    assert source.problems == ()
    assert source.symbols == ()
    for value in source.values:
        assert value.name_span is not None
        key = source.content[value.name_span.start : value.name_span.end].decode().strip('"')
        assert value.name.partition("[")[0] in key or key == "value"
    return [(value.name, value.value, value.within) for value in source.values]


def test_yaml() -> None:
    assert values("conf/train.yaml", YAML) == [
        ("betas[0]", "0.9", ("optimizer", "QHAdam", "Other")),
        ("betas[1]", "0.99", ("optimizer", "QHAdam", "Other")),
        ("lr", "0.001", ("optimizer", "QHAdam", "Other")),
        ("nus[0]", "0.7", ("optimizer", "QHAdam", "Other")),
        ("nus[1]", "1", ("optimizer", "QHAdam", "Other")),
        ("dim", "256", ("model",)),
        ("window", "14x14", ("model",)),
        ("window[0]", "14", ("model",)),
        ("window[1]", "14", ("model",)),
        ("epochs", "90", ("sweep",)),
        ("batch_size", "1024", ("sweep", "trainer")),
        ("seed", "7", ("sweep",)),
    ]


def test_toml() -> None:
    assert values("conf/train.toml", TOML) == [
        ("batch_size", "32", ()),
        ("lr", "0.001", ("optimizer", "adam")),
        ("betas[0]", "0.9", ("optimizer", "adam")),
        ("betas[1]", "0.99", ("optimizer", "adam")),
        ("eps", "1.5e-08", ("optimizer", "adam", "quoted")),
        ("dropout", "0.1", ("optimizer", "adam", "inline")),
        ("dim", "3", ("layers",)),
    ]


def test_json() -> None:
    assert values("hparams.json", JSON) == [
        ("lr", "0.1", ("optimizer",)),
        ("dims", "3x4", ("model",)),
        ("dims[0]", "3", ("model",)),
        ("dims[1]", "4", ("model",)),
        ("heads", "8", ("model",)),
        ("hidden", "-2", ()),
    ]


def test_comments_cite_and_silence() -> None:
    source = read_source("train.yaml", YAML.encode())
    assert [(each.kind, each.numbers) for each in source.mentions] == [("section", ("6.1",))]
    assert [(each.codes, each.reason) for each in suppressions(source)] == [(("PL401",), "ours is slower")]
    assert [each.kind for each in read_source("train.toml", TOML.encode()).mentions] == ["table"]


@pytest.mark.parametrize(
    "path",
    [
        "package.json",
        "web/package-lock.json",
        "pyproject.toml",
        "paperlsp.toml",
        "docker-compose.yml",
        "environment.yaml",
        "mkdocs.yml",
        ".pre-commit-config.yaml",
        "docs/example.yaml",
        "data/annotations/train.json",
        "model/tokenizer_config.json",
        "train.yaml.txt",
    ],
)
def test_names_of_other_files(path: str) -> None:
    assert not (may_hold_parameters(path) and holds_parameters(path))


@pytest.mark.parametrize("path", ["train.yaml", "configs/data/cifar.yml", "src/hparams.JSON", "recipes/base.toml"])
def test_names_of_files_of_parameters(path: str) -> None:
    assert holds_parameters(path)


@pytest.mark.parametrize(
    "text",
    [
        "jobs: {test: {steps: 3, epochs: 3, lr: 1}}",
        "name: nothing\nport: 80\nretries: 3",
        "- lr: 1\n- epochs: 3",
        "lr: 0.1",
        "",
        "{{ template }}: [",
        "epochs: 1\nlr: " + str(list(range(500))),
    ],
)
def test_what_speaks_of_something_else_is_empty(text: str) -> None:
    source = read_source("a.yaml", text.encode())
    assert (source.values, source.comments, source.problems) == ((), (), ())


def test_a_file_too_long_is_empty() -> None:
    text = YAML + "#" * LARGEST
    assert read_source("a.yaml", text.encode()).values == ()


@given(st.sampled_from(["a.yaml", "a.toml", "a.json"]), st.binary(max_size=300))
def test_content_never_raises(path: str, content: bytes) -> None:
    read_source(path, content)


@given(st.sampled_from([("a.yaml", YAML), ("a.toml", TOML), ("a.json", JSON)]), st.data())
def test_damaged_files_never_raise(case: tuple[str, str], data: st.DataObject) -> None:
    path, text = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for value in read_source(path, (text[:start] + text[end:]).encode()).values:
        assert value.span.start < value.span.end


def test_deep_nesting_ends() -> None:
    source = read_source("a.json", ('{"lr": 1, "epochs": 2, "a": ' + "[" * 3000 + "]" * 3000 + "}").encode())
    assert [value.name for value in source.values] == ["lr", "epochs"]
