/** The commands of the server's own command line that help when something is wrong → the same from the editor. */

import * as vscode from "vscode";
import { run } from "./server/probe";
import type { Server } from "./server/server";

const PATIENCE = 120_000;

/** What is found for the folder, and what is wrong, as lines of the log. */
export async function doctor(server: Server): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (!server.found) {
    server.log.info(server.failures);
  } else {
    const title = vscode.l10n.t("Looking at what is there");
    const { command, args } = server.found;
    const seen = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      run(command, [...args, "doctor", ...(folder ? [folder] : [])], PATIENCE),
    );
    server.log.info(`paperlsp doctor\n${seen.output.trim()}`);
  }
  server.log.show();
}

/** Papers are read anew afterwards, so the server is started anew. */
export async function clean(server: Server): Promise<void> {
  if (server.found) {
    const { command, args } = server.found;
    const done = await run(command, [...args, "clean"], PATIENCE);
    server.log.info(done.output.trim());
    await server.start();
  }
}
