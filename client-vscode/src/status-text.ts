/** What is known → the text of the status bar item. */

import type { Paper, Summary } from "./protocol";

export type Words = {
  missing: string;
  stopped: string;
  starting: string;
  noPaper: string;
  reading: string;
  explained: (percent: number) => string;
};

const LONGEST_TITLE = 40;

export function statusText(
  state: "starting" | "running" | "missing" | "stopped",
  shelf: { papers: Pick<Paper, "title">[]; summary: Summary } | undefined,
  progress: { message: string; percent: number | undefined } | undefined,
  words: Words,
): { text: string; alert: boolean } {
  if (state === "missing") {
    return { text: `$(book) ${words.missing}`, alert: true };
  }
  if (state === "stopped") {
    return { text: `$(book) ${words.stopped}`, alert: true };
  }
  const title = named(shelf?.papers ?? []);
  if (progress) {
    const percent = progress.percent === undefined ? "" : ` ${progress.percent}%`;
    return { text: `$(loading~spin) ${title || words.reading}${title ? ` · ${words.reading}` : ""}${percent}`, alert: false };
  }
  if (state === "starting" || !shelf) {
    return { text: `$(loading~spin) ${words.starting}`, alert: false };
  }
  if (!title) {
    return { text: `$(book) ${words.noPaper}`, alert: false };
  }
  const { percent } = shelf.summary;
  return { text: `$(book) ${title}${percent === null ? "" : ` · ${words.explained(percent)}`}`, alert: false };
}

function named(papers: Pick<Paper, "title">[]): string {
  const [first, ...others] = papers;
  if (!first) {
    return "";
  }
  return `${shortened(first.title, LONGEST_TITLE)}${others.length > 0 ? ` +${others.length}` : ""}`;
}

/** One line. `$(` would become an icon in a status bar, so a word joiner comes between the two. */
export function shortened(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim().replaceAll("$(", "$\u2060(");
  const letters = [...line];
  if (letters.length <= longest) {
    return line;
  }
  const cut = letters.slice(0, longest).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
