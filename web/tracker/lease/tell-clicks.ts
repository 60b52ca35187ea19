import { addressAround } from '../page/page-places.ts';
import type { Post } from '../post.ts';
import type { Memory } from './memory.ts';

/** Tells the API when the visitor clicks the link to the number that is leased to them. Returns what tells of a press that dials without a link. */
export function tellClicks(memory: Memory, post: Post): (dialled: string | undefined) => void {
  const tell = (dialled: string | undefined) => {
    const remembered = memory.read();
    if (remembered?.state !== 'leased' || !remembered.number) return;
    if (dialled === remembered.number.href) void post('/v1/clicks', { lease: remembered.lease });
  };
  const onClick = (event: Event) => {
    // In a shadow root the event's target is what holds it.
    const [target] = event.composedPath();
    if (target instanceof Element) tell(addressAround(target)?.value);
  };
  // Capture: the page's own handlers may stop the event.
  addEventListener('click', onClick, { capture: true, passive: true });
  return tell;
}
