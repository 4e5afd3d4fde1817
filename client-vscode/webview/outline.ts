/** The parts of a paper → its outline beside the pages, each section with how much code it has. */

import type { Anchor } from "../src/protocol";
import { make } from "./dom";
import { remember, remembered, word } from "./host";
import type { Viewer } from "./viewer";

export class Outline {
  readonly element = make("nav", { class: "outline" });
  private sections: Anchor[] = [];
  private current = -1;

  constructor(private readonly viewer: Viewer) {
    this.element.setAttribute("aria-label", word("outline"));
    this.element.hidden = remembered().outline !== true;
    viewer.bus.on("pagechanging", () => this.markCurrent());
    viewer.container.addEventListener("scroll", () => this.markCurrent(), { passive: true });
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  private get entries(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>(".entry")];
  }

  private key(event: KeyboardEvent): void {
    const at = this.entries.indexOf(document.activeElement as HTMLElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.entries.length - 1 };
    const next = to[event.key];
    if (event.key === "Escape") {
      this.toggle();
    } else if (next !== undefined) {
      this.entries[Math.min(Math.max(next, 0), this.entries.length - 1)]?.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    remember({ outline: !this.element.hidden });
    this.markCurrent();
    // Whoever opens it by the keyboard goes on there, and is back where they were when it closes.
    if (this.element.hidden) {
      this.viewer.container.focus();
    } else {
      this.entries[Math.max(0, this.current)]?.focus();
    }
  }

  setAnchors(anchors: Anchor[]): void {
    this.sections = anchors.filter(({ kind }) => kind === "section" || kind === "heading");
    const depth = depths(this.sections);
    this.element.replaceChildren(
      ...this.sections.map((anchor) => {
        const label = anchor.number && anchor.kind === "section" ? `${anchor.number} ${anchor.title}` : anchor.title;
        const entry = make(
          "button",
          { class: `entry ${anchor.kind}` },
          make("span", { class: "entry-title", text: label }),
          make("span", { class: "entry-code", text: anchor.below > 0 ? String(anchor.below) : "" }),
        );
        entry.type = "button";
        const code = anchor.below > 0 ? [word("inCode", anchor.below)] : [];
        entry.setAttribute("aria-label", [label, word("pageShort", anchor.page), ...code].join(", "));
        entry.style.setProperty("--depth", String(depth.get(anchor.id) ?? 0));
        entry.addEventListener("click", () => this.viewer.reveal(anchor.page, anchor.box));
        return entry;
      }),
    );
    this.markCurrent();
  }

  /** The last section that begins above the middle of the window. */
  private markCurrent(): void {
    if (this.element.hidden) {
      return;
    }
    const { container } = this.viewer;
    const middle = container.scrollTop + container.clientHeight * 0.4;
    let current = -1;
    this.sections.forEach((anchor, at) => {
      const page = this.viewer.pageView(anchor.page);
      if (page) {
        const scale = page.div.clientHeight / page.viewport.rawDims.pageHeight;
        // In two columns a section further right is later even when it stands higher up.
        if (page.div.offsetTop + anchor.box[1] * scale <= middle) {
          current = at;
        }
      }
    });
    this.current = current;
    this.entries.forEach((entry, at) => {
      entry.classList.toggle("current", at === current);
      if (at === current) {
        entry.setAttribute("aria-current", "true");
      } else {
        entry.removeAttribute("aria-current");
      }
    });
  }
}

function depths(anchors: Anchor[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const anchor of anchors) {
    found.set(anchor.id, anchor.parent === null ? 0 : Math.min((found.get(anchor.parent) ?? -1) + 1, 6));
  }
  return found;
}
