/** pdf.js' viewer looks for the library in a global variable, so this is imported before it. */

import * as library from "pdfjs-dist/legacy/build/pdf.mjs";

(globalThis as { pdfjsLib?: unknown }).pdfjsLib = library;
export { library };
