type Child = Node | string | null | undefined | false;

/**
 * Makes an element in one expression. Text is always text, never HTML, so nothing a customer wrote can become markup;
 * properties are set as properties (`onclick`, `className`), names with a hyphen as attributes.
 */
export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Readonly<Record<string, unknown>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.includes('-')) made.setAttribute(name, String(value));
    else Object.assign(made, { [name]: value });
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

/** Finds an element that the page itself holds; its absence is a mistake of ours and says so at once. */
export function part<E extends Element = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}
