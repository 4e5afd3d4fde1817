/** The server's papers, parts and files as last told → what views show; asked for anew when links have changed. */

import * as vscode from "vscode";
import { fileOf } from "./notebook";
import type { CodeFile, FilesAnswer, Head, OutlineAnswer, OutlinedPaper, Paper, PapersAnswer } from "./protocol";
import type { Server } from "./server/server";

export type Shelf = Head & { papers: Paper[]; outlines: OutlinedPaper[]; files: CodeFile[] };

export class Library implements vscode.Disposable {
  private shelves: Shelf[] = [];
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  private asking: Promise<void> | undefined;
  private askAgain = false;

  readonly onChanged = this.changed.event;

  constructor(private readonly server: Server) {
    this.subscriptions = [
      server.onChanged(() => void this.refresh()),
      server.onState((state) => {
        if (state === "running") {
          void this.refresh();
        } else if (state === "missing") {
          this.set([]);
        }
      }),
    ];
  }

  get folders(): readonly Shelf[] {
    return this.shelves;
  }

  /** The paper that a PDF's URI means, which of its PDFs that is, and the folder it belongs to. */
  paperAt(uri: vscode.Uri): { shelf: Shelf; paper: Paper; document: number } | undefined {
    for (const shelf of this.shelves) {
      for (const paper of shelf.papers) {
        const document = paper.documents.findIndex((each) => sameFile(uri, vscode.Uri.parse(each.uri)));
        if (document >= 0) {
          return { shelf, paper, document };
        }
      }
    }
    return undefined;
  }

  paper(folder: string | undefined, id: string): { shelf: Shelf; paper: Paper } | undefined {
    for (const shelf of this.shelves) {
      const paper = shelf.papers.find((each) => each.id === id);
      if (paper && (folder === undefined || shelf.folder === folder)) {
        return { shelf, paper };
      }
    }
    return undefined;
  }

  /** The folder that a file lies in, the innermost one. */
  shelfOf(uri: vscode.Uri): Shelf | undefined {
    const file = fileOf(uri).toString();
    const around = this.shelves.filter((shelf) => file.startsWith(`${vscode.Uri.parse(shelf.folder).toString()}/`));
    return around.sort((a, b) => b.folder.length - a.folder.length)[0];
  }

  /** The source that a code's URI means, with what is known of its definitions; in a folder without a paper that is nothing. */
  fileAt(uri: vscode.Uri): CodeFile | undefined {
    const shelves = this.shelves.filter((shelf) => shelf.papers.length > 0);
    return shelves.flatMap((shelf) => shelf.files).find((file) => sameFile(uri, vscode.Uri.parse(file.uri)));
  }

  /** While one question is under way, any number of further ones become one more. */
  refresh(): Promise<void> {
    if (this.asking) {
      this.askAgain = true;
      return this.asking;
    }
    this.asking = this.ask().finally(() => {
      this.asking = undefined;
      if (this.askAgain) {
        this.askAgain = false;
        void this.refresh();
      }
    });
    return this.asking;
  }

  dispose(): void {
    for (const each of [...this.subscriptions, this.changed]) {
      each.dispose();
    }
  }

  private async ask(): Promise<void> {
    const [papers, outline, files] = await Promise.all([
      this.server.ask<PapersAnswer>("paperlsp/papers", {}),
      this.server.ask<OutlineAnswer>("paperlsp/outline", {}),
      this.server.ask<FilesAnswer>("paperlsp/files", {}),
    ]);
    if (!papers) {
      return;
    }
    this.set(
      papers.folders.map((folder) => ({
        ...folder,
        outlines: outline?.folders.find((each) => each.folder === folder.folder)?.papers ?? [],
        files: files?.folders.find((each) => each.folder === folder.folder)?.files ?? [],
      })),
    );
  }

  private set(shelves: Shelf[]): void {
    this.shelves = shelves;
    void vscode.commands.executeCommand("setContext", "paperlsp.hasPaper", shelves.some((each) => each.papers.length > 0));
    this.changed.fire();
  }
}

/** Remote windows give files another scheme than the server, which runs beside them. */
function sameFile(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString() || a.path === b.path;
}

/** The PDF in which a part of a paper stands. */
export function pdfOf(paper: Paper, anchor: string): vscode.Uri {
  const document = paper.anchors.find((each) => each.id === anchor)?.document ?? 0;
  return vscode.Uri.parse(paper.documents[document]?.uri ?? paper.uri);
}
