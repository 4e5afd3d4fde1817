/** The caret in code → the paper view at the passage that belongs to it. The keyboard stays in the code. */

import * as vscode from "vscode";
import type { Library } from "../library";
import type { Following } from "../protocol";
import type { Server } from "../server/server";
import { follows, type PaperEditors } from "./editors";

export class Follow implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private asking = false;
  private waiting: { editor: vscode.TextEditor; moved: number } | undefined;
  private last = "";
  /** Where the caret was when the server knew of nothing there, perhaps not yet. */
  private unanswered: vscode.TextEditor | undefined;
  private leading = false;
  private ledTo: { editor: vscode.TextEditor; selection: vscode.Selection } | undefined;

  constructor(
    private readonly server: Server,
    private readonly library: Library,
    private readonly editors: PaperEditors,
  ) {
    this.subscriptions = [
      vscode.window.onDidChangeTextEditorSelection((change) => this.moved(change.textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.moved(editor)),
      library.onChanged(() => this.unanswered && this.moved(this.unanswered)),
    ];
  }

  /** The next place is shown even when it was the last one to be shown. */
  forget(): void {
    this.last = "";
    this.unanswered = undefined;
  }

  /** The paper leads to a place in code, and so need not follow there. */
  async lead(open: () => Promise<vscode.TextEditor | undefined>): Promise<void> {
    this.leading = true;
    try {
      const editor = await open();
      this.ledTo = editor && { editor, selection: editor.selection };
    } finally {
      this.leading = false;
    }
  }

  /** Shows what belongs to the caret where it stands. */
  now(editor: vscode.TextEditor): Promise<void> {
    return this.show(editor, Date.now());
  }

  dispose(): void {
    this.waiting = undefined;
    for (const each of this.subscriptions) {
      each.dispose();
    }
  }

  private moved(editor: vscode.TextEditor): void {
    if (editor.document.languageId !== "python" || editor !== vscode.window.activeTextEditor || !follows()) {
      return;
    }
    // The editor tells of the new place once more when it is there.
    if (this.leading || (this.ledTo?.editor === editor && this.ledTo.selection.isEqual(editor.selection))) {
      return;
    }
    this.ledTo = undefined;
    const shelf = this.library.shelfOf(editor.document.uri);
    const pdfs = shelf?.papers.flatMap((paper) => paper.documents) ?? [];
    if (!pdfs.some((pdf) => this.editors.visible(vscode.Uri.parse(pdf.uri)))) {
      return;
    }
    void this.show(editor, Date.now());
  }

  /** The first move is answered at once. While a question is under way, of all further moves only the last one counts:
   * a held arrow key asks as often as there are answers, and needs no pause. */
  private async show(editor: vscode.TextEditor, moved: number): Promise<void> {
    this.waiting = { editor, moved };
    if (this.asking) {
      return;
    }
    this.asking = true;
    try {
      while (this.waiting) {
        const next: { editor: vscode.TextEditor; moved: number } = this.waiting;
        this.waiting = undefined;
        await this.showNow(next.editor, next.moved);
      }
    } finally {
      this.asking = false;
    }
  }

  private async showNow(editor: vscode.TextEditor, moved: number): Promise<void> {
    const asked = Date.now();
    const following = await linksAt(this.server, editor);
    const best = following?.links[0];
    this.unanswered = best ? undefined : editor;
    if (!following || !best) {
      return;
    }
    const place = JSON.stringify([best.paper, best.anchor, best.passage]);
    if (place !== this.last) {
      this.last = place;
      const where = { folder: following.folder, paper: best.paper, anchor: best.anchor };
      this.editors.show(where, best.passage, { moved, asked, answered: Date.now() });
    }
  }
}

export function linksAt(server: Server, editor: vscode.TextEditor): Promise<Following | undefined> {
  return server.ask<Following>("paperlsp/linksAt", {
    textDocument: { uri: editor.document.uri.toString() },
    position: editor.selection.active,
  });
}
