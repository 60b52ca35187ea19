import type { Memory } from './memory.ts';
import { isTelephoneLink } from './page-places.ts';
import type { Post } from './post.ts';

/** Tells the API when the visitor clicks the link to the number that is leased to them. */
export function tellClicks(memory: Memory, post: Post): void {
  const onClick = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest('a') : null;
    const remembered = memory.read();
    if (remembered?.state !== 'leased' || !isTelephoneLink(link)) return;
    if (link.getAttribute('href') === remembered.number?.href) void post('/v1/clicks', { lease: remembered.lease });
  };
  // Capture: the page's own handlers may stop the event.
  addEventListener('click', onClick, { capture: true, passive: true });
}
