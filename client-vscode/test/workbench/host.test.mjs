/** The suite that runs within the extension host (`test/host/`), in a real editor: each of its tests is told here. */

import assert from "node:assert/strict";
import { createVSIX } from "@vscode/vsce";
import { build } from "esbuild";
import { cp, mkdtemp, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { CLIENT, Workbench, fixture } from "./workbench.mjs";

let workbench;
let results;

before(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "paper-suite-"));
  const vsix = path.join(folder, "suite.vsix");
  await cp(path.join(CLIENT, "test", "host", "package.json"), path.join(folder, "package.json"));
  await cp(path.join(CLIENT, "LICENSE"), path.join(folder, "LICENSE"));
  const common = { bundle: true, absWorkingDir: CLIENT, platform: "node", format: "cjs", target: "node20", external: ["vscode"] };
  await build({ ...common, entryPoints: ["test/host/suite.ts"], outfile: path.join(folder, "suite.cjs") });
  await createVSIX({ cwd: folder, packagePath: vsix, dependencies: false, allowMissingRepository: true });
  const file = path.join(folder, "results.json");
  // The suite opens files by itself as soon as the editor is there; opening one here too would get in its way.
  workbench = await Workbench.open(await fixture("qhadam"), { more: [vsix], env: { PAPERLSP_SUITE: file } });
  const read = async () => JSON.parse(await readFile(file, "utf-8").catch(() => "null"));
  results = await workbench.wait("the suite", read, 240_000);
});
after(() => workbench?.close());

test("the suite within the extension host", async (context) => {
  assert.ok(results.length >= 10);
  for (const { name, failure } of results) {
    await context.test(name, () => assert.equal(failure, null, failure));
  }
});

test("names show the paper's notation, now that the suite has turned that on", async () => {
  const code = await readFile(path.join(workbench.folder, "src", "quasi", "qhm.py"), "utf-8");
  await workbench.openFileBeside("qhm.py");
  await workbench.goTo(code.split("\n").findIndex((line) => line.includes("mul_(beta)")) + 1, 17);
  await workbench.wait("a hint", async () => (await workbench.page.locator(".editor-instance .view-line").allTextContents()).some((line) => line.includes("β")));
  await workbench.page.waitForTimeout(800);
  await workbench.shot("hints");
});
