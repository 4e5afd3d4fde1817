/** A PDF's address → pages that pdf.js draws when they come into sight, with text to select and to search. */

import { library } from "./pdfjs-global";
import { EventBus, PDFFindController, PDFLinkService, PDFViewer } from "pdfjs-dist/legacy/web/pdf_viewer.mjs";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Box } from "../src/protocol";
import type { Start } from "../src/view/messages";
import type { Begun } from "./boot";

/** What of pdf.js' view of a page is used here; its own types leave most of it open. */
export type PageView = {
  div: HTMLDivElement;
  canvas: HTMLCanvasElement | undefined;
  id: number;
  pdfPage: import("pdfjs-dist/legacy/build/pdf.mjs").PDFPageProxy | undefined;
  viewport: { scale: number; rawDims: { pageWidth: number; pageHeight: number } };
};

export type Viewer = {
  bus: EventBus;
  pages: PDFViewer;
  container: HTMLDivElement;
  document: PDFDocumentProxy;
  pageView(number: number): PageView | undefined;
  /** Whether the text fills the width now; then there is nothing to see further left or right. */
  fitted: boolean;
  /** Zooms so that the text, without the paper's own margins, fills the width; the whole page before parts are known. */
  fitText(): void;
  setExtent(across: [number, number] | null): void;
  /** Scrolls so that a box can be seen, by as little as possible when it is near. Tells whether there is need to. */
  reveal(page: number, box: Box, atOnce?: boolean): boolean;
};

export async function openViewer(container: HTMLDivElement, inner: HTMLDivElement, start: Start, begun: Begun): Promise<Viewer> {
  const bus = new EventBus();
  const links = new PDFLinkService({ eventBus: bus });
  const finder = new PDFFindController({ eventBus: bus, linkService: links, updateMatchesCountOnProgress: true });
  const pages = new PDFViewer({
    container,
    viewer: inner,
    eventBus: bus,
    linkService: links,
    findController: finder,
    annotationMode: library.AnnotationMode.ENABLE,
    annotationEditorMode: library.AnnotationEditorType.DISABLE,
    removePageBorders: true,
    // Text that looks like an address stays text; only links that the PDF itself has are links.
    enableAutoLinking: false,
  });
  links.setViewer(pages);
  const [worker, content] = await Promise.all([begun.worker, begun.pdf]);
  library.GlobalWorkerOptions.workerPort = worker;
  const pdf = await library.getDocument({
    data: content,
    cMapUrl: `${start.resources}cmaps/`,
    standardFontDataUrl: `${start.resources}standard_fonts/`,
    wasmUrl: `${start.resources}wasm/`,
    iccUrl: `${start.resources}iccs/`,
    useWorkerFetch: false,
    enableXfa: false,
  }).promise;
  pages.setDocument(pdf);
  links.setDocument(pdf, null);
  finder.setDocument(pdf);
  let extent = start.text ?? undefined;
  let left: number | undefined;
  const pageView = (number: number): PageView | undefined => pages.getPageView(number - 1) as PageView | undefined;
  const viewer: Viewer = {
    fitted: true,
    bus,
    pages,
    container,
    document: pdf,
    pageView,
    setExtent: (across) => {
      extent = across ?? undefined;
    },
    fitText: () => {
      viewer.fitted = true;
      left = fitText(pages, container, pageView(1), extent);
    },
    reveal: (page, box, atOnce = false) => reveal(container, pageView(page), box, atOnce),
  };
  // Searching scrolls to a word as far sideways as it can.
  container.addEventListener("scroll", () => {
    if (viewer.fitted && left !== undefined && Math.abs(container.scrollLeft - left) > 2) {
      container.scrollLeft = left;
    }
  });
  return viewer;
}

/** Beside the text stays room for marks, in points. */
const MARGIN = 22;
const LARGEST = 2;

function fitText(pages: PDFViewer, container: HTMLElement, page: PageView | undefined, extent: [number, number] | undefined): number | undefined {
  if (!page || !extent || container.clientWidth === 0) {
    pages.currentScaleValue = "auto";
    return undefined;
  }
  const [from, to] = [Math.max(0, extent[0] - MARGIN), Math.min(page.viewport.rawDims.pageWidth, extent[1] + MARGIN)];
  const pixels = 96 / 72;
  pages.currentScale = Math.min(container.clientWidth / ((to - from) * pixels), LARGEST);
  const left = Math.round(Math.max(0, page.div.offsetLeft + from * pages.currentScale * pixels - Math.max(0, (container.clientWidth - (to - from) * pages.currentScale * pixels) / 2)));
  // pdf.js puts the page back where it was after a change of scale, so this comes last.
  requestAnimationFrame(() => (container.scrollLeft = left));
  return Math.min(left, container.scrollWidth - container.clientWidth);
}

/** Room above a passage that has been scrolled to, as a part of the window's height: one reads from above. */
const ABOVE = 0.22;

function reveal(container: HTMLElement, page: PageView | undefined, box: Box, atOnce: boolean): boolean {
  if (!page) {
    return false;
  }
  const scale = page.div.clientHeight / page.viewport.rawDims.pageHeight;
  const top = page.div.offsetTop + box[1] * scale;
  const bottom = page.div.offsetTop + box[3] * scale;
  const left = page.div.offsetLeft + box[0] * scale;
  const right = page.div.offsetLeft + box[2] * scale;
  const margin = 24;
  const seen = top >= container.scrollTop + margin && bottom <= container.scrollTop + container.clientHeight - margin;
  const beside = left >= container.scrollLeft && right <= container.scrollLeft + container.clientWidth;
  if (seen && beside) {
    return false;
  }
  const wanted = seen ? container.scrollTop : Math.max(0, top - container.clientHeight * ABOVE);
  const far = Math.abs(wanted - container.scrollTop) > 1.5 * container.clientHeight;
  const calm = atOnce || far || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  container.scrollTo({
    top: wanted,
    left: beside ? container.scrollLeft : Math.max(0, left - 24),
    behavior: calm ? "instant" : "smooth",
  });
  return true;
}
