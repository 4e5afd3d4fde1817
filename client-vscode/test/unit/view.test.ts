/** The pure parts of the paper view. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { placeLabel } from "../../src/places";
import { page } from "../../src/view/html";
import { tokens } from "../../webview/python";
import { figureRegions, uncut, widened, type Drawn, type Rect } from "../../webview/regions";
import { findPassage } from "../../webview/sentence";

function text(pieces: string[], passage: string): string {
  return findPassage(pieces, passage).map(({ piece, from, to }) => pieces[piece]!.slice(from, to)).join("|");
}

test("a passage is found across lines, hyphens and ligatures", () => {
  const lines = ["Before. The mask de-", "coder maps the e\ufb03cient", "embedding to masks. After it"];
  assert.equal(
    text(lines, "The mask decoder maps the efficient embedding to masks."),
    "The mask de|coder maps the e\ufb03cient|embedding to masks.",
  );
});

test("where the end is set in another way, the beginning is found", () => {
  const lines = ["The decoder predicts a mask for each token and", "its value is x = 3 here."];
  assert.match(text(lines, "The decoder predicts a mask for each token and its value is $x=3$ there and …"), /^The decoder predicts/);
});

test("a few letters prove nothing", () => {
  assert.deepEqual(findPassage(["nothing alike stands here at all, really"], "A passage that is somewhere else on the page."), []);
  assert.deepEqual(findPassage([], "Anything"), []);
  assert.deepEqual(findPassage(["text"], ""), []);
});

test("characters beyond the basic plane count as the browser counts", () => {
  assert.deepEqual(findPassage(["𝔸𝔹 of the long passage that is looked for"], "𝔹 of the long passage that is looked for"), [
    { piece: 0, from: 2, to: 43 },
  ]);
});

const image = (...rect: Rect): Drawn => ({ rect, image: true });
const path = (...rect: Rect): Drawn => ({ rect, image: false });

test("a drawing and what touches it are one figure", () => {
  const drawn = [path(100, 100, 150, 140), path(155, 100, 220, 140), path(80, 120, 100, 120.5), image(300, 100, 400, 200)];
  assert.deepEqual(figureRegions(drawn, 612, 792), [[80, 100, 220, 140], [300, 100, 400, 200]]);
});

test("rules of tables, radicals and backgrounds are no figures", () => {
  const table = [path(60, 100, 300, 100.8), path(60, 120, 300, 120.8)];
  assert.deepEqual(figureRegions([...table, path(200, 300, 212, 314), path(0, 0, 612, 792)], 612, 792), []);
});

test("a figure is as wide as its caption", () => {
  const caption: Rect = [58, 210, 553, 230];
  assert.deepEqual(widened([[100, 100, 400, 200]], [caption]), [[58, 98, 553, 202]]);
  assert.deepEqual(widened([[100, 100, 400, 200]], [[58, 400, 553, 420]]), [[100, 100, 400, 200]]);
});

test("a figure's edge cuts through none of its labels, and takes in no text beside it", () => {
  const figure: Rect = [100, 100, 300, 200];
  const label: Rect = [120, 94, 160, 104];
  assert.deepEqual(uncut([figure], [label, [110, 150, 140, 160]]), [[100, 94, 300, 200]]);
  // A line of the text that merely touches, one beside it, and one of the next column.
  assert.deepEqual(uncut([figure], [[50, 199.8, 500, 212], [310, 120, 400, 132], [20, 150, 110, 162]]), [figure]);
});

test("the tokens of code are the code", () => {
  const code = 'def f(x):\n    """Doc."""\n    return x * 1e-3 + self.y  # note\n';
  const found = tokens(code);
  assert.equal(found.map((each) => each.text).join(""), code);
  assert.deepEqual(found.filter((each) => each.kind === "keyword").map((each) => each.text), ["def", "return", "self"]);
  assert.deepEqual(found.filter((each) => each.kind === "string").map((each) => each.text), ['"""Doc."""']);
  assert.deepEqual(found.filter((each) => each.kind === "number").map((each) => each.text), ["1e-3"]);
});

test("a quote that is never closed ends with its line", () => {
  assert.equal(tokens("x = 'abc\ny = 1").map((each) => each.text).join(""), "x = 'abc\ny = 1");
});

test("the page allows no script but ours, nothing from elsewhere, and no way out of its attributes", () => {
  const hostile = `"><script>alert(1)</script>`;
  const html = page({
    nonce: "abc",
    source: "https://host.test",
    boot: "https://host.test/boot.mjs",
    script: "https://host.test/view.mjs",
    style: "https://host.test/view.css",
    language: hostile,
    start: { pdf: hostile, worker: "w", resources: "r", words: { find: hostile }, text: null, dark: "auto", follow: true },
  });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'nonce-abc' 'wasm-unsafe-eval' blob:;/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|https:(?!\/\/host\.test)/);
  assert.equal(html.match(/<script/g)?.length, 2);
  assert.equal(html.match(/<script type="module" nonce="abc" src="[^"]+"><\/script>/g)?.length, 2);
  assert.doesNotMatch(html, /<script>alert/);
  assert.doesNotMatch(html, /\son\w+=/);
});

test("a place in a notebook names its cell, wherever the notebook's file has it", () => {
  const range = { start: { line: 92, character: 0 }, end: { line: 93, character: 0 } };
  const within = { start: { line: 1, character: 4 }, end: { line: 1, character: 9 } };
  assert.equal(placeLabel("src/a.py", range, null), "src/a.py:93");
  assert.equal(placeLabel("src/a.py", range, undefined), "src/a.py:93");
  assert.equal(placeLabel("tour.ipynb", range, { notebook: "file:///tour.ipynb", index: 2, range: within }), "tour.ipynb:cell 3:2");
});
