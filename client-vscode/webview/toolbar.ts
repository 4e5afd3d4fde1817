/** The row of buttons above the pages, and the keys that do the same. */

import { button, icon, make } from "./dom";
import { remember, tell, word } from "./host";
import type { Viewer } from "./viewer";

export type Actions = { outline(): void; find(): void; dark(): void; step(forward: boolean): void; refitted(): void };

const STEP = 1.15;

export class Toolbar {
  readonly element = make("div", { class: "toolbar", role: "toolbar", title: word("toolbar") });
  private readonly number = make("input", { class: "page-number" });
  private readonly total = make("span", { class: "quiet" });
  private readonly lock: HTMLButtonElement;
  private follow = true;

  constructor(
    private readonly viewer: Viewer,
    private readonly actions: Actions,
  ) {
    // Names are for those who do not see it; over every gap, a tip would be in the way.
    this.element.removeAttribute("title");
    this.number.type = "text";
    this.number.inputMode = "numeric";
    this.number.setAttribute("aria-label", word("page"));
    this.number.addEventListener("change", () => this.goTo(Number(this.number.value)));
    this.number.addEventListener("keydown", (event) => event.stopPropagation());
    this.total.textContent = `/ ${viewer.document.numPages}`;
    this.lock = button("following", "", () => tell({ type: "follow", on: !this.follow }));
    this.lock.classList.add("lock");
    this.element.append(
      button("outline", `${word("outline")} (o)`, actions.outline),
      make("span", { class: "gap" }),
      button("up", word("previousPage"), () => this.goTo(viewer.pages.currentPageNumber - 1)),
      button("down", word("nextPage"), () => this.goTo(viewer.pages.currentPageNumber + 1)),
      this.number,
      this.total,
      make("span", { class: "stretch" }),
      button("minus", `${word("zoomOut")} (-)`, () => this.zoom(1 / STEP)),
      button("plus", `${word("zoomIn")} (+)`, () => this.zoom(STEP)),
      button("width", `${word("fitWidth")} (0)`, () => this.fit()),
      make("span", { class: "gap" }),
      button("dark", `${word("dark")} (d)`, actions.dark),
      button("find", `${word("find")} (/)`, actions.find),
      this.lock,
    );
    viewer.bus.on("pagechanging", (event: { pageNumber: number }) => this.tellPage(event.pageNumber));
    viewer.container.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    document.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resized()).observe(viewer.container);
    this.tellPage(viewer.pages.currentPageNumber);
  }

  /** A zoom that was chosen before the window was loaded anew. */
  restore(scale: string | undefined): void {
    if (scale !== undefined && Number.isFinite(Number(scale))) {
      this.viewer.fitted = false;
      this.viewer.pages.currentScale = Number(scale);
    }
  }

  /** The extent of the text is known, or known better. */
  refit(): void {
    this.resized();
  }

  setFollow(on: boolean): void {
    this.follow = on;
    const title = `${word(on ? "following" : "held")} (l)`;
    this.lock.title = title;
    this.lock.setAttribute("aria-label", title);
    this.lock.setAttribute("aria-pressed", String(!on));
    this.lock.classList.toggle("held", !on);
    this.lock.replaceChildren(icon(on ? "following" : "held"));
  }

  private tellPage(page: number): void {
    this.number.value = String(page);
    remember({ page });
  }

  private goTo(page: number): void {
    if (Number.isInteger(page) && page >= 1 && page <= this.viewer.document.numPages) {
      this.viewer.pages.currentPageNumber = page;
    }
    this.number.value = String(this.viewer.pages.currentPageNumber);
  }

  private zoom(factor: number): void {
    this.viewer.fitted = false;
    const scale = Math.min(Math.max(this.viewer.pages.currentScale * factor, 0.25), 6);
    this.viewer.pages.currentScale = scale;
    remember({ scale: String(scale) });
  }

  fit(): void {
    this.viewer.fitText();
    remember({ scale: "fit" });
  }

  /** A width that was fitted stays fitted. */
  private resized(): void {
    if (this.viewer.fitted) {
      this.viewer.fitText();
      // Fitting ends with the next frame.
      requestAnimationFrame(() => this.actions.refitted());
    }
  }

  private wheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 300));
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement) {
      return;
    }
    const command = event.ctrlKey || event.metaKey;
    const keys: Record<string, () => void> = command
      ? { f: this.actions.find, "+": () => this.zoom(STEP), "=": () => this.zoom(STEP), "-": () => this.zoom(1 / STEP), "0": () => this.fit() }
      : {
          "/": this.actions.find,
          o: this.actions.outline,
          d: this.actions.dark,
          l: () => tell({ type: "follow", on: !this.follow }),
          "+": () => this.zoom(STEP),
          "=": () => this.zoom(STEP),
          "-": () => this.zoom(1 / STEP),
          "0": () => this.fit(),
          n: () => this.goTo(this.viewer.pages.currentPageNumber + 1),
          p: () => this.goTo(this.viewer.pages.currentPageNumber - 1),
          j: () => this.scroll(0.15),
          k: () => this.scroll(-0.15),
          "]": () => this.actions.step(true),
          "[": () => this.actions.step(false),
          Home: () => this.goTo(1),
          End: () => this.goTo(this.viewer.document.numPages),
        };
    const action = event.altKey ? undefined : keys[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  }

  private scroll(share: number): void {
    this.viewer.container.scrollBy({ top: share * this.viewer.container.clientHeight });
  }
}
