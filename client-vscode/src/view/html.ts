/** A nonce and some URIs → the page of the paper view. No script stands in it, and nothing comes from elsewhere. */

import type { Start } from "./messages";

export type PageParts = { nonce: string; source: string; boot: string; script: string; style: string; language: string; start: Start };

export function page(parts: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${parts.nonce}' 'wasm-unsafe-eval' blob:`,
    `style-src ${parts.source}`,
    `font-src ${parts.source} blob: data:`,
    `img-src ${parts.source} blob: data:`,
    `connect-src ${parts.source} blob:`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${attribute(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="preload" as="fetch" crossorigin="anonymous" href="${attribute(parts.start.worker)}">
<link rel="preload" as="fetch" crossorigin="anonymous" href="${attribute(parts.start.pdf)}">
<link rel="stylesheet" href="${attribute(parts.style)}">
<title>Paper</title>
</head>
<body data-start="${attribute(JSON.stringify(parts.start))}">
<script type="module" nonce="${attribute(parts.nonce)}" src="${attribute(parts.boot)}"></script>
<script type="module" nonce="${attribute(parts.nonce)}" src="${attribute(parts.script)}"></script>
</body>
</html>
`;
}

export function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
