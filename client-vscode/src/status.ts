/** Server, papers and progress → one item of the status bar. */

import * as vscode from "vscode";
import type { Library } from "./library";
import type { Progress, Server } from "./server/server";
import { shortened, statusText } from "./status-text";

export class Status implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: vscode.Disposable[];
  private progress: Progress;

  constructor(
    private readonly server: Server,
    private readonly library: Library,
  ) {
    this.item = vscode.window.createStatusBarItem("paperlsp.status", vscode.StatusBarAlignment.Left, 10);
    this.item.name = vscode.l10n.t("Paper");
    this.item.command = "paperlsp.menu";
    this.subscriptions = [
      this.item,
      server.onState(() => this.show()),
      server.onProgress((progress) => {
        this.progress = progress;
        this.show();
      }),
      library.onChanged(() => this.show()),
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
    ];
    this.show();
  }

  dispose(): void {
    for (const each of this.subscriptions) {
      each.dispose();
    }
  }

  private show(): void {
    if ((vscode.workspace.workspaceFolders ?? []).length === 0 && this.library.folders.length === 0) {
      this.item.hide();
      return;
    }
    const editor = vscode.window.activeTextEditor;
    const shelf = (editor && this.library.shelfOf(editor.document.uri)) ?? this.library.folders[0];
    const words = {
      missing: vscode.l10n.t("Paper: not installed"),
      stopped: vscode.l10n.t("Paper: stopped"),
      starting: vscode.l10n.t("Paper: starting"),
      noPaper: vscode.l10n.t("No paper"),
      reading: vscode.l10n.t("reading"),
      explained: (percent: number) => vscode.l10n.t("{0}% explained", percent),
    };
    const { text, alert } = statusText(this.server.state, shelf, this.progress, words);
    this.item.text = text;
    this.item.backgroundColor = alert ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.tooltip = this.tooltip();
    this.item.accessibilityInformation = { label: text.replace(/\$\([^)]*\)/g, "").trim() };
    this.item.show();
  }

  private tooltip(): string {
    const lines = this.library.folders.flatMap((shelf) => {
      const { explained, unexplained, expected, expectedWithCode } = shelf.summary;
      return [
        ...shelf.papers.map((paper) => shortened(paper.title, 90)),
        vscode.l10n.t("{0} of {1} definitions explained", explained, explained + unexplained),
        ...(expected > 0 ? [vscode.l10n.t("{0} of {1} equations and algorithms have code", expectedWithCode, expected)] : []),
      ];
    });
    return lines.length > 0 ? lines.join("\n") : vscode.l10n.t("What can I do here?");
  }
}
