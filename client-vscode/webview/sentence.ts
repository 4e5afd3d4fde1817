/** A passage, as the reader gives it, and the pieces of text of a page → where in the pieces the passage stands.
 *
 * The reader joins hyphenated words and sets ligatures and mathematics in its own way, so white space and hyphens count
 * for nothing, and where the whole is not found, as much of its beginning as is.
 */

export type Found = { piece: number; from: number; to: number };

/** Fewer letters than this, found anywhere on a page, prove nothing. */
const FEWEST = 24;

export function findPassage(pieces: string[], passage: string): Found[] {
  const letters: { piece: number; at: number }[] = [];
  let page = "";
  pieces.forEach((text, piece) => {
    [...text].reduce((at, character) => {
      for (const letter of plain(character)) {
        page += letter;
        for (let unit = 0; unit < letter.length; unit += 1) {
          letters.push({ piece, at });
        }
      }
      return at + character.length;
    }, 0);
  });
  const wanted = [...passage.replace(/\s*…$/, "")].map(plain).join("");
  for (let length = wanted.length; length >= Math.min(FEWEST, wanted.length) && length > 0; length = shorter(length)) {
    const at = page.indexOf(wanted.slice(0, length));
    if (at >= 0) {
      return gathered(letters.slice(at, at + length), pieces);
    }
  }
  return [];
}

function shorter(length: number): number {
  return length > FEWEST ? Math.max(FEWEST, Math.floor(length * 0.7)) : 0;
}

function plain(character: string): string {
  return character.normalize("NFKC").replace(/[\s\u00ad\u2010-\u2015\u2212-]/g, "");
}

function gathered(letters: { piece: number; at: number }[], pieces: string[]): Found[] {
  const found: Found[] = [];
  for (const { piece, at } of letters) {
    const last = found.at(-1);
    const width = (pieces[piece] ?? "").codePointAt(at)! > 0xffff ? 2 : 1;
    if (last && last.piece === piece) {
      last.to = at + width;
    } else {
      found.push({ piece, from: at, to: at + width });
    }
  }
  return found;
}
