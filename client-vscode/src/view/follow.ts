/** The caret in code → the paper view at the passage that belongs to it. The keyboard stays in the code. */

import * as vscode from "vscode";
import type { Library } from "../library";
import type { Following } from "../protocol";
import type { Server } from "../server/server";
import { follows, type PaperEditors } from "./editors";

/** Long enough for a held arrow key, short enough not to be noticed. */
const PAUSE = 40;

export class Follow implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private asked = 0;
  private last = "";

  constructor(
    private readonly server: Server,
    private readonly library: Library,
    private readonly editors: PaperEditors,
  ) {
    this.subscriptions = [
      vscode.window.onDidChangeTextEditorSelection((change) => this.moved(change.textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.moved(editor)),
    ];
  }

  /** The next place is shown even when it was the last one to be shown. */
  forget(): void {
    this.last = "";
  }

  /** Shows what belongs to the caret where it stands. */
  now(editor: vscode.TextEditor): Promise<void> {
    return this.show(editor, Date.now());
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const each of this.subscriptions) {
      each.dispose();
    }
  }

  private moved(editor: vscode.TextEditor): void {
    if (editor.document.languageId !== "python" || editor !== vscode.window.activeTextEditor || !follows()) {
      return;
    }
    const shelf = this.library.shelfOf(editor.document.uri);
    if (!shelf?.papers.some((paper) => this.editors.visible(vscode.Uri.parse(paper.uri)))) {
      return;
    }
    const moved = Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.show(editor, moved), PAUSE);
  }

  private async show(editor: vscode.TextEditor, moved: number): Promise<void> {
    this.asked += 1;
    const asked = this.asked;
    const following = await linksAt(this.server, editor);
    const best = following?.links[0];
    // A later move has overtaken this one.
    if (asked !== this.asked || !following || !best) {
      return;
    }
    const place = JSON.stringify([best.paper, best.anchor, best.passage]);
    if (place !== this.last) {
      this.last = place;
      this.editors.show({ folder: following.folder, paper: best.paper, anchor: best.anchor }, best.passage, moved);
    }
  }
}

export function linksAt(server: Server, editor: vscode.TextEditor): Promise<Following | undefined> {
  return server.ask<Following>("paperlsp/linksAt", {
    textDocument: { uri: editor.document.uri.toString() },
    position: editor.selection.active,
  });
}
