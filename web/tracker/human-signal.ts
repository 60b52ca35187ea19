import { isVisible, onVisibilityChange } from './visibility.ts';

/** ms */
const visibleFor = 5000;
const events = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'scroll', 'keydown', 'click'];

/** Missing of what is no pointer. */
interface Moved {
  readonly movementX?: number;
  readonly movementY?: number;
}

/**
 * Tells of each sign that a person does something: pointer, touch, scroll, key. Chromium tells of a pointer that did not move once a page is
 * drawn, though nobody is there.
 */
export function onStir(tell: () => void): void {
  for (const type of events) {
    addEventListener(
      type,
      (event: Event & Moved) =>
        event.isTrusted && (type !== 'pointermove' || event.movementX || event.movementY) && tell(),
      { capture: true, passive: true },
    );
  }
}

/** Tells of each sign that a person is there: they stir, or the page was seen for 5 s at a stretch. */
export function onHumanSignal(tell: () => void): void {
  onStir(tell);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (isVisible()) timer = setTimeout(tell, visibleFor);
  };
  onVisibilityChange(watch);
  watch();
}
