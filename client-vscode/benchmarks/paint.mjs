/** How long until the first page of a long paper is painted, beside a bare page with nothing but pdf.js, in one browser.
 *
 * The paper has been read and cached before. Both times begin with the navigation of the page (in the editor: of the
 * view's own frame) and end when pdf.js has painted the first page; the canvas has the same size. They take turns, so
 * that whatever else the machine does meets both.
 */

import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, cp } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { CLIENT, REPOSITORY, Workbench, python } from "../test/workbench/workbench.mjs";

const ROUNDS = 7;
const PAGES = [5, 50, 100];
const BUILD = path.join(CLIENT, "node_modules", "pdfjs-dist", "legacy", "build");

for (const pages of PAGES) {
  const folder = path.join(await mkdtemp(path.join(os.tmpdir(), "paper-long-")), "long");
  await mkdir(folder);
  await cp(path.join(REPOSITORY, "fixtures", "qhadam", "src"), path.join(folder, "src"), { recursive: true });
  const pdf = path.join(folder, "paper.pdf");
  const made = spawnSync(python(), [path.join(CLIENT, "benchmarks", "long_paper.py"), pdf, String(pages)], { encoding: "utf-8" });
  if (made.status !== 0) {
    throw new Error(made.stderr);
  }
  const workbench = await Workbench.open(folder, { file: "qhm.py", scale: 1 });
  const server = await serve(pdf);
  try {
    await workbench.wait("the paper to be read", async () => /%/.test(await workbench.statusText()), 400_000);
    await workbench.indexed();
    const [view, bare, asked] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = Date.now();
      await workbench.command("Paper: Open the Paper Beside the Code");
      const frame = await workbench.view();
      // The canvas is there a moment before pdf.js says that it has been painted.
      await workbench.wait("the first page", () => frame.evaluate(() => performance.getEntriesByName("paper-painted").length > 0));
      const painted = await frame.evaluate(() => {
        const [measure] = performance.getEntriesByName("paper-painted");
        const canvas = document.querySelector(".page[data-page-number='1'] canvas");
        return { duration: measure.duration, at: performance.timeOrigin + measure.duration, width: canvas.width };
      });
      const page = await workbench.page.context().newPage();
      await page.goto(`http://127.0.0.1:${server.address().port}/?width=${painted.width}`);
      await page.waitForFunction(() => performance.getEntriesByName("painted").length > 0);
      const plain = await page.evaluate(() => performance.getEntriesByName("painted")[0].duration);
      await page.close();
      await workbench.page.bringToFront();
      await workbench.page.locator(".tab", { hasText: "paper.pdf" }).first().click({ button: "middle" });
      await workbench.page.locator(".tab", { hasText: "paper.pdf" }).waitFor({ state: "detached" });
      await workbench.page.locator(".tab", { hasText: "qhm.py" }).first().click();
      // The first of each has caches to fill.
      if (round > 0) {
        view.push(painted.duration);
        bare.push(plain);
        asked.push(painted.at - begun);
      }
    }
    const ratios = view.map((each, at) => each / bare[at]);
    console.log(
      `${pages} pages: ${median(ratios).toFixed(2)} times (rounds: ${ratios.map((each) => each.toFixed(2)).join(", ")}); ` +
        `view ${Math.round(median(view))} ms, bare pdf.js ${Math.round(median(bare))} ms, from the command ${Math.round(median(asked))} ms`,
    );
  } finally {
    server.close();
    await workbench.close();
  }
}

/** A page that does nothing but paint the first page of the paper. */
async function serve(pdf) {
  const html = `<!DOCTYPE html><meta charset="utf-8"><canvas></canvas><script type="module">
    import { getDocument, GlobalWorkerOptions } from "./pdf.min.mjs";
    GlobalWorkerOptions.workerSrc = "./pdf.worker.min.mjs";
    const document_ = await getDocument({ url: "./paper.pdf" }).promise;
    const page = await document_.getPage(1);
    const canvas = document.querySelector("canvas");
    const width = Number(new URL(location.href).searchParams.get("width"));
    const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
    [canvas.width, canvas.height] = [viewport.width, viewport.height];
    await page.render({ canvas, viewport }).promise;
    performance.measure("painted", { start: 0 });
  </script>`;
  const files = { "/paper.pdf": ["application/pdf", await readFile(pdf)], "/": ["text/html", html] };
  for (const name of ["pdf.min.mjs", "pdf.worker.min.mjs"]) {
    files[`/${name}`] = ["text/javascript", await readFile(path.join(BUILD, name))];
  }
  const server = http.createServer((request, response) => {
    const [type, content] = files[new URL(request.url, "http://host").pathname] ?? ["text/plain", ""];
    response.writeHead(content === "" ? 404 : 200, { "Content-Type": type }).end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
}
