"""Real code, read where it is installed and never imported: it must parse whole, and agree with Python's own parser."""

from __future__ import annotations

import ast
import inspect
import re
from importlib.metadata import PackageNotFoundError, files

import pytest
from code_pictures import read
from paperlsp.model.source import SourceFile


def sources_of(package: str) -> list[tuple[str, bytes]]:
    try:
        listed = files(package) or []
    except PackageNotFoundError:
        pytest.skip(f"{package} is not installed: install the group test")
    return [(str(file), file.read_binary()) for file in sorted(listed) if str(file).endswith(".py")]


def definitions(content: bytes) -> set[tuple[str, str, tuple[str, ...]]]:
    """All functions and classes as Python's parser sees them: name, docstring, parameters."""
    found: set[tuple[str, str, tuple[str, ...]]] = set()

    def walk(node: ast.AST, prefix: str, *, in_class: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                name = f"{prefix}.{child.name}" if prefix else child.name
                parameters: list[str] = []
                if not isinstance(child, ast.ClassDef):
                    given = child.args
                    listed = [*given.posonlyargs, *given.args]
                    static = any(
                        isinstance(each, ast.Name) and each.id == "staticmethod" for each in child.decorator_list
                    )
                    parameters = [each.arg for each in (listed[1:] if in_class and not static else listed)]
                    parameters += [given.vararg.arg] if given.vararg else []
                    parameters += [each.arg for each in given.kwonlyargs]
                    parameters += [given.kwarg.arg] if given.kwarg else []
                found.add((name, ast.get_docstring(child) or "", tuple(parameters)))
                walk(child, name, in_class=isinstance(child, ast.ClassDef))
            else:
                walk(child, prefix, in_class=in_class)

    walk(ast.parse(content), "", in_class=False)
    return found


def as_read(source: SourceFile) -> set[tuple[str, str, tuple[str, ...]]]:
    return {
        (re.sub(r"~\d+", "", symbol.name), symbol.docstring, symbol.parameters)
        for symbol in source.symbols
        if symbol.kind in ("class", "function", "method")
    }


@pytest.mark.parametrize("package", ["qhoptim", "segment-anything"])
def test_installed_code_is_read_as_python_reads_it(package: str) -> None:
    listed = sources_of(package)
    assert listed
    for path, content in listed:
        source = read(content, path)
        assert source.problems == (), path
        assert as_read(source) == definitions(content), path
        assert source.by_name[""].docstring == inspect.cleandoc(ast.get_docstring(ast.parse(content)) or "")


def test_what_is_known_of_one_class() -> None:
    source = next(
        read(content, path) for path, content in sources_of("segment-anything") if path.endswith("mask_decoder.py")
    )
    decoder = source.by_name["MaskDecoder"]
    assert decoder.bases == ("nn.Module",)
    assert source.by_name["MaskDecoder.__init__.num_multimask_outputs"].value == "3"
    assert source.by_name["MaskDecoder.num_mask_tokens"].value == "num_multimask_outputs + 1"
    assert "nn.Embedding" in source.by_name["MaskDecoder.__init__"].body.calls
    assert source.by_name["MaskDecoder.predict_masks"].body.operators > 0


def test_mentions_in_installed_code() -> None:
    found = {
        (mention.kind, mention.numbers)
        for path, content in sources_of("qhoptim")
        for mention in read(content, path).mentions
    }
    assert ("arxiv", ("1810.06801",)) in found
