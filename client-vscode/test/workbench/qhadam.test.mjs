/** The fixture about an optimiser, in a light theme: an equation as a picture, and a person's word about a link. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Workbench, fixture } from "./workbench.mjs";

let workbench;

before(async () => {
  workbench = await Workbench.open(await fixture("qhadam"), { file: "qhm.py", theme: "Default Light Modern" });
  await workbench.indexed();
  const code = await readFile(path.join(workbench.folder, "src", "quasi", "qhm.py"), "utf-8");
  await workbench.goTo(code.split("\n").findIndex((line) => line.includes("def step")) + 1, 12);
  await workbench.page.waitForTimeout(500);
});
after(() => workbench?.close());

test("a hover shows the equation as a picture, with ink for a light ground", async () => {
  await workbench.wait("the picture", async () => {
    await workbench.page.keyboard.press("Escape");
    await workbench.hover("step(");
    return (await workbench.page.locator(".monaco-hover:visible img[src^='data:image/png']").count()) > 0;
  });
  const image = workbench.page.locator(".monaco-hover:visible img").first();
  const { width, natural, opaque, ink } = await image.evaluate(async (element) => {
    await element.decode();
    const canvas = new OffscreenCanvas(element.naturalWidth, element.naturalHeight);
    const context = canvas.getContext("2d");
    context.drawImage(element, 0, 0);
    const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
    const inked = [];
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] > 200) {
        inked.push(data[at]);
      }
    }
    return { width: element.width, natural: element.naturalWidth, opaque: data[3], ink: Math.max(...inked) };
  });
  assert.ok(natural >= 1.4 * width, `${natural} pixels are shown ${width} wide`);
  assert.equal(opaque, 0);
  assert.ok(ink < 80, `the ink is ${ink} of 255`);
  await workbench.shot("hover-equation");
});

test("the paper opens at the place of the caret, as bright as the theme", async () => {
  await workbench.page.keyboard.press("Escape");
  await workbench.command("Paper: Open the Paper Beside the Code");
  const view = await workbench.view();
  await workbench.landed(view, {});
  const filter = await view.locator(".canvasWrapper canvas").first().evaluate((canvas) => getComputedStyle(canvas).filter);
  assert.equal(filter, "none");
  await workbench.page.waitForTimeout(600);
  await workbench.shot("light");
});

test("the place stays in sight while the pages are laid out anew, even half-way there", async () => {
  const view = await workbench.view();
  const { page, text } = await workbench.landing(view);
  const { width, height } = workbench.page.viewportSize();
  const there = { page, text: { test: (seen) => seen.slice(0, 12) === text.slice(0, 12) } };
  // As the extension asks for it, and the width changes before the pages have come to rest.
  for (const narrower of [260, 0]) {
    await view.evaluate(() => document.querySelector(".pages").scrollTo({ top: 0, behavior: "instant" }));
    await workbench.command("Paper: Show in the Paper");
    await workbench.page.setViewportSize({ width: width - narrower, height });
    await workbench.page.waitForTimeout(1_000);
    await workbench.landed(view, there);
  }
  // What a reader has left is not forced on them again.
  await view.locator(".pages").hover();
  await workbench.page.mouse.wheel(0, 3_000);
  await workbench.page.waitForTimeout(600);
  await workbench.page.setViewportSize({ width: width - 260, height });
  await workbench.page.waitForTimeout(1_000);
  assert.ok(!(await workbench.landing(view))?.visible);
  await workbench.page.setViewportSize({ width, height });
  await workbench.command("Paper: Show in the Paper");
  await workbench.landed(view, there);
});

test("a click on an equation tells of its symbols and of the statement that computes it, and leads there", async () => {
  const view = await workbench.view();
  const mark = view.locator(".mark[data-anchor='eq:2']");
  await mark.scrollIntoViewIfNeeded();
  await workbench.page.waitForTimeout(400);
  const { x, y, width, height } = await mark.boundingBox();
  // On the display itself, a little to the right of its mark.
  await workbench.page.mouse.click(x + width + 60, y + height / 2);
  const card = view.locator(".card");
  await card.locator(".row.line").first().waitFor();
  const table = (await card.locator(".symbols > *").allTextContents()).map((text) => text.trim());
  assert.deepEqual(table.slice(table.indexOf("β"), table.indexOf("β") + 3), ["β", "discount factor ∈ [0, 1) p. 2", "beta"]);
  assert.match(await card.locator(".latex").textContent(), /\\beta/);
  assert.match(await card.locator(".row.line").first().textContent(), /^✓QHM\.stepqhm\.py:\d+buffer ← /);
  await workbench.page.waitForTimeout(300);
  await workbench.shot("equation-card");
  await card.getByRole("button", { name: "Copy as LaTeX" }).click();
  await workbench.page.locator(".statusbar-item", { hasText: "Copied as LaTeX" }).waitFor();
  const latex = await card.locator(".latex").textContent();
  await workbench.wait("the clipboard", async () => (await workbench.page.evaluate(() => navigator.clipboard.readText())) === latex);
  await card.locator(".row.line").first().click();
  const code = await readFile(path.join(workbench.folder, "src", "quasi", "qhm.py"), "utf-8");
  const line = code.split("\n").findIndex((each) => each.includes("mul_(beta)")) + 1;
  await workbench.wait("the caret", async () => (await workbench.caretLine()) === line);
  // The paper has led there, so it stays where it is; the landing is the one of before.
  await workbench.page.waitForTimeout(700);
  assert.ok(await view.evaluate(() => {
    const { top, bottom } = document.querySelector(".mark[data-anchor='eq:2']").getBoundingClientRect();
    return top > 0 && bottom < window.innerHeight;
  }));
  assert.doesNotMatch((await workbench.landing(view))?.text ?? "", /^QHM leaves the buffer/);
});

test("what a person says about a link is written down, and the hover knows of it", async () => {
  await workbench.hover("step(");
  await workbench.page.locator(".monaco-hover:visible a", { hasText: "Not this" }).click();
  const record = path.join(workbench.folder, ".paperlsp", "links.toml");
  await workbench.wait("the record", async () => (await readFile(record, "utf-8").catch(() => "")).includes("QHM.step"));
});

test("commands ask for what they need: which part, which reason, which words", async () => {
  const record = path.join(workbench.folder, ".paperlsp", "links.toml");
  const written = (what) => workbench.wait(`${what} in the record`, async () => (await readFile(record, "utf-8").catch(() => "")).includes(what));
  const rows = workbench.page.locator(".quick-input-list .monaco-list-row");
  await workbench.page.keyboard.press("Escape");
  await workbench.openFileBeside("qhm.py");
  const code = await readFile(path.join(workbench.folder, "src", "quasi", "qhm.py"), "utf-8");
  const lineOf = (text) => code.split("\n").findIndex((each) => each.includes(text)) + 1;
  await workbench.goTo(lineOf("def variance_factor"), 8);
  await workbench.command("Paper: Confirm: This Part Explains It…");
  await rows.filter({ hasText: "Another part of the paper…" }).waitFor();
  await workbench.shot("confirm");
  await rows.first().click();
  await written("variance_factor");
  await workbench.goTo(lineOf("def __repr__"), 10);
  await workbench.command("Paper: Mark as Not from the Paper…");
  await rows.filter({ hasText: "Engineering" }).click();
  await written("engineering");
  assert.match(await readFile(record, "utf-8"), /marked = \[\s*\{[^}]*symbol = "QHM\.__repr__"/);
  await workbench.goTo(lineOf("def __repr__"), 10);
  await workbench.command("Paper: Add a Note…");
  await workbench.page.locator(".quick-input-widget input.input").fill("only for printing");
  await workbench.page.keyboard.press("Enter");
  await written("only for printing");
});

test("the walkthrough leads through all of it", async () => {
  await workbench.command("View: Close All Editors");
  await workbench.command("Paper: Get Started");
  await workbench.page.locator(".gettingStartedContainer", { hasText: "Read code next to its paper" }).waitFor();
  await workbench.page.locator(".gettingStartedContainer img").first().waitFor();
  await workbench.page.waitForTimeout(800);
  await workbench.shot("walkthrough");
});
