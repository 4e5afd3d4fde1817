/** What names a paper, and what does not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { named, reference, standing } from "../../src/adding/reference";

test("an arXiv number in its several spellings", () => {
  for (const typed of ["1810.06801", " arXiv:1810.06801 ", "https://arxiv.org/abs/1810.06801", "http://www.arxiv.org/pdf/1810.06801.pdf"]) {
    assert.equal(reference(typed), "arxiv:1810.06801", typed);
  }
  assert.equal(reference("1810.06801v2"), "arxiv:1810.06801v2");
  assert.equal(reference("https://arxiv.org/pdf/cs.CL/0102003v1?x=1"), "arxiv:cs.CL/0102003v1");
  assert.equal(reference("math/0102003"), "arxiv:math/0102003");
});

test("another address is taken as it is", () => {
  assert.equal(reference("https://example.org/a/paper.pdf"), "https://example.org/a/paper.pdf");
});

test("what names no paper is not handed on", () => {
  for (const typed of ["", "paper.pdf", "--help", "file:///etc/passwd", "javascript:alert(1)", "https://", "1810.06801 --output x", "http:// a"]) {
    assert.equal(reference(typed), undefined, typed);
  }
});

test("what a folder's files name is listed, and nothing else of the output", () => {
  const output = "paperlsp fetch arxiv:1810.06801           README.md: Quasi-hyperbolic momentum\nNote: x\npaperlsp fetch https://a.test/b.pdf  fetched  refs.bib\n";
  assert.deepEqual(named(output), [
    { what: "arxiv:1810.06801", fetched: false, where: "README.md: Quasi-hyperbolic momentum" },
    { what: "https://a.test/b.pdf", fetched: true, where: "refs.bib" },
  ]);
  assert.deepEqual(named("Error: Neither README nor settings name a paper here. Give one: paperlsp fetch arxiv:…"), []);
});

test("a file lies in the folder, elsewhere on its machine, or on another machine", () => {
  const at = (path: string, scheme = "file", authority = ""): Parameters<typeof standing>[0] => ({ scheme, authority, path });
  assert.equal(standing(at("/home/me/repo"), at("/home/me/repo/docs/paper.pdf")), "inside");
  assert.equal(standing(at("/"), at("/paper.pdf")), "inside");
  assert.equal(standing(at("/home/me/repo"), at("/home/me/repo2/paper.pdf")), "beside");
  // A remote window may be handed a file of the machine in front of the person.
  assert.equal(standing(at("/home/me/repo"), at("/home/me/repo/paper.pdf", "vscode-local")), "away");
  assert.equal(standing(at("/repo", "vscode-vfs", "github"), at("/repo/paper.pdf", "vscode-vfs", "other")), "away");
});
