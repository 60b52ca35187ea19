import { markingAttributes, watchedAttributes } from './page-places.ts';

/** ms; pages in the background have no frames. */
const longestFrame = 100;

/**
 * Tells what the page adds, and which texts and attributes it changes, before that is painted. After telling once it waits for the
 * next frame: whatever answers to what the tracker writes never keeps the page from being painted, and from hearing its visitor.
 * Returns what makes it watch a document or a shadow root.
 */
export function watchPage(tell: (records: readonly MutationRecord[]) => void): (root: Node) => void {
  const pending: MutationRecord[] = [];
  let waiting = false;
  const next = () => {
    waiting = pending.length > 0;
    if (!waiting) return;
    onNextFrame(next);
    tell(pending.splice(0));
  };
  const observer = new MutationObserver((records) => {
    pending.push(...records);
    if (!waiting) next();
  });
  const options = {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...watchedAttributes, ...markingAttributes],
  };
  return (root) => observer.observe(root, options);
}

function onNextFrame(act: () => void): void {
  let done = false;
  const once = () => {
    if (!done) act();
    done = true;
  };
  requestAnimationFrame(once);
  setTimeout(once, longestFrame);
}
