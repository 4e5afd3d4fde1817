/** Everything that a person can ask for, each with the prefix "Paper:". */

import * as vscode from "vscode";
import { addPaper } from "./adding/add";
import { clean, type Doctor } from "./doctor";
import { type Library, pdfOf } from "./library";
import { activeEditor, showCell } from "./notebook";
import { placeLabel } from "./places";
import type { Cell, Code, Place, Range } from "./protocol";
import { openSample } from "./sample";
import { say, type Verb } from "./saying";
import { install } from "./server/install";
import type { Server } from "./server/server";
import { surroundings } from "./server/surroundings";
import { CODE_FILTERS, PAPER_FILTERS, type CodeFilter, type PaperFilter } from "./trees/filters";
import type { FileTree } from "./trees/files";
import { plainLabel } from "./trees/labels";
import type { PartTree } from "./trees/parts";
import { follows, type PaperEditors } from "./view/editors";
import { linksAt, type Follow } from "./view/follow";

export type Parts = {
  context: vscode.ExtensionContext;
  server: Server;
  doctor: Doctor;
  library: Library;
  editors: PaperEditors;
  follow: Follow;
  parts: PartTree;
  files: FileTree;
};

type Item<Value> = vscode.QuickPickItem & { value: Value };

export function registerCommands(all: Parts): vscode.Disposable {
  const { server, library, editors } = all;
  const commands: Record<string, (...args: never[]) => unknown> = {
    "paperlsp.open": (place: Place, how?: { keepFocus?: boolean }) => openPlace(all, place, how?.keepFocus ?? true),
    "paperlsp.openCode": (uri: string, range: Range, place?: Place, cell?: Cell) => openCode(all, uri, range, place, cell),
    "paperlsp.openPaper": () => openPaper(all),
    "paperlsp.showInPaper": () => showInPaper(all),
    "paperlsp.goToCode": (place?: Place) => goToCode(all, place),
    "paperlsp.find": () => editors.command("find"),
    "paperlsp.follow": () =>
      vscode.workspace.getConfiguration("paperlsp").update("follow", !follows(), vscode.ConfigurationTarget.Global),
    "paperlsp.filterPaper": () => filterPaper(all),
    "paperlsp.filterCode": () => filterCode(all),
    "paperlsp.addPaper": () => addPaper(server),
    "paperlsp.openSample": () => openSample(all.context),
    "paperlsp.getStarted": () => vscode.commands.executeCommand("workbench.action.openWalkthrough", `${all.context.extension.id}#paper`, false),
    ...saying(all),
    "paperlsp.doctor": () => all.doctor.ask(),
    "paperlsp.clean": () => clean(server),
    "paperlsp.restart": () => server.start(),
    "paperlsp.install": () => installServer(all),
    "paperlsp.showLog": () => server.log.show(),
    "paperlsp.settings": () => vscode.commands.executeCommand("workbench.action.openSettings", "paperlsp"),
    "paperlsp.menu": () => menu(server, library),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
  );
}

/** Each in two ways: for the definition at the caret, and for one of the side bar. */
function saying({ server, library, files }: Parts): Record<string, (...args: never[]) => unknown> {
  const verbs: Verb[] = ["confirm", "reject", "mark", "note", "comment", "forget"];
  return Object.fromEntries(
    verbs.map((verb) => {
      const name = `paperlsp.say${verb[0]?.toUpperCase()}${verb.slice(1)}`;
      return [name, (node?: unknown) => say(server, library, verb, files.subject(node))];
    }),
  );
}

async function openPlace(all: Parts, place: Place, keepFocus: boolean): Promise<void> {
  const found = all.library.paper(place.folder, place.paper);
  if (!found) {
    return;
  }
  all.follow.forget();
  await all.editors.open(pdfOf(found.paper, place.anchor), keepFocus);
  all.editors.show(place);
}

/** Code opens beside the paper, in the column where code is already. */
async function openCode(all: Parts, uri: string, range: Range, place?: Place, cell?: Cell | null): Promise<void> {
  const target = vscode.Uri.parse(uri);
  const code = vscode.window.visibleTextEditors.filter((editor) => editor.viewColumn !== undefined);
  const column = (code.find((editor) => editor.document.uri.toString() === target.toString()) ?? code[0])?.viewColumn;
  // The caret stands where the code begins: its end is often out of sight, or already something else.
  const selection = new vscode.Selection(range.end.line, range.end.character, range.start.line, range.start.character);
  const inPaper = vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputCustom;
  const viewColumn = column ?? (inPaper ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
  await all.follow.lead(async () => {
    if (cell) {
      return showCell(cell, viewColumn);
    }
    // The beginning alone is scrolled to: for the whole, long lines would be scrolled sideways.
    const begin = new vscode.Range(selection.active, selection.active);
    const editor = await vscode.window.showTextDocument(target, { viewColumn, selection: begin, preview: true });
    editor.selection = selection;
    return editor;
  });
  if (place) {
    all.editors.show(place);
  }
}

async function openPaper(all: Parts): Promise<void> {
  const editor = activeEditor();
  const here = editor && all.library.shelfOf(editor.document.uri);
  const papers = (here ? [here] : all.library.folders).flatMap((shelf) => shelf.papers);
  const items = papers.map((paper) => ({ label: plainLabel(paper.title), description: paper.path, value: paper }));
  const chosen = items.length > 1 ? await vscode.window.showQuickPick(items) : items[0];
  if (!chosen) {
    if (items.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("No paper is known here. Put its PDF into the folder."));
    }
    return;
  }
  all.follow.forget();
  await all.editors.open(vscode.Uri.parse(chosen.value.uri), editor !== undefined);
  // Somebody may have gone to other code meanwhile.
  const caret = activeEditor() ?? editor;
  if (editor && caret) {
    await all.follow.now(caret);
  }
}

async function showInPaper(all: Parts): Promise<void> {
  const editor = activeEditor();
  const following = editor && (await linksAt(all.server, editor));
  const best = following?.links[0];
  if (!following || !best) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("The paper says nothing about this place."), 4_000);
    return;
  }
  const place = { folder: following.folder, paper: best.paper, anchor: best.anchor };
  const found = all.library.paper(place.folder, place.paper);
  if (found) {
    await all.editors.open(pdfOf(found.paper, place.anchor), true);
    all.editors.show(place, best.passage);
  }
}

async function goToCode(all: Parts, given?: Place): Promise<void> {
  const place = given ?? (await pickPart(all));
  if (!place) {
    return;
  }
  const answer = await all.server.ask<{ code: Code[] }>("paperlsp/codeOf", place);
  const items = (answer?.code ?? []).map(
    (code): Item<Code> => ({
      label: plainLabel(code.symbol),
      description: placeLabel(plainLabel(code.path), code.selectionRange, code.cell),
      detail: [code.percent === null ? "" : `${code.percent}%`, plainLabel(code.reasons.join("; "))].filter(Boolean).join(": "),
      value: code,
    }),
  );
  if (items.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("No code implements this part."), 4_000);
    return;
  }
  const chosen = items.length > 1 ? await vscode.window.showQuickPick(items, { matchOnDescription: true }) : items[0];
  if (chosen) {
    await openCode(all, chosen.value.uri, chosen.value.selectionRange, undefined, chosen.value.cell);
  }
}

async function pickPart(all: Parts): Promise<Place | undefined> {
  const items = all.library.folders.flatMap((shelf) =>
    shelf.papers.flatMap((paper) =>
      paper.anchors
        .filter((anchor) => anchor.below > 0)
        .map(
          (anchor): Item<Place> => ({
            label: plainLabel(anchor.label),
            description: vscode.l10n.t("p. {0}", anchor.page),
            detail: plainLabel(anchor.text).slice(0, 120),
            value: { folder: shelf.folder, paper: paper.id, anchor: anchor.id },
          }),
        ),
    ),
  );
  const placeHolder = vscode.l10n.t("A part of the paper that has code");
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.value;
}

async function filterPaper(all: Parts): Promise<void> {
  const names: Record<PaperFilter, string> = {
    all: vscode.l10n.t("All parts"),
    withCode: vscode.l10n.t("Parts with code"),
    unimplemented: vscode.l10n.t("Equations and algorithms without code"),
    differs: vscode.l10n.t("Parts from which code differs"),
    stale: vscode.l10n.t("Parts that have changed since they were confirmed"),
  };
  const items = PAPER_FILTERS.map((value): Item<PaperFilter> => ({ label: names[value], value }));
  const chosen = await vscode.window.showQuickPick(items);
  if (chosen) {
    all.parts.setFilter(chosen.value, chosen.value === "all" ? "" : names[chosen.value]);
  }
}

async function filterCode(all: Parts): Promise<void> {
  const names: Record<CodeFilter, string> = {
    all: vscode.l10n.t("All code"),
    explained: vscode.l10n.t("Code that the paper explains"),
    unexplained: vscode.l10n.t("Code that the paper does not explain"),
    differs: vscode.l10n.t("Code that differs from the paper"),
    stale: vscode.l10n.t("Code that has changed since it was confirmed"),
  };
  const items = CODE_FILTERS.map((value): Item<CodeFilter> => ({ label: names[value], value }));
  const chosen = await vscode.window.showQuickPick(items);
  if (chosen) {
    all.files.setFilter(chosen.value, chosen.value === "all" ? "" : names[chosen.value]);
  }
}

async function installServer(all: Parts): Promise<void> {
  const failure = await install(all.context, await surroundings(all.context), all.server.log);
  if (failure === undefined) {
    await all.server.start();
    return;
  }
  const log = vscode.l10n.t("Show the Log");
  if ((await vscode.window.showErrorMessage(failure, log)) === log) {
    all.server.log.show();
  }
}

/** What the status bar item leads to: the commands that make sense now. */
async function menu(server: Server, library: Library): Promise<void> {
  const entry = (icon: string, label: string, command: string, detail = ""): Item<string> => ({
    label: `$(${icon}) ${label}`,
    value: command,
    ...(detail ? { detail } : {}),
  });
  const known = library.folders.some((shelf) => shelf.papers.length > 0);
  const items = [
    ...(server.state === "missing"
      ? [entry("cloud-download", vscode.l10n.t("Install paperlsp"), "paperlsp.install", plainLabel(server.failures))]
      : []),
    ...(known
      ? [
          entry("book", vscode.l10n.t("Open the paper beside the code"), "paperlsp.openPaper"),
          entry("go-to-file", vscode.l10n.t("Show this place in the paper"), "paperlsp.showInPaper"),
          entry("code", vscode.l10n.t("Go to the code of a part…"), "paperlsp.goToCode"),
          ...(vscode.window.activeTextEditor ? [entry("check", vscode.l10n.t("Confirm what explains this…"), "paperlsp.sayConfirm")] : []),
          entry(
            follows() ? "lock" : "unlock",
            follows() ? vscode.l10n.t("Hold the page") : vscode.l10n.t("Follow the caret"),
            "paperlsp.follow",
          ),
        ]
      : []),
    entry("add", vscode.l10n.t("Add a paper…"), "paperlsp.addPaper"),
    entry("mortar-board", vscode.l10n.t("Get started"), "paperlsp.getStarted"),
    entry("debug-restart", vscode.l10n.t("Restart the server"), "paperlsp.restart"),
    entry("pulse", vscode.l10n.t("Find out what is wrong"), "paperlsp.doctor"),
    entry("output", vscode.l10n.t("Show the log"), "paperlsp.showLog"),
    entry("gear", vscode.l10n.t("Settings"), "paperlsp.settings"),
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Paper") });
  if (chosen) {
    await vscode.commands.executeCommand(chosen.value);
  }
}
