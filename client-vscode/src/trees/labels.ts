/** Text of papers and code → text that trees and menus show as it is, without icons or markup. */

/** In several places `$(name)` becomes an icon; a word joiner between the two characters leaves it text. */
export function plainLabel(text: string): string {
  return text.replace(/\s+/g, " ").trim().replaceAll("$(", "$\u2060(");
}

/** Plain text, one thing a line; a string is never read as Markdown. */
export function tooltip(lines: string[]): string {
  return lines.filter((line) => line !== "").join("\n");
}
