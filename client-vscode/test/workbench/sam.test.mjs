/** The fixture about segmentation, as a person meets it: status bar, lenses, hover, the paper beside the code, trees. */

import assert from "node:assert/strict";
import { appendFile, readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Workbench, fixture } from "./workbench.mjs";

let workbench;
let view;

before(async () => {
  const folder = await fixture("sam");
  await appendFile(path.join(folder, "src", "promptseg", "losses.py"), "\n\n# The ratio is that of Eq. (99).\n");
  workbench = await Workbench.open(folder, { file: "mask_decoder.py", settings: { "paperlsp.marks": "both" } });
});
after(() => workbench?.close());

test("the status bar names the paper and how much of the code it explains", async () => {
  await workbench.indexed();
  assert.match(await workbench.statusText(), /Segmentation by Prompts, Retold for… · \d+% explained/);
});

test("a lens stands over the class, with section and page", async () => {
  const lenses = workbench.page.locator(".codelens-decoration");
  await lenses.first().waitFor();
  const texts = await workbench.wait("the lens", async () => {
    const found = await lenses.allTextContents();
    return found.some((text) => text.includes("§3 Mask decoder, p. 1")) && found;
  });
  assert.ok(texts.length >= 2);
});

test("a thin mark stands beside what the paper explains", async () => {
  await workbench.wait("the marks", async () => (await workbench.page.locator(".glyph-margin-widgets .cgmr[class*='ced-']").count()) > 0);
});

test("a hover quotes the paper, says how sure it is and why, and leads into the paper", async () => {
  const text = await workbench.hover("MaskDecoder");
  assert.match(text, /Segmentation by Prompts, Retold for paperlsp › 3 The Model › Mask decoder · p\. 1/);
  assert.match(text, /“The decoder lets prompt vectors and image embedding look at each other/);
  assert.match(text, /\d\d%: /);
  await workbench.shot("hover");
  await workbench.page.locator(".monaco-hover:visible a", { hasText: "Note" }).waitFor();
  await workbench.page.locator(".monaco-hover:visible a", { hasText: "Open in the paper" }).click();
  view = await workbench.view();
  await workbench.landed(view, { page: 1, text: /^Mask decoder/ });
});

test("the pages are dark, the figure on the first is as printed, and parts with code are marked", async () => {
  await workbench.wait("the figure", () => view.locator(".page[data-page-number='1'] .figures canvas").count());
  const [page, figure] = await view.evaluate(() => {
    const brightness = (canvas, dx, dy) => {
      const [r, g, b] = canvas.getContext("2d").getImageData(canvas.width * dx, canvas.height * dy, 1, 1).data;
      return r + g + b;
    };
    const all = document.querySelector(".page[data-page-number='1']");
    return [getComputedStyle(all.querySelector(".canvasWrapper canvas")).filter, brightness(all.querySelector(".figures canvas"), 0.005, 0.02)];
  });
  assert.match(page, /invert/);
  assert.ok(figure > 600, `the figure's ground is ${figure} of 765`);
  const marks = await view.locator(".page[data-page-number='1'] .mark").evaluateAll((all) => all.map((each) => each.dataset.anchor));
  assert.ok(marks.includes("head:3/mask-decoder"), marks.join());
});

test("the paper follows the caret, and the keyboard stays in the code", async () => {
  await workbench.focusCode("mask_decoder.py");
  const times = [];
  await view.evaluate(() => {
    window.scrolls = [];
    new PerformanceObserver((list) => window.scrolls.push(...list.getEntriesByName("paper-follow-scroll").map((each) => each.duration))).observe({ entryTypes: ["measure"] });
  });
  for (const [line, page] of [[7, undefined], [33, 3], [16, 1], [44, undefined], [17, 1]]) {
    await workbench.goTo(line, 10);
    if (page) {
      await workbench.landed(view, { page });
    }
  }
  // From one definition to the next and back, by one key each: how long until the page has begun to move.
  await workbench.goTo(16, 10);
  await workbench.landed(view, { page: 1, text: /^Mask decoder/ });
  for (let round = 0; round < 8; round += 1) {
    const moved = workbench.nextLanding(view);
    const begun = await workbench.goTo(round % 2 === 0 ? 33 : 16, 10);
    times.push((await moved) - begun);
  }
  await workbench.goTo(16, 10);
  await workbench.page.waitForTimeout(700);
  await workbench.shot("follow");
  await workbench.page.waitForTimeout(700);
  const focused = await workbench.page.evaluate(() => document.activeElement?.closest(".editor-instance, .webview, iframe")?.className ?? "");
  assert.match(focused, /editor-instance/);
  times.sort((a, b) => a - b);
  const scrolls = (await view.evaluate(() => window.scrolls)).sort((a, b) => a - b).map(Math.round);
  console.log(`from the key to the page, in ms: ${times.join(", ")}; from the caret's event to the first scroll: ${scrolls.join(", ")}`);
  // How long is for the benchmark to say: here the machine may do anything else meanwhile.
  assert.ok(scrolls.length > 0, "the paper has not moved");
});

test("the passage that is painted is the sentence, not the whole paragraph", async () => {
  const painted = await workbench.wait("the passage", async () => {
    const boxes = await view.locator(".landing").evaluateAll((all) => all.map((each) => Number.parseFloat(each.style.height)));
    return boxes.length > 1 && boxes;
  });
  assert.ok(painted.every((height) => height < 3), painted.join());
});

test("with the lock on, the page is held", async () => {
  await view.locator(".lock").click();
  await view.locator(".lock.held").waitFor();
  await workbench.focusCode("mask_decoder.py");
  const before = await workbench.landing(view);
  await workbench.goTo(33, 14);
  await workbench.page.waitForTimeout(800);
  assert.deepEqual(await workbench.landing(view), before);
  await view.locator(".lock").click();
  await view.locator(".lock:not(.held)").waitFor();
});

test("a mark previews its code, and a click on a row goes there", async () => {
  const mark = view.locator(".mark[data-anchor='head:3/image-encoder']");
  await mark.scrollIntoViewIfNeeded();
  await mark.hover();
  const card = view.locator(".card");
  await card.locator(".row").first().waitFor();
  assert.match(await card.textContent(), /ImageEncoder/);
  await card.locator(".preview .keyword").first().waitFor();
  await workbench.page.waitForTimeout(300);
  await workbench.shot("card");
  await card.locator(".row", { has: view.locator(".symbol", { hasText: /^ImageEncoder$/ }) }).click();
  await workbench.page.locator(".tab.active", { hasText: "image_encoder.py" }).waitFor();
  const code = await readFile(path.join(workbench.folder, "src", "promptseg", "image_encoder.py"), "utf-8");
  const line = code.split("\n").findIndex((each) => each.startsWith("class ImageEncoder")) + 1;
  await workbench.wait("the caret", async () => (await workbench.caretLine()) === line);
  // The code opens where code was, not over the paper.
  await view.locator(".toolbar").waitFor();
  assert.equal(await workbench.page.locator(".editor-group-container").count(), 2);
});

test("an equation shows its LaTeX, to be copied", async () => {
  await view.locator(".pages").click({ position: { x: 5, y: 5 } });
  await workbench.page.keyboard.press("/");
  await view.locator(".find-input").fill("stability score");
  await workbench.wait("what was found", async () => /\d+ of \d+/.test((await view.locator(".find-count").textContent()) ?? ""));
  await workbench.shot("find");
  await workbench.page.keyboard.press("Escape");
  const mark = view.locator(".mark.equation").first();
  await mark.scrollIntoViewIfNeeded();
  await mark.hover();
  await view.locator(".card .latex").waitFor();
  assert.match(await view.locator(".card .latex").textContent(), /\\frac/);
  await workbench.page.waitForTimeout(500);
  await workbench.shot("equation");
});

test("the keyboard alone gets from part to part, and the outline opens", async () => {
  await view.locator(".pages").focus();
  await workbench.page.keyboard.press("Home");
  await workbench.page.keyboard.press("]");
  const focused = await view.evaluate(() => document.activeElement?.dataset.anchor);
  assert.ok(focused, "no mark has the keyboard");
  await workbench.page.keyboard.press("o");
  await view.locator(".outline .entry", { hasText: "3 The Model" }).click();
  await workbench.page.waitForTimeout(400);
  await workbench.shot("outline");
  await workbench.page.keyboard.press("o");
});

test("a citation that leads nowhere is underlined", async () => {
  await workbench.openFileBeside("losses.py");
  await workbench.page.keyboard.press("Control+End");
  await workbench.page.waitForTimeout(500);
  await workbench.page.locator(".cdr.squiggly-warning").first().waitFor();
  assert.match(await workbench.hover("Eq. (99)"), /99/);
  await workbench.shot("squiggle");
});

test("the side bar lists parts with their code, and code with its parts", async () => {
  await workbench.page.locator(".activitybar a[aria-label^='Paper']").first().click();
  const tree = workbench.page.locator(".pane", { has: workbench.page.locator(".pane-header", { hasText: /^Paper$/ }) });
  await tree.locator(".monaco-list-row", { hasText: "3 The Model" }).waitFor();
  const rows = await tree.locator(".monaco-list-row").allTextContents();
  assert.ok(rows.some((row) => /Mask decoder\s*p\. 1 · \d+ in code/.test(row)), rows.join("\n"));
  const files = workbench.page.locator(".pane", { has: workbench.page.locator(".pane-header", { hasText: /^Code/ }) });
  await files.locator(".monaco-list-row", { hasText: "mask_decoder.py" }).click();
  await files.locator(".monaco-list-row", { hasText: "MaskDecoder" }).first().waitFor();
  await workbench.page.waitForTimeout(300);
  await workbench.shot("trees");
  await workbench.command("Paper: Filter Code…");
  await workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: "does not explain" }).click();
  await workbench.wait("the filter", async () => (await files.locator(".monaco-list-row", { hasText: "losses.py" }).count()) === 0);
  assert.match(await files.locator(".pane-header").textContent(), /Code that the paper does not explain/);
  await workbench.shot("filter");
});

test("a quick fix writes the part above the definition, as a comment", async () => {
  await workbench.page.keyboard.press("Escape");
  await workbench.openFileBeside("mask_decoder.py");
  await workbench.goTo(16, 8);
  await workbench.page.waitForTimeout(300);
  await workbench.page.keyboard.press("Control+.");
  const menu = workbench.page.locator(".action-widget .monaco-list-row");
  await menu.filter({ hasText: "Confirm: " }).first().waitFor();
  await workbench.shot("quick-fix");
  await menu.filter({ hasText: "Write “# paper:" }).first().click();
  await workbench.wait("the comment", async () =>
    (await workbench.page.locator(".editor-instance .view-line").allTextContents()).some((line) => /# paper: .*Mask decoder/.test(line.replace(/\u00a0/g, " "))),
  );
});
