import { textField } from '../fields.ts';
import { alone } from './alone.ts';
import { lost } from './answer.ts';
import { type ConsentMemory, noteTold } from './consent.ts';
import type { Memory } from './memory.ts';
import type { Post, Reply } from './post.ts';
import { hasTokens, type Remembered } from './remembered.ts';

/**
 * Tells the API what the visitor does not allow any more, unless it knows. Until it does the tokens are kept, to be told again; a
 * number that is the visitor's no longer is shown no longer. `changed` when the memory says something else. Never rejects.
 */
export async function tellConsent(
  siteKey: string,
  consents: ConsentMemory,
  memory: Memory,
  post: Post,
  changed: () => void,
): Promise<void> {
  const write = (next: Remembered) => {
    memory.write(next);
    changed();
  };
  await alone(`leaseline:${siteKey}`, async () => {
    const said = consents.read();
    const before = memory.read();
    if (said === undefined || said.told) return;
    const { ads, analytics } = said;
    const consent = { ads, analytics };
    if (before !== undefined && hasTokens(before)) {
      // From here on no page of this browser keeps the lease.
      if (!analytics && before.state === 'leased') memory.write({ ...before, state: 'lost' });
      const reply = await post('/v1/consents', { visitor: before.visitor, lease: before.lease, consent });
      const isTold = reply !== undefined && reply.status < 500 && reply.status !== 429;
      if (!analytics) write(forgotten(before, isTold, reply));
      else if (reply?.status === 200) {
        const now = memory.read() ?? before;
        memory.write({ ...now, visitor: textField(reply.body, 'visitor') ?? now.visitor });
      }
      if (!isTold) return;
    }
    noteTold(consents, consent);
  });
}

/** What is left to know of a visitor who is not to be recognised: the number that everybody gets. */
function forgotten(before: Remembered, isTold: boolean, reply: Reply | undefined): Remembered {
  const after = before.lease === undefined ? before : lost(before, reply?.body);
  const { visitor, lease } = before;
  return isTold ? { ...after, visitor: undefined } : { ...after, visitor, lease };
}
