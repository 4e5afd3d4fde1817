/** Cells of notebooks: the file that a cell belongs to, and a place in code → shown, in its cell where it is a notebook's. */

import * as vscode from "vscode";
import type { Cell } from "./protocol";

const CELL = "vscode-notebook-cell";

/** A text's own file: for a cell its notebook's. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== CELL) {
    return uri;
  }
  const text = uri.toString();
  const holds = (notebook: vscode.NotebookDocument): boolean =>
    notebook.getCells().some((cell) => cell.document.uri.toString() === text);
  return vscode.workspace.notebookDocuments.find(holds)?.uri ?? uri;
}

/** Those of a file's places that stand in a text: all of them, but for a cell only its own. */
export function within<Place extends { uri: string }>(uri: vscode.Uri, places: readonly Place[]): readonly Place[] {
  return uri.scheme === CELL ? places.filter((each) => vscode.Uri.parse(each.uri).toString() === uri.toString()) : places;
}

/** Shows a cell with the selection in it; undefined when the notebook has no such cell any more. */
export async function showCell(cell: Cell, viewColumn: vscode.ViewColumn): Promise<vscode.TextEditor | undefined> {
  const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.parse(cell.notebook));
  if (cell.index >= notebook.cellCount) {
    await vscode.window.showNotebookDocument(notebook, { viewColumn });
    return undefined;
  }
  const cells = new vscode.NotebookRange(cell.index, cell.index + 1);
  const shown = await vscode.window.showNotebookDocument(notebook, { viewColumn, selections: [cells] });
  shown.revealRange(cells, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  const { start, end } = cell.range;
  const document = notebook.cellAt(cell.index).document;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.commands.executeCommand("vscode.open", document.uri, { viewColumn, selection, preview: true });
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? editor : undefined;
}

/** The text that the caret is in. The editor names none while a notebook's cell is scrolled to: then that of the chosen cell. */
export function activeEditor(): vscode.TextEditor | undefined {
  const notebook = vscode.window.activeNotebookEditor;
  const at = notebook?.selection.start;
  if (vscode.window.activeTextEditor || !notebook || at === undefined || at >= notebook.notebook.cellCount) {
    return vscode.window.activeTextEditor;
  }
  const { document } = notebook.notebook.cellAt(at);
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}
