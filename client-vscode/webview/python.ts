/** A piece of Python → words with a colour each: enough to read a preview by, and no more. */

export type Token = { text: string; kind: "keyword" | "string" | "comment" | "number" | "name" | "other" };

const KEYWORDS = new Set(
  ("and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield None True False self").split(" "),
);
const PATTERN =
  /(#[^\n]*)|([rbfuRBFU]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))|((?<![\w.])\d(?:[\w.]|(?<=[eE])[+-](?=\d))*)|([\p{L}_][\p{L}\p{N}_]*)/gu;

export function tokens(code: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  for (const match of code.matchAll(PATTERN)) {
    if (match.index > at) {
      found.push({ text: code.slice(at, match.index), kind: "other" });
    }
    const [text, comment, string, number] = match;
    const kind = comment ? "comment" : string ? "string" : number ? "number" : KEYWORDS.has(text) ? "keyword" : "name";
    found.push({ text, kind });
    at = match.index + text.length;
  }
  if (at < code.length) {
    found.push({ text: code.slice(at), kind: "other" });
  }
  return found;
}
