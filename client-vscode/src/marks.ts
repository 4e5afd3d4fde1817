/** How each definition stands to the paper → quiet marks beside it, in the overview ruler, the gutter, or both. */

import * as vscode from "vscode";
import type { Library } from "./library";
import { within } from "./notebook";
import { standing, type Standing } from "./trees/filters";

type Where = "none" | "ruler" | "gutter" | "both";

/** Icons cannot take colours from the theme, so there is one for light and one for dark ground. */
const INK: Record<Standing, { light: string; dark: string }> = {
  explained: { light: "#388a34", dark: "#89d185" },
  unexplained: { light: "#bf8803", dark: "#cca700" },
  differs: { light: "#d18616", dark: "#d18616" },
};

export class Marks implements vscode.Disposable {
  private kinds = new Map<Standing, vscode.TextEditorDecorationType>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly library: Library) {
    this.makeKinds();
    this.subscriptions = [
      library.onChanged(() => this.drawAll()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.drawAll()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("paperlsp.marks")) {
          this.makeKinds();
          this.drawAll();
        }
      }),
    ];
    this.drawAll();
  }

  dispose(): void {
    for (const each of [...this.subscriptions, ...this.kinds.values()]) {
      each.dispose();
    }
  }

  private makeKinds(): void {
    for (const kind of this.kinds.values()) {
      kind.dispose();
    }
    const where = vscode.workspace.getConfiguration("paperlsp").get<Where>("marks", "ruler");
    const [ruler, gutter] = [where === "ruler" || where === "both", where === "gutter" || where === "both"];
    const kind = (standing: Standing): vscode.TextEditorDecorationType =>
      vscode.window.createTextEditorDecorationType({
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
        ...(ruler
          ? { overviewRulerColor: new vscode.ThemeColor(`paperlsp.${standing}`), overviewRulerLane: vscode.OverviewRulerLane.Left }
          : {}),
        ...(gutter
          ? {
              light: { gutterIconPath: bar(INK[standing].light), gutterIconSize: "contain" },
              dark: { gutterIconPath: bar(INK[standing].dark), gutterIconSize: "contain" },
            }
          : {}),
      });
    const standings: Standing[] = ["explained", "unexplained", "differs"];
    this.kinds = new Map(where === "none" ? [] : standings.map((each) => [each, kind(each)]));
  }

  private drawAll(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const file = this.library.fileAt(editor.document.uri);
      for (const [wanted, kind] of this.kinds) {
        const definitions = within(editor.document.uri, file?.definitions ?? []).filter((each) => standing(each) === wanted);
        editor.setDecorations(
          kind,
          definitions.map(({ range }) => new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character)),
        );
      }
    }
  }
}

/** A thin upright line, of our own drawing. */
function bar(colour: string): vscode.Uri {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="10" y="1" width="2.5" height="14" rx="1.2" fill="${colour}"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`);
}
