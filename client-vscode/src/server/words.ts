/** What a search for a server, or a program that was run, may have to say of itself → the same in the editor's language. */

import * as vscode from "vscode";
import { run as runIn, type Run, type Words } from "./probe";

export function words(): Words {
  const t = vscode.l10n.t;
  return {
    absent: t("there is no such file"),
    late: (seconds) => t("no answer within {0} seconds", seconds),
    silent: t("it did not tell its version"),
    nothing: t("There is nothing to try: no interpreter of the Python extension, no environment of this extension's own, and neither paperlsp nor uvx on the PATH."),
    untrusted: t("The folder is not trusted, so nothing that lies in it was tried."),
  };
}

/** What has a command of the server speak the editor's language; English needs no word, and servers of old take none. */
export function spoken(): string[] {
  return vscode.env.language.toLowerCase().split("-")[0] === "fr" ? ["--language", "fr"] : [];
}

/** A program of the server, with what goes wrong in the editor's language. */
export function run(command: string, args: string[], patience: number, onLine?: (line: string) => void): Promise<Run> {
  return runIn(command, args, patience, onLine, words());
}
