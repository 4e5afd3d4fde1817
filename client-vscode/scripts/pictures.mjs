/** What the workbench tests have seen of the fixtures, in `shots/` → the pictures of the README, in `docs/images/`. */

import { chromium } from "playwright-core";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(path.dirname(root), "docs", "images");
const WIDTH = 1440;
const PICTURES = { follow: "follow", "hover-equation": "hover", card: "card", equation: "equation", trees: "side-bar", light: "light" };

await mkdir(target, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.PAPERLSP_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const [shot, name] of Object.entries(PICTURES)) {
  const png = (await readFile(path.join(root, "shots", `${shot}.png`))).toString("base64");
  const webp = await page.evaluate(
    async ([source, width]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = Math.round((image.naturalHeight * width) / image.naturalWidth);
      const context = canvas.getContext("2d");
      context.imageSmoothingQuality = "high";
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/webp", 0.86).split(",")[1];
    },
    [png, WIDTH],
  );
  await writeFile(path.join(target, `${name}.webp`), Buffer.from(webp, "base64"));
}
await browser.close();
