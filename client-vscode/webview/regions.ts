/** What is drawn on a page, box by box → the regions that are figures: images, and drawings that are more than rules. */

export type Rect = [x0: number, y0: number, x1: number, y1: number];
export type Drawn = { rect: Rect; image: boolean };

/** In points. A stroke of a letter or a radical is smaller; a rule of a table is thinner. */
const SMALL = 5;
const SMALLEST_FIGURE = 36;
/** Parts of one figure lie no further apart than this. */
const GAP = 10;
/** More than this share of a page is its background. */
const BACKGROUND = 0.85;

export function figureRegions(drawn: Drawn[], width: number, height: number): Rect[] {
  const within = drawn
    .map((each) => ({ ...each, rect: clipped(each.rect, width, height) }))
    .filter((each) => area(each.rect) < BACKGROUND * width * height);
  const seeds = within.filter((each) => each.image || Math.min(...size(each.rect)) >= SMALL).map((each) => each.rect);
  const rules = within.filter((each) => !each.image && Math.min(...size(each.rect)) < SMALL).map((each) => each.rect);
  let regions = merged(seeds);
  // Axes and arrows belong to the drawing that they touch; elsewhere a rule is a rule.
  regions = merged(
    regions.map((region) =>
      rules.filter((rule) => near(region, rule, 2) && Math.max(...size(rule)) < 0.6 * width).reduce(union, region),
    ),
  );
  return regions.filter((region) => Math.min(...size(region)) >= SMALLEST_FIGURE);
}

/** Between a figure and its caption lies no more than this, in points. */
const CAPTION_GAP = 34;

/** Figures as wide as the captions that stand below or above them. */
export function widened(regions: Rect[], captions: Rect[]): Rect[] {
  return merged(
    regions.map((region) => {
      const caption = captions.find(
        (each) =>
          each[0] < region[2] && region[0] < each[2] &&
          ((each[1] >= region[3] - 4 && each[1] - region[3] < CAPTION_GAP) ||
            (each[3] <= region[1] + 4 && region[1] - each[3] < CAPTION_GAP)),
      );
      return caption ? [Math.min(region[0], caption[0]), region[1] - 2, Math.max(region[2], caption[2]), region[3] + 2] : region;
    }),
  );
}

/** Figures with the whole of each label that their edge would cut through. */
export function uncut(regions: Rect[], texts: Rect[]): Rect[] {
  const cut = (region: Rect, text: Rect): boolean => {
    const [across, down] = [Math.min(region[2], text[2]) - Math.max(region[0], text[0]), Math.min(region[3], text[3]) - Math.max(region[1], text[1])];
    const [width, height] = size(text);
    return across > 0.5 * width && down > 0.5 && (across < width || down < height);
  };
  return merged(regions.map((region) => texts.filter((text) => cut(region, text)).reduce(union, region)));
}

function merged(rects: Rect[]): Rect[] {
  const result: Rect[] = [];
  for (const rect of rects) {
    let grown = rect;
    for (let at = result.findIndex((each) => near(each, grown, GAP)); at >= 0; ) {
      grown = union(grown, result[at]!);
      result.splice(at, 1);
      at = result.findIndex((each) => near(each, grown, GAP));
    }
    result.push(grown);
  }
  return result;
}

function near(a: Rect, b: Rect, gap: number): boolean {
  return a[0] - gap <= b[2] && b[0] - gap <= a[2] && a[1] - gap <= b[3] && b[1] - gap <= a[3];
}

function union(a: Rect, b: Rect): Rect {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function clipped(rect: Rect, width: number, height: number): Rect {
  const inside = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  return [inside(rect[0], width), inside(rect[1], height), inside(rect[2], width), inside(rect[3], height)];
}

function size(rect: Rect): [number, number] {
  return [rect[2] - rect[0], rect[3] - rect[1]];
}

function area(rect: Rect): number {
  const [width, height] = size(rect);
  return width * height;
}
