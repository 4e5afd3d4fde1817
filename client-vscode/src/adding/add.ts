/** A PDF on this machine, or a paper's name on the web → a paper that the folder knows, after a click and not before. */

import * as path from "node:path";
import * as vscode from "vscode";
import { lastLine, run } from "../server/probe";
import type { Server } from "../server/server";
import { reference } from "./reference";

const MINUTES = 60_000;

export async function addPaper(server: Server): Promise<void> {
  const folder = await pickFolder();
  if (!folder) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first: papers belong to one."));
    return;
  }
  const pick = { label: `$(file-pdf) ${vscode.l10n.t("A PDF on this machine…")}`, run: () => addFile(folder) };
  const fetch = { label: `$(cloud-download) ${vscode.l10n.t("From arXiv, or another address…")}`, run: () => addFromWeb(server, folder) };
  const items = (await fetches(server)) ? [pick, fetch] : [pick];
  const chosen = items.length > 1 ? await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Add a paper") }) : pick;
  await chosen?.run();
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}

async function addFile(folder: vscode.WorkspaceFolder): Promise<void> {
  const title = vscode.l10n.t("The paper's PDF");
  const [file] = (await vscode.window.showOpenDialog({ title, filters: { PDF: ["pdf"] }, defaultUri: folder.uri })) ?? [];
  if (file) {
    await take(folder, file);
  }
}

/** A PDF of the folder is found by itself; any other is copied into it, or named in the folder's settings. */
async function take(folder: vscode.WorkspaceFolder, file: vscode.Uri): Promise<void> {
  const inside = file.path.startsWith(`${folder.uri.path}/`);
  const target = vscode.Uri.joinPath(folder.uri, path.posix.basename(file.path));
  if (!inside) {
    const copy = { label: `$(copy) ${vscode.l10n.t("Copy it into the folder")}`, detail: target.path };
    const name = { label: `$(gear) ${vscode.l10n.t("Leave it there, and name it in the folder's settings")}`, detail: file.path };
    const chosen = await vscode.window.showQuickPick([copy, name], { title: path.posix.basename(file.path) });
    if (!chosen) {
      return;
    }
    if (chosen === name) {
      await nameInSettings(folder, file);
      return;
    }
    try {
      await vscode.workspace.fs.copy(file, target, { overwrite: false });
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t("The PDF cannot be copied: {0}", error instanceof Error ? error.message : String(error)));
      return;
    }
  }
  await vscode.commands.executeCommand("vscode.openWith", inside ? file : target, "paperlsp.paper", vscode.ViewColumn.Beside);
}

async function nameInSettings(folder: vscode.WorkspaceFolder, file: vscode.Uri): Promise<void> {
  const settings = vscode.workspace.getConfiguration("paperlsp", folder.uri);
  const before = settings.inspect<string[]>("papers")?.workspaceFolderValue ?? settings.get<string[]>("papers", []);
  if (!before.includes(file.fsPath)) {
    await settings.update("papers", [...before, file.fsPath], vscode.ConfigurationTarget.WorkspaceFolder);
  }
}

/** Older servers fetch nothing. */
async function fetches(server: Server): Promise<boolean> {
  const found = server.found;
  return found !== undefined && (await run(found.command, [...found.args, "fetch", "--help"], 15_000)).reason === undefined;
}

async function addFromWeb(server: Server, folder: vscode.WorkspaceFolder): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Add a paper"),
    prompt: vscode.l10n.t("An arXiv number or the address of a PDF. It is downloaded once, and kept."),
    placeHolder: "1810.06801",
    validateInput: (text) => (text.trim() === "" || reference(text) ? undefined : vscode.l10n.t("Neither an arXiv number nor an address.")),
  });
  const wanted = reference(typed ?? "");
  const found = server.found;
  if (!wanted || !found) {
    return;
  }
  const title = vscode.l10n.t("Downloading {0}", wanted);
  const done = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
    run(found.command, [...found.args, "fetch", wanted], 5 * MINUTES, (line) => server.log.info(line), folder.uri.fsPath),
  );
  if (done.reason === undefined) {
    void vscode.window.showInformationMessage(lastLine(done.output) ?? vscode.l10n.t("The paper is there."));
    return;
  }
  const log = vscode.l10n.t("Show the Log");
  if ((await vscode.window.showErrorMessage(done.reason, log)) === log) {
    server.log.show();
  }
}
