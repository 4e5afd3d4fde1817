/** What a person types to name a paper → what the server's `fetch` takes, or undefined for what names none. */

const NEW = String.raw`\d{4}\.\d{4,5}(?:v\d+)?`;
const OLD = String.raw`[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?`;
const ARXIV_ID = new RegExp(`^(?:arxiv:\\s*)?(${NEW}|${OLD})$`, "i");
const ARXIV_ADDRESS = new RegExp(`^https?://(?:www\\.|export\\.)?arxiv\\.org/(?:abs|pdf|html)/(${NEW}|${OLD})(?:\\.pdf)?(?:[?#].*)?$`, "i");

export function reference(typed: string): string | undefined {
  const text = typed.trim();
  const arxiv = ARXIV_ID.exec(text)?.[1] ?? ARXIV_ADDRESS.exec(text)?.[1];
  if (arxiv) {
    return `arxiv:${arxiv}`;
  }
  return /^https?:\/\/[^\s/]+\/\S*$/i.test(text) ? text : undefined;
}
