/** A PDF on this machine, or a paper's name on the web → a paper that the folder knows, after a click and not before. */

import * as path from "node:path";
import * as vscode from "vscode";
import type { Server } from "../server/server";
import { run, spoken } from "../server/words";
import { plainLabel } from "../trees/labels";
import { named, reference, standing, type Named } from "./reference";

const MINUTES = 60_000;

export async function addPaper(server: Server): Promise<void> {
  const folder = await pickFolder();
  if (!folder) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first: papers belong to one."));
    return;
  }
  const pick = { label: `$(file-pdf) ${vscode.l10n.t("A PDF on this machine…")}`, run: () => addFile(folder) };
  const choices: Choice[] = [pick];
  if (await fetches(server)) {
    // What the folder itself names is most likely meant.
    const own = (await namedIn(server, folder)).map(({ what, fetched, where }) => ({
      label: `$(${fetched ? "check" : "cloud-download"}) ${plainLabel(what)}`,
      description: plainLabel(where),
      run: () => download(server, folder, what),
    }));
    const other = { label: `$(globe) ${vscode.l10n.t("From arXiv, or another address…")}`, run: () => addFromWeb(server, folder) };
    choices.splice(0, 1, ...own, other, pick);
  }
  const chosen = choices.length > 1 ? await vscode.window.showQuickPick(choices, { title: vscode.l10n.t("Add a paper") }) : choices[0];
  await chosen?.run();
}

type Choice = vscode.QuickPickItem & { run: () => Promise<void> };

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
  const stands = standing(folder.uri, file);
  const target = vscode.Uri.joinPath(folder.uri, path.posix.basename(file.path));
  if (stands !== "inside") {
    const copy = { label: `$(copy) ${vscode.l10n.t("Copy it into the folder")}`, detail: target.path };
    const name = { label: `$(gear) ${vscode.l10n.t("Leave it there, and name it in the folder's settings")}`, detail: file.path };
    const ways = stands === "beside" ? [copy, name] : [copy];
    const chosen = await vscode.window.showQuickPick(ways, { title: path.posix.basename(file.path) });
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
  await vscode.commands.executeCommand("vscode.openWith", stands === "inside" ? file : target, "paperlsp.paper", vscode.ViewColumn.Beside);
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

async function namedIn(server: Server, folder: vscode.WorkspaceFolder): Promise<Named[]> {
  const found = server.found;
  return found ? named((await run(found.command, [...found.args, "fetch", "--path", folder.uri.fsPath], 15_000)).output) : [];
}

async function addFromWeb(server: Server, folder: vscode.WorkspaceFolder): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Add a paper"),
    prompt: vscode.l10n.t("An arXiv number or the address of a PDF. It is downloaded once, and kept."),
    placeHolder: "1810.06801",
    validateInput: (text) => (text.trim() === "" || reference(text) ? undefined : vscode.l10n.t("Neither an arXiv number nor an address.")),
  });
  const wanted = reference(typed ?? "");
  if (wanted) {
    await download(server, folder, wanted);
  }
}

/** Into the cache, and by name into the folder's settings: a repository seldom may carry the paper. */
async function download(server: Server, folder: vscode.WorkspaceFolder, wanted: string): Promise<void> {
  const found = server.found;
  if (!found) {
    return;
  }
  const title = vscode.l10n.t("Downloading {0}", wanted);
  const done = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
    run(found.command, [...found.args, "fetch", wanted, "--path", folder.uri.fsPath, ...spoken()], 5 * MINUTES, (line) => server.log.info(line)),
  );
  if (done.reason === undefined) {
    // It lies in the cache, where nobody watches.
    await server.start();
    return;
  }
  const log = vscode.l10n.t("Show the Log");
  if ((await vscode.window.showErrorMessage(done.reason, log)) === log) {
    server.log.show();
  }
}
