/** A part of the paper and its code → a card beside it: what the part is, where its code is and how that begins. */

import type { Anchor, Code } from "../src/protocol";
import { button, icon, make } from "./dom";
import { tell, word } from "./host";
import { tokens } from "./python";

const ROWS = 5;

export class Card {
  readonly element = make("div", { class: "card", role: "dialog" });
  private anchor: Anchor | undefined;
  private pinned = false;

  constructor() {
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

  open(anchor: Anchor, code: Code[] | undefined, at: DOMRect, pinned: boolean): void {
    this.anchor = anchor;
    this.pinned = pinned;
    this.fill(code);
    this.element.hidden = false;
    this.position(at);
    if (pinned) {
      (this.element.querySelector<HTMLElement>(".row") ?? this.element).focus();
    }
  }

  /** The code has come in the meantime. */
  update(anchor: string, code: Code[]): void {
    if (this.shown === anchor) {
      const frame = this.element.getBoundingClientRect();
      this.fill(code);
      this.position(new DOMRect(frame.left - 8, frame.top, 0, 0));
    }
  }

  close(): void {
    this.element.hidden = true;
    this.pinned = false;
  }

  private fill(code: Code[] | undefined): void {
    const anchor = this.anchor;
    if (!anchor) {
      return;
    }
    const head = make("div", { class: "card-head" }, make("span", { class: "card-title", text: anchor.label }));
    const children: HTMLElement[] = [head];
    const latex = anchor.latex;
    if (latex) {
      const copy = button("copy", word("copyLatex"), () => {
        tell({ type: "copy", text: latex });
        copy.title = word("copied");
      });
      head.append(copy);
      children.push(make("pre", { class: "latex", text: latex }));
    }
    if (code === undefined) {
      children.push(make("div", { class: "quiet", text: word("looking") }));
    } else if (code.length === 0) {
      children.push(make("div", { class: "quiet", text: word("noCode") }));
    } else {
      children.push(...this.rows(anchor, code));
    }
    this.element.replaceChildren(...children);
    this.element.setAttribute("aria-label", anchor.label);
  }

  private rows(anchor: Anchor, code: Code[]): HTMLElement[] {
    const preview = make("pre", { class: "preview" });
    const rows = code.slice(0, ROWS).map((each, index) => {
      const row = make(
        "button",
        { class: "row", title: word("goToCode") },
        make("span", { class: `kind ${each.kind}` }, icon("code")),
        make("span", { class: "symbol", text: each.symbol }),
        make("span", { class: "where", text: `${each.path.split("/").at(-1) ?? each.path}:${each.selectionRange.start.line + 1}` }),
        make("span", { class: "sure", text: each.percent === null ? "" : `${each.percent}%` }),
      );
      row.type = "button";
      row.setAttribute("aria-label", `${each.symbol}, ${each.path}:${each.selectionRange.start.line + 1}`);
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
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = at.right + 10 + width < window.innerWidth ? at.right + 10 : Math.max(8, window.innerWidth - width - 16);
    const below = at.bottom + 8 + height < window.innerHeight;
    const covers = left < at.right;
    const top = covers ? (below ? at.bottom + 8 : at.top - height - 8) : Math.min(at.top - 8, window.innerHeight - height - 8);
    this.element.style.left = `${left}px`;
    this.element.style.top = `${Math.max(8, top)}px`;
  }
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
