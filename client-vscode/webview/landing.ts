/** A place that the code asks for → the page scrolled there, the passage painted for a moment, then marked in the margin. */

import type { Box, Passage } from "../src/protocol";
import type { Times } from "../src/view/messages";
import { make } from "./dom";
import { tell } from "./host";
import { layerOf, place } from "./layer";
import { findPassage } from "./sentence";
import type { PageView, Viewer } from "./viewer";

/** How long to wait for a page's text before the whole paragraph is painted instead, in milliseconds. */
const PATIENCE = 2_500;

/** What is painted over a page, and since when. */
type Painted = { page: number; elements: HTMLElement[]; since: number };

export class Landing {
  private latest = 0;
  private painted: Painted | undefined;
  /** Where the code has led, until the reader goes elsewhere. */
  private held: Passage | undefined;

  constructor(private readonly viewer: Viewer) {
    // pdf.js empties a page that it draws anew.
    viewer.bus.on("pagerendered", (event: { pageNumber: number }) => this.painted?.page === event.pageNumber && this.paint());
    const leave = (): void => {
      this.held = undefined;
    };
    for (const kind of ["keydown", "pointerdown", "wheel", "touchstart"]) {
      document.addEventListener(kind, leave, { capture: true, passive: true });
    }
  }

  async show(anchor: string, passage: Passage, times?: Times): Promise<void> {
    this.latest += 1;
    const mine = this.latest;
    this.held = passage;
    const scrolls = this.viewer.reveal(passage.page, passage.box);
    const milliseconds = times ? Date.now() - times.moved : 0;
    if (times) {
      measure(times, scrolls, this.viewer.container);
    }
    const page = this.viewer.pageView(passage.page);
    if (!page) {
      return;
    }
    this.clear();
    const bar = make("div", { class: "landing-bar" });
    place(bar, page, passage.box);
    this.painted = { page: passage.page, elements: [bar], since: performance.now() };
    this.paint();
    const boxes = passage.text ? await this.sentence(page, passage) : [];
    if (mine !== this.latest) {
      return;
    }
    const flashes = (boxes.length > 0 ? boxes : [passage.box]).map((box) => {
      const flash = make("div", { class: "landing" });
      place(flash, page, box);
      return flash;
    });
    this.painted = { page: passage.page, elements: [bar, ...flashes], since: performance.now() };
    this.paint();
    tell({ type: "shown", anchor, page: passage.page, box: passage.box, sentence: boxes.length > 0, milliseconds });
  }

  /** Pages that are laid out anew end a scroll half-way, or carry the place away. */
  hold(): void {
    if (this.held) {
      this.viewer.reveal(this.held.page, this.held.box, true);
    }
  }

  private paint(): void {
    const page = this.painted && this.viewer.pageView(this.painted.page);
    if (!this.painted || !page) {
      return;
    }
    const layer = layerOf(page, "landing-layer");
    for (const each of this.painted.elements.filter((element) => element.parentElement !== layer)) {
      // A flash goes on where it was.
      each.style.animationDelay = `${Math.round(this.painted.since - performance.now())}ms`;
      layer.append(each);
    }
  }

  private clear(): void {
    for (const layer of this.viewer.container.querySelectorAll(".landing-layer")) {
      layer.replaceChildren();
    }
  }

  /** The boxes of the passage's lines, once the page's text is there; none when it is not found. */
  private async sentence(page: PageView, passage: Passage): Promise<Box[]> {
    const text = await this.textOf(page);
    if (!text) {
      return [];
    }
    const frame = page.div.getBoundingClientRect();
    const { pageWidth, pageHeight } = page.viewport.rawDims;
    const toPoints = (rect: DOMRect): Box => [
      ((rect.left - frame.left) * pageWidth) / frame.width,
      ((rect.top - frame.top) * pageHeight) / frame.height,
      ((rect.right - frame.left) * pageWidth) / frame.width,
      ((rect.bottom - frame.top) * pageHeight) / frame.height,
    ];
    const spans = [...text.querySelectorAll<HTMLElement>("span")].filter(
      (span) => span.firstChild?.nodeType === Node.TEXT_NODE && overlaps(toPoints(span.getBoundingClientRect()), passage.box),
    );
    const found = findPassage(spans.map((span) => span.textContent ?? ""), passage.text);
    return found.flatMap(({ piece, from, to }) => {
      const node = spans[piece]?.firstChild;
      if (!node || to > (node.textContent ?? "").length) {
        return [];
      }
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      return [...range.getClientRects()].map(toPoints);
    });
  }

  private textOf(page: PageView): Promise<Element | undefined> {
    const here = (): Element | undefined => {
      const layer = page.div.querySelector(".textLayer");
      // pdf.js adds the text piece by piece, and this at the end.
      return layer?.querySelector(".endOfContent") ? layer : undefined;
    };
    const now = here();
    if (now) {
      return Promise.resolve(now);
    }
    return new Promise((resolve) => {
      const { bus } = this.viewer;
      const done = (): void => {
        clearTimeout(timer);
        bus.off("textlayerrendered", look);
        resolve(here());
      };
      const look = (event: { pageNumber: number }): void => {
        if (event.pageNumber === page.id) {
          done();
        }
      };
      const timer = setTimeout(done, PATIENCE);
      bus.on("textlayerrendered", look);
    });
  }
}

function overlaps(a: Box, b: Box): boolean {
  const middle = (a[1] + a[3]) / 2;
  return a[0] < b[2] && b[0] < a[2] && middle > b[1] - 2 && middle < b[3] + 2;
}

/** What a benchmark reads: the way of a caret's move to the page, as measures of the browser's own User Timing. */
function measure(times: Times, scrolls: boolean, container: HTMLElement): void {
  const stage = (name: string, from: number, to: number): void => {
    const [start, end] = [from - performance.timeOrigin, to - performance.timeOrigin];
    performance.clearMeasures(`paper-follow-${name}`);
    performance.measure(`paper-follow-${name}`, { start: Math.max(0, start), end: Math.max(0, start, end) });
  };
  const received = Date.now();
  stage("wait", times.moved, times.asked);
  stage("server", times.asked, times.answered);
  stage("post", times.answered, received);
  if (scrolls) {
    container.addEventListener("scroll", () => stage("scroll", times.moved, Date.now()), { once: true });
  }
}
