/** A notebook beside its paper: cells are served like files, and what leads to code leads to the cell. */

import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { REPOSITORY, Workbench, fixture } from "./workbench.mjs";

const NOTEBOOK = ".notebookOverlay";
let workbench;

before(async () => {
  const folder = await fixture("qhadam");
  await copyFile(path.join(REPOSITORY, "fixtures", "notebook", "tour.ipynb"), path.join(folder, "tour.ipynb"));
  workbench = await Workbench.open(folder, { file: "qhm.py", size: [1440, 1300] });
  await workbench.indexed();
});
after(() => workbench?.close());

/** The cell that the caret is in, by its first line. */
async function focusedCell() {
  const lines = workbench.page.locator(`${NOTEBOOK} .cell-editor-container .monaco-editor.focused .view-line`);
  return (await lines.allTextContents()).map((line) => line.replaceAll("\u00a0", " "));
}

test("what leads to code opens the notebook at the cell", async () => {
  await workbench.page.locator(".activitybar a[aria-label^='Paper']").first().click();
  const tree = workbench.page.locator(".pane", { hasText: "Code" }).last();
  await tree.locator(".monaco-list-row", { hasText: "tour.ipynb" }).first().click();
  const row = workbench.page.locator(".monaco-list-row", { hasText: "quasi_hyperbolic_step" }).first();
  await row.waitFor();
  // A tree that is filled anew takes the row from under the mouse.
  const lines = await workbench.wait("the cell", async () => {
    await row.click({ timeout: 5_000 }).catch(() => undefined);
    await workbench.page.locator(`${NOTEBOOK} .view-line`).first().waitFor({ timeout: 15_000 }).catch(() => undefined);
    const found = await focusedCell();
    return found.length > 0 && found;
  }, 120_000);
  assert.match(lines[0], /^def quasi_hyperbolic_step/);
});

test("a cell has lenses, hovers and squiggles of its own", async () => {
  const lens = workbench.page.locator(`${NOTEBOOK} .codelens-decoration`, { hasText: "Eq. (4)" }).first();
  await lens.waitFor({ timeout: 40_000 });
  assert.match(await workbench.hover("quasi_hyperbolic_step"), /Quasi-hyperbolic momentum/i);
  await workbench.page.keyboard.press("Escape");
  await workbench.page.mouse.move(700, 400);
  await workbench.wait("the squiggle", async () => {
    await workbench.page.mouse.wheel(0, 150);
    return (await workbench.page.locator(`${NOTEBOOK} .cdr.squiggly-warning`).count()) > 0;
  });
  await workbench.page.waitForTimeout(500);
  await workbench.shot("notebook");
});

test("the paper follows the caret in a cell, and leads back to it", async () => {
  await workbench.wait("the list of code", async () => {
    await workbench.page.keyboard.press("Escape");
    await workbench.command("Paper: Go to the Code of a Part…");
    const rows = workbench.page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: /^Eq. \(4\)/ }).first().click({ timeout: 10_000 }).catch(() => undefined);
    const own = rows.filter({ hasText: "tour.ipynb:cell 3:1" }).first();
    return own.click({ timeout: 10_000 }).then(() => true, () => false);
  }, 120_000);
  await workbench.wait("the cell", async () => /^def quasi/.test((await focusedCell())[0] ?? ""));
  await workbench.command("Paper: Open the Paper Beside the Code");
  const view = await workbench.view();
  // On a busy machine the editor may say only later which cell has the caret; asked again, it shows the place.
  await workbench.wait("the place", async () => {
    const there = await workbench.landed(view, {}, 8_000).then(() => true, () => false);
    await (there || workbench.command("Paper: Show in the Paper"));
    return there;
  }, 60_000);
  await workbench.page.locator(`${NOTEBOOK} .view-line`, { hasText: "theta = theta - alpha" }).first().click();
  await workbench.landed(view, { page: 2, text: /\(4\)|θ|QHM/ });
  await workbench.shot("notebook-and-paper");
});
