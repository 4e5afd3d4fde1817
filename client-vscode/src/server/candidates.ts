/** Settings, the Python extension's interpreter and PATH → the commands that may start the server, best first. */

import * as path from "node:path";

export type Source = "command" | "interpreter" | "python" | "private" | "path" | "uvx";

export type Candidate = { source: Source; command: string; args: string[] };

export type Surroundings = {
  /** The settings `paperlsp.command` and `paperlsp.interpreter`. */
  command: string[];
  interpreter: string;
  /** The interpreter that the Python extension uses, or undefined. */
  python: string | undefined;
  /** The interpreter of the environment that this extension has made, or undefined. */
  privatePython: string | undefined;
  /** The folders of PATH. */
  pathFolders: string[];
  folders: string[];
  trusted: boolean;
  windows: boolean;
  isFile: (file: string) => boolean;
};

/** `-P` keeps the current folder, which may be a stranger's repository, off the import path. */
const MODULE = ["-P", "-m", "paperlsp.cli"];

export function candidates(around: Surroundings): Candidate[] {
  const found: Candidate[] = [];
  const [command, ...args] = around.command;
  if (command) {
    // Whoever names a command means that one; trying others would hide what is wrong with it.
    return [{ source: "command", command, args }];
  }
  if (around.interpreter) {
    return [{ source: "interpreter", command: around.interpreter, args: MODULE }];
  }
  if (around.python && mayRun(around.python, around)) {
    found.push({ source: "python", command: around.python, args: MODULE });
  }
  if (around.privatePython) {
    found.push({ source: "private", command: around.privatePython, args: MODULE });
  }
  const server = onPath("paperlsp", around);
  if (server) {
    found.push({ source: "path", command: server, args: [] });
  }
  const uvx = onPath("uvx", around);
  if (uvx) {
    found.push({ source: "uvx", command: uvx, args: ["--offline", "paperlsp"] });
  }
  return found;
}

/** The interpreters that can make an environment, best first. */
export function makers(around: Surroundings): string[] {
  const named = [around.interpreter, around.python].filter(
    (each): each is string => !!each && mayRun(each, around),
  );
  const names = ["python3.13", "python3.12", "python3.11", "python3", "python"];
  const found = names.map((name) => onPath(name, around)).filter((each): each is string => each !== undefined);
  return [...new Set([...named, ...found])];
}

/** In a folder that nobody trusts, nothing that lies in it is run. */
function mayRun(file: string, around: Surroundings): boolean {
  return around.trusted || !around.folders.some((folder) => inside(file, folder));
}

function inside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative));
}

/** A relative entry of PATH means the current folder, and is left out. */
function onPath(name: string, around: Surroundings): string | undefined {
  const names = around.windows ? [`${name}.exe`] : [name];
  for (const folder of around.pathFolders) {
    if (!path.isAbsolute(folder)) {
      continue;
    }
    for (const each of names) {
      const file = path.join(folder, each);
      if (mayRun(file, around) && around.isFile(file)) {
        return file;
      }
    }
  }
  return undefined;
}

/** A command as one would type it, for messages and the log. */
export function shown(candidate: { command: string; args: string[] }): string {
  return [candidate.command, ...candidate.args]
    .map((each) => (/[\s"']/.test(each) ? JSON.stringify(each) : each))
    .join(" ");
}
