/** A candidate → whether it starts, and if not, why in one line. */

import { execFile } from "node:child_process";
import { candidates, shown, type Candidate, type Surroundings } from "./candidates";

/** `uvx` may have to unpack wheels first. */
const PATIENCE = 20_000;

export type Failure = { candidate: Candidate; reason: string };
export type Search = { found: Candidate | undefined; version: string; failures: Failure[] };

/** The first candidate that tells its version. */
export async function search(around: Surroundings): Promise<Search> {
  const failures: Failure[] = [];
  for (const candidate of candidates(around)) {
    const result = await run(candidate.command, [...candidate.args, "--version"], PATIENCE);
    const version = /\d+\.\d+\S*/.exec(result.output)?.[0];
    if (result.reason === undefined && version !== undefined) {
      return { found: candidate, version, failures };
    }
    failures.push({ candidate, reason: result.reason ?? lastLine(result.output) ?? "it did not tell its version" });
  }
  return { found: undefined, version: "", failures };
}

export type Run = { output: string; reason: string | undefined };

/** Runs a program outside of every workspace folder and gathers what it says. Never rejects. */
export function run(command: string, args: string[], patience: number, onLine?: (line: string) => void): Promise<Run> {
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
          ? "there is no such file"
          : error.killed
            ? `no answer within ${patience / 1000} seconds`
            : (lastLine(output) ?? error.message);
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

export function report(failures: Failure[]): string {
  return failures.map((each) => `${shown(each.candidate)}: ${each.reason}`).join("\n");
}
