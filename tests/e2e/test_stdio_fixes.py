"""A finding that can be mended offers the edit that mends it, in the real server."""

import shutil
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

FIXTURES = Path(__file__).parents[2] / "fixtures"
TEXT = '# paper: §4.1 "looks ahead by two decay steps"\ndef f(x):  # paperlsp: ignore[PL201]\n    return x\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "repo"
    root.mkdir()
    shutil.copy(FIXTURES / "qhadam" / "paper.pdf", root)
    (root / "a.py").write_text(TEXT, "utf-8")
    return root


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "-m", "paperlsp.cli"]))
async def client(lsp_client: LanguageClient, root: Path):
    literals = types.ClientCodeActionLiteralOptions(
        types.ClientCodeActionKindOptions(value_set=[types.CodeActionKind.QuickFix])
    )
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            diagnostic=types.DiagnosticClientCapabilities(code_description_support=True),
            code_action=types.CodeActionClientCapabilities(code_action_literal_support=literals),
        )
    )
    folders = [types.WorkspaceFolder(root.as_uri(), "repo")]
    await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities, workspace_folders=folders))
    yield
    await lsp_client.shutdown_session()


async def test_findings_offer_the_edits_that_mend_them(client: LanguageClient, root: Path) -> None:
    document = types.TextDocumentIdentifier((root / "a.py").as_uri())
    report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
    found = {each.code: each for each in report.items}
    assert set(found) == {"PL005", "PL204"}
    for code, each in found.items():
        assert each.code_description.href.endswith(f"/rules/{code}.md")
    edits: dict[str, str] = {}
    for code, each in found.items():
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(document, each.range, types.CodeActionContext([each]))
        )
        (fix,) = [action for action in actions if getattr(action, "edit", None) is not None]
        assert (fix.kind, fix.is_preferred) == (types.CodeActionKind.QuickFix, True)
        ((edit,),) = fix.edit.changes.values()
        edits[code] = edit.new_text
    assert edits == {"PL005": "", "PL204": "looks ahead by one decay step"}


async def test_in_a_notebook_the_edits_go_into_the_cell(client: LanguageClient, root: Path) -> None:
    texts = ["x = 1", TEXT, "y = 2  # paperlsp: ignore[PL201]"]
    cells = [types.NotebookCell(types.NotebookCellKind.Code, f"cells:{number}") for number in range(3)]
    client.notebook_document_did_open(
        types.DidOpenNotebookDocumentParams(
            types.NotebookDocument((root / "n.ipynb").as_uri(), "jupyter-notebook", 1, cells),
            [types.TextDocumentItem(f"cells:{number}", "python", 1, text) for number, text in enumerate(texts)],
        )
    )
    fixed: list[str] = []
    for number, text in enumerate(texts):
        document = types.TextDocumentIdentifier(f"cells:{number}")
        report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
        lines = text.split("\n")
        for each in report.items:
            actions = await client.text_document_code_action_async(
                types.CodeActionParams(document, each.range, types.CodeActionContext([each]))
            )
            (fix,) = [action for action in actions if getattr(action, "edit", None) is not None]
            ((uri, (edit,)),) = fix.edit.changes.items()
            assert uri == document.uri
            start, end = edit.range.start, edit.range.end
            assert start.line == end.line
            line = lines[start.line]
            lines[start.line] = line[: start.character] + edit.new_text + line[end.character :]
        fixed.append("\n".join(lines))
    assert fixed == [
        "x = 1",
        '# paper: §4.1 "looks ahead by one decay step"\ndef f(x):\n    return x\n',
        "y = 2",
    ]
