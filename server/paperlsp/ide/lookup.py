"""A byte offset in a source → the mention or the definition that stands there, by place or by name.

There is no type inference: a name means a definition when Python's scoping says so within the file, or when one
definition alone in the workspace bears that name. A name that could mean several things means nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import ResolvedMention
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.model.span import Span

_WORD = re.compile(r"\w+")
_QUALIFIER = re.compile(r"((?:[^\W\d]\w*\s*\.\s*)+)\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """A definition that the name under the caret means. ``span`` are the bytes of that name where the caret is."""

    file: str
    symbol: Symbol
    span: Span
    at_definition: bool


def mention_at(snapshot: Snapshot, file: str, offset: int) -> ResolvedMention | None:
    """The mention that the caret touches; where two touch it, the one that begins there."""
    found: ResolvedMention | None = None
    for resolved in snapshot.mentions_by_file.get(file, ()):
        if resolved.mention.span.start > offset:
            break
        if resolved.mention.span.contains(offset):
            found = resolved
    return found


def definition_at(snapshot: Snapshot, file: str, offset: int) -> Found | None:
    """The definition whose name the caret touches, or the one that a name in code means."""
    source = snapshot.sources.get(file)
    if source is None:
        return None
    for symbol in source.symbols:
        if symbol.span.start > offset:
            break
        if (
            symbol.kind != "module"
            and symbol.name_span.contains(offset)
            and symbol.name_span.end > symbol.name_span.start
        ):
            return Found(file, symbol, symbol.name_span, at_definition=True)
    if any(comment.span.start <= offset < comment.span.end for comment in source.comments):
        return None
    word = _word_at(source, offset)
    if word is None:
        return None
    name, qualifiers, span = word
    meant = _within_file(source, name, qualifiers, offset) or _within_workspace(snapshot, name, qualifiers)
    return None if meant is None else Found(meant[0], meant[1], span, at_definition=False)


def meant_by(snapshot: Snapshot, file: str, dotted: str, offset: int) -> tuple[str, Symbol] | None:
    """The file and the definition that a dotted name means in the code that holds ``offset``."""
    source = snapshot.sources.get(file)
    *qualifiers, name = dotted.split(".")
    if source is None:
        return None
    within = _within_file(source, name, tuple(qualifiers), offset)
    return within or _within_workspace(snapshot, name, tuple(qualifiers))


def _word_at(source: SourceFile, offset: int) -> tuple[str, tuple[str, ...], Span] | None:
    """The identifier that the caret touches, the names before its dots, and its bytes."""
    line, column = source.lines.position(offset)
    raw = source.lines.line_bytes(line)
    text = raw.decode("utf-8", "replace")
    caret = len(raw[:column].decode("utf-8", "ignore"))
    for match in _WORD.finditer(text):
        if match.start() > caret:
            break
        if match.end() >= caret and not match.group()[0].isdigit():
            before = _QUALIFIER.search(text[: match.start()])
            qualifiers = tuple(part.strip() for part in before.group(1).split(".")[:-1]) if before else ()
            if before is None and text[: match.start()].rstrip().endswith("."):
                # A call's or an index's result: nobody here knows what that is.
                return None
            start = offset - column + len(text[: match.start()].encode())
            return match.group(), qualifiers, Span(start, start + len(match.group().encode()))
    return None


def _within_file(source: SourceFile, name: str, qualifiers: tuple[str, ...], offset: int) -> tuple[str, Symbol] | None:
    """By Python's scopes: the enclosing functions inside out, then the module; ``self.name`` in the enclosing class."""
    around = source.symbol_at(offset)
    scopes: list[Symbol] = []
    while around is not None and around.kind != "module":
        scopes.append(around)
        around = source.by_name.get(around.parent) if around.parent else None
    if qualifiers and qualifiers[0] in ("self", "cls") and len(qualifiers) == 1:
        owner = next((scope for scope in scopes if scope.kind == "class"), None)
        candidates = [f"{owner.name}.{name}"] if owner is not None else []
    elif qualifiers:
        candidates = [".".join((*qualifiers, name))]
    else:
        # The body of a class is no scope for the functions in it.
        candidates = [f"{scope.name}.{name}" for at, scope in enumerate(scopes) if at == 0 or scope.kind != "class"]
        candidates.append(name)
    for candidate in candidates:
        symbol = source.by_name.get(candidate)
        if symbol is not None:
            return source.path, symbol
    return None


def _within_workspace(snapshot: Snapshot, name: str, qualifiers: tuple[str, ...]) -> tuple[str, Symbol] | None:
    """The one top-level definition of this name in any file; a qualifier must be its module, package or class."""
    if qualifiers and qualifiers[0] in ("self", "cls"):
        return None
    found = _only(snapshot, name)
    if not qualifiers:
        return found
    owner = _only(snapshot, qualifiers[-1])
    if owner is not None and owner[1].kind == "class":
        member = snapshot.sources[owner[0]].by_name.get(f"{qualifiers[-1]}.{name}")
        return None if member is None else (owner[0], member)
    if found is None:
        return None
    modules = found[0].rpartition(".")[0].split("/")
    return found if qualifiers[-1] in modules else None


def _only(snapshot: Snapshot, name: str) -> tuple[str, Symbol] | None:
    files = snapshot.files_by_name.get(name, ())
    if len(files) != 1:
        return None
    return files[0], snapshot.sources[files[0]].by_name[name]
