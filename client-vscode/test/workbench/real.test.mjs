/** The released segment-anything beside its paper, where both are to be had: a real repository, a real layout. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { REPOSITORY, Workbench, python } from "./workbench.mjs";

const PAPER = process.env.PAPERLSP_PAPERS ?? path.resolve(REPOSITORY, "..", "shared", "papers");
const LOCATE = "from importlib.metadata import files; f = next(f for f in files('segment-anything') if f.name == 'mask_decoder.py'); print(f.locate().parent.parent)";

const pdf = path.join(PAPER, "sam", "paper.pdf");
const located = spawnSync(python(), ["-c", LOCATE], { encoding: "utf-8" });
const source = located.stdout?.trim();
const skip = !existsSync(pdf) ? `there is no ${pdf}` : !source ? "segment-anything is not installed" : false;

let workbench;
let view;

before(async () => {
  if (skip) {
    return;
  }
  const folder = path.join(await mkdtemp(path.join(os.tmpdir(), "paper-real-")), "segment-anything");
  await mkdir(folder);
  await cp(source, path.join(folder, "segment_anything"), { recursive: true, filter: (name) => !name.includes("__pycache__") });
  await cp(pdf, path.join(folder, "paper.pdf"));
  workbench = await Workbench.open(folder, { file: "mask_decoder.py" });
});
after(() => workbench?.close());

test("the status bar, a lens over the class, and a hover with the section", { skip }, async () => {
  await workbench.indexed();
  assert.match(await workbench.statusText(), /Segment Anything · \d+% explained/);
  await workbench.wait("the lens", async () =>
    (await workbench.page.locator(".codelens-decoration").allTextContents()).some((text) => /Mask decoder|mask decoder/.test(text)),
  );
  const text = await workbench.hover("MaskDecoder");
  assert.match(text, /[Mm]ask decoder.*p\. \d/s);
});

test("the paper opens at the part, and follows the caret", { skip }, async () => {
  await workbench.page.locator(".monaco-hover:visible a", { hasText: "Open in the paper" }).click();
  view = await workbench.view();
  await workbench.wait("the part", async () => /[Mm]ask decoder/.test((await workbench.landing(view))?.text ?? ""));
  await workbench.openFileBeside("transformer.py");
  const before = JSON.stringify(await workbench.landing(view));
  for (const line of [16, 60, 110, 190]) {
    await workbench.goTo(line, 8);
    await workbench.page.waitForTimeout(400);
  }
  await workbench.wait("the paper to move", async () => JSON.stringify(await workbench.landing(view)) !== before);
});

test("a mark leads back to the code", { skip }, async () => {
  const mark = view.locator(".mark").first();
  await mark.scrollIntoViewIfNeeded();
  await mark.hover();
  await view.locator(".card .row").first().waitFor();
  const name = await view.locator(".card .row .where").first().textContent();
  await view.locator(".card .row").first().click();
  await workbench.page.locator(".tab.active", { hasText: name.split(":")[0] }).first().waitFor();
});
