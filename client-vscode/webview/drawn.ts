/** A page's list of drawing operations → the boxes of images and paths, in points from the page's top left. */

import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { library } from "./pdfjs-global";
import type { Drawn, Rect } from "./regions";

type Matrix = [number, number, number, number, number, number];

export async function drawnOn(page: PDFPageProxy): Promise<{ drawn: Drawn[]; width: number; height: number }> {
  const { OPS } = library;
  const list = await page.getOperatorList();
  const viewport = page.getViewport({ scale: 1 });
  const images = new Set([
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
    OPS.paintSolidColorImageMask,
    OPS.paintImageXObjectRepeat,
  ]);
  const drawn: Drawn[] = [];
  let matrix = viewport.transform as Matrix;
  let fill = "#000000";
  const stack: { matrix: Matrix; fill: string }[] = [];
  list.fnArray.forEach((operation, at) => {
    const args = list.argsArray[at] as unknown[] | null;
    switch (operation) {
      case OPS.save:
      case OPS.beginGroup:
        stack.push({ matrix, fill });
        break;
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
        ({ matrix, fill } = stack.pop() ?? { matrix, fill });
        break;
      case OPS.transform:
        matrix = times(matrix, args as unknown as Matrix);
        break;
      case OPS.paintFormXObjectBegin:
        stack.push({ matrix, fill });
        if (args?.[0]) {
          matrix = times(matrix, [...(args[0] as number[])] as Matrix);
        }
        break;
      case OPS.setFillRGBColor:
        fill = String(args?.[0]);
        break;
      case OPS.constructPath: {
        const [painted, , extent] = (args ?? []) as [number, unknown, ArrayLike<number> | null];
        // What is filled with the colour of paper is there to hide something, not to be seen.
        const hides = painted === OPS.fill && fill.toLowerCase() === "#ffffff";
        if (extent && painted !== OPS.endPath && !hides) {
          drawn.push({ rect: placed(matrix, [extent[0]!, extent[1]!, extent[2]!, extent[3]!]), image: false });
        }
        break;
      }
      default:
        if (images.has(operation)) {
          drawn.push({ rect: placed(matrix, [0, 0, 1, 1]), image: true });
        }
    }
  });
  return { drawn, width: viewport.width, height: viewport.height };
}

/** The boxes of a page's pieces of text, those that are turned left out. */
export async function textsOn(page: PDFPageProxy): Promise<Rect[]> {
  const { items } = await page.getTextContent();
  const matrix = page.getViewport({ scale: 1 }).transform as Matrix;
  return items.flatMap((item) => {
    if (!("transform" in item) || item.str.trim() === "" || item.transform[1] !== 0) {
      return [];
    }
    const [x, y] = [item.transform[4] as number, item.transform[5] as number];
    return [placed(matrix, [x, y, x + item.width, y + item.height])];
  });
}

function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

/** The box around a box after it has been moved, turned or scaled. */
function placed(m: Matrix, [x0, y0, x1, y1]: Rect): Rect {
  const corners = [[x0, y0], [x1, y0], [x0, y1], [x1, y1]] as const;
  const xs = corners.map(([x, y]) => m[0] * x + m[2] * y + m[4]);
  const ys = corners.map(([x, y]) => m[1] * x + m[3] * y + m[5]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
