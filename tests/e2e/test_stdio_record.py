"""What a person says in the editor, over standard input and output: code actions, their commands, what follows."""

from __future__ import annotations

import asyncio
import os
import shutil
import tomllib
from pathlib import Path

import pytest
import pytest_lsp
from conftest import FIXTURES, SERVER
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient

RECORD = ".paperlsp/links.toml"


@pytest.fixture
def root(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fixture about momentum in a folder of its own. All tests share one cache, so that the paper is read once."""
    if not (FIXTURES / "qhadam" / "paper.pdf").exists():
        pytest.skip("the fixture's paper is not built: run fixtures/build")
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "record-cache"))
    root = shutil.copytree(FIXTURES / "qhadam", tmp_path / "mo mentum é")
    (root / "paperlsp.toml").write_text("unexplained-below = 0.5\n", "utf-8")
    return root


@pytest_lsp.fixture(config=ClientServerConfig(server_command=SERVER))
async def client(lsp_client: LanguageClient, root: Path):
    lsp_client.edits = []

    @lsp_client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        lsp_client.edits.append(params.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    # The library answers these by itself, and tells nobody.
    lsp_client.protocol.fm.features.pop(types.WORKSPACE_DIAGNOSTIC_REFRESH)

    @lsp_client.feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)
    def refresh(*_: object) -> None:
        lsp_client.refreshed.set()

    converter = lsp_client.protocol._converter

    def structure(value: dict, _: object) -> types.CodeAction | types.Command:
        # The library takes every code action with a command for a bare command.
        return converter.structure(value, types.CodeAction if isinstance(value["command"], dict) else types.Command)

    converter.register_structure_hook(types.Command | types.CodeAction, structure)
    lsp_client.refreshed = asyncio.Event()
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            diagnostic=types.DiagnosticClientCapabilities(),
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
            code_action=types.CodeActionClientCapabilities(
                code_action_literal_support=types.ClientCodeActionLiteralOptions(
                    code_action_kind=types.ClientCodeActionKindOptions(value_set=[types.CodeActionKind.QuickFix])
                )
            ),
        ),
        workspace=types.WorkspaceClientCapabilities(
            apply_edit=True,
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
        ),
    )
    folders = [types.WorkspaceFolder(uri=root.as_uri(), name="momentum")]
    await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities, workspace_folders=folders))
    yield
    await lsp_client.shutdown_session()


class Editor:
    """One open file: what can be done on the line of a mark, and what is shown there."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client, self.path = client, path
        self.document = types.TextDocumentIdentifier(path.as_uri())
        self.text = path.read_text("utf-8")
        item = types.TextDocumentItem(path.as_uri(), "python", 1, self.text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def position(self, mark: str) -> types.Position:
        before = self.text[: self.text.index(mark)]
        return types.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)

    async def actions(
        self, mark: str, diagnostics: list[types.Diagnostic] | None = None
    ) -> dict[str, types.CodeAction]:
        at = self.position(mark)
        context = types.CodeActionContext(diagnostics=diagnostics or [])
        params = types.CodeActionParams(self.document, types.Range(at, at), context)
        found = await self.client.text_document_code_action_async(params) or []
        return {each.title: each for each in found}

    async def do(self, action: types.CodeAction) -> dict:
        command = action.command
        return await run(self.client, command.command, command.arguments[0])

    async def hover(self, mark: str) -> str:
        at = self.position(mark)
        found = await self.client.text_document_hover_async(types.HoverParams(self.document, at))
        return found.contents.value if found is not None else ""

    async def findings(self, code: str) -> list[types.Diagnostic]:
        report = await self.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(self.document))
        return [each for each in report.items if each.code == code]


async def run(client: LanguageClient, command: str, argument: object) -> dict:
    params = types.ExecuteCommandParams(command, [argument])
    result = await client.workspace_execute_command_async(params)
    return result if isinstance(result, dict) else result._asdict()


def words(root: Path) -> dict:
    return tomllib.loads((root / RECORD).read_text("utf-8"))


def titled(actions: dict[str, types.CodeAction], start: str) -> types.CodeAction:
    (found,) = [each for title, each in actions.items() if title.startswith(start)]
    return found


async def test_confirm_reject_choose_and_take_back(client: LanguageClient, root: Path):
    editor = Editor(client, root / "src/quasi/qhadam.py")
    actions = await editor.actions("QHAdam(")
    confirm = titled(actions, "Confirm: 5 QHAdam")
    assert confirm.kind == types.CodeActionKind.Refactor
    assert await editor.do(confirm) == {"done": True}
    (entry,) = words(root)["confirmed"]
    assert (entry["file"], entry["symbol"], entry["anchor"]) == ("src/quasi/qhadam.py", "QHAdam", "sec:5")
    hover = await editor.hover("QHAdam(")
    assert "*100%: confirmed by hand" in hover

    actions = await editor.actions("QHAdam(")
    assert not [title for title in actions if title.startswith("Confirm: 5 QHAdam")]
    assert await editor.do(titled(actions, "Take back: 5 QHAdam")) == {"done": True}
    assert words(root)["confirmed"] == []

    actions = await editor.actions("QHAdam(")
    other = next(title for title in actions if title.startswith("Choose instead: "))
    assert await editor.do(actions[other]) == {"done": True}
    (confirmed,), (rejected,) = words(root)["confirmed"], words(root)["rejected"]
    assert rejected["anchor"] == "sec:5"
    assert confirmed["anchor"] != "sec:5"
    assert "5 QHAdam**" not in (await editor.hover("QHAdam(")).split("\n")[0]

    actions = await editor.actions("QHAdam(")
    assert await editor.do(titled(actions, "Take back: 5 QHAdam, p. 3 was rejected")) == {"done": True}
    assert words(root)["rejected"] == []


async def test_unexplained_code_is_marked_by_a_quick_fix_and_the_finding_goes(client: LanguageClient, root: Path):
    editor = Editor(client, root / "src/quasi/centralise.py")
    (finding,) = await editor.findings("PL101")
    client.refreshed.clear()
    actions = await editor.actions("centralise(", [finding])
    mark = titled(actions, "Not from the paper: our own addition")
    assert (mark.kind, list(mark.diagnostics)) == (types.CodeActionKind.QuickFix, [finding])
    assert await editor.do(mark) == {"done": True}
    assert words(root)["marked"][0]["reason"] == "our own addition"
    await asyncio.wait_for(client.refreshed.wait(), 30)
    assert await editor.findings("PL101") == []
    assert "Marked as not from the paper**: our own addition" in await editor.hover("centralise(")
    only = types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.QuickFix])
    at = editor.position("centralise(")
    params = types.CodeActionParams(editor.document, types.Range(at, at), only)
    assert not await client.text_document_code_action_async(params)


async def test_a_stale_link_is_found_and_said_again(client: LanguageClient, root: Path):
    editor = Editor(client, root / "src/quasi/qhm.py")
    await editor.do(titled(await editor.actions("QHM("), "Confirm: "))
    version = types.VersionedTextDocumentIdentifier(uri=editor.document.uri, version=2)
    changed = editor.text.replace("return", "return 1 *")
    assert changed != editor.text
    whole = types.TextDocumentContentChangeWholeDocument(text=changed)
    client.text_document_did_change(types.DidChangeTextDocumentParams(version, [whole]))
    editor.text = changed
    (finding,) = await editor.findings("PL310")
    assert finding.severity == types.DiagnosticSeverity.Hint
    again = titled(await editor.actions("QHM(", [finding]), "Still right")
    assert (again.kind, again.is_preferred) == (types.CodeActionKind.QuickFix, True)
    assert await editor.do(again) == {"done": True}
    assert await editor.findings("PL310") == []


async def test_the_link_is_written_as_a_comment_that_is_read_again(client: LanguageClient, root: Path):
    editor = Editor(client, root / "src/quasi/qhadam.py")
    actions = await editor.actions("QHAdam(")
    write = titled(actions, "Write “# paper: §5” above, with a quote")
    assert await editor.do(write) == {"done": True}
    (edit,) = client.edits
    (change,) = edit.document_changes
    assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(editor.document.uri, 1)
    (insertion,) = change.edits
    assert insertion.range.start == insertion.range.end == types.Position(editor.position("QHAdam(").line, 0)
    assert insertion.new_text.startswith('# paper: §5 "')
    text = editor.text.split("\n")
    text[insertion.range.start.line : insertion.range.start.line] = insertion.new_text.rstrip("\n").split("\n")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(uri=editor.document.uri, version=2),
            [types.TextDocumentContentChangeWholeDocument(text="\n".join(text))],
        )
    )
    editor.text = "\n".join(text)
    await editor.findings("PL101")
    hover = await editor.hover("QHAdam(")
    assert "*99%: “paper: §5”, and its quote stands there" in hover
    assert not [title for title in await editor.actions("QHAdam(") if title.startswith("Write “# paper: §5”")]


async def test_an_unsaved_record_is_changed_in_the_editor(client: LanguageClient, root: Path):
    editor = Editor(client, root / "src/quasi/qhadam.py")
    await editor.do(titled(await editor.actions("QHAdam("), "Confirm: 5 QHAdam"))
    path = root / RECORD
    buffer = path.read_text("utf-8") + "# é∇𝛽 being written\n"
    item = types.TextDocumentItem(path.as_uri(), "toml", 1, buffer)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    before = path.read_bytes()
    argument = {"uri": editor.document.uri, "symbol": "RunningWeight", "text": "ours"}
    assert await run(client, "paperlsp.mark", argument) == {"done": True}
    assert path.read_bytes() == before
    (change,) = client.edits[-1].document_changes
    assert change.text_document.uri == path.as_uri()
    (edit,) = change.edits
    assert edit.range.start == types.Position(0, 0)
    assert edit.range.end.line == buffer.count("\n")
    assert "# é∇𝛽 being written" in edit.new_text
    assert tomllib.loads(edit.new_text)["marked"][0]["symbol"] == "RunningWeight"


@pytest.mark.parametrize(
    "argument",
    [
        {"symbol": "none"},
        {"symbol": "QHAdam", "paper": "none", "anchor": "eq:1"},
        {"symbol": "QHAdam", "paper": "", "anchor": ""},
        {"symbol": "QHAdam", "anchor": "command:x", "paper": "<img src=x onerror=alert(1)>"},
    ],
)
async def test_what_cannot_be_said_is_told_and_writes_nothing(client: LanguageClient, root: Path, argument: dict):
    uri = (root / "src/quasi/qhadam.py").as_uri()
    for command in ("paperlsp.confirm", "paperlsp.reject", "paperlsp.annotate"):
        answer = await run(client, command, {"uri": uri, **argument})
        assert answer["done"] is False
        assert answer["reason"]
    elsewhere = await run(client, "paperlsp.mark", {"uri": "file:///elsewhere.py", "symbol": "f", "text": ""})
    assert elsewhere["done"] is False
    assert not (root / ".paperlsp").exists()
    assert client.edits == []


@pytest.mark.parametrize("arguments", [[], [3], [{"symbol": "f"}], [{"uri": 3, "symbol": "f"}], [{}, {}]])
async def test_wrong_arguments_are_an_error_of_the_protocol(client: LanguageClient, arguments: list):
    with pytest.raises(JsonRpcException) as caught:
        await client.workspace_execute_command_async(types.ExecuteCommandParams("paperlsp.confirm", arguments))
    assert caught.value.code == types.ErrorCodes.InvalidParams


async def test_titles_hold_no_markup_and_nothing_that_acts(client: LanguageClient, root: Path):
    editor = Editor(client, root / "src/quasi/qhadam.py")
    for title in await editor.actions("QHAdam("):
        assert title.isprintable()
        assert len(title) <= 120
    assert os.sep not in "".join(await editor.actions("QHAdam("))
