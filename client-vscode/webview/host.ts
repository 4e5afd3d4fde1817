/** The extension, as the view sees it: what it told at the start, and messages both ways. */

import type { FromView, Start, ToView } from "../src/view/messages";

type State = { page?: number; scale?: string; outline?: boolean };

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): State | undefined;
  setState(state: State): void;
};

const api = acquireVsCodeApi();

export const start = JSON.parse(document.body.dataset["start"] ?? "{}") as Start;

export function tell(message: FromView): void {
  api.postMessage(message);
}

export function onMessage(listener: (message: ToView) => void): void {
  window.addEventListener("message", (event: MessageEvent<ToView>) => listener(event.data));
}

export function remembered(): State {
  return api.getState() ?? {};
}

export function remember(state: State): void {
  api.setState({ ...remembered(), ...state });
}

/** A word in the editor's language, with `{0}` and so on filled in. */
export function word(key: string, ...values: (string | number)[]): string {
  return (start.words[key] ?? key).replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ""));
}
