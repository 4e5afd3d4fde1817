/** The server's hovers → the same with a line of commands under them. Only that line, which is ours, may hold commands. */

import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import type { Following, Place } from "./protocol";
import type { Server } from "./server/server";

export function hoverMiddleware(server: () => Server): Middleware {
  return {
    provideHover: async (document, position, token, next) => {
      const [hover, following] = await Promise.all([
        next(document, position, token),
        server().ask<Following>("paperlsp/linksAt", { textDocument: { uri: document.uri.toString() }, position }),
      ]);
      const best = following?.links[0];
      if (hover && following && best && sameLine(hover, following)) {
        hover.contents.push(commandLine({ folder: following.folder, paper: best.paper, anchor: best.anchor }));
      }
      return hover;
    },
  };
}

/** The links of a definition around the caret are not those of the name that the hover is about. */
function sameLine(hover: vscode.Hover, following: Following): boolean {
  return hover.range === undefined || following.range.start.line <= hover.range.start.line;
}

function commandLine(place: Place): vscode.MarkdownString {
  const line = new vscode.MarkdownString(undefined, true);
  line.isTrusted = { enabledCommands: ["paperlsp.open", "paperlsp.goToCode"] };
  const link = (command: string): string => `command:${command}?${encodeURIComponent(JSON.stringify([place]))}`;
  const open = vscode.l10n.t("Open in the paper");
  const others = vscode.l10n.t("Other code of this part");
  line.appendMarkdown(`[$(book) ${open}](${link("paperlsp.open")}) · [${others}](${link("paperlsp.goToCode")})`);
  return line;
}
