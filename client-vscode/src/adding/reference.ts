/** What names a paper: what a person types, what the server's `fetch` has found in a folder, and a file that is picked. */

export type Named = { what: string; fetched: boolean; where: string };

/** What `paperlsp fetch` lists: the papers that README, CITATION and BibTeX of a folder name, one a line. */
export function named(output: string): Named[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const match = /^paperlsp fetch (\S+) +(fetched)? *(.*)$/.exec(line);
    return match?.[1] ? [{ what: match[1], fetched: match[2] !== undefined, where: match[3] ?? "" }] : [];
  });
}

const NEW = String.raw`\d{4}\.\d{4,5}(?:v\d+)?`;
const OLD = String.raw`[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?`;
const ARXIV_ID = new RegExp(`^(?:arxiv:\\s*)?(${NEW}|${OLD})$`, "i");
const ARXIV_ADDRESS = new RegExp(`^https?://(?:www\\.|export\\.)?arxiv\\.org/(?:abs|pdf|html)/(${NEW}|${OLD})(?:\\.pdf)?(?:[?#].*)?$`, "i");

/** What `fetch` takes, or undefined for what names no paper. */
export function reference(typed: string): string | undefined {
  const text = typed.trim();
  const arxiv = ARXIV_ID.exec(text)?.[1] ?? ARXIV_ADDRESS.exec(text)?.[1];
  if (arxiv) {
    return `arxiv:${arxiv}`;
  }
  return /^https?:\/\/[^\s/]+\/\S*$/i.test(text) ? text : undefined;
}

type Place = { scheme: string; authority: string; path: string };

/** Whether a file lies in a folder, elsewhere on the same machine, or where no path of the folder's machine leads. */
export function standing(folder: Place, file: Place): "inside" | "beside" | "away" {
  if (folder.scheme !== file.scheme || folder.authority !== file.authority) {
    return "away";
  }
  return file.path.startsWith(`${folder.path.replace(/\/$/, "")}/`) ? "inside" : "beside";
}
