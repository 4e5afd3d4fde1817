"""The whole path over standard input and output, in every position encoding, on the fixtures."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import pytest_lsp
from conftest import FIXTURES, SERVER
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

ENCODINGS = [types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16, types.PositionEncodingKind.Utf32]
ADDED = "# ∇𝛽 as in Eq. (99)\n"
START = {"utf-8": 16, "utf-16": 12, "utf-32": 11}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    """Both fixtures, copied, and a cache of their own."""
    root = tmp_path_factory.mktemp("e2e")
    os.environ["PAPERLSP_CACHE_DIR"] = str(root / "cache")
    for name in ("qhadam", "sam"):
        if not (FIXTURES / name / "paper.pdf").exists():
            pytest.skip("the fixtures' papers are not built: run fixtures/build")
        shutil.copytree(FIXTURES / name, root / name)
    return root


@pytest_lsp.fixture(config=ClientServerConfig(server_command=SERVER), params=[each.value for each in ENCODINGS])
async def client(lsp_client: LanguageClient, workspace: Path, request: pytest.FixtureRequest):
    lsp_client.encoding = request.param
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[request.param]),
        text_document=types.TextDocumentClientCapabilities(
            diagnostic=types.DiagnosticClientCapabilities(),
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
            document_symbol=types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
        ),
        window=types.WindowClientCapabilities(work_done_progress=True),
    )
    folders = [types.WorkspaceFolder(uri=(workspace / name).as_uri(), name=name) for name in ("qhadam", "sam")]
    result = await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, workspace_folders=folders)
    )
    assert result.capabilities.position_encoding == request.param
    yield
    await lsp_client.shutdown_session()


def file_with(root: Path, text: str) -> Path:
    return next(path for path in sorted(root.rglob("*.py")) if text in path.read_text("utf-8"))


def lines_of(uri: str) -> list[str]:
    return Path(uri.removeprefix("file://")).read_text("utf-8").split("\n")


def opened(client: LanguageClient, path: Path, text: str | None = None) -> types.TextDocumentIdentifier:
    content = path.read_text("utf-8") if text is None else text
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(path.as_uri(), "python", 1, content))
    )
    return types.TextDocumentIdentifier(path.as_uri())


def position_of(path: Path, mark: str, plus: int = 0) -> types.Position:
    """Where an ASCII mark stands, on a line that is ASCII up to there."""
    lines = path.read_text("utf-8").split("\n")
    line = next(at for at, text in enumerate(lines) if mark in text)
    assert lines[line][: lines[line].index(mark)].isascii()
    return types.Position(line, lines[line].index(mark) + plus)


async def test_from_code_to_paper_and_back(client: LanguageClient, workspace: Path):
    path = file_with(workspace / "sam", "class MaskDecoder")
    document = opened(client, path)
    position = position_of(path, "MaskDecoder")

    hover = await client.text_document_hover_async(types.HoverParams(document, position))
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "Mask decoder" in hover.contents.value
    assert re.search(r"^“.+”$", hover.contents.value, re.MULTILINE)
    assert re.search(r"^\*\d+%: ", hover.contents.value, re.MULTILINE)

    (place,) = await client.text_document_declaration_async(types.DeclarationParams(document, position))
    assert place.uri.startswith((workspace / "cache").as_uri())
    lines = lines_of(place.uri)
    assert "mask decoder" in lines[place.range.start.line].lower()
    assert await client.text_document_definition_async(types.DefinitionParams(document, position)) is None

    there = types.TextDocumentIdentifier(place.uri)
    context = types.ReferenceContext(include_declaration=True)
    back = await client.text_document_references_async(types.ReferenceParams(context, there, place.range.start))
    assert (path.as_uri(), position.line) in {(each.uri, each.range.start.line) for each in back}
    found = await client.text_document_implementation_async(types.ImplementationParams(there, place.range.start))
    assert path.as_uri() in {each.uri for each in found}
    hover = await client.text_document_hover_async(types.HoverParams(there, place.range.start))
    assert "`MaskDecoder`" in hover.contents.value

    outline = await client.text_document_document_symbol_async(types.DocumentSymbolParams(there))
    assert len(outline) > 3
    for item in outline:
        if item.kind != types.SymbolKind.Namespace:
            continue
        # A plain comparison of what is shown with what stands in the file.
        assert item.name.split()[-1] in lines[item.selection_range.start.line].replace("\\", "")


async def test_diagnostics_come_and_go(client: LanguageClient, workspace: Path):
    path = file_with(workspace / "qhadam", "class QHAdam")
    document = opened(client, path)

    async def messages() -> list[types.Diagnostic]:
        report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
        return [item for item in report.items if "99" in item.message]

    assert await messages() == []
    start, after = types.Position(0, 0), types.Position(1, 0)
    for version, span, text, expected in (
        (2, types.Range(start, start), ADDED, 1),
        (3, types.Range(start, after), "", 0),
    ):
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=document.uri, version=version),
                [types.TextDocumentContentChangePartial(span, text)],
            )
        )
        found = await messages()
        assert len(found) == expected
        for item in found:
            assert item.severity == types.DiagnosticSeverity.Warning
            begin = START[client.encoding]
            assert item.range == types.Range(types.Position(0, begin), types.Position(0, begin + len("Eq. (99)")))


async def test_mentions_lead_into_the_paper(client: LanguageClient, workspace: Path):
    path = file_with(workspace / "qhadam", "Eq. (9)")
    document = opened(client, path)
    (place,) = await client.text_document_definition_async(
        types.DefinitionParams(document, position_of(path, "Eq. (9)", 2))
    )
    copy = lines_of(place.uri)
    assert any("\\tag{9}" in line for line in copy[place.range.start.line : place.range.start.line + 12])
    links = await client.text_document_document_link_async(types.DocumentLinkParams(document))
    assert any(link.target == f"{place.uri}#L{place.range.start.line + 1}" for link in links)


async def test_both_papers_are_searched(client: LanguageClient):
    symbols = await client.workspace_symbol_async(types.WorkspaceSymbolParams("decoder"))
    assert any("decoder" in each.name.lower() for each in symbols)
    everything = await client.workspace_symbol_async(types.WorkspaceSymbolParams(""))
    assert len({each.location.uri for each in everything}) == 2


async def test_a_part_is_offered_and_what_is_written_then_counts(client: LanguageClient, workspace: Path):
    path = file_with(workspace / "sam", "class MaskDecoder")
    text = path.read_text("utf-8")
    added = "# ∇𝛽 # paper: \n"
    document = opened(client, path, text.replace("class MaskDecoder", f"{added}class MaskDecoder"))
    line = text[: text.index("class MaskDecoder")].count("\n")
    caret = types.Position(line, {"utf-8": 19, "utf-16": 15, "utf-32": 14}[client.encoding])
    offered = await client.text_document_completion_async(types.CompletionParams(document, caret))
    assert offered is not None
    best = offered.items[0]
    assert "Mask decoder" in best.label
    assert best.detail.partition("%")[0].isdigit()
    assert best.text_edit.range == types.Range(caret, caret)
    resolved = await client.completion_item_resolve_async(best)
    assert "Mask decoder" in resolved.documentation
    client.text_document_did_close(types.DidCloseTextDocumentParams(document))


async def test_the_call_hierarchy_leads_from_the_reading_copy_into_the_code(client: LanguageClient, workspace: Path):
    path = file_with(workspace / "sam", "class MaskDecoder")
    document = opened(client, path)
    (place,) = await client.text_document_declaration_async(
        types.DeclarationParams(document, position_of(path, "MaskDecoder"))
    )
    copy = types.TextDocumentIdentifier(place.uri)
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(copy))
    assert any(fold.start_line == place.range.start.line for fold in folds)
    (part,) = await client.text_document_prepare_call_hierarchy_async(
        types.CallHierarchyPrepareParams(copy, place.range.start)
    )
    calls = await client.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(part))
    decoder = next(call.to for call in calls if call.to.name == "MaskDecoder")
    assert (decoder.uri, decoder.selection_range.start) == (path.as_uri(), position_of(path, "MaskDecoder"))
    back = await client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(decoder))
    assert part.name in {call.from_.name for call in back}
