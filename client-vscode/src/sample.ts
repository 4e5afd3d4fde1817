/** The sample that comes with the extension → a folder of one's own to try things in, opened in a window of its own. */

import * as vscode from "vscode";

export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const source = vscode.Uri.joinPath(context.extensionUri, "sample");
  const target = vscode.Uri.joinPath(context.globalStorageUri, "sample");
  try {
    // What has been tried out there before is kept.
    await vscode.workspace.fs.stat(target);
  } catch {
    await vscode.workspace.fs.createDirectory(context.globalStorageUri);
    await vscode.workspace.fs.copy(source, target);
  }
  await vscode.commands.executeCommand("vscode.openFolder", target, { forceNewWindow: true });
}
