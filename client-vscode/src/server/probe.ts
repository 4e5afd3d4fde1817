/** A candidate → whether it starts, and if not, why in one line. */

import { execFile } from "node:child_process";
import { candidates, shown, type Candidate, type Surroundings } from "./candidates";

/** `uvx` may have to unpack wheels first. */
const PATIENCE = 20_000;

export type Failure = { candidate: Candidate; reason: string };
export type Search = { found: Candidate | undefined; version: string; failures: Failure[] };

/** In the person's language; what a program says of itself is handed on as it is. */
export type Words = { absent: string; late: (seconds: number) => string; silent: string; nothing: string; untrusted: string };

export const ENGLISH: Words = {
  absent: "there is no such file",
  late: (seconds) => `no answer within ${seconds} seconds`,
  silent: "it did not tell its version",
  nothing: "There is nothing to try.",
  untrusted: "The folder is not trusted, so nothing that lies in it was tried.",
};

/** The first candidate that tells its version. */
export async function search(around: Surroundings, words = ENGLISH): Promise<Search> {
  const failures: Failure[] = [];
  for (const candidate of candidates(around)) {
    const result = await run(candidate.command, [...candidate.args, "--version"], PATIENCE, undefined, words);
    const version = /\d+\.\d+\S*/.exec(result.output)?.[0];
    if (result.reason === undefined && version !== undefined) {
      return { found: candidate, version, failures };
    }
    failures.push({ candidate, reason: result.reason ?? lastLine(result.output) ?? words.silent });
  }
  return { found: undefined, version: "", failures };
}

export type Run = { output: string; reason: string | undefined };

/** Runs a program outside of every workspace folder and gathers what it says. Never rejects. */
export function run(command: string, args: string[], patience: number, onLine?: (line: string) => void, words = ENGLISH): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      args,
      { timeout: patience, windowsHide: true, maxBuffer: 1 << 24, env: { ...process.env, PYTHONUTF8: "1" } },
      (error, stdout, stderr) => {
        const output = `${stdout}\n${stderr}`;
        if (!error) {
          resolve({ output, reason: undefined });
          return;
        }
        const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
        const reason = missing
          ? words.absent
          : error.killed
            ? words.late(patience / 1000)
            : (lastLine(output)?.replace(/^Error: /, "") ?? error.message);
        resolve({ output, reason });
      },
    );
    child.stdin?.end();
    if (onLine) {
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on("data", (chunk: Buffer | string) => onLine(chunk.toString().trimEnd()));
      }
    }
  });
}

/** Programs say what matters in their last line. */
export function lastLine(output: string): string | undefined {
  const lines = output.split(/\r?\n/).map((line) => line.trim());
  const found = lines.filter((line) => line !== "").at(-1);
  return found && found.length > 300 ? `${found.slice(0, 300)}…` : found;
}

/** What was tried in vain, a line each; where there was nothing to try, that. */
export function report({ found, failures }: Search, trusted: boolean, words = ENGLISH): string {
  const lines = failures.map((each) => `${shown(each.candidate)}: ${each.reason}`);
  if (!found && lines.length === 0) {
    lines.push(words.nothing);
  }
  return [...lines, ...(!found && !trusted ? [words.untrusted] : [])].join("\n");
}
