import { field } from '../../fields.ts';
import { closestTo, containers, isServerRendered } from './page-places.ts';

/** ms between two looks at what is waited for. */
const pause = 50;

/** ms after the page has loaded; what no framework has taken over by then, none will. */
const grace = 1000;

/**
 * A framework that takes over a page compares it with what it would have rendered itself, and throws away what differs: until then
 * nothing is written there. Returns whether an element is still to be waited for; `takenOver` is told when one of those no longer is.
 */
export function awaitHydration(takenOver: () => void): (element: Element | null) => boolean {
  const waiting = new Set<Element>();
  let isOver = false;
  const isAwaited = (element: Element) => {
    if (isOver || !isServerRendered(element)) return false;
    // React notes on each element, Vue on its container, that it is theirs.
    const isReacts = Object.keys(element).some((key) => key.startsWith('__reactFiber$'));
    return !isReacts && !field(closestTo(element, containers), '__vue_app__');
  };
  const look = () => {
    const ready = [...waiting].filter((element) => !isAwaited(element));
    for (const element of ready) waiting.delete(element);
    if (waiting.size > 0) setTimeout(look, pause);
    if (ready.length > 0) takenOver();
  };
  const end = () => setTimeout(() => (isOver = true), grace);
  if (document.readyState === 'complete') end();
  else addEventListener('load', end);
  return (element) => {
    if (!element || !isAwaited(element)) return false;
    if (waiting.size === 0) setTimeout(look, pause);
    waiting.add(element);
    return true;
  };
}
