/** The parts of a paper that have code → marks in the margin of its pages: hover to preview the code, click to go there. */

import type { Anchor, Passage } from "../src/protocol";
import { Card, type Known } from "./card";
import { make } from "./dom";
import { tell, word } from "./host";
import { layerOf, place, pointOn } from "./layer";
import type { PageView, Viewer } from "./viewer";

/** A mouse that merely passes by opens nothing. */
const HOVER_PAUSE = 180;
/** Room to get from a mark into its card. */
const LEAVE_PAUSE = 280;
/** Between a mark and the text that it belongs to, in points. */
const DISTANCE = 9;

/** These have a card, whether or not there is code for them. */
function answers({ kind }: Pick<Anchor, "kind">): boolean {
  return kind === "equation" || kind === "algorithm";
}

export class Marks {
  private anchors: Anchor[] = [];
  private readonly known = new Map<string, Known>();
  private readonly card: Card;
  private timer = 0;
  private readonly wired = new WeakSet<HTMLElement>();

  constructor(
    private readonly viewer: Viewer,
    show: (anchor: string, passage: Passage) => void,
  ) {
    this.card = new Card(show);
    viewer.bus.on("pagerendered", (event: { pageNumber: number }) => this.drawPage(event.pageNumber));
    viewer.container.addEventListener("scroll", () => this.card.held || this.card.close());
    this.card.element.addEventListener("pointerenter", () => window.clearTimeout(this.timer));
    this.card.element.addEventListener("pointerleave", () => this.leave());
  }

  setAnchors(anchors: Anchor[]): void {
    this.anchors = anchors;
    this.known.clear();
    for (let page = 1; page <= this.viewer.document.numPages; page += 1) {
      this.drawPage(page);
    }
  }

  setKnown(anchor: string, known: Known): void {
    this.known.set(anchor, known);
    this.card.update(anchor, known);
  }

  /** The next part with code, downwards or upwards from what is in sight; its mark gets the keyboard. */
  step(forward: boolean): void {
    const marked = this.anchors.filter((anchor) => anchor.code > 0);
    const sorted = marked.sort((a, b) => a.page - b.page || a.box[1] - b.box[1]);
    const focused = (document.activeElement as HTMLElement | null)?.dataset["anchor"];
    const at = sorted.findIndex((anchor) => anchor.id === focused);
    const here = this.viewer.pages.currentPageNumber;
    const next =
      at >= 0
        ? sorted[at + (forward ? 1 : -1)]
        : forward
          ? sorted.find((anchor) => anchor.page >= here)
          : sorted.filter((anchor) => anchor.page <= here).at(-1);
    if (next) {
      this.viewer.reveal(next.page, next.box);
      const focus = (): void => {
        const marks = this.viewer.container.querySelectorAll<HTMLElement>(".mark");
        [...marks].find((mark) => mark.dataset["anchor"] === next.id)?.focus({ preventScroll: true });
      };
      this.drawPage(next.page);
      focus();
    }
  }

  private drawPage(number: number): void {
    const page = this.viewer.pageView(number);
    if (!page?.pdfPage) {
      return;
    }
    const layer = layerOf(page, "marks");
    const here = this.anchors.filter((anchor) => anchor.page === number);
    const marks = here.filter((anchor) => anchor.code > 0 || answers(anchor)).map((anchor) => this.mark(page, anchor));
    layer.replaceChildren(...marks);
    this.wire(page);
  }

  private mark(page: PageView, anchor: Anchor): HTMLElement {
    // What answers a click without having code is marked for the keyboard alone.
    const kind = anchor.code > 0 ? "mark" : "stop";
    const title = anchor.code > 0 ? word("marked", anchor.label) : anchor.label;
    const mark = make("button", { class: `${kind} ${anchor.kind}`, title });
    mark.type = "button";
    mark.removeAttribute("title");
    mark.dataset["anchor"] = anchor.id;
    const [x0, y0, , y1] = anchor.box;
    place(mark, page, [x0 - DISTANCE - 5, y0, x0 - DISTANCE + 2, y1]);
    if (anchor.code > 1) {
      mark.append(make("span", { class: "count", text: String(anchor.code) }));
    }
    mark.addEventListener("pointerenter", () => this.hover(anchor, mark));
    mark.addEventListener("pointerleave", () => this.leave());
    mark.addEventListener("click", (event) => this.clicked(anchor, mark, event.detail === 0));
    return mark;
  }

  /** Headings and equations answer as their marks do; listening on the page leaves their text free to be selected. */
  private wire(page: PageView): void {
    if (this.wired.has(page.div)) {
      return;
    }
    this.wired.add(page.div);
    page.div.addEventListener("click", (event) => {
      const target = event.target as HTMLElement;
      const selecting = (document.getSelection()?.toString() ?? "") !== "";
      const anchor = this.anchorAt(page, event);
      if (anchor && !selecting && !target.closest("a, .mark")) {
        this.openCard(anchor, this.frameOf(page, anchor), true);
      }
    });
    page.div.addEventListener("mousemove", (event) => {
      page.div.classList.toggle("over-part", this.anchorAt(page, event) !== undefined);
    });
  }

  private anchorAt(page: PageView, event: MouseEvent): Anchor | undefined {
    const [x, y] = pointOn(page, event);
    const pad = 2;
    return this.anchors.find(
      ({ page: number, kind, code, box }) =>
        number === page.id &&
        (answers({ kind }) || code > 0) &&
        x >= box[0] - pad && x <= box[2] + pad && y >= box[1] - pad && y <= box[3] + pad,
    );
  }

  private frameOf(page: PageView, anchor: Anchor): DOMRect {
    const frame = page.div.getBoundingClientRect();
    const { pageWidth, pageHeight } = page.viewport.rawDims;
    const [x0, y0, x1, y1] = anchor.box;
    const [across, down] = [frame.width / pageWidth, frame.height / pageHeight];
    return new DOMRect(frame.left + x0 * across, frame.top + y0 * down, (x1 - x0) * across, (y1 - y0) * down);
  }

  private hover(anchor: Anchor, mark: HTMLElement): void {
    window.clearTimeout(this.timer);
    if (this.card.held) {
      return;
    }
    this.ask(anchor);
    this.timer = window.setTimeout(() => this.openCard(anchor, mark.getBoundingClientRect(), false), HOVER_PAUSE);
  }

  private leave(): void {
    window.clearTimeout(this.timer);
    if (!this.card.held) {
      this.timer = window.setTimeout(() => this.card.close(), LEAVE_PAUSE);
    }
  }

  /** One piece of code: straight there. Several: the card, to choose. An equation's card has more to say, and a keyboard
   * has no other way to it. */
  private clicked(anchor: Anchor, mark: HTMLElement, byKey: boolean): void {
    window.clearTimeout(this.timer);
    if (anchor.code === 1 && !(byKey && answers(anchor))) {
      this.card.close();
      tell({ type: "openCode", anchor: anchor.id, index: 0 });
    } else {
      this.openCard(anchor, mark.getBoundingClientRect(), true);
    }
  }

  private openCard(anchor: Anchor, at: DOMRect, pinned: boolean): void {
    this.ask(anchor);
    this.card.open(anchor, this.known.get(anchor.id), at, pinned);
  }

  private ask(anchor: Anchor): void {
    if (!this.known.has(anchor.id)) {
      tell({ type: "askCode", anchor: anchor.id });
    }
  }
}
