/** Lines of Python and the definitions that begin on some of them → the innermost one around a line. */

export type Named = { range: { start: { line: number } } };

export function enclosing<Definition extends Named>(lines: (at: number) => string, definitions: readonly Definition[], line: number): Definition | undefined {
  const before = definitions.filter((each) => each.range.start.line <= line);
  const nearest = before.sort((a, b) => b.range.start.line - a.range.start.line);
  let first = line;
  // An empty line belongs to what stands above it.
  while (first > 0 && lines(first).trim() === "") {
    first -= 1;
  }
  const indent = indentOf(lines(first));
  return nearest.find(({ range }) => range.start.line === first || indentOf(lines(range.start.line)) < indent);
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
