/** Elements that keep their place in the layout but cannot be seen, until it is known what they say. */
export interface HiddenElements {
  hide(element: Element | null): void;
  reveal(): void;
}

export function hiddenElements(): HiddenElements {
  const before = new Map<HTMLElement | SVGElement, string>();
  return {
    hide(element) {
      if (!hasStyle(element) || before.has(element)) return;
      const { visibility } = element.style;
      // Somebody else's to reveal: the page's own, or another tracker's.
      if (visibility === 'hidden') return;
      before.set(element, visibility);
      element.style.visibility = 'hidden';
    },
    reveal() {
      for (const [element, visibility] of before) {
        element.style.visibility = visibility;
        if (element.getAttribute('style') === '') element.removeAttribute('style');
      }
      before.clear();
    },
  };
}

function hasStyle(element: Element | null): element is HTMLElement | SVGElement {
  return element !== null && 'style' in element;
}
