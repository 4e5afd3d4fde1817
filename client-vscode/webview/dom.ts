/** Elements in few words. Text is only ever set as text. */

type Options = {
  class?: string;
  text?: string;
  title?: string;
  role?: string;
  on?: Partial<Record<keyof HTMLElementEventMap, (event: Event) => void>>;
};

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  options: Options = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (options.class) {
    element.className = options.class;
  }
  if (options.text !== undefined) {
    element.textContent = options.text;
  }
  if (options.title) {
    element.title = options.title;
    element.setAttribute("aria-label", options.title);
  }
  if (options.role) {
    element.setAttribute("role", options.role);
  }
  for (const [event, listener] of Object.entries(options.on ?? {})) {
    element.addEventListener(event, listener as EventListener);
  }
  element.append(...children);
  return element;
}

const ICONS = {
  outline: "M3 4h10M5.5 8H13M5.5 12H13M3 8h.01M3 12h.01",
  up: "M4 10l4-4 4 4",
  down: "M4 6l4 4 4-4",
  minus: "M3.5 8h9",
  plus: "M3.5 8h9M8 3.5v9",
  width: "M2.5 3v10M13.5 3v10M5 8h6M6.8 6L5 8l1.8 2M9.2 6L11 8l-1.8 2",
  find: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3L14 14",
  following: "M4 7.2h8v6.3H4zM5.7 7V4.8a2.3 2.3 0 0 1 4.5-.7",
  held: "M4 7.2h8v6.3H4zM5.7 7V4.8a2.3 2.3 0 0 1 4.6 0V7",
  dark: "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
  close: "M4 4l8 8M12 4l-8 8",
  code: "M6 4.5L2.5 8 6 11.5M10 4.5L13.5 8 10 11.5",
  mention: "M3 4.5h10M3 8h10M3 11.5h6",
  copy: "M6 5.5h7v8H6zM10 5V2.5H3v8h2.6",
} as const;

export type Icon = keyof typeof ICONS;

/** Line drawings of our own on a grid of 16, in the colour of the text around them. */
export function icon(name: Icon): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function button(name: Icon, title: string, click: () => void): HTMLButtonElement {
  const element = make("button", { class: "tool", title, on: { click } }, icon(name));
  element.type = "button";
  return element;
}
