import { closestTo } from '../page/page-places.ts';

/** ms: a double tap is one press, and so is a key that the page itself answers with a click. */
const onePress = 500;

/** Runs `act` when somebody presses an element that is no link, by pointer or by key. Returns what ends that. */
export function onPress(element: Element, act: () => void): () => void {
  let last = -Infinity;
  const press = (event: Event) => {
    // The page has decided that nothing is to come of it.
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.timeStamp - last < onePress) return;
    last = event.timeStamp;
    act();
  };
  const onKey = (event: Event) => {
    const key = 'key' in event && event.target === element ? event.key : undefined;
    const isLink = element.getAttribute('role') === 'link';
    if (key === 'Enter' || (key === ' ' && !isLink)) press(event);
  };
  element.addEventListener('click', press);
  // Browsers make clicks of a button's keys themselves.
  if (!closestTo(element, 'button')) element.addEventListener('keydown', onKey);
  return () => {
    element.removeEventListener('click', press);
    element.removeEventListener('keydown', onKey);
  };
}
