import type { Memory } from './memory.ts';
import type { Post } from './post.ts';

/** Tells the API when the visitor clicks the link to the number that is leased to them. */
export function tellClicks(memory: Memory, post: Post): void {
  const onClick = (event: Event) => {
    // In a shadow root the event's target is what holds it.
    const [target] = event.composedPath();
    const link = target instanceof Element ? target.closest('a,area') : null;
    const remembered = memory.read();
    if (remembered?.state !== 'leased' || remembered.number === undefined) return;
    const address = link?.getAttribute('href') ?? link?.getAttribute('xlink:href');
    if (address === remembered.number.href) void post('/v1/clicks', { lease: remembered.lease });
  };
  // Capture: the page's own handlers may stop the event.
  addEventListener('click', onClick, { capture: true, passive: true });
}
