// Elements without HTML strings: the content security policy allows no inline style or script.

type Attributes = Record<string, string | number | boolean | undefined>;

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : String(value));
  element.append(...children);
  return element;
}

export function button(label: string, name: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const found = make("button", `kg-button ${name}`, { type: "button", ...attributes }, label);
  found.addEventListener("click", act);
  return found;
}

export function put(element: HTMLElement, property: string, value: number): void {
  element.style.setProperty(property, `${value}px`);
}
