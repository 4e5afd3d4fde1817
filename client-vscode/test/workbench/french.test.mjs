/** The same in French: what an editor that speaks French shows of ours. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Workbench, fixture } from "./workbench.mjs";

let workbench;

before(async () => {
  workbench = await Workbench.open(await fixture("sam"), { file: "mask_decoder.py", language: "fr" });
});
after(() => workbench?.close());

test("status bar, side bar, commands and the view speak French", async () => {
  await workbench.wait("the status bar", async () => /expliqués/.test(await workbench.statusText()), 90_000);
  await workbench.page.keyboard.press("F1");
  const input = workbench.page.locator(".quick-input-widget input.input");
  await input.waitFor();
  await input.fill(">Paper: Ouvrir l’article");
  const row = workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: "Ouvrir l’article à côté du code" });
  await row.waitFor();
  await workbench.page.keyboard.press("Enter");
  const view = await workbench.view();
  assert.equal(await view.locator(".toolbar .tool").first().getAttribute("aria-label"), "Plan (o)");
  await workbench.page.locator(".activitybar a[aria-label^='Article']").first().click();
  await workbench.page.locator(".monaco-list-row", { hasText: /dans le code/ }).first().waitFor();
  await workbench.page.waitForTimeout(500);
  await workbench.shot("french");
});
