/** What the trees keep under each filter, and that they show text as text. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Code, CodeFile, Definition, Part } from "../../src/protocol";
import { filteredFiles, filteredParts, share, standing } from "../../src/trees/filters";
import { enclosing } from "../../src/enclosing";
import { plainLabel, tooltip } from "../../src/trees/labels";

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const CODE: Code = {
  uri: "file:///a.py", path: "a.py", symbol: "f", kind: "function", range: RANGE, selectionRange: RANGE,
  percent: 90, origin: "inferred", reasons: [], preview: "",
};

function part(anchor: string, change: Partial<Part> = {}, ...children: Part[]): Part {
  return { anchor, kind: "section", label: anchor, page: 1, below: 0, expected: false, findings: [], code: [], children, ...change };
}

function names(parts: Part[]): string[] {
  return parts.flatMap((each) => [each.anchor, ...names(each.children)]);
}

const TREE = [
  part("sec:1"),
  part(
    "sec:2",
    { below: 1 },
    part("eq:1", { code: [CODE], below: 1, expected: true }),
    part("eq:2", { expected: true }),
    part("sec:2.1", { findings: ["default-differs"] }),
  ),
  part("sec:3", {}, part("head:3/x", { findings: ["stale-confirmation"] })),
];

test("a part is kept when it fits or something under it does", () => {
  assert.deepEqual(names(filteredParts(TREE, "all")), ["sec:1", "sec:2", "eq:1", "eq:2", "sec:2.1", "sec:3", "head:3/x"]);
  assert.deepEqual(names(filteredParts(TREE, "withCode")), ["sec:2", "eq:1"]);
  assert.deepEqual(names(filteredParts(TREE, "unimplemented")), ["sec:2", "eq:2"]);
  assert.deepEqual(names(filteredParts(TREE, "differs")), ["sec:2", "sec:2.1"]);
  assert.deepEqual(names(filteredParts(TREE, "stale")), ["sec:3", "head:3/x"]);
});

function definition(symbol: string, verdict: Definition["verdict"], findings: string[] = []): Definition {
  return { symbol, kind: "function", verdict, reason: "", uri: "a", range: RANGE, findings, links: [] };
}

const FILES: CodeFile[] = [
  { uri: "a", path: "a.py", explained: 1, unexplained: 1, definitions: [definition("f", "explained", ["default-differs"]), definition("g", "unexplained"), definition("h", "trivial")] },
  { uri: "b", path: "b.py", explained: 0, unexplained: 0, definitions: [definition("t", "trivial")] },
];

test("files without a definition that fits are left out", () => {
  const kept = (filter: Parameters<typeof filteredFiles>[1]): string[] =>
    filteredFiles(FILES, filter).flatMap((file) => file.definitions.map((each) => `${file.path}:${each.symbol}`));
  assert.deepEqual(kept("all"), ["a.py:f", "a.py:g"]);
  assert.deepEqual(kept("explained"), ["a.py:f"]);
  assert.deepEqual(kept("unexplained"), ["a.py:g"]);
  assert.deepEqual(kept("differs"), ["a.py:f"]);
  assert.deepEqual(kept("stale"), []);
  assert.equal(share(FILES[0]!), "1/2");
});

test("a definition stands to the paper in one of three ways, plumbing in none", () => {
  assert.deepEqual(FILES[0]!.definitions.map(standing), ["differs", "unexplained", undefined]);
  assert.equal(standing(definition("x", "explained")), "explained");
  assert.equal(standing(definition("x", "explained", ["stale-word"])), "differs");
});

test("the innermost definition around a line is told by indentation", () => {
  const text = "import x\n\nclass A:\n    def f(self):\n        return 1\n\n    y = 2\n\nz = 3\n".split("\n");
  const at = (line: number): { name: string; range: { start: { line: number } } } => ({ name: String(line), range: { start: { line } } });
  const around = (line: number): string | undefined => enclosing((each) => text[each] ?? "", [at(2), at(3)], line)?.name;
  assert.deepEqual([0, 2, 3, 4, 5, 6, 7, 8].map(around), [undefined, "2", "3", "3", "3", "2", "2", undefined]);
});

test("labels are one line and hold no icons", () => {
  assert.equal(plainLabel("  A\n$(bug)  b "), "A $\u2060(bug) b");
  assert.equal(tooltip(["a", "", "b"]), "a\nb");
});
