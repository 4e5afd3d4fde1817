/** The outline of each paper, with the code of each part, as a tree in the side bar. */

import * as vscode from "vscode";
import type { Library } from "../library";
import { placeLabel } from "../places";
import type { AnchorKind, Code, Part } from "../protocol";
import { filteredParts, type PaperFilter } from "./filters";
import { plainLabel, tooltip } from "./labels";

type Node =
  | { type: "paper"; folder: string; paper: string; title: string; parts: Part[] }
  | { type: "part"; folder: string; paper: string; part: Part }
  | { type: "code"; code: Code };

const ICONS: Record<AnchorKind, string> = {
  section: "list-tree",
  heading: "quote",
  equation: "symbol-operator",
  algorithm: "symbol-function",
  figure: "graph",
  table: "table",
  theorem: "symbol-interface",
};

export class PartTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  private readonly view: vscode.TreeView<Node>;
  private filter: PaperFilter = "all";
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly library: Library) {
    this.subscription = library.onChanged(() => this.changed.fire());
    this.view = vscode.window.createTreeView("paperlsp.parts", { treeDataProvider: this, showCollapseAll: true });
  }

  /** `name` is what the view says beside its title. */
  setFilter(filter: PaperFilter, name: string): void {
    this.filter = filter;
    this.view.description = name;
    this.changed.fire();
  }

  getChildren(node?: Node): Node[] {
    if (!node) {
      const papers = this.library.folders.flatMap((shelf) =>
        shelf.outlines.map(
          (outline): Node => ({
            type: "paper",
            folder: shelf.folder,
            paper: outline.paper,
            title: outline.title,
            parts: filteredParts(outline.parts, this.filter),
          }),
        ),
      );
      const only = papers.length === 1 ? papers[0] : undefined;
      return only ? this.getChildren(only) : papers;
    }
    switch (node.type) {
      case "paper":
        return node.parts.map((part) => ({ type: "part", folder: node.folder, paper: node.paper, part }));
      case "part":
        return [
          ...node.part.code.map((code): Node => ({ type: "code", code })),
          ...node.part.children.map((part): Node => ({ type: "part", folder: node.folder, paper: node.paper, part })),
        ];
      case "code":
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.type) {
      case "paper": {
        const item = new vscode.TreeItem(plainLabel(node.title), vscode.TreeItemCollapsibleState.Expanded);
        item.iconPath = new vscode.ThemeIcon("book");
        return item;
      }
      case "part":
        return partItem(node.folder, node.paper, node.part);
      case "code":
        return codeItem(node.code);
    }
  }

  dispose(): void {
    this.view.dispose();
    this.subscription.dispose();
    this.changed.dispose();
  }
}

function partItem(folder: string, paper: string, part: Part): vscode.TreeItem {
  const inner = part.children.length + part.code.length > 0;
  // Sections open by themselves, so that one sees the method at once; the code of a part stays folded.
  const open = part.kind === "section" && part.children.length > 0;
  const state = !inner
    ? vscode.TreeItemCollapsibleState.None
    : open
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(plainLabel(part.label), state);
  const missing = part.expected && part.below === 0;
  item.id = `${folder}#${paper}#${part.anchor}`;
  const page = vscode.l10n.t("p. {0}", part.page);
  item.description = part.below > 0 ? `${page} · ${vscode.l10n.t("{0} in code", part.below)}` : page;
  item.iconPath = new vscode.ThemeIcon(
    ICONS[part.kind],
    part.below > 0 ? new vscode.ThemeColor("charts.green") : missing ? new vscode.ThemeColor("charts.yellow") : undefined,
  );
  const count =
    part.below === 0
      ? missing
        ? vscode.l10n.t("No code implements this.")
        : vscode.l10n.t("No code.")
      : vscode.l10n.t("{0} definitions.", part.below);
  item.tooltip = tooltip([part.label, page, count, ...part.findings]);
  item.contextValue = part.below > 0 ? "part.code" : "part";
  item.command = {
    command: "paperlsp.open",
    title: vscode.l10n.t("Show in the paper"),
    arguments: [{ folder, paper, anchor: part.anchor }, { keepFocus: true }],
  };
  return item;
}

function codeItem(code: Code): vscode.TreeItem {
  const item = new vscode.TreeItem(plainLabel(code.symbol), vscode.TreeItemCollapsibleState.None);
  const percent = code.percent === null ? "" : `${code.percent}% · `;
  item.description = `${percent}${plainLabel(code.path)}`;
  item.iconPath = new vscode.ThemeIcon(code.kind === "class" ? "symbol-class" : code.kind === "module" ? "symbol-file" : "symbol-method");
  item.tooltip = tooltip([`${code.symbol} (${placeLabel(code.path, code.selectionRange, code.cell)})`, ...code.reasons]);
  item.command = { command: "paperlsp.openCode", title: vscode.l10n.t("Go to the code"), arguments: [code.uri, code.selectionRange, undefined, code.cell] };
  return item;
}
