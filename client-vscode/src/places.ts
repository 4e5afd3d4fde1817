/** A place in code as it stands in lists: its file and line, in a notebook with the cell, as the server and its reports say it. */

import type { Cell, Range } from "./protocol";

export function placeLabel(path: string, range: Range, cell: Cell | null | undefined): string {
  const line = (cell?.range ?? range).start.line + 1;
  return cell ? `${path}:cell ${cell.index + 1}:${line}` : `${path}:${line}`;
}
