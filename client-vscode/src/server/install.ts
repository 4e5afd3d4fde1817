/** A person's click → an environment of our own with the server in it, or what went wrong and what to do about it. */

import * as fs from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { makers, type Surroundings } from "./candidates";
import { run } from "./words";

const MINUTES = 60_000;
/** Prints whether the interpreter is new enough, so that the reason can be told in words. */
const VERSION_TEST = "import sys; print('%d.%d' % sys.version_info[:2]); sys.exit(sys.version_info < (3, 11))";

export function privatePython(storage: vscode.Uri): string {
  const parts = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
  return path.join(storage.fsPath, "server", ...parts);
}

/** What to hand to pip: the wheel that came with the extension, else the package of that name. */
async function requirement(extension: vscode.Uri): Promise<string> {
  const folder = path.join(extension.fsPath, "server");
  const names = await fs.readdir(folder).catch(() => [] as string[]);
  const wheel = names.filter((name) => name.endsWith(".whl")).sort().at(-1);
  return wheel ? path.join(folder, wheel) : "paperlsp";
}

/** Returns undefined when it worked, else a message for the person. */
export async function install(
  context: vscode.ExtensionContext,
  around: Surroundings,
  log: vscode.LogOutputChannel,
): Promise<string | undefined> {
  const folder = path.join(context.globalStorageUri.fsPath, "server");
  const title = vscode.l10n.t("Installing paperlsp");
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: false },
    async (progress) => {
      const tried: string[] = [];
      let maker: string | undefined;
      for (const each of makers(around)) {
        const version = await run(each, ["-c", VERSION_TEST], 10_000);
        if (version.reason === undefined) {
          maker = each;
          break;
        }
        tried.push(`${each}: ${version.output.trim().split("\n")[0] || version.reason}`);
      }
      if (maker === undefined) {
        log.error(`No Python 3.11 or later. Tried:\n${tried.join("\n")}`);
        return vscode.l10n.t("No Python 3.11 or later was found. Install one, or name it in the setting paperlsp.interpreter.");
      }
      const say = (line: string): void => log.info(line);
      progress.report({ message: vscode.l10n.t("making an environment") });
      await fs.mkdir(context.globalStorageUri.fsPath, { recursive: true });
      const made = await run(maker, ["-m", "venv", "--clear", folder], 3 * MINUTES, say);
      if (made.reason !== undefined) {
        return vscode.l10n.t("{0} cannot make an environment: {1}. On Debian and Ubuntu, install the package python3-venv.", maker, made.reason);
      }
      progress.report({ message: vscode.l10n.t("downloading packages") });
      const wanted = await requirement(context.extensionUri);
      const python = privatePython(context.globalStorageUri);
      const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", wanted];
      const installed = await run(python, pip, 10 * MINUTES, say);
      if (installed.reason !== undefined) {
        return vscode.l10n.t("The packages cannot be installed: {0}. The log has all of it; a proxy or an own index is set in pip's configuration.", installed.reason);
      }
      return undefined;
    },
  );
}
