/** The editor as it is now → what the search for a server may use. */

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Surroundings } from "./candidates";
import { privatePython } from "./install";
import { interpreterOf, type PythonApi } from "./python-extension";

export async function surroundings(context: vscode.ExtensionContext): Promise<Surroundings> {
  const settings = vscode.workspace.getConfiguration("paperlsp");
  const own = privatePython(context.globalStorageUri);
  return {
    command: settings.get<string[]>("command", []),
    interpreter: expanded(settings.get<string>("interpreter", "")),
    python: await interpreterOf(vscode.extensions.getExtension<PythonApi<vscode.Uri>>("ms-python.python"), vscode.workspace.workspaceFolders?.[0]?.uri),
    privatePython: isFile(own) ? own : undefined,
    pathFolders: (process.env["PATH"] ?? process.env["Path"] ?? "").split(path.delimiter),
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    trusted: vscode.workspace.isTrusted,
    windows: process.platform === "win32",
    isFile,
  };
}

function expanded(file: string): string {
  return /^~[/\\]/.test(file) ? path.join(os.homedir(), file.slice(2)) : file;
}

function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
