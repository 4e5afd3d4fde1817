/** Parts and files, and a filter → those to show. A part is kept when it fits or something under it does. */

import type { CodeFile, Definition, Part } from "../protocol";

export type PaperFilter = "all" | "withCode" | "unimplemented" | "differs" | "stale";
export type CodeFilter = "all" | "explained" | "unexplained" | "differs" | "stale";

export const PAPER_FILTERS: PaperFilter[] = ["all", "withCode", "unimplemented", "differs", "stale"];
export const CODE_FILTERS: CodeFilter[] = ["all", "explained", "unexplained", "differs", "stale"];

export function filteredParts(parts: Part[], filter: PaperFilter): Part[] {
  if (filter === "all") {
    return parts;
  }
  const kept: Part[] = [];
  for (const part of parts) {
    const children = filteredParts(part.children, filter);
    if (children.length > 0 || partFits(part, filter)) {
      kept.push({ ...part, children });
    }
  }
  return kept;
}

function partFits(part: Part, filter: PaperFilter): boolean {
  switch (filter) {
    case "withCode":
      return part.code.length > 0;
    case "unimplemented":
      return part.expected && part.below === 0;
    case "differs":
    case "stale":
      return part.findings.some((name) => name.includes(filter));
    case "all":
      return true;
  }
}

export function filteredFiles(files: CodeFile[], filter: CodeFilter): CodeFile[] {
  if (filter === "all") {
    // Trivial definitions have nothing to do with any paper.
    return withDefinitions(files, (each) => each.verdict !== "trivial");
  }
  return withDefinitions(files, (each) => definitionFits(each, filter));
}

function definitionFits(definition: Definition, filter: CodeFilter): boolean {
  switch (filter) {
    case "explained":
    case "unexplained":
      return definition.verdict === filter;
    case "differs":
    case "stale":
      return definition.findings.some((name) => name.includes(filter));
    case "all":
      return true;
  }
}

export type Standing = "explained" | "unexplained" | "differs";

/** How a definition stands to the paper; undefined for plumbing, of which nothing is said. */
export function standing(definition: Definition): Standing | undefined {
  if (definition.findings.some((name) => name.includes("differs") || name.includes("stale"))) {
    return "differs";
  }
  return definition.verdict === "trivial" ? undefined : definition.verdict;
}

function withDefinitions(files: CodeFile[], fits: (each: Definition) => boolean): CodeFile[] {
  return files
    .map((file) => ({ ...file, definitions: file.definitions.filter(fits) }))
    .filter((file) => file.definitions.length > 0);
}

/** "12/14": how many of the definitions that are no plumbing the paper explains. */
export function share(file: Pick<CodeFile, "explained" | "unexplained">): string {
  return `${file.explained}/${file.explained + file.unexplained}`;
}
