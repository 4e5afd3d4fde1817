/** The paper view without a mouse, and as a screen reader is told of it. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Workbench, fixture } from "./workbench.mjs";

let workbench;
let view;
const press = (...keys) => keys.reduce((before, key) => before.then(() => workbench.page.keyboard.press(key)), Promise.resolve());

before(async () => {
  workbench = await Workbench.open(await fixture("qhadam"), { file: "qhm.py", theme: "Default High Contrast" });
  await workbench.indexed();
  await workbench.command("Paper: Open the Paper Beside the Code");
  view = await workbench.view();
  await view.locator(".mark").first().waitFor();
  await press("Control+2");
});
after(() => workbench?.close());

/** What has the keyboard within the view, and whether one sees that. */
function focused() {
  return view.evaluate(() => {
    const { activeElement: element } = document;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      name: element.getAttribute("aria-label") ?? element.textContent.slice(0, 80),
      is: element.classList[0] ?? element.localName,
      anchor: element.dataset.anchor,
      ring: outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0,
    };
  });
}

const scrolled = () => view.evaluate(() => document.querySelector(".pages").scrollTop);
const page = () => view.locator(".page-number").inputValue();
const scale = () => view.evaluate(() => document.querySelector(".page").clientWidth);

/** Where the pages lie once they move no more: a key that comes while they glide goes on from where they were headed. */
async function rests() {
  let last = -1;
  await workbench.wait("the pages to rest", async () => {
    const before = last;
    last = await scrolled();
    return last === before;
  });
  return last;
}

async function becomes(what, read, fits) {
  let last;
  await workbench.wait(what, async () => fits((last = await read())), 10_000).catch(() => assert.fail(`${what}: ${JSON.stringify(last)}`));
  return last;
}

test("the pages have the keyboard as soon as the view has, and scroll", async () => {
  await becomes("the pages", focused, ({ is }) => is === "pages");
  await press("Home");
  await becomes("the first page", page, (at) => at === "1");
  await rests();
  await press("PageDown");
  await becomes("further down", scrolled, (at) => at > 100);
  const down = await rests();
  await press("PageUp");
  await becomes("back", scrolled, (at) => at < down);
  await rests();
  await press("j");
  await becomes("a step", scrolled, (at) => at > 10);
  await press("n");
  await becomes("the next page", page, (at) => at === "2");
  await press("End");
  await becomes("the last page", page, (at) => at === "5");
  await press("p", "p");
  await becomes("two back", page, (at) => at === "3");
});

test("it zooms, and fits again", async () => {
  const before = await scale();
  await press("+");
  const larger = await becomes("larger", scale, (now) => now > before * 1.1);
  await press("-", "-");
  await becomes("smaller", scale, (now) => now < larger * 0.85);
  await press("0");
  await becomes("fitted", scale, (now) => Math.abs(now - before) <= 1);
});

test("the editor's own key for finding opens the search; Enter goes on, Escape gives the keyboard back", async () => {
  await press("Control+f");
  await becomes("the input", focused, ({ is }) => is === "find-input");
  await workbench.page.keyboard.type("buffer");
  const count = () => view.locator(".find-count").textContent();
  // Pages are searched one after the other, and the count grows.
  let before;
  const first = await becomes("all that was found", count, (text) => {
    const settled = text === before && /^\d+ of \d+$/.test(text);
    before = text;
    return settled;
  });
  await press("Enter");
  const second = await becomes("the next", count, (text) => /^\d+ of \d+$/.test(text) && text !== first);
  await press("Shift+Enter");
  await becomes("the one before", count, (text) => text === first && text !== second);
  assert.equal(await view.locator(".find-count").getAttribute("role"), "status");
  await view.locator(".find-input").fill("zzzz");
  await becomes("nothing", count, (text) => text === "Not found");
  await workbench.shot("find-nothing");
  await press("Escape");
  await becomes("the pages", focused, ({ is }) => is === "pages");
});

test("Tab goes from the tools to the pages and their marks, and one always sees where it is", async () => {
  await view.locator(".toolbar .tool").first().focus();
  const seen = [];
  // Between pages and marks stand the text of a page and its own links, which are pdf.js' own.
  while (seen.length < 80 && !/mark|stop/.test(seen.at(-1)?.is)) {
    seen.push(await focused());
    await press("Tab");
  }
  assert.deepEqual(seen.filter(({ ring }) => !ring), []);
  assert.deepEqual(seen.filter(({ name }) => !name), []);
  const ours = seen.map(({ is }) => is).filter((is) => !["textLayer", "a"].includes(is));
  assert.deepEqual([...new Set(ours)].slice(0, 3), ["tool", "page-number", "pages"]);
  assert.match(ours.at(-1), /mark|stop/);
  await workbench.shot("keyboard");
});

test("a mark opens its card, whose first row has the keyboard; Escape leads back to the mark", async () => {
  await view.locator(".mark[data-anchor='eq:2']").focus();
  await press("Enter");
  await becomes("a row of the card", focused, ({ is }) => is === "row");
  const card = view.locator(".card");
  assert.equal(await card.getAttribute("role"), "dialog");
  assert.equal(await card.getAttribute("aria-label"), "Eq. (2)");
  await workbench.page.waitForTimeout(300);
  await workbench.shot("keyboard-card");
  await press("Escape");
  await card.waitFor({ state: "hidden" });
  await becomes("the mark", focused, ({ anchor }) => anchor === "eq:2");
});

test("an equation without code can be reached too, and says what is known of its symbols", async () => {
  const stop = view.locator(".stop.equation").first();
  const label = await stop.getAttribute("aria-label");
  assert.match(label, /equation|^Eq\. /);
  await stop.focus();
  await press("Enter");
  await view.locator(`.card[aria-label='${label}']`).waitFor();
  await press("Escape");
  await becomes("the equation", focused, ({ is }) => is === "stop");
});

test("the outline is a list to go through, which marks where one is", async () => {
  await view.locator(".pages").focus();
  await press("Home", "o");
  await becomes("an entry", focused, ({ is }) => is === "entry");
  assert.equal(await view.locator(".outline").getAttribute("aria-label"), "Outline");
  await press("End");
  const last = await view.locator(".entry").last().getAttribute("aria-label");
  await becomes("the last entry", focused, ({ name }) => name === last);
  assert.match(last, /, p\. \d/);
  await press("Enter");
  await becomes("its page", scrolled, (at) => at > 500);
  await becomes("the mark of where one is", () => view.locator(".entry[aria-current='true']").getAttribute("aria-label"), (name) => name === last);
  await press("ArrowUp");
  await becomes("the one before", focused, ({ is, name }) => is === "entry" && name !== last);
  await workbench.shot("keyboard-outline");
  await press("Escape");
  await becomes("the pages", focused, ({ is }) => is === "pages");
  assert.equal(await view.locator(".outline").isVisible(), false);
});

test("everything that can be pressed has a name, and states are told", async () => {
  const nameless = await view.locator("button, input, a").evaluateAll((all) => all.filter((each) => !(each.getAttribute("aria-label") ?? each.textContent)?.trim()).map((each) => each.outerHTML));
  assert.deepEqual(nameless, []);
  const links = await view.locator(".annotationLayer a").evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
  assert.ok(links.some((name) => /^\(?\d{1,2}\)?$/.test(name)), links.join());
  assert.match(await view.locator(".pages").getAttribute("aria-label"), /Quasi-Hyperbolic/);
  assert.equal(await view.locator(".toolbar").getAttribute("aria-label"), "Paper view");
  assert.equal(await view.locator(".lock").getAttribute("aria-pressed"), "false");
  await view.locator(".pages").focus();
  await press("l");
  await view.locator(".lock.held[aria-pressed='true']").waitFor();
  await press("l");
  await view.locator(".lock[aria-pressed='false']").waitFor();
});
