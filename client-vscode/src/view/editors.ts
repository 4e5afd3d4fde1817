/** PDFs → paper views: a read-only editor for each, which knows the parts of the paper that the server has read. */

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { type Library, pdfOf } from "../library";
import type { Cell, Code, Equation, Passage, Place, Range } from "../protocol";
import type { Server } from "../server/server";
import { page } from "./html";
import type { DarkPages, FromView, Times, ToView } from "./messages";
import { words } from "./words";

export const VIEW_TYPE = "paperlsp.paper";

type View = {
  uri: vscode.Uri;
  panel: vscode.WebviewPanel;
  ready: boolean;
  waiting: ToView[];
  known: Map<string, Known>;
};

/** What the server has said of a part. */
type Known = { code: Code[]; equation: Equation | null };

class PaperDocument implements vscode.CustomDocument {
  constructor(readonly uri: vscode.Uri) {}
  dispose(): void {}
}

export class PaperEditors implements vscode.CustomReadonlyEditorProvider<PaperDocument>, vscode.Disposable {
  private readonly views = new Set<View>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: Server,
    private readonly library: Library,
  ) {
    this.subscriptions = [
      library.onChanged(() => this.tellPapers()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("paperlsp")) {
          for (const view of this.views) {
            this.post(view, { type: "settings", dark: darkPages(), follow: follows() });
          }
        }
      }),
      vscode.window.registerCustomEditorProvider(VIEW_TYPE, this, {
        webviewOptions: { retainContextWhenHidden: true },
        supportsMultipleEditorsPerDocument: true,
      }),
    ];
  }

  openCustomDocument(uri: vscode.Uri): PaperDocument {
    return new PaperDocument(uri);
  }

  resolveCustomEditor(document: PaperDocument, panel: vscode.WebviewPanel): void {
    const out = vscode.Uri.joinPath(this.extension, "out");
    const view: View = { uri: document.uri, panel, ready: false, waiting: [], known: new Map() };
    this.views.add(view);
    panel.onDidDispose(() => this.views.delete(view));
    const webview = panel.webview;
    webview.options = { enableScripts: true, localResourceRoots: [out, vscode.Uri.joinPath(document.uri, "..")] };
    webview.onDidReceiveMessage((message: FromView) => this.received(view, message));
    const resource = (...path: string[]): string => webview.asWebviewUri(vscode.Uri.joinPath(out, ...path)).toString();
    webview.html = page({
      nonce: randomBytes(18).toString("base64url"),
      source: webview.cspSource,
      boot: resource("boot.mjs"),
      script: resource("view.mjs"),
      style: resource("view.css"),
      language: vscode.env.language,
      start: {
        pdf: webview.asWebviewUri(document.uri).toString(),
        worker: resource("pdf.worker.mjs"),
        resources: `${resource("pdfjs")}/`,
        words: words(),
        text: textExtent(this.library, document.uri),
        dark: darkPages(),
        follow: follows(),
      },
    });
  }

  /** Whether any view of this paper can be seen now. */
  visible(uri: vscode.Uri): boolean {
    return [...this.views].some((view) => view.panel.visible && sameFile(view.uri, uri));
  }

  /** Opens a paper beside the code, or reveals it where it is open; the keyboard stays where it was if asked to. */
  async open(uri: vscode.Uri, keepFocus: boolean): Promise<void> {
    const known = [...this.views].find((view) => sameFile(view.uri, uri));
    if (known) {
      if (!known.panel.visible || !keepFocus) {
        known.panel.reveal(undefined, keepFocus);
      }
      return;
    }
    const code = vscode.window.activeTextEditor ?? vscode.window.activeNotebookEditor;
    const viewColumn = code ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    await vscode.commands.executeCommand("vscode.openWith", uri, VIEW_TYPE, { viewColumn, preserveFocus: keepFocus });
  }

  /** Shows a part, or a passage of it, in every view of its paper. */
  show(place: Place, passage?: Passage, times: Times = now()): void {
    const found = this.library.paper(place.folder, place.paper);
    const anchor = found?.paper.anchors.find((each) => each.id === place.anchor);
    if (!found || !anchor) {
      return;
    }
    const where = passage ?? { page: anchor.page, box: anchor.box, text: "" };
    for (const view of this.viewsOf(pdfOf(found.paper, anchor.id))) {
      this.post(view, { type: "show", anchor: anchor.id, passage: where, times });
    }
  }

  /** Hands a command to the view that has the keyboard, or to any that can be seen. */
  command(command: Extract<ToView, { type: "command" }>["command"]): void {
    const views = [...this.views];
    const view = views.find((each) => each.panel.active) ?? views.find((each) => each.panel.visible);
    if (view) {
      view.panel.reveal(undefined, false);
      this.post(view, { type: "command", command });
    }
  }

  dispose(): void {
    for (const each of this.subscriptions) {
      each.dispose();
    }
  }

  private viewsOf(uri: vscode.Uri): View[] {
    return [...this.views].filter((view) => sameFile(view.uri, uri));
  }

  private tellPapers(): void {
    for (const view of this.views) {
      view.known.clear();
      this.tellPaper(view);
    }
  }

  private tellPaper(view: View): void {
    const found = this.library.paperAt(view.uri);
    if (found) {
      const anchors = found.paper.anchors.filter((anchor) => anchor.document === found.document);
      this.post(view, { type: "paper", title: found.paper.title, text: textExtent(this.library, view.uri), anchors });
    }
  }

  private post(view: View, message: ToView): void {
    if (view.ready) {
      void view.panel.webview.postMessage(message);
    } else {
      view.waiting.push(message);
    }
  }

  private received(view: View, message: FromView): void {
    switch (message.type) {
      case "ready":
        view.ready = true;
        this.tellPaper(view);
        for (const each of view.waiting.splice(0)) {
          this.post(view, each);
        }
        break;
      case "painted":
        this.server.log.debug(`${view.uri.path}: first page after ${Math.round(message.milliseconds)} ms`);
        break;
      case "failed":
        this.server.log.error(`${view.uri.toString()} cannot be shown: ${message.reason}`);
        break;
      case "askCode":
        void this.tellCode(view, message.anchor);
        break;
      case "openCode":
        void this.openCode(view, message.anchor, ({ code }) => code[message.index]);
        break;
      case "openLine":
        void this.openCode(view, message.anchor, ({ equation }) => equation?.lines[message.index]);
        break;
      case "shown":
        this.server.log.trace(`p. ${message.page} shown ${Math.round(message.milliseconds)} ms after the caret moved`);
        break;
      case "follow":
        void vscode.workspace.getConfiguration("paperlsp").update("follow", message.on, vscode.ConfigurationTarget.Global);
        break;
      case "copy":
        void vscode.env.clipboard.writeText(message.text);
        vscode.window.setStatusBarMessage(vscode.l10n.t("Copied as LaTeX"), 2_000);
        break;
      case "link":
        openLink(message.url);
        break;
    }
  }

  private async known(view: View, anchor: string): Promise<Known> {
    const known = view.known.get(anchor);
    const found = this.library.paperAt(view.uri);
    if (known || !found) {
      return known ?? { code: [], equation: null };
    }
    const params = { folder: found.shelf.folder, paper: found.paper.id, anchor };
    const { kind } = found.paper.anchors.find((each) => each.id === anchor) ?? {};
    const [code, equation] = await Promise.all([
      this.server.ask<{ code: Code[] }>("paperlsp/codeOf", params),
      kind === "equation" || kind === "algorithm" ? this.server.ask<Equation>("paperlsp/equation", params) : undefined,
    ]);
    const answer = { code: code?.code ?? [], equation: equation ?? null };
    view.known.set(anchor, answer);
    return answer;
  }

  private async tellCode(view: View, anchor: string): Promise<void> {
    this.post(view, { type: "code", anchor, ...(await this.known(view, anchor)) });
  }

  private async openCode(view: View, anchor: string, choose: (known: Known) => Aim | undefined): Promise<void> {
    const aim = choose(await this.known(view, anchor));
    if (aim) {
      await vscode.commands.executeCommand("paperlsp.openCode", aim.uri, aim.selectionRange ?? aim.range, undefined, aim.cell);
    }
  }
}

/** From where to where the text of a PDF goes across its pages. */
function textExtent(library: Library, uri: vscode.Uri): [number, number] | null {
  const found = library.paperAt(uri);
  return found?.paper.documents[found.document]?.text ?? null;
}

type Aim = { uri: string; range: Range; selectionRange?: Range; cell?: Cell | null };

/** A paper's links lead to the web alone, by way of the editor's own question whether to follow them. */
function openLink(url: string): void {
  let uri: vscode.Uri;
  try {
    uri = vscode.Uri.parse(url, true);
  } catch {
    return;
  }
  if (uri.scheme === "https" || uri.scheme === "http") {
    void vscode.env.openExternal(uri);
  }
}

function now(): Times {
  const time = Date.now();
  return { moved: time, asked: time, answered: time };
}

export function darkPages(): DarkPages {
  return vscode.workspace.getConfiguration("paperlsp").get<DarkPages>("darkPages", "auto");
}

export function follows(): boolean {
  return vscode.workspace.getConfiguration("paperlsp").get<boolean>("follow", true);
}

function sameFile(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString() || a.path === b.path;
}
