import { alone } from './alone.ts';
import { readNumberAnswer } from './answer.ts';
import { type ConsentMemory, noteTold } from './consent.ts';
import type { Memory } from './memory.ts';
import type { Post } from './post.ts';
import { hasTokens, type Remembered } from './remembered.ts';

export interface Question {
  readonly siteKey: string;
  readonly landing: string;
  readonly consents: ConsentMemory;
  /** What is remembered already answers the question. */
  readonly answered: (remembered: Remembered | undefined) => boolean;
}

/** Asks for a number unless another tab just did; true when the memory holds the answer. Never rejects. */
export async function askNumber(
  { siteKey, landing, consents, answered }: Question,
  memory: Memory,
  post: Post,
): Promise<boolean> {
  let fresh = false;
  await alone(`leaseline:${siteKey}`, async () => {
    const before = memory.read();
    if (answered(before)) return;
    const said = consents.read();
    const reply = await post('/v1/numbers', {
      siteKey,
      pageUrl: location.href.replace(/#.*/, ''),
      referrer: document.referrer || undefined,
      visitor: before?.visitor,
      lease: before?.lease,
      consent: said && { ads: said.ads, analytics: said.analytics },
    });
    const answer = reply?.status === 200 ? readNumberAnswer(reply, landing, Date.now()) : undefined;
    if (!answer) return;
    // The API has still to be told who is to be forgotten.
    const untold = said?.analytics === false && !said.told ? { visitor: before?.visitor, lease: before?.lease } : {};
    memory.write({ ...answer, ...untold });
    // Whoever had no tokens has nothing more to take back.
    if (said && !hasTokens(before)) noteTold(consents, said);
    fresh = true;
  });
  return fresh || answered(memory.read());
}
