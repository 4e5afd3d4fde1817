/** The commands of the server's own command line that help when something is wrong → the same from the editor. */

import * as vscode from "vscode";
import { lastLine } from "./server/probe";
import type { Server } from "./server/server";
import { run, spoken } from "./server/words";

const PATIENCE = 120_000;
const SCHEME = "paperlsp-doctor";

/** What the doctor said last, as a text to read and to send along with a question; it asks nobody to save it. */
export class Doctor implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private readonly uri = vscode.Uri.from({ scheme: SCHEME, path: "paperlsp doctor" });
  private said = "";

  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {}

  provideTextDocumentContent(): string {
    return this.said;
  }

  /** What is found for the folder, and what is wrong. */
  async ask(): Promise<void> {
    const { found, failures } = this.server;
    this.said = found ? await examine(found.command, found.args) : failures;
    this.server.log.info(`paperlsp doctor\n${this.said}`);
    this.changed.fire(this.uri);
    await vscode.window.showTextDocument(this.uri, { preview: true });
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}

async function examine(command: string, args: string[]): Promise<string> {
  const folder = localFolder();
  const title = vscode.l10n.t("Looking at what is there");
  const seen = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    run(command, [...args, "doctor", ...spoken(), ...(folder ? [folder] : [])], PATIENCE),
  );
  return seen.output.trim() || (seen.reason ?? "");
}

/** Papers are read anew afterwards, so the server is started anew. */
export async function clean(server: Server): Promise<void> {
  if (server.found) {
    const { command, args } = server.found;
    const done = await run(command, [...args, "clean", ...spoken()], PATIENCE);
    server.log.info(`paperlsp clean\n${done.output.trim()}`);
    if (done.reason === undefined) {
      vscode.window.setStatusBarMessage(lastLine(done.output) ?? "", 6_000);
    } else {
      void vscode.window.showErrorMessage(done.reason);
    }
    await server.start();
  }
}

/** The folder of the code that is looked at, else the first; one that is on no disk cannot be named to a program. */
function localFolder(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const here = editor && vscode.workspace.getWorkspaceFolder(editor.document.uri);
  const folder = here ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.scheme === "file" ? folder.uri.fsPath : undefined;
}
