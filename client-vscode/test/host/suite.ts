/** What the editor's own interface says of our providers, asked from within the extension host → a file of results. */

import * as assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";

const PATIENCE = 120_000;
const tests: [string, () => Promise<void>][] = [];

function test(name: string, run: () => Promise<void>): void {
  tests.push([name, run]);
}

async function until<Value>(what: string, find: () => Thenable<Value | undefined | false>): Promise<Value> {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE; ) {
    const found = await find();
    if (found) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`waited in vain for ${what}`);
}

async function open(pattern: string): Promise<vscode.TextDocument> {
  const [file] = await vscode.workspace.findFiles(pattern);
  assert.ok(file, pattern);
  return vscode.workspace.openTextDocument(file);
}

function at(document: vscode.TextDocument, text: string, plus = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, text);
  return document.positionAt(offset + plus);
}

function place(document: vscode.TextDocument, found: vscode.Location | vscode.LocationLink): string {
  const uri = "targetUri" in found ? found.targetUri : found.uri;
  return uri.path === document.uri.path ? "here" : uri.path;
}

async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, position);
  return hovers.flatMap((hover) => hover.contents.map((each) => (typeof each === "string" ? each : each.value))).join("\n");
}

test("a hover quotes the paper, and its last line alone may run commands, five of ours", async () => {
  const document = await open("**/qhm.py");
  await vscode.window.showTextDocument(document);
  const position = at(document, "class QHM", 7);
  await until("a hover", async () => /Quasi-hyperbolic momentum/i.test(await hoverText(document, position)));
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, position);
  const contents = hovers.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
  const trusted = contents.filter((each) => each.isTrusted);
  assert.equal(trusted.length, 1);
  assert.deepEqual((trusted[0]?.isTrusted as { enabledCommands: string[] }).enabledCommands, ["paperlsp.open", "paperlsp.goToCode", "paperlsp.confirm", "paperlsp.reject", "paperlsp.sayNote"]);
  assert.ok(contents.every((each) => !each.supportHtml));
});

test("a hover on a statement tells which equation it computes", async () => {
  const document = await open("**/qhm.py");
  const text = await hoverText(document, at(document, "mul_(beta)"));
  assert.match(text, /computes/);
  assert.match(text, /\| β \| beta \|/);
});

test("lenses name parts, and open them in the paper", async () => {
  const document = await open("**/qhm.py");
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 50);
  const lens = lenses.find((each) => each.range.start.line === at(document, "class QHM").line);
  assert.match(lens?.command?.title ?? "", /^(§|Eq\.|Algorithm) ?\d.*p\. \d/);
  assert.equal(lens?.command?.command, "paperlsp.open");
});

test("from a name to the paper, and from a mention to what it names and to other code of it", async () => {
  const document = await open("**/qhm.py");
  type Found = (vscode.Location | vscode.LocationLink)[];
  const ask = (kind: string, position: vscode.Position): Thenable<Found> => vscode.commands.executeCommand(`vscode.execute${kind}Provider`, document.uri, position);
  const declared = await ask("Declaration", at(document, "class QHM", 7));
  assert.match(place(document, declared[0]!), /\/reading\/.*\.md$/);
  const mention = at(document, "Eq. (2)", 2);
  assert.match(place(document, (await ask("Definition", mention))[0]!), /\/reading\/.*\.md$/);
  assert.ok((await ask("Reference", mention)).some((found) => place(document, found) === "here"));
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>("vscode.executeLinkProvider", document.uri, 20);
  assert.ok(links.some((link) => document.getText(link.range) === "Eq. (2)"));
});

test("a citation that leads nowhere is a finding, gone with its comment", async () => {
  const document = await open("**/convert.py");
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(document.lineCount, 0), "\n# See Eq. (99).\n");
  assert.ok(await vscode.workspace.applyEdit(edit));
  const own = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(document.uri).filter((each) => each.source === "paperlsp" && /99/.test(each.message));
  await vscode.window.showTextDocument(document);
  const [found] = await until("the finding", async () => own().length > 0 && own());
  assert.equal(found?.severity, vscode.DiagnosticSeverity.Warning);
  await vscode.commands.executeCommand("undo");
  await until("no finding", async () => own().length === 0);
});

test("code actions say what can be said, and one of them writes a comment", async () => {
  const document = await open("**/qhm.py");
  await vscode.window.showTextDocument(document);
  const head = at(document, "class QHM", 7);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, new vscode.Range(head, head));
  const titles = actions.map((action) => action.title);
  assert.ok(titles.some((title) => title.startsWith("Confirm: ")), titles.join("\n"));
  const write = actions.find((action) => action.title.startsWith("Write “# paper:"));
  assert.ok(write?.command, titles.join("\n"));
  await vscode.commands.executeCommand(write.command.command, ...(write.command.arguments ?? []));
  await until("the comment", async () => /# paper: .*\nclass QHM/.test(document.getText()));
  await vscode.commands.executeCommand("undo");
  assert.doesNotMatch(document.getText(), /# paper: /);
});

test("behind # paper: the parts of the paper are offered", async () => {
  const document = await open("**/convert.py");
  await vscode.window.showTextDocument(document);
  const end = new vscode.Position(document.lineCount, 0);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, end, "\n# paper: ");
  assert.ok(await vscode.workspace.applyEdit(edit));
  const place = document.positionAt(document.getText().length);
  const labels = await until("the parts", async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, place);
    const found = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    return found.some((label) => /Eq\. \(2\)/.test(label)) && found;
  });
  assert.ok(labels.some((label) => /Quasi-hyperbolic momentum/i.test(label)), labels.join("\n"));
  await vscode.commands.executeCommand("undo");
});

test("notation in hints and states in semantic tokens come with their settings", async () => {
  const document = await open("**/qhm.py");
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = async (): Promise<string[]> => {
    const found = (await vscode.commands.executeCommand<vscode.InlayHint[] | undefined>("vscode.executeInlayHintProvider", document.uri, whole)) ?? [];
    return found.map(({ label }) => (typeof label === "string" ? label : label.map((part) => part.value).join("")));
  };
  assert.deepEqual(await hints(), []);
  const settings = vscode.workspace.getConfiguration("paperlsp");
  await settings.update("inlayHints", true, vscode.ConfigurationTarget.Workspace);
  await settings.update("semanticTokens", true, vscode.ConfigurationTarget.Workspace);
  await until("a hint", async () => (await hints()).some((label) => label.includes("β")));
  await until("tokens", async () => {
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>("vscode.provideDocumentSemanticTokens", document.uri);
    return (tokens?.data.length ?? 0) > 0;
  });
});

test("a reading copy leads to the code", async () => {
  const code = await open("**/qhm.py");
  type Found = (vscode.Location | vscode.LocationLink)[];
  const [found] = await vscode.commands.executeCommand<Found>("vscode.executeDeclarationProvider", code.uri, at(code, "class QHM", 7));
  assert.ok(found);
  const [uri, range] = "targetUri" in found ? [found.targetUri, found.targetRange] : [found.uri, found.range];
  const copy = await vscode.workspace.openTextDocument(uri);
  const references = await until("references", async () => {
    const locations = await vscode.commands.executeCommand<vscode.Location[]>("vscode.executeReferenceProvider", copy.uri, range.start);
    return locations.length > 0 && locations;
  });
  assert.ok(references.some((each) => each.uri.path.endsWith("/qhm.py")));
  const parts = await vscode.commands.executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[]>("vscode.executeDocumentSymbolProvider", copy.uri);
  assert.ok(parts.some((part) => /Introduction/i.test(part.name)));
});

test("the paper's parts are symbols of the workspace", async () => {
  const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>("vscode.executeWorkspaceSymbolProvider", "hyperbolic");
  assert.ok(found.some((symbol) => /hyperbolic/i.test(symbol.name)), found.map((symbol) => symbol.name).join());
});

test("every command of the manifest is there", async () => {
  const manifest = vscode.extensions.getExtension("paperlsp.paperlsp")?.packageJSON as { contributes: { commands: { command: string }[] } };
  const known = new Set(await vscode.commands.getCommands(true));
  assert.deepEqual(manifest.contributes.commands.map((each) => each.command).filter((each) => !known.has(each)), []);
});

test("the paper opens beside the code, in the view of ours, and is not opened twice", async () => {
  const document = await open("**/qhm.py");
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  await vscode.commands.executeCommand("paperlsp.openPaper");
  const papers = (): vscode.Tab[] =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.input instanceof vscode.TabInputCustom && tab.input.viewType === "paperlsp.paper");
  await until("the paper", async () => papers().length === 1);
  assert.equal(papers()[0]?.group.viewColumn, vscode.ViewColumn.Two);
  await vscode.commands.executeCommand("paperlsp.openPaper");
  assert.equal(papers().length, 1);
});

test("the lock is a setting", async () => {
  const follows = (): boolean | undefined => vscode.workspace.getConfiguration("paperlsp").get("follow");
  const before = follows();
  await vscode.commands.executeCommand("paperlsp.follow");
  assert.equal(follows(), !before);
  await vscode.commands.executeCommand("paperlsp.follow");
  assert.equal(follows(), before);
});

export async function activate(): Promise<void> {
  const file = process.env["PAPERLSP_SUITE"];
  if (!file) {
    return;
  }
  const results: { name: string; failure: string | null }[] = [];
  for (const [name, run] of tests) {
    const failure = await run().then(() => null, (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)));
    results.push({ name, failure });
  }
  await writeFile(file, JSON.stringify(results));
}
