"""``ide`` records → LSP types, with byte offsets turned into positions of the texts that the client has now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from lsprotocol import types
from lsprotocol.converters import get_converter

from paperlsp.ide import (
    CodePlace,
    Diagnostic,
    Hover,
    OutlineItem,
    PageOf,
    PaperPlace,
    PictureOf,
    hover_markdown,
    hover_plain,
    no_pages,
)
from paperlsp.model.paper import AnchorKind
from paperlsp.model.source import SourceFile
from paperlsp.model.span import LineIndex, Span
from paperlsp.server.documents import Documents
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded
from paperlsp.server.notebooks import within
from paperlsp.server.position import Encoding, to_range
from paperlsp.server.projection import Projection
from paperlsp.server.support import ClientSupport
from paperlsp.server.uri import to_uri
from paperlsp.wording import Language
from paperlsp.workspace import is_notebook

_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "hint": types.DiagnosticSeverity.Hint,
}
_KIND: dict[AnchorKind, types.SymbolKind] = {
    "section": types.SymbolKind.Namespace,
    "heading": types.SymbolKind.String,
    "equation": types.SymbolKind.Operator,
    "algorithm": types.SymbolKind.Function,
    "figure": types.SymbolKind.File,
    "table": types.SymbolKind.Array,
    "theorem": types.SymbolKind.Interface,
}
_converter = get_converter()

Jumps = list[types.LocationLink] | list[types.Location] | None


class Converter:
    """Turns places into ranges. ``documents`` are the open texts, which may be newer than what was indexed."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    @property
    def encoding(self) -> Encoding:
        return self._documents.encoding

    def location(self, folder: Folder, loaded: Loaded, file: str, span: Span) -> types.Location:
        """Where a client finds a span of an indexed file, as that file is now."""
        return self.places_in(folder, loaded, file)(span)

    def places_in(self, folder: Folder, loaded: Loaded, file: str) -> Callable[[Span], types.Location]:
        """The same for many spans of one file: in a notebook in its cell while the client has it open, else on the lines of
        the notebook's file.
        """
        source = loaded.snapshot.sources.get(file)
        uri = self.uri_of(folder, file)
        if source is None or not is_notebook(file):
            range_of = self._ranges_in(folder, loaded, file)
            return lambda span: types.Location(uri, range_of(span))
        notebook = self._documents.notebook_at(folder.root / file)
        if notebook is None:
            return lambda span: types.Location(uri, _file_range(source, span))
        projection = Projection(source.content, notebook.content)

        def in_cell(span: Span) -> types.Location:
            present = projection.to_new(span)
            cell = notebook.cell_at(present.start)
            if cell is None:
                return types.Location(notebook.uri, _line(0))
            return types.Location(cell.uri, to_range(cell.text.lines, within(cell, present), self.encoding))

        return in_cell

    def _ranges_in(self, folder: Folder, loaded: Loaded, file: str) -> Callable[[Span], types.Range]:
        """Spans of an indexed file that is no notebook as ranges of that file as it is now."""
        lines = loaded.lines_of(file)
        document = self._documents.at(folder.root / file)
        if lines is None:
            lines = document.lines if document is not None else LineIndex(b"")
        projection = Projection(lines.content, document.content) if document is not None else None
        if document is None or projection is None or not projection.changed:
            return lambda span: to_range(lines, span, self.encoding)
        present = document.lines
        return lambda span: to_range(present, projection.to_new(span), self.encoding)

    def uri_of(self, folder: Folder, file: str) -> str:
        """The client's own URI of a file that it has open, so that it recognises it."""
        path = folder.root / file
        opened = self._documents.notebook_at(path) or self._documents.at(path)
        return opened.uri if opened is not None else to_uri(path)

    def code_location(self, folder: Folder, loaded: Loaded, place: CodePlace) -> types.Location:
        return self.location(folder, loaded, place.file, place.select)

    def copy_location(self, loaded: Loaded, place: PaperPlace) -> types.Location | None:
        """The place of a part in its paper's reading copy; None when that could not be written."""
        copy = loaded.copy_of.get(place.paper)
        if copy is None:
            return None
        line = copy.copy.line_of(place.anchor)
        document = self._documents.at(copy.path)
        return types.Location(document.uri if document is not None else to_uri(copy.path), _line(line))

    def copy_target(self, loaded: Loaded, place: PaperPlace) -> str | None:
        """The same as a URI that one can click."""
        copy = loaded.copy_of.get(place.paper)
        return None if copy is None else to_uri(copy.path, copy.copy.line_of(place.anchor))

    def diagnostic(
        self, loaded: Loaded, diagnostic: Diagnostic, at: types.Range, support: ClientSupport
    ) -> types.Diagnostic:
        place = diagnostic.place if support.related else None
        location = self.copy_location(loaded, place) if place is not None else None
        finding = diagnostic.finding
        page = loaded.rule_pages.get(finding.code) if support.described else None
        return types.Diagnostic(
            range=at,
            message=diagnostic.message(support.language),
            severity=_SEVERITY[finding.severity],
            code=finding.code,
            source="paperlsp",
            code_description=types.CodeDescription(to_uri(page)) if page is not None else None,
            related_information=(
                [types.DiagnosticRelatedInformation(location, diagnostic.label)] if location is not None else None
            ),
            data={"name": finding.name, "fingerprint": finding.fingerprint},
        )


def jump_result(locations: Sequence[types.Location], origin: types.Range, *, links: bool) -> Jumps:
    """Links where the client takes them: they tell which text was under the caret."""
    if not locations:
        return None
    if not links:
        return list(locations)
    return [types.LocationLink(each.uri, each.range, each.range, origin) for each in locations]


def hover_result(
    hover: Hover,
    span: types.Range | None,
    picture_of: PictureOf,
    language: Language,
    *,
    markdown: bool,
    page_of: PageOf = no_pages,
) -> types.Hover:
    return types.Hover(markup(hover, picture_of, language, markdown=markdown, page_of=page_of), span)


def markup(
    hover: Hover, picture_of: PictureOf, language: Language, *, markdown: bool, page_of: PageOf = no_pages
) -> types.MarkupContent:
    if markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, hover_markdown(hover, picture_of, language, page_of))
    return types.MarkupContent(types.MarkupKind.PlainText, hover_plain(hover, language))


def outline_tree(items: Iterable[OutlineItem]) -> list[types.DocumentSymbol]:
    return [
        types.DocumentSymbol(
            name=item.name,
            kind=_KIND[item.kind],
            range=types.Range(types.Position(item.line, 0), types.Position(item.end_line + 1, 0)),
            selection_range=_line(item.line),
            detail=item.detail,
            children=outline_tree(item.children),
        )
        for item in items
    ]


def outline_list(items: Iterable[OutlineItem], uri: str, container: str | None = None) -> list[types.SymbolInformation]:
    """The outline for clients that know no tree: each item names the one that holds it."""
    flat: list[types.SymbolInformation] = []
    for item in items:
        flat.append(
            types.SymbolInformation(
                types.Location(uri, _line(item.line)), item.name, _KIND[item.kind], container_name=container
            )
        )
        flat += outline_list(item.children, uri, item.name)
    return flat


def symbol_kind(kind: AnchorKind) -> types.SymbolKind:
    return _KIND[kind]


def written(item: types.Diagnostic) -> str:
    """A diagnostic as the client gets it."""
    return json.dumps(_converter.unstructure(item))


def result_id(items: Iterable[str]) -> str:
    """A digest of what the client is shown, so that the same diagnostics have the same id after a restart too."""
    return hashlib.blake2b("\n".join(items).encode(), digest_size=12).hexdigest()


def json_object(value: object) -> Mapping[str, object] | None:
    """A JSON object, which pygls may have made into an object of its own."""
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value)
    fields = getattr(value, "_asdict", None)
    return cast("Mapping[str, object]", fields()) if callable(fields) else None


def _file_range(source: SourceFile, span: Span) -> types.Range:
    """The lines of a notebook's file that hold a span of its code."""
    cell = source.cell_at(span.start)
    if cell is None or not cell.file_lines:
        return _line(0)
    first, last = (
        cell.file_lines[min(source.line_at(offset), len(cell.file_lines)) - 1]
        for offset in (span.start, min(span.end, cell.span.end))
    )
    return types.Range(types.Position(first, 0), types.Position(max(first, last) + 1, 0))


def _line(line: int) -> types.Range:
    return types.Range(types.Position(line, 0), types.Position(line, 0))
