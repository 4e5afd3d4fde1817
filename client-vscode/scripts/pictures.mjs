/** What the workbench tests have seen of the fixtures, in `shots/` → the pictures of the README, in `docs/images/`. */

import { chromium } from "playwright-core";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(path.dirname(root), "docs", "images");
const WIDTH = 1440;
/** Each with the part of the window that it is about, in shares of it: from left, from above, width, height. */
const PICTURES = {
  follow: ["follow", 0.244, 0, 0.756, 0.962],
  "hover-equation": ["hover", 0.244, 0, 0.756, 0.75],
  card: ["card", 0.244, 0, 0.756, 0.962],
  "equation-card": ["equation", 0.244, 0, 0.756, 0.962],
  trees: ["side-bar", 0, 0, 1, 1],
  hints: ["hints", 0.244, 0, 0.756, 0.75],
};

await mkdir(target, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.PAPERLSP_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const [shot, [name, ...part]] of Object.entries(PICTURES)) {
  const png = (await readFile(path.join(root, "shots", `${shot}.png`))).toString("base64");
  const webp = await page.evaluate(
    async ([source, width, [left, above, across, down]]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = width;
      const from = [left * image.naturalWidth, above * image.naturalHeight, across * image.naturalWidth, down * image.naturalHeight];
      canvas.height = Math.round((from[3] * width) / from[2]);
      const context = canvas.getContext("2d");
      context.imageSmoothingQuality = "high";
      context.drawImage(image, ...from, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/webp", 0.86).split(",")[1];
    },
    [png, WIDTH, part],
  );
  await writeFile(path.join(target, `${name}.webp`), Buffer.from(webp, "base64"));
}
await browser.close();
