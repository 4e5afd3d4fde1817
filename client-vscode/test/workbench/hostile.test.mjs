/** A paper and code full of strings that try to be markup, links, commands or scripts: they show as text, everywhere. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { CLIENT, Workbench, python } from "./workbench.mjs";

let workbench;
let hostile;
/** What a hover may hold: commands of ours, and the way to a line of our own reading copy or to a rule's page. */
const OURS = /^command:paperlsp\.(open|goToCode|confirm|reject|sayNote)\?|^(vscode-remote|file):.*\/cache\/(reading\/[a-z0-9-]+\.md#L\d+|rules\/PL\d+\.md)$/;

before(async () => {
  const folder = path.join(await mkdtemp(path.join(os.tmpdir(), "paper-hostile-")), "hostile");
  const made = spawnSync(python(), [path.join(CLIENT, "test", "workbench", "hostile.py"), folder], { encoding: "utf-8" });
  assert.equal(made.status, 0, made.stderr);
  hostile = JSON.parse(made.stdout);
  workbench = await Workbench.open(folder, { file: "parts.py", size: [1440, 1100] });
  await workbench.indexed();
});
after(() => workbench?.close());

/** As the reader gives it: one line. */
function plain(text) {
  return text.replace(/[\s\u2060\u00a0]+/g, " ").trim();
}

/** What should never be there, in any frame. */
async function hacked() {
  const found = [];
  for (const frame of workbench.page.frames()) {
    found.push(
      ...(await frame
        .evaluate(() => {
          const bad = [...document.querySelectorAll("img, a, iframe, script, svg, style, details, math")].filter((element) =>
            [...element.attributes].some(({ name, value }) => /^on/.test(name) || /^\s*javascript:|evil\.test/.test(value)),
          );
          return [...(window.hacked ? ["a script has run"] : []), ...bad.map((element) => element.outerHTML.slice(0, 200))];
        })
        .catch(() => [])),
    );
  }
  return found;
}

test("in hovers", async () => {
  const shown = new Set();
  for (let first = 1; first <= hostile.length; first += 3) {
    await workbench.page.keyboard.press("Escape");
    await workbench.page.locator(".tab", { hasText: "parts.py" }).first().click();
    await workbench.goTo(3 + (5 * (first - 1)) / 3 + 2, 20);
    await workbench.page.waitForTimeout(150);
    await workbench.page.mouse.move(900, 1000);
    await workbench.page.locator(".monaco-hover:visible").first().waitFor({ state: "hidden" }).catch(() => undefined);
    // One mention of several sections: the hover has a card for each.
    await workbench.hover(`Sections ${Math.floor(first / 6) + 1}.${((first - 1) % 6) + 1},`);
    for (const number of [first, first + 1, first + 2].filter((each) => each <= hostile.length)) {
      const wanted = plain(hostile[number - 1]);
      // A card's heading is there only once all of the hover is.
      const found = await workbench.wait(wanted, async () => plain(await workbench.hoverText()).includes(wanted), 3_000).catch(() => false);
      if (found) {
        shown.add(number);
      }
    }
    const links = await workbench.page
      .locator(".monaco-hover:visible a")
      .evaluateAll((all) => all.map((each) => each.dataset.href ?? each.getAttribute("href") ?? ""));
    assert.deepEqual(links.filter((link) => link && !OURS.test(link) && !/^#?$/.test(link)), []);
  }
  assert.ok(shown.size >= 30, `only ${shown.size} of ${hostile.length} show as they are: ${[...shown].join()}`);
  assert.deepEqual(await hacked(), []);
});

test("in the trees", async () => {
  await workbench.page.keyboard.press("Escape");
  await workbench.page.locator(".activitybar a[aria-label^='Paper']").first().click();
  const pane = workbench.page.locator(".pane", { has: workbench.page.locator(".pane-header", { hasText: /^Paper$/ }) });
  await pane.locator(".monaco-list-row").first().waitFor();
  const seen = new Set();
  await pane.locator(".monaco-list").focus();
  await workbench.page.keyboard.press("Home");
  for (let step = 0; step < 40; step += 1) {
    for (const row of await pane.locator(".monaco-list-row .label-name").allTextContents()) {
      seen.add(plain(row));
    }
    await workbench.page.keyboard.press("PageDown");
    await workbench.page.waitForTimeout(60);
  }
  const all = [...seen].join("\n").replaceAll("\u2060", "");
  const shown = hostile.filter((text) => all.replaceAll("$ (", "$(").includes(plain(text)));
  assert.ok(shown.length >= 30, `only ${shown.length} of ${hostile.length}:\n${all}`);
  assert.equal(await pane.locator(".label-name .codicon").count(), 0, "a label has become an icon");
  assert.deepEqual(await hacked(), []);
  await workbench.shot("hostile-trees");
});

test("in the paper view", async () => {
  await workbench.command("Paper: Open the Paper Beside the Code");
  const view = await workbench.view();
  await view.locator(".toolbar .tool").first().click();
  const entries = (await view.locator(".entry-title").allTextContents()).map(plain);
  const shown = hostile.filter((text) => entries.some((entry) => entry.includes(plain(text))));
  assert.ok(shown.length >= 30, `only ${shown.length} of ${hostile.length}:\n${entries.join("\n")}`);
  await view.locator(".toolbar .tool").first().click();
  const mark = view.locator(".mark").first();
  await mark.hover();
  await view.locator(".card .row").first().waitFor();
  assert.match(await view.locator(".card").textContent(), /onerror/);
  assert.equal(await view.locator(".card img, .card a, .card script, .outline img, .outline a").count(), 0);
  // The lines of the text fit into the window, margins left out.
  const [text, pages] = await view.evaluate(() => [
    Math.max(...[...document.querySelectorAll(".page[data-page-number='1'] .textLayer span")].map((span) => span.getBoundingClientRect().right)),
    document.querySelector(".pages").getBoundingClientRect().right,
  ]);
  assert.ok(text <= pages, `the text ends at ${text}, the window at ${pages}`);
  await workbench.page.waitForTimeout(300);
  await workbench.shot("hostile-view");
  assert.deepEqual(await hacked(), []);
});
