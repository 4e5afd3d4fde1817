/** What is known of an equation → the middle of its card: its symbols, and the statements that compute it. */

import { placeLabel } from "../src/places";
import type { Box, Equation, EquationLine, EquationSymbol, Passage } from "../src/protocol";
import { button, make } from "./dom";
import { tell, word } from "./host";

const LINES = 4;

/** One row a symbol: as the paper writes it, what it means and where that is said, and what code calls it. */
export function symbolTable(symbols: EquationSymbol[], show: (passage: Passage) => void): HTMLElement[] {
  if (symbols.length === 0) {
    return [];
  }
  const cells = symbols.flatMap((symbol) => [
    make("span", { class: "notation", text: symbol.notation }),
    make("span", { class: "meaning" }, ...meaning(symbol, show)),
    make("span", { class: "names" }, ...symbol.code.map((name) => make("code", { text: name }))),
  ]);
  return [make("div", { class: "symbols" }, ...cells)];
}

/** What the paper says of it; else what is nearest to that: the same letter without its number, or its first use. */
function meaning(symbol: EquationSymbol, show: (passage: Passage) => void): (Node | string)[] {
  const { akin, first } = symbol;
  const said = symbol.meaning ? [symbol.meaning, ...pageLink(symbol, word("pageShort", symbol.page ?? ""), show)] : [];
  if (akin) {
    const letter = make("span", { class: "notation", text: akin.notation });
    const link = pageLink(akin, word("pageShort", akin.page ?? ""), show);
    return [...said, make("div", { class: "quiet akin" }, letter, ` ${akin.meaning}`, ...link)];
  }
  if (said.length > 0) {
    return said;
  }
  const link = first ? pageLink(first, word("firstUse", first.page), show) : [];
  return [make("span", { class: "quiet", text: word("undefined") }), ...link];
}

type Somewhere = { page: number | null; box: Box | null };

function pageLink({ page, box }: Somewhere, text: string, show: (passage: Passage) => void): Node[] {
  if (page === null || box === null) {
    return [];
  }
  const link = make("button", { class: "page-link", text });
  link.type = "button";
  link.addEventListener("click", () => show({ page, box, text: "" }));
  return [document.createTextNode(" "), link];
}

/** A tick where the code is the equation, "≠" and what differs where it is not; a click goes to the statement. */
export function lineRows(anchor: string, { lines }: Equation, opened: () => void): HTMLElement[] {
  if (lines.length === 0) {
    return [];
  }
  const rows = lines.slice(0, LINES).map((line, index) => {
    const exact = line.verdict === "exact";
    const where = placeLabel(line.path.split("/").at(-1) ?? line.path, line.range, line.cell);
    const row = make(
      "button",
      { class: "row line", title: word("goToCode") },
      make("span", { class: exact ? "verdict exact" : "verdict differs", text: exact ? "✓" : "≠" }),
      make("span", { class: "symbol", text: line.symbol }),
      make("span", { class: "where", text: where }),
      make("span", { class: "computed", text: line.computed }),
      ...(exact ? [] : [make("span", { class: "difference", text: difference(line) })]),
    );
    row.type = "button";
    row.setAttribute("aria-label", `${line.detail}, ${where}`);
    row.addEventListener("click", () => {
      tell({ type: "openLine", anchor, index });
      opened();
    });
    return row;
  });
  return [make("div", { class: "card-part", text: word("computedBy") }), ...rows];
}

function difference({ verdict, changed, detail }: EquationLine): string {
  const what = changed.join(", ");
  if (what === "") {
    return detail;
  }
  return verdict === "added" ? word("adds", what) : word("leavesOut", what);
}

export function copyButton(latex: string): HTMLButtonElement {
  const copy = button("copy", word("copyLatex"), () => {
    tell({ type: "copy", text: latex });
    copy.title = word("copied");
  });
  return copy;
}
