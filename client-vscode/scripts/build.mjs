/** Sources → `out/`: the extension, the paper view, and what pdf.js needs beside it. With `--tests`, the unit tests. */

import { build } from "esbuild";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const out = path.join(root, "out");
const pdfjs = path.join(root, "node_modules", "pdfjs-dist");
const common = { bundle: true, absWorkingDir: root, logLevel: "warning", legalComments: "linked", minify: true };

if (process.argv.includes("--tests")) {
  const tests = (await readdir(path.join(root, "test", "unit"))).filter((name) => name.endsWith(".test.ts"));
  await rm(path.join(out, "test"), { recursive: true, force: true });
  await build({
    ...common,
    minify: false,
    entryPoints: tests.map((name) => `test/unit/${name}`),
    outdir: "out/test",
    outExtension: { ".js": ".mjs" },
    platform: "node",
    format: "esm",
    target: "node20",
  });
} else {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await build({
    ...common,
    entryPoints: { extension: "src/extension.ts" },
    outdir: "out",
    outExtension: { ".js": ".cjs" },
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
  });
  await build({
    ...common,
    entryPoints: { boot: "webview/boot.ts", view: "webview/main.ts" },
    outdir: "out",
    outExtension: { ".js": ".mjs" },
    platform: "browser",
    format: "esm",
    target: "chrome122",
    // The style sheet of pdf.js names icons of an editor that the view does not have.
    loader: { ".svg": "empty", ".gif": "empty" },
  });
  // The builds for older browsers: VS Code's own is often older than what pdf.js expects.
  await cp(path.join(pdfjs, "legacy", "build", "pdf.worker.min.mjs"), path.join(out, "pdf.worker.mjs"));
  for (const folder of ["cmaps", "standard_fonts", "iccs"]) {
    await cp(path.join(pdfjs, folder), path.join(out, "pdfjs", folder), { recursive: true });
  }
  for (const name of ["jbig2.wasm", "openjpeg.wasm", "qcms_bg.wasm", "LICENSE_JBIG2", "LICENSE_OPENJPEG", "LICENSE_QCMS"]) {
    await cp(path.join(pdfjs, "wasm", name), path.join(out, "pdfjs", "wasm", name));
  }
  await cp(path.join(pdfjs, "LICENSE"), path.join(out, "pdfjs", "LICENSE"));
}
