"""The package's own source → every text that its problems and findings can be made of.

Whatever is given as a message or a remedy is followed back to the literals that it comes from: through names, branches,
sums, f-strings, parameters (to what the callers give), fields (to what their records are made with) and exceptions (to what
they are raised with). What comes from outside, such as a path, is ``SAMPLE``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import paperlsp

PACKAGE = Path(paperlsp.__file__).parent
SAMPLE = "Xq7"
Trail = frozenset[int]
"""The nodes on the way to one, by identity."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Scope:
    """A function within its module; ``function`` is None for what stands in the module itself."""

    path: Path
    function: Function | None


@cache
def modules() -> dict[Path, ast.Module]:
    return {
        path: ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent.name != "wording"
    }


@cache
def calls() -> tuple[tuple[Scope, ast.Call], ...]:
    """All calls of the package, each with the innermost function that it stands in."""
    return tuple(found for path, tree in modules().items() for found in _calls_in(tree, Scope(path, None)))


def _calls_in(node: ast.AST, scope: Scope) -> Iterator[tuple[Scope, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield scope, child
        yield from _calls_in(child, Scope(scope.path, child) if isinstance(child, Function) else scope)


def texts_given(maker: str, parameters: dict[str, int]) -> dict[str, str]:
    """Each text that ``maker`` is called with for one of its parameters, which have these places; with the file it is in."""
    found: dict[str, str] = {}
    for scope, call in calls():
        if _called(call) == maker and not any(isinstance(each, ast.Starred) for each in call.args):
            for name, place in parameters.items():
                given = _argument(call, name, place)
                for text in texts_of(given, scope) if given is not None else ():
                    found.setdefault(text, f"{scope.path.name}:{call.lineno}")
    return found


def texts_of(node: ast.expr, scope: Scope, trail: Trail = frozenset()) -> list[str]:
    """What an expression may say."""
    if id(node) in trail:
        # A text that is put into a longer one of the same name.
        return [SAMPLE]
    trail |= {id(node)}

    def of(inner: ast.expr) -> list[str]:
        return texts_of(inner, scope, trail)

    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.Constant():
            return [SAMPLE]
        case ast.JoinedStr():
            parts = [of(part.value) if isinstance(part, ast.FormattedValue) else of(part) for part in node.values]
            return ["".join(said) for said in product(*parts)]
        case ast.IfExp():
            return [*of(node.body), *of(node.orelse)]
        case ast.BoolOp():
            return [text for value in node.values for text in of(value)]
        case ast.BinOp(op=ast.Add()):
            return [left + right for left, right in product(of(node.left), of(node.right))]
        case ast.Subscript() if isinstance(node.value, ast.Name | ast.Attribute):
            return [text for value in _table_values(node.value, scope) for text in of(value)] or [SAMPLE]
        case ast.Call(func=ast.Attribute(attr="format", value=template)):
            return of(template)
        case ast.Call(func=ast.Name(id="str"), args=[ast.Name(id=name)]):
            return _raised(name, scope, trail) or [SAMPLE]
        case ast.Call():
            return _returned(node, scope, trail) or [SAMPLE]
        case ast.Name():
            return _named(node.id, scope, trail) or [SAMPLE]
        case ast.Attribute():
            return _field(node.attr, scope, trail) or [SAMPLE]
        case _:
            return [SAMPLE]


def _named(name: str, scope: Scope, trail: Trail) -> list[str]:
    """What a name may hold: what it is given in its function, what callers pass for it, or a constant's value."""
    given = [value for value in _assigned(name, scope.function) if value is not None]
    if scope.function is not None and _assigned(name, scope.function):
        return [text for value in given for text in texts_of(value, scope, trail)]
    if scope.function is not None and (place := _place(name, scope.function)) is not None:
        return _passed(scope.function, name, place, scope.path, trail)
    for path, tree in modules().items():
        if path == scope.path or _imports(scope.path, name):
            for value in _assigned(name, tree):
                if value is not None:
                    return texts_of(value, Scope(path, None), trail)
    return []


def _assigned(name: str, within: ast.AST | None) -> list[ast.expr | None]:
    """The values that a name is given; None for one that comes out of a loop, a handler or several at once."""
    found: list[ast.expr | None] = []
    for node in _own(within) if within is not None else ():
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                found.append(value)
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                found += [
                    value for target, value in zip(targets, values, strict=False) if getattr(target, "id", "") == name
                ]
            case ast.AnnAssign(target=ast.Name(id=target), value=value) if target == name:
                found.append(value)
            case ast.NamedExpr(target=ast.Name(id=target), value=value) if target == name:
                found.append(value)
            case ast.AugAssign(target=ast.Name(id=target), value=ast.Constant(value=str()) | ast.JoinedStr()) if (
                target == name
            ):
                # A sum of texts is none that a catalogue could know.
                raise AssertionError(f"{name} is added to in line {node.lineno}: say each text whole")
            case ast.Tuple(ctx=ast.Store()) if any(getattr(each, "id", "") == name for each in node.elts):
                found.append(None)
            case ast.For(target=ast.Name(id=target)) if target == name:
                found.append(None)
            case ast.ExceptHandler(name=target) if target == name:
                found.append(None)
            case _:
                pass
    return found


def _own(within: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function or a module, without those of the functions in it."""
    for child in ast.iter_child_nodes(within):
        yield child
        if not isinstance(child, Function):
            yield from _own(child)


def _place(name: str, function: Function) -> int | None:
    """The place of a parameter among a call's arguments; -1 for one that is only given by name."""
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    if names[:1] in (["self"], ["cls"]):
        names = names[1:]
    if name in names:
        return names.index(name)
    return -1 if any(each.arg == name for each in function.args.kwonlyargs) else None


def _passed(function: Function, name: str, place: int, path: Path, trail: Trail) -> list[str]:
    found: list[str] = []
    for scope, call in calls():
        within = scope.path == path or _imports(scope.path, function.name)
        if within and _called(call) == function.name:
            given = _argument(call, name, place)
            found += texts_of(given, scope, trail) if given is not None else []
    return found


def _returned(call: ast.Call, scope: Scope, trail: Trail) -> list[str]:
    """What a function of the same module returns."""
    for node in ast.walk(modules()[scope.path]):
        if isinstance(node, Function) and node.name == _called(call):
            own = Scope(scope.path, node)
            values = [each.value for each in _own(node) if isinstance(each, ast.Return) and each.value is not None]
            return [text for value in values for text in texts_of(value, own, trail)]
    return []


def _raised(name: str, scope: Scope, trail: Trail) -> list[str]:
    """What a caught exception of ours says."""
    for node in _own(scope.function) if scope.function is not None else ():
        if isinstance(node, ast.ExceptHandler) and node.name == name and isinstance(node.type, ast.Name):
            kind = node.type.id
            if any(isinstance(each, ast.ClassDef) and each.name == kind for each in _all_nodes()):
                return [
                    text for own, call in calls() if _called(call) == kind
                    for text in texts_of(call.args[0], own, trail)
                ]  # fmt: skip
    return _named(name, scope, trail)


def _field(name: str, scope: Scope, trail: Trail) -> list[str]:
    """What a field of a record of the same module may hold."""
    found: list[str] = []
    for node in ast.walk(modules()[scope.path]):
        if isinstance(node, ast.ClassDef):
            fields = [each.target.id for each in node.body if isinstance(each, ast.AnnAssign)]  # type: ignore[union-attr]
            if name in fields:
                for own, call in calls():
                    if own.path == scope.path and _called(call) == node.name:
                        given = _argument(call, name, fields.index(name))
                        found += texts_of(given, own, trail) if given is not None else []
    return found


def _table_values(node: ast.expr, scope: Scope) -> list[ast.expr]:
    name = getattr(node, "id", "")
    for value in _assigned(name, modules()[scope.path]):
        if isinstance(value, ast.Dict):
            return value.values
    return []


@cache
def _all_nodes() -> tuple[ast.AST, ...]:
    return tuple(node for tree in modules().values() for node in ast.walk(tree))


@cache
def _imports(path: Path, name: str) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and any(each.name == name for each in node.names)
        for node in ast.walk(modules()[path])
    )


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _argument(call: ast.Call, name: str, place: int) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[place] if 0 <= place < len(call.args) else None
