/** The sources of each folder, with what explains each definition, as a tree in the side bar. */

import * as vscode from "vscode";
import type { Library } from "../library";
import type { CodeFile, Definition } from "../protocol";
import type { Subject } from "../saying";
import { filteredFiles, share, type CodeFilter } from "./filters";
import { plainLabel, tooltip } from "./labels";

type Node =
  | { type: "file"; folder: string; file: CodeFile }
  | { type: "definition"; folder: string; file: CodeFile; definition: Definition };

export class FileTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  private readonly view: vscode.TreeView<Node>;
  private filter: CodeFilter = "all";
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly library: Library) {
    this.subscription = library.onChanged(() => this.changed.fire());
    this.view = vscode.window.createTreeView("paperlsp.files", { treeDataProvider: this, showCollapseAll: true });
  }

  /** `name` is what the view says beside its title. */
  setFilter(filter: CodeFilter, name: string): void {
    this.filter = filter;
    this.view.description = name;
    this.changed.fire();
  }

  /** The definition that a command is about: named by a hover, or by a node of this tree. */
  subject(node: unknown): Subject | undefined {
    const { uri, symbol } = (node ?? {}) as Partial<Subject>;
    if (typeof uri === "string" && typeof symbol === "string") {
      return { uri, symbol, links: [] };
    }
    const { type, file, definition } = (node ?? {}) as Partial<Extract<Node, { type: "definition" }>>;
    return type === "definition" && file && definition
      ? { uri: file.uri, symbol: definition.symbol, links: definition.links }
      : undefined;
  }

  getChildren(node?: Node): Node[] {
    if (!node) {
      return this.library.folders
        .filter((shelf) => shelf.papers.length > 0)
        .flatMap((shelf) =>
          filteredFiles(shelf.files, this.filter).map((file): Node => ({ type: "file", folder: shelf.folder, file })),
        );
    }
    if (node.type === "definition") {
      return [];
    }
    return node.file.definitions.map((definition): Node => ({ ...node, type: "definition", definition }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.type === "file" ? fileItem(node.file) : definitionItem(node.folder, node.file, node.definition);
  }

  dispose(): void {
    this.view.dispose();
    this.subscription.dispose();
    this.changed.dispose();
  }
}

function fileItem(file: CodeFile): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.Uri.parse(file.uri), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = file.uri;
  const folder = file.path.split("/").slice(0, -1).join("/");
  item.description = `${share(file)}${folder ? ` · ${plainLabel(folder)}` : ""}`;
  item.iconPath = vscode.ThemeIcon.File;
  item.tooltip = tooltip([
    file.path,
    vscode.l10n.t("{0} of {1} definitions explained", file.explained, file.explained + file.unexplained),
  ]);
  return item;
}

function definitionItem(folder: string, file: CodeFile, definition: Definition): vscode.TreeItem {
  const item = new vscode.TreeItem(plainLabel(definition.symbol), vscode.TreeItemCollapsibleState.None);
  const best = definition.links[0];
  const trivial = definition.verdict === "trivial";
  item.id = `${file.uri}#${definition.symbol}`;
  item.contextValue = `definition.${definition.verdict}`;
  item.description = best
    ? `${plainLabel(best.label)}, ${vscode.l10n.t("p. {0}", best.page)}`
    : trivial || definition.verdict === "explained"
      ? ""
      : vscode.l10n.t("not in the paper");
  const explained = definition.verdict === "explained";
  item.iconPath = new vscode.ThemeIcon(
    definition.kind === "class" ? "symbol-class" : "symbol-method",
    explained ? new vscode.ThemeColor("charts.green") : trivial ? undefined : new vscode.ThemeColor("charts.yellow"),
  );
  const links = definition.links.map((link) => `${link.label}, p. ${link.page}${link.percent === null ? "" : ` (${link.percent}%)`}`);
  item.tooltip = tooltip([definition.symbol, definition.reason, ...links, ...definition.findings]);
  item.command = {
    command: "paperlsp.openCode",
    title: vscode.l10n.t("Go to the code"),
    arguments: [definition.uri, definition.range, best ? { folder, paper: best.paper, anchor: best.anchor } : undefined, definition.cell],
  };
  return item;
}
