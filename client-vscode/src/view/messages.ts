/** What the extension and the paper view tell each other. All text in it is plain. */

import type { Anchor, Box, Code, Equation, Passage } from "../protocol";

export type DarkPages = "auto" | "always" | "never";

/** What the view is told once, within its page. */
export type Start = {
  pdf: string;
  worker: string;
  resources: string;
  words: Record<string, string>;
  /** From where to where the text goes across the pages, if that is known already. */
  text: [number, number] | null;
  dark: DarkPages;
  follow: boolean;
};

/** When a caret moved, when the server was asked what belongs to it, and when it had answered: milliseconds since 1970. */
export type Times = { moved: number; asked: number; answered: number };

export type ToView =
  | { type: "paper"; title: string; text: [number, number] | null; anchors: Anchor[] }
  | { type: "show"; anchor: string; passage: Passage; times: Times }
  | { type: "code"; anchor: string; code: Code[]; equation: Equation | null }
  | { type: "settings"; dark: DarkPages; follow: boolean }
  | { type: "command"; command: "find" | "outline" | "next" | "previous" };

export type FromView =
  | { type: "ready" }
  | { type: "painted"; milliseconds: number }
  | { type: "failed"; reason: string }
  | { type: "askCode"; anchor: string }
  | { type: "openCode"; anchor: string; index: number }
  | { type: "openLine"; anchor: string; index: number }
  | { type: "shown"; anchor: string; page: number; box: Box; sentence: boolean; milliseconds: number }
  | { type: "follow"; on: boolean }
  | { type: "copy"; text: string }
  | { type: "link"; url: string };
