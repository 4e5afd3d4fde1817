/** Without a server: the offer to install one, a click, and it runs; ended from outside, it is started again. And trust. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { CLIENT, Workbench, fixture, python } from "./workbench.mjs";

/** No server is on this PATH, however the machine is set up; a Python is. */
const PATH = process.env.PATH.split(path.delimiter)
  .filter((folder) => !["paperlsp", "uvx"].some((name) => existsSync(path.join(folder, name))))
  .join(path.delimiter);
const wheel = existsSync(path.join(CLIENT, "server")) && readdirSync(path.join(CLIENT, "server")).some((name) => name.endsWith(".whl"));
const packages = spawnSync(python(), ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], { encoding: "utf-8" }).stdout?.trim();

describe("a machine without a server", { skip: wheel ? false : "the extension has no wheel in it" }, () => {
  let workbench;
  before(async () => {
    // pip installs the wheel alone and asks nobody; what it needs is lent by the tests' own environment.
    const env = { PATH, PIP_NO_INDEX: "1", PIP_NO_DEPS: "1", PYTHONPATH: packages, VIRTUAL_ENV: "" };
    workbench = await Workbench.open(await fixture("sam"), { file: "mask_decoder.py", settings: { "paperlsp.command": [] }, env });
  });
  after(() => workbench?.close());

  test("it says so, and offers to install one", async () => {
    await workbench.wait("the status bar", async () => /not installed/.test(await workbench.statusText()), 90_000);
    await workbench.page.locator(".notification-toast", { hasText: "paperlsp was not found" }).waitFor();
    await workbench.page.locator(".activitybar a[aria-label^='Paper']").first().click();
    await workbench.page.locator(".welcome-view-content a", { hasText: "Install paperlsp" }).waitFor();
    await workbench.page.waitForTimeout(300);
    await workbench.shot("install");
  });

  test("after a click it is installed into an environment of its own, and runs", async () => {
    await workbench.page.locator(".notification-toast a.monaco-button", { hasText: /^Install$/ }).click();
    await workbench.wait("the server", async () => /%/.test(await workbench.statusText()), 240_000);
    const own = path.join(workbench.data, "User", "globalStorage", "paperlsp.paperlsp", "server", "bin", "python");
    assert.ok(existsSync(own), own);
    assert.equal((await workbench.servers()).length, 1);
  });

  test("ended from outside it is started again, the second time after a pause", async () => {
    for (const pause of [0, 1_000]) {
      const before = await workbench.servers();
      const ended = Date.now();
      for (const id of before) {
        process.kill(id, "SIGKILL");
      }
      await workbench.wait("another server", async () => {
        const now = await workbench.servers();
        return now.length === 1 && !before.includes(now[0]);
      });
      assert.ok(Date.now() - ended >= pause, `it came after ${Date.now() - ended} ms`);
      await workbench.indexed();
    }
    assert.match(await workbench.hover("perceptron"), /Mask decoder/);
  });
});

describe("a folder that nobody trusts", () => {
  let workbench;
  let marker;
  before(async () => {
    const folder = await fixture("qhadam");
    marker = path.join(await mkdtemp(path.join(os.tmpdir(), "paper-trust-")), "has-run");
    await mkdir(path.join(folder, ".vscode"));
    await writeFile(path.join(folder, ".vscode", "settings.json"), JSON.stringify({ "paperlsp.command": ["/usr/bin/touch", marker] }));
    workbench = await Workbench.open(folder, { file: "qhm.py", trust: true });
  });
  after(() => workbench?.close());

  test("its paper is read, and no command of its settings is run", async () => {
    await workbench.indexed();
    assert.match(await workbench.hover("variance_factor"), /Eq\. \(9\)/);
    assert.equal(existsSync(marker), false);
  });

  test("once trusted, its settings count", async () => {
    await workbench.page.keyboard.press("Escape");
    await workbench.command("Workspaces: Manage Workspace Trust");
    await workbench.page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust/ }).first().click();
    await workbench.wait("the command to be run", async () => existsSync(marker));
  });
});
