/** What a person knows about a definition → the server's commands that write it down, each with what it needs to be told. */

import * as vscode from "vscode";
import { enclosing } from "./enclosing";
import type { Library } from "./library";
import { within } from "./notebook";
import type { Definition } from "./protocol";
import type { Server } from "./server/server";
import { plainLabel } from "./trees/labels";
import { linksAt } from "./view/follow";

export type Verb = "confirm" | "reject" | "mark" | "note" | "comment" | "forget";

/** A definition, and the parts that are shown for it. */
export type Subject = { uri: string; symbol: string; links: Pick<Definition["links"][number], "paper" | "anchor" | "label" | "page">[] };

type Part = { paper: string; anchor: string };
type Item<Value> = vscode.QuickPickItem & { value: Value };

export async function say(server: Server, library: Library, verb: Verb, given?: Subject): Promise<void> {
  const subject = given ?? (await subjectAtCaret(server, library));
  if (!subject) {
    void vscode.window.setStatusBarMessage(vscode.l10n.t("There is no definition here."), 4_000);
    return;
  }
  const about = { uri: subject.uri, symbol: subject.symbol };
  switch (verb) {
    case "confirm":
    case "reject":
    case "comment": {
      const part = await pickPart(library, subject, verb);
      if (part) {
        await vscode.commands.executeCommand(verb === "comment" ? "paperlsp.annotate" : `paperlsp.${verb}`, { ...about, ...part });
      }
      break;
    }
    case "mark": {
      const text = await pickReason(subject);
      if (text !== undefined) {
        await vscode.commands.executeCommand("paperlsp.mark", { ...about, text });
      }
      break;
    }
    case "note": {
      const prompt = vscode.l10n.t("A note on {0}, which its hover will show", subject.symbol);
      const text = await vscode.window.showInputBox({ prompt });
      if (text?.trim()) {
        await vscode.commands.executeCommand("paperlsp.note", { ...about, text: text.trim() });
      }
      break;
    }
    case "forget":
      await vscode.commands.executeCommand("paperlsp.forget", about);
  }
}

/** The definition around the caret; elsewhere the one that the name at the caret means. */
async function subjectAtCaret(server: Server, library: Library): Promise<Subject | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return undefined;
  }
  const { document, selection } = editor;
  const definitions = within(document.uri, library.fileAt(document.uri)?.definitions ?? []);
  const around = enclosing((line) => document.lineAt(line).text, definitions, selection.active.line);
  if (around) {
    return { uri: document.uri.toString(), symbol: around.symbol, links: around.links };
  }
  const following = await linksAt(server, editor);
  return following?.symbol ? { uri: following.uri, symbol: following.symbol, links: following.links } : undefined;
}

async function pickPart(library: Library, subject: Subject, verb: Verb): Promise<Part | undefined> {
  const shown = subject.links.map((link): Item<Part | undefined> => ({
    label: plainLabel(link.label),
    description: vscode.l10n.t("p. {0}", link.page),
    value: { paper: link.paper, anchor: link.anchor },
  }));
  const other = { label: `$(list-tree) ${vscode.l10n.t("Another part of the paper…")}`, value: undefined };
  const title = plainLabel(subject.symbol);
  if (shown.length === 0) {
    return verb === "reject" ? undefined : pickAny(library, subject, title);
  }
  const chosen = await vscode.window.showQuickPick(verb === "reject" ? shown : [...shown, other], { title });
  return chosen && (chosen.value ?? pickAny(library, subject, title));
}

async function pickAny(library: Library, subject: Subject, title: string): Promise<Part | undefined> {
  const shelf = library.shelfOf(vscode.Uri.parse(subject.uri));
  const items = (shelf?.papers ?? []).flatMap((paper) =>
    paper.anchors.map(
      (anchor): Item<Part> => ({
        label: plainLabel(anchor.label),
        description: vscode.l10n.t("p. {0}", anchor.page),
        detail: plainLabel(anchor.text).slice(0, 120),
        value: { paper: paper.id, anchor: anchor.id },
      }),
    ),
  );
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.value;
}

async function pickReason(subject: Subject): Promise<string | undefined> {
  // The record is read by everybody, so that its reasons are in one language.
  const reasons = ["our own addition", "engineering", "from other work"];
  const names = [vscode.l10n.t("Our own addition"), vscode.l10n.t("Engineering"), vscode.l10n.t("From other work")];
  const items = reasons.map((value, at): Item<string | undefined> => ({ label: names[at] ?? value, value }));
  const other = { label: `$(edit) ${vscode.l10n.t("Another reason…")}`, value: undefined };
  const title = plainLabel(subject.symbol);
  const placeHolder = vscode.l10n.t("Why is it not from the paper?");
  const chosen = await vscode.window.showQuickPick([...items, other], { title, placeHolder });
  if (!chosen) {
    return undefined;
  }
  return chosen.value ?? (await vscode.window.showInputBox({ title, prompt: placeHolder }))?.trim();
}
