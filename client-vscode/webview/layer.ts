/** A page and boxes in points → elements over the page that stay in place at every zoom. */

import type { Box } from "../src/protocol";
import type { PageView } from "./viewer";

export function layerOf(page: PageView, name: string): HTMLDivElement {
  const known = page.div.querySelector<HTMLDivElement>(`:scope > .${name}`);
  if (known) {
    return known;
  }
  const layer = document.createElement("div");
  layer.className = `layer ${name}`;
  page.div.append(layer);
  return layer;
}

/** Places in percent of the page, so that nothing needs to be done when the zoom changes. */
export function place(element: HTMLElement, page: PageView, [x0, y0, x1, y1]: Box): void {
  const { pageWidth, pageHeight } = page.viewport.rawDims;
  element.style.left = `${(100 * x0) / pageWidth}%`;
  element.style.top = `${(100 * y0) / pageHeight}%`;
  element.style.width = `${(100 * (x1 - x0)) / pageWidth}%`;
  element.style.height = `${(100 * (y1 - y0)) / pageHeight}%`;
}

/** The point of a mouse event, in points of the page. */
export function pointOn(page: PageView, event: MouseEvent): [number, number] {
  const frame = page.div.getBoundingClientRect();
  const { pageWidth, pageHeight } = page.viewport.rawDims;
  return [
    ((event.clientX - frame.left) * pageWidth) / frame.width,
    ((event.clientY - frame.top) * pageHeight) / frame.height,
  ];
}
