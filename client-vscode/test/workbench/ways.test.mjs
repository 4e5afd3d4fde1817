/** Ways into it and out of trouble: the paper that opens by itself, the sample, the doctor, and the cache emptied. */

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Workbench, fixture } from "./workbench.mjs";

let workbench;

before(async () => {
  workbench = await Workbench.open(await fixture("qhadam"), { file: "qhm.py", settings: { "paperlsp.openBeside": true } });
});
after(() => workbench?.close());

test("where the person wants that, the paper opens beside the code, once, and the keyboard stays in the code", async () => {
  await workbench.indexed();
  await workbench.view();
  assert.equal(await workbench.page.locator(".editor-group-container").count(), 2);
  const focused = await workbench.page.evaluate(() => document.activeElement?.closest(".editor-instance, .webview, iframe")?.className ?? "");
  assert.match(focused, /editor-instance/);
  await workbench.page.locator(".tab", { hasText: "paper.pdf" }).first().click({ button: "middle" });
  await workbench.page.locator(".tab", { hasText: "paper.pdf" }).waitFor({ state: "detached" });
  await workbench.openFile("schedule.py");
  await workbench.page.waitForTimeout(1_000);
  assert.equal(await workbench.page.locator(".tab", { hasText: "paper.pdf" }).count(), 0, "a paper that was closed has come back");
});

test("the doctor says what is there, as a text that nobody has to save", async () => {
  await workbench.command("Paper: Find Out What Is Wrong");
  await workbench.page.locator(".tab.active", { hasText: "paperlsp doctor" }).waitFor({ timeout: 60_000 });
  const lines = async () => (await workbench.page.locator(".editor-instance .view-line").allTextContents()).map((line) => line.replaceAll("\u00a0", " "));
  await workbench.wait("the doctor's words", async () => (await lines()).some((line) => line.startsWith("ok     paper ")));
  assert.ok((await lines()).some((line) => line.startsWith("ok     folder") && line.endsWith(workbench.folder)), (await lines()).join("\n"));
  assert.deepEqual((await lines()).filter((line) => line.startsWith("wrong")), []);
  await workbench.page.waitForTimeout(300);
  await workbench.shot("doctor");
  await workbench.page.locator(".tab", { hasText: "paperlsp doctor" }).click({ button: "middle" });
  await workbench.page.locator(".tab", { hasText: "paperlsp doctor" }).waitFor({ state: "detached" });
});

test("an emptied cache is filled again by reading", async () => {
  const cache = path.join(workbench.home, "cache");
  const before = await readdir(cache, { recursive: true });
  assert.ok(before.length > 0);
  const [server] = await workbench.servers();
  await workbench.command("Paper: Empty the Cache");
  await workbench.page.locator(".statusbar-item", { hasText: /files?/ }).waitFor();
  await workbench.wait("another server", async () => {
    const now = await workbench.servers();
    return now.length === 1 && now[0] !== server;
  });
  await workbench.wait("the line over the class", async () =>
    (await workbench.page.locator(".codelens-decoration").allTextContents()).some((text) => text.includes("Learning-rate schedule")),
  );
  await workbench.wait("the cache", async () => (await readdir(cache, { recursive: true })).length > 0);
  assert.match(await workbench.hover("WarmupStaircase"), /Learning-rate schedule/);
});

test("the sample is copied to a place of its own and opens in another window, with its paper", async () => {
  await workbench.page.keyboard.press("Escape");
  const other = workbench.page.context().waitForEvent("page", { timeout: 60_000 });
  await workbench.command("Paper: Open the Sample");
  const page = await other;
  await page.waitForSelector(".explorer-folders-view .monaco-list-row", { timeout: 90_000 });
  const first = workbench.page;
  workbench.page = page;
  try {
    await workbench.openFile("qhm.py");
    await workbench.indexed();
    await workbench.page.waitForTimeout(300);
    await workbench.shot("sample");
  } finally {
    workbench.page = first;
    await page.close();
  }
  const storage = path.join(workbench.data, "User", "globalStorage", "paperlsp.paperlsp", "sample");
  assert.deepEqual((await readdir(storage)).filter((name) => !name.startsWith(".")).sort(), ["paper.pdf", "src"]);
});
