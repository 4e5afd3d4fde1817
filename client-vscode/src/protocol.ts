/** The server's own requests, as docs/lsp.md describes them. Text in them is plain and is only ever shown as text. */

export type Uri = string;
/** In points, from the page's top left: x0, y0, x1, y1. */
export type Box = [number, number, number, number];
export type Position = { line: number; character: number };
export type Range = { start: Position; end: Position };
export type Origin = "cited" | "confirmed" | "inferred" | "computed";
export type AnchorKind = "section" | "heading" | "equation" | "algorithm" | "figure" | "table" | "theorem";

export type Place = { folder: Uri; paper: string; anchor: string };
export type Summary = {
  explained: number;
  unexplained: number;
  trivial: number;
  percent: number | null;
  expected: number;
  expectedWithCode: number;
};
export type Head = { folder: Uri; revision: number; summary: Summary };

export type Anchor = {
  id: string;
  kind: AnchorKind;
  number: string | null;
  label: string;
  title: string;
  page: number;
  /** The place in the paper's documents of the PDF that it stands in. */
  document: number;
  box: Box;
  parent: string | null;
  level: number | null;
  latex: string | null;
  text: string;
  code: number;
  below: number;
  expected: boolean;
};
/** One PDF of a paper; absent where only its exported index is here. */
export type Document = { uri: Uri; path: string; pages: number; text: [number, number] | null; absent: boolean };
export type Paper = {
  id: string;
  uri: Uri;
  path: string;
  digest: string;
  title: string;
  authors: string[];
  pages: number;
  text: [number, number] | null;
  documents: Document[];
  anchors: Anchor[];
};
export type PapersAnswer = { folders: (Head & { papers: Paper[] })[] };

/** A place in a notebook: which of all its cells, from 0, and the range within. */
export type Cell = { notebook: Uri; index: number; range: Range };
export type Code = {
  uri: Uri;
  path: string;
  symbol: string;
  kind: string;
  range: Range;
  selectionRange: Range;
  cell?: Cell | null;
  percent: number | null;
  origin: Origin;
  reasons: string[];
  preview: string;
};
export type Meaning = { meaning: string; page: number | null; box: Box | null };
export type EquationSymbol = Meaning & {
  notation: string;
  akin: (Meaning & { notation: string }) | null;
  first: { page: number; box: Box } | null;
  code: string[];
};
export type EquationLine = {
  uri: Uri;
  path: string;
  symbol: string;
  range: Range;
  cell?: Cell | null;
  verdict: "exact" | "added" | "missing";
  changed: string[];
  detail: string;
  computed: string;
};
export type Equation = { symbols: EquationSymbol[]; lines: EquationLine[] };
export type Part = {
  anchor: string;
  kind: AnchorKind;
  label: string;
  page: number;
  below: number;
  expected: boolean;
  findings: string[];
  code: Code[];
  children: Part[];
};
export type OutlinedPaper = { paper: string; title: string; parts: Part[] };
export type OutlineAnswer = { folders: (Head & { papers: OutlinedPaper[] })[] };

export type Target = {
  paper: string;
  anchor: string;
  label: string;
  page: number;
  box: Box;
  percent: number | null;
  origin: Origin;
  reasons: string[];
};
export type Passage = { page: number; box: Box; text: string };
export type Following = { folder: Uri; range: Range; uri: Uri; symbol: string; links: (Target & { passage: Passage })[] };

export type Verdict = "explained" | "unexplained" | "trivial";
export type Definition = {
  symbol: string;
  kind: string;
  verdict: Verdict;
  reason: string;
  uri: Uri;
  range: Range;
  cell?: Cell | null;
  findings: string[];
  links: Target[];
};
export type CodeFile = {
  uri: Uri;
  path: string;
  explained: number;
  unexplained: number;
  definitions: Definition[];
};
export type FilesAnswer = { folders: (Head & { files: CodeFile[] })[] };
