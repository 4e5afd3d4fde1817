/** The parts of a paper → its outline beside the pages, each section with how much code it has. */

import type { Anchor } from "../src/protocol";
import { make } from "./dom";
import { remember, remembered, word } from "./host";
import type { Viewer } from "./viewer";

export class Outline {
  readonly element = make("nav", { class: "outline" });
  private sections: Anchor[] = [];

  constructor(private readonly viewer: Viewer) {
    this.element.setAttribute("aria-label", word("outline"));
    this.element.hidden = remembered().outline !== true;
    viewer.bus.on("pagechanging", () => this.markCurrent());
    viewer.container.addEventListener("scroll", () => this.markCurrent(), { passive: true });
  }

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    remember({ outline: !this.element.hidden });
    this.markCurrent();
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
    [...this.element.children].forEach((entry, at) => entry.classList.toggle("current", at === current));
  }
}

function depths(anchors: Anchor[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const anchor of anchors) {
    found.set(anchor.id, anchor.parent === null ? 0 : Math.min((found.get(anchor.parent) ?? -1) + 1, 6));
  }
  return found;
}
