/** The links of a PDF, which are places without words → links with a name for whoever cannot see what lies under them. */

import { word } from "./host";
import type { PageView, Viewer } from "./viewer";

export function nameLinks(viewer: Viewer): void {
  for (const event of ["annotationlayerrendered", "textlayerrendered"]) {
    viewer.bus.on(event, ({ pageNumber }: { pageNumber: number }) => {
      const page = viewer.pageView(pageNumber);
      if (page) {
        nameLinksOf(page);
      }
    });
  }
}

/** By the text that lies under them, once both are there. */
function nameLinksOf(page: PageView): void {
  const links = page.div.querySelectorAll<HTMLAnchorElement>(".annotationLayer a");
  const spans = links.length === 0 ? [] : [...page.div.querySelectorAll<HTMLElement>(".textLayer span")];
  const lines = spans.filter((span) => span.firstChild?.nodeType === Node.TEXT_NODE).map((span) => ({ span, at: span.getBoundingClientRect() }));
  for (const link of links) {
    const frame = link.getBoundingClientRect();
    const words = lines.filter(({ at }) => overlaps(at, frame)).map(({ span }) => partWithin(span, frame));
    const name = words.join(" ").replace(/\s+/g, " ").trim();
    link.setAttribute("aria-label", name || link.title || word("link"));
  }
}

function overlaps(a: DOMRect, b: DOMRect): boolean {
  const middle = (a.top + a.bottom) / 2;
  return a.left < b.right && b.left < a.right && middle > b.top && middle < b.bottom;
}

/** Of a line of text, the letters whose middle lies in the link. */
function partWithin(span: HTMLElement, frame: DOMRect): string {
  const node = span.firstChild as Text;
  const range = document.createRange();
  return [...node.data.matchAll(/./gsu)]
    .filter((letter) => {
      range.setStart(node, letter.index);
      range.setEnd(node, letter.index + letter[0].length);
      const { left, right } = range.getBoundingClientRect();
      return (left + right) / 2 > frame.left && (left + right) / 2 < frame.right;
    })
    .map((letter) => letter[0])
    .join("");
}
