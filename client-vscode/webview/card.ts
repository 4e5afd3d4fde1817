/** A part of the paper and its code → a card beside it: what the part is, where its code is and how that begins. */

import { placeLabel } from "../src/places";
import type { Anchor, Code, Equation, Passage } from "../src/protocol";
import { icon, make } from "./dom";
import { copyButton, lineRows, symbolTable } from "./equation";
import { tell, word } from "./host";
import { tokens } from "./python";

const ROWS = 5;
/** The height of the row of buttons above the pages, in pixels. */
const TOOLS = 30;

export type Known = { code: Code[]; equation: Equation | null };

export class Card {
  readonly element = make("div", { class: "card", role: "dialog" });
  private anchor: Anchor | undefined;
  private pinned = false;
  private at = new DOMRect();
  /** What had the keyboard before the card took it. */
  private before: HTMLElement | undefined;

  constructor(private readonly show: (anchor: string, passage: Passage) => void) {
    this.element.hidden = true;
    this.element.tabIndex = -1;
    document.body.append(this.element);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.element.hidden) {
        this.close();
        event.stopPropagation();
      }
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.element.contains(event.target as Node)) {
        this.close();
      }
    });
  }

  get shown(): string | undefined {
    return this.element.hidden ? undefined : this.anchor?.id;
  }

  get held(): boolean {
    return this.pinned && !this.element.hidden;
  }

  open(anchor: Anchor, known: Known | undefined, at: DOMRect, pinned: boolean): void {
    this.anchor = anchor;
    this.pinned = pinned;
    this.at = at;
    this.fill(known);
    this.element.hidden = false;
    this.position(at);
    if (pinned) {
      const focused = document.activeElement;
      this.before = focused instanceof HTMLElement && !this.element.contains(focused) ? focused : this.before;
      this.takeKeys();
    }
  }

  /** The answer has come in the meantime. */
  update(anchor: string, known: Known): void {
    if (this.shown === anchor) {
      const waits = this.element.contains(document.activeElement);
      this.fill(known);
      this.position(this.at);
      if (waits) {
        this.takeKeys();
      }
    }
  }

  private takeKeys(): void {
    (this.element.querySelector<HTMLElement>(".row") ?? this.element).focus({ preventScroll: true });
  }

  close(): void {
    if (this.element.contains(document.activeElement)) {
      this.before?.focus({ preventScroll: true });
    }
    this.before = undefined;
    this.element.hidden = true;
    this.pinned = false;
  }

  private fill(known: Known | undefined): void {
    const anchor = this.anchor;
    if (!anchor) {
      return;
    }
    const head = make("div", { class: "card-head" }, make("span", { class: "card-title", text: anchor.label }));
    const children: HTMLElement[] = [head];
    if (anchor.latex) {
      head.append(copyButton(anchor.latex));
      children.push(make("pre", { class: "latex", text: anchor.latex }));
    }
    const equation = known?.equation;
    if (equation) {
      children.push(...symbolTable(equation.symbols, (passage) => this.show(anchor.id, passage)));
      children.push(...lineRows(anchor.id, equation, () => this.close()));
    }
    if (known === undefined) {
      children.push(make("div", { class: "quiet", text: word("looking") }));
    } else if (known.code.length > 0) {
      children.push(...(equation?.lines.length ? [make("div", { class: "card-part", text: word("about") })] : []));
      children.push(...this.rows(anchor, known.code));
    } else if (!equation || equation.lines.length === 0) {
      children.push(make("div", { class: "quiet", text: word("noCode") }));
    }
    this.element.replaceChildren(...children);
    this.element.classList.toggle("computes", (equation?.lines.length ?? 0) > 0);
    this.element.setAttribute("aria-label", anchor.label);
  }

  private rows(anchor: Anchor, code: Code[]): HTMLElement[] {
    const preview = make("pre", { class: "preview" });
    const rows = code.slice(0, ROWS).map((each, index) => {
      const row = make(
        "button",
        { class: "row", title: word("goToCode") },
        make("span", { class: `kind ${each.kind}` }, icon(each.kind === "mention" ? "mention" : "code")),
        make("span", { class: "symbol", text: named(each) }),
        make("span", { class: "where", text: placeLabel(each.path.split("/").at(-1) ?? each.path, each.selectionRange, each.cell) }),
        make("span", { class: "sure", text: each.percent === null ? "" : `${each.percent}%` }),
      );
      row.type = "button";
      row.setAttribute("aria-label", `${named(each)}, ${placeLabel(each.path, each.selectionRange, each.cell)}`);
      row.addEventListener("click", () => {
        tell({ type: "openCode", anchor: anchor.id, index });
        this.close();
      });
      const look = (): void => showPreview(preview, each);
      row.addEventListener("pointerenter", look);
      row.addEventListener("focus", look);
      return row;
    });
    const first = code[0];
    if (first) {
      showPreview(preview, first);
    }
    const more = code.length - rows.length;
    return [...rows, ...(more > 0 ? [make("div", { class: "quiet", text: word("moreCode", more) })] : []), preview];
  }

  /** Beside the mark, wherever there is room. */
  private position(at: DOMRect): void {
    this.element.style.maxHeight = "";
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = at.right + 10 + width < window.innerWidth ? at.right + 10 : Math.max(8, window.innerWidth - width - 16);
    const below = at.bottom + 8 + height < window.innerHeight;
    const covers = left < at.right;
    if (covers && !below && at.top - height < TOOLS + 16) {
      // Neither side has room for all of it, and what it speaks of is to be seen: the larger side, and the rest by scrolling.
      const [above, under] = [at.top - TOOLS - 16, window.innerHeight - at.bottom - 16];
      this.element.style.maxHeight = `${Math.max(above, under)}px`;
      this.element.style.left = `${left}px`;
      this.element.style.top = `${under >= above ? at.bottom + 8 : TOOLS + 8}px`;
      return;
    }
    const top = covers ? (below ? at.bottom + 8 : at.top - height - 8) : Math.min(at.top - 8, window.innerHeight - height - 8);
    this.element.style.left = `${left}px`;
    this.element.style.top = `${Math.max(8, top)}px`;
  }
}

/** A mention says nothing but what the card is about already; the line that it stands in says more. */
function named({ kind, symbol, preview }: Code): string {
  return kind === "mention" ? (preview.trim().split("\n")[0] ?? "").replace(/^[rbu]?["'#\s]+|["'\s]+$/gi, "") || symbol : symbol;
}

function showPreview(element: HTMLElement, code: Code): void {
  element.replaceChildren(...tokens(dedented(code.preview)).map((token) => make("span", { class: token.kind, text: token.text })));
}

function dedented(code: string): string {
  const lines = code.split("\n");
  const indents = lines.slice(1).filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const first = lines[0] ?? "";
  const least = Math.min(first.length - first.trimStart().length, ...indents);
  return lines.map((line) => line.slice(least)).join("\n");
}
