/** Every word that a person sees has its French one, and every setting is told in the README. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const ROOT = process.cwd();

function json(name: string): Record<string, string> {
  return JSON.parse(readFileSync(path.join(ROOT, name), "utf-8")) as Record<string, string>;
}

function sources(folder: string): string {
  return readdirSync(path.join(ROOT, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(path.join(ROOT, folder, name), "utf-8"))
    .join("\n");
}

function placeholders(text: string): string {
  return [...text.matchAll(/\{\d\}/g)].map((match) => match[0]).sort().join();
}

test("every message of the code is translated, with the same placeholders, and none is left over", () => {
  const used = new Set([...sources("src").matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]!));
  const french = json("l10n/bundle.l10n.fr.json");
  assert.ok(used.size > 40);
  assert.deepEqual(Object.keys(french).sort(), [...used].sort());
  for (const [english, translated] of Object.entries(french)) {
    assert.equal(placeholders(translated), placeholders(english), english);
  }
});

test("every text of the manifest is translated", () => {
  const manifest = readFileSync(path.join(ROOT, "package.json"), "utf-8");
  const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]!);
  for (const name of ["package.nls.json", "package.nls.fr.json"]) {
    assert.deepEqual(Object.keys(json(name)).sort(), [...new Set(used)].sort(), name);
  }
});

test("what is told in English is not left in English", () => {
  // Words that are the same in both languages.
  const same = ["Note", "Page", "p. {0}", "Code"];
  const pairs = [
    ...Object.entries(json("l10n/bundle.l10n.fr.json")),
    ...Object.entries(json("package.nls.json")).map(([key, english]): [string, string] => [english, json("package.nls.fr.json")[key] ?? ""]),
  ];
  assert.deepEqual(pairs.filter(([english, french]) => french.trim() === "" || (french === english && !same.includes(english))), [["Paper", "Paper"]]);
});

test("the words of the view are those that it asks for", () => {
  const asked = new Set([...sources("webview").matchAll(/word\((?:on \? )?"(\w+)"(?: : "(\w+)")?/g)].flatMap((match) => [match[1], match[2]]).filter(Boolean));
  const told = new Set([...readFileSync(path.join(ROOT, "src/view/words.ts"), "utf-8").matchAll(/^\s+(\w+): t\(/gm)].map((match) => match[1]));
  assert.deepEqual([...told].sort(), [...asked].sort());
});

test("every setting and every command is in the README, and every command begins alike", () => {
  const { contributes } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf-8")) as {
    contributes: { commands: { category: string; title: string }[]; configuration: { properties: Record<string, { default: unknown }> } };
  };
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf-8");
  for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
    assert.ok(readme.includes(`\`${name}\``), name);
    assert.notEqual(setting.default, undefined, name);
  }
  const titles = json("package.nls.json");
  const named = [...readme.matchAll(/^\| ([^|`]+) \|/gm)].map((match) => match[1]!);
  const wanted = contributes.commands.map(({ title }) => titles[title.slice(1, -1)]!);
  assert.deepEqual(wanted.filter((each) => !named.includes(each)), []);
  assert.deepEqual([...new Set(contributes.commands.map((command) => command.category))], ["Paper"]);
});
