/** The paper view: what the extension told at the start → pages, marks, outline, search, and an answer to what it asks. */

import "./pdfjs-global";
import "pdfjs-dist/legacy/web/pdf_viewer.css";
import "./view.css";
import type { ToView } from "../src/view/messages";
import type { Begun } from "./boot";
import { Dark } from "./dark";
import { make } from "./dom";
import { Find } from "./find";
import { onMessage, remembered, start, tell, word } from "./host";
import { Landing } from "./landing";
import { nameLinks } from "./links";
import { Marks } from "./marks";
import { Outline } from "./outline";
import { Toolbar } from "./toolbar";
import { openViewer } from "./viewer";

async function open(): Promise<void> {
  const inner = make("div", { class: "pdfViewer" });
  const container = make("div", { class: "pages" }, inner);
  container.tabIndex = 0;
  container.setAttribute("role", "document");
  container.setAttribute("aria-label", word("paper"));
  const body = make("div", { class: "body" }, make("div", { class: "pages-frame" }, container));
  document.body.append(body);
  const viewer = await openViewer(container, inner, start, (globalThis as unknown as { begun: Begun }).begun);
  const before = remembered();
  viewer.bus.on("pagesinit", () => {
    // Fitted at once where the text's extent is known, so that nothing is painted twice.
    viewer.fitText();
    toolbar.restore(before.scale);
    if (before.page && before.page > 1) {
      viewer.pages.currentPageNumber = before.page;
    }
  });
  viewer.bus.on(
    "pagerendered",
    () => {
      performance.measure("paper-painted", { start: 0 });
      tell({ type: "painted", milliseconds: performance.now() });
    },
    { once: true },
  );
  // The keys that scroll go to the pages, and to nothing else that a mouse has not chosen.
  const takeKeys = (): void => {
    if (document.activeElement === document.body || document.activeElement === null) {
      container.focus({ preventScroll: true });
    }
  };
  window.addEventListener("focus", takeKeys);
  if (document.hasFocus()) {
    takeKeys();
  }
  const dark = new Dark(viewer, start.dark);
  nameLinks(viewer);
  const landing = new Landing(viewer);
  const marks = new Marks(viewer, (anchor, passage) => void landing.show(anchor, passage));
  const outline = new Outline(viewer);
  const find = new Find(viewer);
  const toolbar = new Toolbar(viewer, {
    outline: () => outline.toggle(),
    find: () => find.open(),
    dark: () => dark.toggle(),
    step: (forward) => marks.step(forward),
    refitted: () => landing.hold(),
  });
  toolbar.setFollow(start.follow);
  document.body.prepend(toolbar.element);
  body.prepend(outline.element);
  onMessage((message: ToView) => {
    switch (message.type) {
      case "paper":
        container.setAttribute("aria-label", message.title);
        viewer.setExtent(message.text);
        toolbar.refit();
        dark.setCaptions(message.anchors.filter((anchor) => anchor.kind === "figure"));
        marks.setAnchors(message.anchors);
        outline.setAnchors(message.anchors);
        break;
      case "show":
        void landing.show(message.anchor, message.passage, message.times);
        break;
      case "code":
        marks.setKnown(message.anchor, message);
        break;
      case "settings":
        dark.set(message.dark);
        toolbar.setFollow(message.follow);
        break;
      case "command":
        ({ find: () => find.open(), outline: () => outline.toggle(), next: () => marks.step(true), previous: () => marks.step(false) })[message.command]();
        break;
    }
  });
  // Pages have their places only now; before, there is nowhere to scroll to.
  await viewer.pages.firstPagePromise;
  await viewer.pages.pagesPromise;
  performance.measure("paper-ready", { start: 0 });
  tell({ type: "ready" });
}

/** The web is reached through the extension alone, which asks before it goes there. */
document.addEventListener(
  "click",
  (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href]");
    const url = link?.getAttribute("href") ?? "";
    if (link && !url.startsWith("#")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      tell({ type: "link", url });
    }
  },
  true,
);

open().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  document.body.replaceChildren(
    make("div", { class: "failed" }, make("p", { text: word("failed") }), make("p", { class: "quiet", text: reason })),
  );
  tell({ type: "failed", reason });
});
