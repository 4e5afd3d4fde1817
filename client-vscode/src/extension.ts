/** The editor → everything that this extension adds to it, put together. */

import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { Doctor } from "./doctor";
import { hoverMiddleware } from "./hover";
import { Library } from "./library";
import { Marks } from "./marks";
import { Server } from "./server/server";
import { Status } from "./status";
import { FileTree } from "./trees/files";
import { PartTree } from "./trees/parts";
import { PaperEditors } from "./view/editors";
import { Follow } from "./view/follow";

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Paper", { log: true });
  const server: Server = new Server(context, log, hoverMiddleware(() => server));
  const doctor = new Doctor(server);
  const library = new Library(server);
  const editors = new PaperEditors(context.extensionUri, server, library);
  const follow = new Follow(server, library, editors);
  const parts = new PartTree(library);
  const files = new FileTree(library);
  context.subscriptions.push(
    log,
    server,
    doctor,
    library,
    editors,
    follow,
    parts,
    files,
    new Status(server, library),
    new Marks(library),
    registerCommands({ context, server, doctor, library, editors, follow, parts, files }),
    server.onState((state) => {
      if (state === "missing") {
        void offerInstallation(log);
      }
    }),
    vscode.window.onDidChangeActiveColorTheme(() => server.tellTheme()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void server.start()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("paperlsp.command") || change.affectsConfiguration("paperlsp.interpreter")) {
        void server.start();
      }
    }),
    openBesideOnce(library, editors),
  );
  void server.start();
}

/** Asked once; the status bar and the side bar keep saying it. */
let offered = false;

async function offerInstallation(log: vscode.LogOutputChannel): Promise<void> {
  if (offered) {
    return;
  }
  offered = true;
  const install = vscode.l10n.t("Install");
  const choose = vscode.l10n.t("Choose an Interpreter");
  const show = vscode.l10n.t("Show the Log");
  const message = vscode.l10n.t("paperlsp was not found. It can be installed into an environment of its own, without touching yours.");
  const chosen = await vscode.window.showInformationMessage(message, install, choose, show);
  if (chosen === install) {
    await vscode.commands.executeCommand("paperlsp.install");
  } else if (chosen === choose) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "paperlsp.interpreter");
  } else if (chosen === show) {
    log.show();
  }
}

/** With the setting on, a folder's only paper opens beside its code, once in a session. */
function openBesideOnce(library: Library, editors: PaperEditors): vscode.Disposable {
  const opened = new Set<string>();
  const look = (): void => {
    const editor = vscode.window.activeTextEditor;
    const wanted = vscode.workspace.getConfiguration("paperlsp").get<boolean>("openBeside", false);
    const shelf = editor && library.shelfOf(editor.document.uri);
    const paper = shelf?.papers[0];
    if (wanted && shelf && paper && shelf.papers.length === 1 && !opened.has(shelf.folder)) {
      opened.add(shelf.folder);
      void editors.open(vscode.Uri.parse(paper.uri), true);
    }
  };
  return vscode.Disposable.from(library.onChanged(look), vscode.window.onDidChangeActiveTextEditor(look));
}
