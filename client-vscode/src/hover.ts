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
        hover.contents.push(commandLine(following, { folder: following.folder, paper: best.paper, anchor: best.anchor }));
      }
      return hover;
    },
  };
}

/** The links of a definition around the caret are not those of the name that the hover is about. */
function sameLine(hover: vscode.Hover, following: Following): boolean {
  return hover.range === undefined || following.range.start.line <= hover.range.start.line;
}

function commandLine(following: Following, place: Place): vscode.MarkdownString {
  const line = new vscode.MarkdownString(undefined, true);
  line.isTrusted = { enabledCommands: ["paperlsp.open", "paperlsp.goToCode", "paperlsp.confirm", "paperlsp.reject", "paperlsp.sayNote"] };
  const link = (command: string, argument: object = place): string =>
    `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
  const open = vscode.l10n.t("Open in the paper");
  const others = vscode.l10n.t("Other code of this part");
  line.appendMarkdown(`[$(book) ${open}](${link("paperlsp.open")}) · [${others}](${link("paperlsp.goToCode")})`);
  const best = following.links[0];
  if (following.symbol && best) {
    // What the code itself cites, or a person has confirmed, needs no further word.
    const saying = { uri: following.uri, symbol: following.symbol, paper: place.paper, anchor: place.anchor };
    const confirm = ` · [$(check) ${vscode.l10n.t("Confirm")}](${link("paperlsp.confirm", saying)})`;
    const reject = ` · [$(close) ${vscode.l10n.t("Not this")}](${link("paperlsp.reject", saying)})`;
    const subject = { uri: following.uri, symbol: following.symbol, links: [] };
    const note = ` · [$(note) ${vscode.l10n.t("Note")}](${link("paperlsp.sayNote", subject)})`;
    line.appendMarkdown((best.origin === "inferred" ? confirm + reject : reject) + note);
  }
  return line;
}
