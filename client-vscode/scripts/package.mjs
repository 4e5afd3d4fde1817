/**
 * `out/` → `paperlsp.vsix`, with a sample, and the server's wheel where one can be built. Fails when it grows beyond its limit.
 * `--wheel FILE` takes one that was built before, `--without-wheel` none; `--out FILE` says where the package goes.
 */

import { createVSIX } from "@vscode/vsce";
import { spawnSync } from "node:child_process";
import { copyFile, cp, mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const LARGEST = 5 * 1024 * 1024;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const repository = path.dirname(root);
const target = path.resolve(option("--out") ?? path.join(root, "paperlsp.vsix"));

await copyFile(path.join(repository, "LICENSE"), path.join(root, "LICENSE"));
await cp(path.join(repository, "fixtures", "qhadam", "src"), path.join(root, "sample", "src"), { recursive: true, filter: (name) => !name.includes("__pycache__") });
await copyFile(path.join(repository, "fixtures", "qhadam", "paper.pdf"), path.join(root, "sample", "paper.pdf"));
await mkdir(path.join(root, "media", "walkthrough"), { recursive: true });
for (const name of ["follow", "hover", "equation", "side-bar", "hints"]) {
  await copyFile(path.join(repository, "docs", "images", `${name}.webp`), path.join(root, "media", "walkthrough", `${name}.webp`));
}
if (option("--wheel") !== undefined) {
  await takeWheel(option("--wheel"));
} else if (!process.argv.includes("--without-wheel")) {
  await buildWheel();
}
// Everything that is needed has been bundled; node_modules stay out.
await createVSIX({ cwd: root, packagePath: target, dependencies: false, allowMissingRepository: true, skipLicense: false });
const { size } = await stat(target);
console.log(`${path.relative(process.cwd(), target)}: ${(size / 1024 / 1024).toFixed(2)} MB`);
if (size > LARGEST) {
  console.error(`The extension has more than ${LARGEST / 1024 / 1024} MB.`);
  process.exitCode = 1;
}

function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

async function takeWheel(file) {
  const folder = path.join(root, "server");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyFile(file, path.join(folder, path.basename(file)));
}

/** With the wheel, "Install" gives the very server that this extension was made for. */
async function buildWheel() {
  const folder = path.join(root, "server");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const python = process.env.PYTHON ?? "python3";
  const made = spawnSync(python, ["-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", folder, repository], { encoding: "utf-8" });
  const wheels = (await readdir(folder)).filter((name) => name.endsWith(".whl"));
  console.log(wheels[0] ?? `No wheel, so "Install" will look for the package paperlsp: ${(made.stderr ?? made.error ?? "").toString().trim().split("\n").at(-1)}`);
}
