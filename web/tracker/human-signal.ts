import { isVisible, onVisibilityChange } from './visibility.ts';

/** ms */
const visibleFor = 5000;
const events = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'scroll', 'keydown', 'click'];

/** Tells of each sign that a person is there: pointer, touch, scroll, key, or a page that was seen for 5 s at a stretch. */
export function onHumanSignal(tell: () => void): void {
  for (const type of events) {
    addEventListener(type, (event) => event.isTrusted && tell(), { capture: true, passive: true });
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (isVisible()) timer = setTimeout(tell, visibleFor);
  };
  onVisibilityChange(watch);
  watch();
}
