"""A definition → whether it computes anything by itself: what does not is plumbing, however little is known of it."""

from __future__ import annotations

from paperlsp.model.source import SourceFile, Symbol

_APPLYING = frozenset({"forward", "__call__", "call", "apply", "step", "update"})
"""Methods that compute by calling what the instance holds: there a call is the computation."""
_SHORT = 3


def idle(symbol: Symbol, source: SourceFile) -> str:
    """Why a definition computes nothing by itself, in words; "" for one that may compute something.

    A class computes when one of its methods may; one that holds nothing but fields does not. A module's definitions speak
    for themselves.
    """
    body = symbol.body
    if symbol.kind == "class":
        methods = [each for each in source.symbols if each.parent == symbol.name and each.kind == "method"]
        if not methods:
            return "" if body.loops else "only holds fields"
        return "" if any(not idle(each, source) for each in methods) else "computes nothing by itself"
    if body.operators or body.loops or any(each.symbol == symbol.name for each in source.computations):
        return ""
    if symbol.kind == "module":
        return "only holds definitions and imports"
    last = symbol.last_name.partition("~")[0]
    if last == "__init__":
        return "only keeps what it is given"
    # A chain of calls may well be a computation, of which each part is somewhere else.
    if last in _APPLYING or (body.calls and body.statements > _SHORT):
        return ""
    return "only hands on what it is given" if body.calls else "computes nothing by itself"
