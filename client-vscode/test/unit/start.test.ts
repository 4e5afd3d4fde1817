/** Finding a server, starting it again, and what the status bar says of it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff, DELAYS, RECOVERED } from "../../src/server/backoff";
import { candidates, makers, shown, type Surroundings } from "../../src/server/candidates";
import { interpreterOf, type PythonApi } from "../../src/server/python-extension";
import { ENGLISH, lastLine, report, run, search } from "../../src/server/probe";
import { fit } from "../../src/server/version";
import { shortened, statusText } from "../../src/status-text";

function around(change: Partial<Surroundings> = {}): Surroundings {
  return {
    command: [],
    interpreter: "",
    python: undefined,
    privatePython: undefined,
    pathFolders: ["/usr/bin"],
    folders: ["/home/me/repo"],
    trusted: true,
    windows: false,
    isFile: () => false,
    ...change,
  };
}

test("a command that is named is the only one", () => {
  const found = candidates(around({ command: ["uvx", "paperlsp"], interpreter: "/py", python: "/other", isFile: () => true }));
  assert.deepEqual(found, [{ source: "command", command: "uvx", args: ["paperlsp"] }]);
});

test("an interpreter that is named is the only one, and never imports from the folder it runs in", () => {
  const found = candidates(around({ interpreter: "/py", python: "/other" }));
  assert.deepEqual(found, [{ source: "interpreter", command: "/py", args: ["-P", "-m", "paperlsp.cli"] }]);
});

test("otherwise the Python extension's, our own, PATH and uvx, in this order", () => {
  const found = candidates(around({ python: "/env/python", privatePython: "/own/python", isFile: () => true }));
  assert.deepEqual(
    found.map((each) => shown(each)),
    [
      "/env/python -P -m paperlsp.cli",
      "/own/python -P -m paperlsp.cli",
      "/usr/bin/paperlsp",
      "/usr/bin/uvx --offline paperlsp",
    ],
  );
});

test("each way alone is enough", () => {
  const only = (change: Partial<Surroundings>): string[] => candidates(around(change)).map((each) => `${each.source}: ${shown(each)}`);
  const has = (file: string) => (each: string): boolean => each === file;
  assert.deepEqual(only({ python: "/env/bin/python" }), ["python: /env/bin/python -P -m paperlsp.cli"]);
  assert.deepEqual(only({ privatePython: "/own/python" }), ["private: /own/python -P -m paperlsp.cli"]);
  assert.deepEqual(only({ isFile: has("/usr/bin/paperlsp") }), ["path: /usr/bin/paperlsp"]);
  assert.deepEqual(only({ isFile: has("/usr/bin/uvx") }), ["uvx: /usr/bin/uvx --offline paperlsp"]);
  assert.deepEqual(only({ windows: true, isFile: has("/usr/bin/uvx.exe") }), ["uvx: /usr/bin/uvx.exe --offline paperlsp"]);
  assert.deepEqual(only({ command: ["/opt/a program", "--x"] }), ['command: "/opt/a program" --x']);
  assert.deepEqual(only({}), []);
});

test("the Python extension is asked for the folder's interpreter, woken up if need be", async () => {
  const api = (executable: string | undefined): PythonApi<string> => ({
    ready: Promise.resolve(),
    environments: {
      getActiveEnvironmentPath: (folder) => ({ path: `active in ${folder}` }),
      resolveEnvironment: async ({ path }) => (path === "active in /repo" ? { executable: executable ? { uri: { fsPath: executable } } : {} } : undefined),
    },
  });
  const extension = (exports: PythonApi<string>, isActive = true): Parameters<typeof interpreterOf<string>>[0] => ({
    isActive,
    exports: isActive ? exports : {},
    activate: async () => exports,
  });
  assert.equal(await interpreterOf(extension(api("/env/python")), "/repo"), "/env/python");
  assert.equal(await interpreterOf(extension(api("/env/python"), false), "/repo"), "/env/python");
  // No extension, an environment without an interpreter, another folder, an interface of other days, and a failure.
  assert.equal(await interpreterOf<string>(undefined, "/repo"), undefined);
  assert.equal(await interpreterOf(extension(api(undefined)), "/repo"), undefined);
  assert.equal(await interpreterOf(extension(api("/env/python")), undefined), undefined);
  assert.equal(await interpreterOf(extension({}), "/repo"), undefined);
  const broken = { ...api("/env/python"), ready: Promise.reject(new Error("gone")) };
  assert.equal(await interpreterOf(extension(broken), "/repo"), undefined);
});

test("when all fail, each is told with its reason, in order", async () => {
  const said = await search(around({ python: "/no/such/python", privatePython: process.execPath, pathFolders: ["/no/bin"], isFile: (file) => file === "/no/bin/uvx" }));
  const lines = report(said, true).split("\n");
  assert.equal(lines[0], "/no/such/python -P -m paperlsp.cli: there is no such file");
  assert.match(lines[1]!, / -P -m paperlsp\.cli: .*bad option/);
  assert.equal(lines[2], "/no/bin/uvx --offline paperlsp: there is no such file");
  assert.equal(lines.length, 3);
});

test("when there is nothing to try, that is told, and why where the folder is not trusted", async () => {
  const found = await search(around());
  assert.equal(report(found, true), ENGLISH.nothing);
  assert.equal(report(found, false), `${ENGLISH.nothing}\n${ENGLISH.untrusted}`);
  const french = { ...ENGLISH, nothing: "rien", absent: "absent" };
  assert.equal(report(found, true, french), "rien");
  assert.equal((await search(around({ interpreter: "/no/such/python" }), french)).failures[0]?.reason, "absent");
});

test("nothing in a folder that nobody trusts is run", () => {
  const inside = { python: "/home/me/repo/.venv/bin/python", pathFolders: ["/home/me/repo/bin", "bin", ""], isFile: () => true };
  assert.deepEqual(candidates(around({ ...inside, trusted: false })), []);
  assert.deepEqual(makers(around({ ...inside, trusted: false })), []);
  assert.equal(candidates(around({ ...inside, trusted: true })).length, 3);
  // A neighbour whose name begins alike is not inside.
  assert.equal(candidates(around({ python: "/home/me/repo2/python", trusted: false })).length, 1);
});

test("a relative entry of PATH is left out", () => {
  assert.deepEqual(candidates(around({ pathFolders: [".", "bin"], isFile: () => true })), []);
});

test("a search says why each was not it", async () => {
  const failed = await search(around({ interpreter: "/no/such/python" }));
  assert.equal(failed.found, undefined);
  assert.deepEqual(failed.failures.map((each) => each.reason), ["there is no such file"]);
  const wrong = await search(around({ command: [process.execPath, "-e", "console.error('no paper here'); process.exit(3)", "--"] }));
  assert.equal(wrong.failures[0]?.reason, "no paper here");
  const right = await search(around({ command: [process.execPath, "-e", "console.log('paperlsp, version 1.2.3')", "--"] }));
  assert.equal(right.version, "1.2.3");
});

test("a program that does not end is ended", async () => {
  const result = await run(process.execPath, ["-e", "setInterval(() => {}, 1000)"], 300);
  assert.equal(result.reason, "no answer within 0.3 seconds");
});

test("of a long complaint the last line counts", () => {
  assert.equal(lastLine("Traceback\n  File\nModuleNotFoundError: no paperlsp\n\n"), "ModuleNotFoundError: no paperlsp");
  assert.equal(lastLine(" \n"), undefined);
});

test("a server that keeps ending is started later each time, then no more", () => {
  let now = 0;
  const backoff = new Backoff(() => now);
  assert.deepEqual(DELAYS.map(() => backoff.ended()), DELAYS);
  assert.equal(backoff.ended(), undefined);
  backoff.started();
  now += RECOVERED;
  assert.equal(backoff.ended(), DELAYS[0]);
});

const WORDS = {
  missing: "not installed",
  stopped: "stopped",
  starting: "starting",
  noPaper: "No paper",
  reading: "reading",
  explained: (percent: number) => `${percent}% explained`,
};
const SUMMARY = { explained: 6, unexplained: 4, trivial: 2, percent: 60, expected: 1, expectedWithCode: 0 };

test("the status bar names the paper and how much of the code it explains", () => {
  const shelf = { papers: [{ title: "Pages Are All You Read" }], summary: SUMMARY };
  const text = (...args: Parameters<typeof statusText>): string => statusText(...args).text;
  assert.equal(text("running", shelf, undefined, WORDS), "$(book) Pages Are All You Read · 60% explained");
  assert.equal(
    text("running", { ...shelf, papers: [...shelf.papers, { title: "Another" }] }, undefined, WORDS),
    "$(book) Pages Are All You Read +1 · 60% explained",
  );
  assert.equal(text("running", shelf, { message: "a.py", percent: 40 }, WORDS), "$(loading~spin) Pages Are All You Read · reading 40%");
  assert.equal(text("running", undefined, { message: "", percent: undefined }, WORDS), "$(loading~spin) reading");
  assert.equal(text("running", { papers: [], summary: SUMMARY }, undefined, WORDS), "$(book) No paper");
  assert.equal(text("running", { ...shelf, summary: { ...SUMMARY, percent: null } }, undefined, WORDS), "$(book) Pages Are All You Read");
  assert.equal(statusText("missing", undefined, undefined, WORDS).alert, true);
});

test("a title is one line, not too long, and makes no icon", () => {
  assert.equal(shortened("A  title\nin lines", 40), "A title in lines");
  assert.equal(shortened("Quasi-hyperbolic momentum and Adam for deep learning", 40), "Quasi-hyperbolic momentum and Adam for…");
  assert.equal(shortened("$(bug) x", 40), "$\u2060(bug) x");
  assert.equal([...shortened("𝔸".repeat(99), 40)].length, 41);
});

test("before 1.0 the second number says which server goes with the extension, after it the first", () => {
  const told = (server: string): string => fit("0.3.1", server);
  assert.deepEqual(["0.3.0", "0.3.9", "0.2.9", "0.4.0", "1.0.0"].map(told), ["fits", "fits", "old server", "new server", "new server"]);
  assert.deepEqual(["1.2.0", "1.9", "1.1.5", "2.0.0"].map((server) => fit("1.2.0", server)), ["fits", "fits", "old server", "new server"]);
  // Out of a checkout, a version may say anything.
  assert.equal(fit("0.3.1", "unknown"), "fits");
  assert.equal(fit("", "0.3.1"), "fits");
});
