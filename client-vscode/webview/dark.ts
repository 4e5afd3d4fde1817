/** Pages as dark as the editor, with the figures as they were printed: copies of them lie over the inverted page. */

import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Anchor } from "../src/protocol";
import type { DarkPages } from "../src/view/messages";
import { drawnOn, textsOn } from "./drawn";
import { layerOf, place } from "./layer";
import { figureRegions, uncut, widened, type Rect } from "./regions";
import type { Viewer } from "./viewer";

export class Dark {
  private captions: Anchor[] = [];
  private readonly regions = new Map<number, Promise<Rect[]>>();

  constructor(
    private readonly viewer: Viewer,
    private wanted: DarkPages,
  ) {
    viewer.bus.on("pagerendered", (event: { pageNumber: number }) => void this.drawPage(event.pageNumber));
    // The editor marks the body with the kind of its theme.
    new MutationObserver(() => this.apply()).observe(document.body, { attributes: true, attributeFilter: ["class"] });
    this.apply();
  }

  /** A figure is as wide as its caption: labels beside a drawing belong to it. */
  setCaptions(captions: Anchor[]): void {
    this.captions = captions;
    this.redraw();
  }

  set(wanted: DarkPages): void {
    this.wanted = wanted;
    this.apply();
  }

  /** The other way round than now, until the setting or the view changes. */
  toggle(): void {
    this.set(this.on ? "never" : "always");
  }

  private get on(): boolean {
    const classes = document.body.classList;
    const dark = classes.contains("vscode-dark") || (classes.contains("vscode-high-contrast") && !classes.contains("vscode-high-contrast-light"));
    return this.wanted === "always" || (this.wanted === "auto" && dark);
  }

  private apply(): void {
    if (this.viewer.container.classList.contains("dark-pages") === this.on) {
      return;
    }
    this.viewer.container.classList.toggle("dark-pages", this.on);
    this.redraw();
  }

  private redraw(): void {
    for (let page = 1; page <= this.viewer.document.numPages; page += 1) {
      void this.drawPage(page);
    }
  }

  private async drawPage(number: number): Promise<void> {
    const page = this.viewer.pageView(number);
    if (!page?.pdfPage || !page.canvas) {
      return;
    }
    if (!this.on) {
      page.div.querySelector(":scope > .figures")?.remove();
      return;
    }
    const pdfPage = page.pdfPage;
    const known = this.regions.get(number) ?? figuresOf(pdfPage).catch(() => []);
    this.regions.set(number, known);
    const captions = this.captions.filter((anchor) => anchor.page === number).map((anchor) => anchor.box);
    const regions = widened(await known, captions);
    const canvas = page.canvas;
    if (!canvas || !this.on) {
      return;
    }
    const scale = canvas.width / page.viewport.rawDims.pageWidth;
    const copies = regions.map((region) => {
      const copy = document.createElement("canvas");
      const [x, y] = [Math.floor(region[0] * scale), Math.floor(region[1] * scale)];
      copy.width = Math.max(1, Math.ceil(region[2] * scale) - x);
      copy.height = Math.max(1, Math.ceil(region[3] * scale) - y);
      copy.getContext("2d")?.drawImage(canvas, x, y, copy.width, copy.height, 0, 0, copy.width, copy.height);
      place(copy, page, [x / scale, y / scale, (x + copy.width) / scale, (y + copy.height) / scale]);
      return copy;
    });
    const layer = layerOf(page, "figures");
    layer.replaceChildren(...copies);
    // Under the text, so that what stands in a figure can still be selected.
    page.div.querySelector(".canvasWrapper")?.after(layer);
  }
}

async function figuresOf(page: PDFPageProxy): Promise<Rect[]> {
  const { drawn, width, height } = await drawnOn(page);
  const regions = figureRegions(drawn, width, height);
  return regions.length > 0 ? uncut(regions, await textsOn(page)) : [];
}
