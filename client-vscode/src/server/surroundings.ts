/** The editor as it is now → what the search for a server may use. */

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Surroundings } from "./candidates";
import { privatePython } from "./install";

/** The part of the Python extension's interface that tells the interpreter of a folder. */
type PythonApi = {
  ready?: Promise<void>;
  environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath?: vscode.Event<unknown>;
  };
};

export async function surroundings(context: vscode.ExtensionContext): Promise<Surroundings> {
  const settings = vscode.workspace.getConfiguration("paperlsp");
  const own = privatePython(context.globalStorageUri);
  return {
    command: settings.get<string[]>("command", []),
    interpreter: expanded(settings.get<string>("interpreter", "")),
    python: await pythonOfExtension(),
    privatePython: isFile(own) ? own : undefined,
    pathFolders: (process.env["PATH"] ?? process.env["Path"] ?? "").split(path.delimiter),
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    trusted: vscode.workspace.isTrusted,
    windows: process.platform === "win32",
    isFile,
  };
}

async function pythonOfExtension(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  if (!extension) {
    return undefined;
  }
  try {
    const api = extension.isActive ? extension.exports : await extension.activate();
    await api.ready;
    const environments = api.environments;
    if (!environments) {
      return undefined;
    }
    const active = environments.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0]?.uri);
    return (await environments.resolveEnvironment(active))?.executable.uri?.fsPath;
  } catch {
    // Its interface is its own affair; without it there are other ways.
    return undefined;
  }
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
