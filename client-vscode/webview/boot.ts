/** What takes longest is begun first: the worker and the paper are fetched while the script of the view is still on its way. */

import type { Start } from "../src/view/messages";

export type Begun = { worker: Promise<Worker>; pdf: Promise<Uint8Array<ArrayBuffer>> };

const start = JSON.parse(document.body.dataset["start"] ?? "{}") as Start;

/** A worker must come from the page's own origin, so its script is fetched and handed over. */
async function startWorker(url: string): Promise<Worker> {
  const script = new Blob([await fetched(url)], { type: "text/javascript" });
  return new Worker(URL.createObjectURL(script), { type: "module" });
}

async function fetched(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${response.status} ${response.statusText}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

const begun: Begun = { worker: startWorker(start.worker), pdf: fetched(start.pdf) };
// The view tells of a failure, once it is there.
begun.worker.catch(() => undefined);
begun.pdf.catch(() => undefined);
(globalThis as { begun?: Begun }).begun = begun;
