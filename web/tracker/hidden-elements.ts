/** Elements that keep their place in the layout but cannot be seen, until it is known what they say. */
export interface HiddenElements {
  hide(element: Element | null): void;
  reveal(): void;
}

export function hiddenElements(): HiddenElements {
  const before = new Map<HTMLElement, string>();
  return {
    hide(element) {
      if (!(element instanceof HTMLElement) || before.has(element)) return;
      before.set(element, element.style.visibility);
      element.style.visibility = 'hidden';
    },
    reveal() {
      for (const [element, visibility] of before) element.style.visibility = visibility;
      before.clear();
    },
  };
}
