/** A bar to search the paper with. pdf.js does the searching. */

import { button, make } from "./dom";
import { word } from "./host";
import type { Viewer } from "./viewer";

export class Find {
  private readonly input = make("input", { class: "find-input" });
  private readonly count = make("span", { class: "quiet find-count" });
  private readonly element: HTMLElement;

  constructor(private readonly viewer: Viewer) {
    this.input.type = "search";
    this.input.placeholder = word("findPlaceholder");
    this.input.setAttribute("aria-label", word("findPlaceholder"));
    this.count.setAttribute("role", "status");
    this.element = make(
      "div",
      { class: "find", role: "search" },
      this.input,
      this.count,
      button("up", word("findPrevious"), () => this.search("again", true)),
      button("down", word("findNext"), () => this.search("again", false)),
      button("close", word("close"), () => this.close()),
    );
    this.element.hidden = true;
    document.body.append(this.element);
    this.input.addEventListener("input", () => this.search("", false));
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        this.search("again", event.shiftKey);
      } else if (event.key === "Escape") {
        this.close();
      }
      event.stopPropagation();
    });
    viewer.bus.on("updatefindmatchescount", (event: { matchesCount: Matches }) => this.tell(event.matchesCount));
    viewer.bus.on("updatefindcontrolstate", (event: { matchesCount: Matches }) => this.tell(event.matchesCount));
  }

  open(): void {
    this.element.hidden = false;
    this.input.focus();
    this.input.select();
    if (this.input.value) {
      this.search("", false);
    }
  }

  private close(): void {
    this.element.hidden = true;
    this.viewer.bus.dispatch("findbarclose", { source: this });
    this.viewer.container.focus();
  }

  private search(type: "" | "again", findPrevious: boolean): void {
    this.viewer.bus.dispatch("find", {
      source: this,
      type,
      query: this.input.value,
      caseSensitive: false,
      entireWord: false,
      highlightAll: true,
      matchDiacritics: false,
      findPrevious,
    });
  }

  private tell({ current, total }: Matches): void {
    const empty = this.input.value === "";
    this.count.textContent = empty ? "" : total > 0 ? word("found", current, total) : word("notFound");
    this.element.classList.toggle("nothing", !empty && total === 0);
  }
}

type Matches = { current: number; total: number };
