/** "Add a Paper…": by what README, BibTeX and CITATION name, by an arXiv number, and by a file of this machine. */

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { REPOSITORY, Workbench, fixture } from "./workbench.mjs";

const BIBLIOGRAPHY = "@article{quasi,\n  title = {Quasi-hyperbolic},\n  eprint = {1901.00001},\n  archivePrefix = {arXiv},\n}\n";
const CITATION = 'cff-version: 1.2.0\ntitle: Quasi\npreferred-citation:\n  type: article\n  title: Quasi\n  url: "https://arxiv.org/abs/1902.00002"\n';

let workbench;
let arxiv;
let online = true;
let elsewhere;

before(async () => {
  const folder = await fixture("qhadam");
  const paper = await readFile(path.join(folder, "paper.pdf"));
  await rm(path.join(folder, "paper.pdf"));
  await writeFile(path.join(folder, "README.md"), "# Quasi\n\nCode for [the paper](https://arxiv.org/abs/1810.06801).\n");
  await writeFile(path.join(folder, "citation.bib"), BIBLIOGRAPHY);
  await writeFile(path.join(folder, "CITATION.cff"), CITATION);
  elsewhere = path.join(await mkdtemp(path.join(os.tmpdir(), "paper-elsewhere-")), "another one.pdf");
  await cp(path.join(REPOSITORY, "fixtures", "sam", "paper.pdf"), elsewhere);
  arxiv = http.createServer((request, response) => {
    const known = online && request.url.startsWith("/pdf/1810.06801");
    response.writeHead(known ? 200 : 404, { "Content-Type": known ? "application/pdf" : "text/plain" }).end(known ? paper : "");
  });
  await new Promise((resolve) => arxiv.listen(0, "127.0.0.1", resolve));
  const env = { PAPERLSP_ARXIV: `http://127.0.0.1:${arxiv.address().port}` };
  workbench = await Workbench.open(folder, { file: "qhm.py", env });
});
after(async () => {
  arxiv?.close();
  await workbench?.close();
  await rm(path.dirname(elsewhere), { recursive: true, force: true });
});

/** In the editor's own simple dialog a path is typed, until the question that comes after it is there. */
async function pickFile(file, next) {
  await workbench.wait(`the dialog to take ${file}`, () => typed(file, next));
}

async function typed(file, next) {
  const input = workbench.page.locator(".quick-input-widget input.input");
  // Its own row tells the dialog, which has a path in its field, from the question, which has none.
  if (!/^\//.test(await input.inputValue({ timeout: 1_000 }).catch(() => ""))) {
    return workbench.choice(next).first().isVisible();
  }
  await input.fill(file);
  const found = await workbench.choice(path.basename(file)).first().waitFor({ timeout: 3_000 }).then(() => true, () => false);
  if (!found) {
    return false;
  }
  // The dialog leaves out a key that comes while it still looks the file up, and forgets what is typed: then all of it again.
  await input.press("Enter");
  return workbench.choice(next).first().waitFor({ timeout: 5_000 }).then(() => true, () => false);
}

test("without a paper the side bar says so, and offers those that the folder's files name", async () => {
  await workbench.page.locator(".activitybar a[aria-label^='Paper']").first().click();
  await workbench.page.locator(".welcome-view-content", { hasText: "No paper was found" }).waitFor({ timeout: 60_000 });
  await workbench.page.locator(".welcome-view-content .monaco-button", { hasText: "Add a paper" }).click();
  await workbench.choice("arxiv:1810.06801").filter({ hasText: "README.md" }).waitFor();
  await workbench.choice("arxiv:1901.00001").filter({ hasText: "citation.bib" }).waitFor();
  await workbench.choice("arxiv:1902.00002").filter({ hasText: "CITATION.cff" }).waitFor();
  await workbench.page.waitForTimeout(300);
  await workbench.shot("add-paper");
});

test("one that is not to be had is told, with what to do", async () => {
  await workbench.choose("arxiv:1901.00001");
  const told = workbench.page.locator(".notification-toast", { hasText: "has no paper arXiv:1901.00001" });
  await told.waitFor({ timeout: 60_000 });
  await workbench.page.waitForTimeout(300);
  await workbench.shot("add-paper-failed");
  await workbench.command("Notifications: Clear All Notifications");
});

test("what is no arXiv number is refused while it is typed, and one that is, fetched", async () => {
  await workbench.command("Paper: Add a Paper…");
  await workbench.choose("From arXiv, or another address…");
  const input = workbench.page.locator(".quick-input-widget input.input");
  await input.fill("the famous one");
  await workbench.page.locator(".quick-input-message", { hasText: "Neither an arXiv number nor an address" }).waitFor();
  await input.fill("https://arxiv.org/abs/1810.06801");
  await workbench.page.locator(".quick-input-message", { hasText: "Neither" }).waitFor({ state: "hidden" });
  await workbench.page.keyboard.press("Enter");
  await workbench.indexed();
  assert.match(await workbench.hover("variance_factor"), /Eq\. \(9\)/);
});

test("a paper that lies in the cache opens like any other", async () => {
  await workbench.page.keyboard.press("Escape");
  await workbench.command("Paper: Open the Paper Beside the Code");
  const view = await workbench.view();
  assert.ok((await view.locator(".page[data-page-number='1'] canvas").count()) > 0);
  await workbench.focusCode("qhm.py");
});

test("a PDF of this machine is copied into the folder, after a question, and opens", async () => {
  online = false;
  await workbench.command("Paper: Add a Paper…");
  await workbench.choose("A PDF on this machine…");
  await pickFile(elsewhere, "Leave it there, and name it in the folder's settings");
  await workbench.shot("add-paper-file");
  await workbench.choose("Copy it into the folder");
  await workbench.page.locator(".tab", { hasText: "another one.pdf" }).waitFor();
  assert.ok((await stat(path.join(workbench.folder, "another one.pdf"))).size > 0);
});

test("or it stays where it is, and the folder's settings name it", async () => {
  await workbench.focusCode("qhm.py");
  const third = path.join(path.dirname(elsewhere), "third.pdf");
  await cp(elsewhere, third);
  await workbench.command("Paper: Add a Paper…");
  await workbench.choose("A PDF on this machine…");
  await pickFile(third, "Leave it there, and name it in the folder's settings");
  await workbench.choose("Leave it there, and name it in the folder's settings");
  const settings = path.join(workbench.folder, ".vscode", "settings.json");
  const named = async () => JSON.parse(await readFile(settings, "utf-8").catch(() => "{}"))["paperlsp.papers"];
  await workbench.wait("the setting", named);
  assert.deepEqual(await named(), [third]);
});
