import type { OtherIds } from './arrival/other-ids.ts';
import type { Consent } from './consent/consent.ts';
import type { Memory } from './lease/memory.ts';
import type { Session } from './lease/session.ts';
import type { PageNumbers } from './page/page-numbers.ts';
import type { Post } from './post.ts';

/** What `t.js` lends to the part of it that is loaded behind it. */
export interface Core {
  readonly memory: Memory;
  readonly post: Post;
  readonly page: PageNumbers;
  readonly session: Session;
  readonly otherIds: (allowed: Consent) => OtherIds;
  /** What the page shows follows from the memory anew. */
  readonly show: () => void;
  /** The page has come into view, or back. */
  readonly resume: () => void;
}
