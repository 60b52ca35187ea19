import { listField, textField } from '../fields.ts';
import { quietAfter } from './lease/keep-lease.ts';
import type { Memory } from './lease/memory.ts';
import { codeElements } from './page/code-elements.ts';
import type { MarkedElements } from './page/marked-elements.ts';
import type { Post } from './post.ts';
import { isVisible } from './visibility.ts';

const minute = 60_000;

/** The least and the most that a code is shown before it is asked for again, ms: whatever the clock of this browser says. */
const [least, most] = [minute, 30 * minute];

/** How much of its life is over when a code is asked for again. */
const renewedAfter = 2 / 3;

/** The code of the visitor's page, and the token by which it was asked for. Times in ms of the browser's clock. */
interface PhoneCode {
  readonly code: string;
  readonly visitor: string;
  readonly until: number;
  readonly renewAt: number;
}

/**
 * Shows the visitor's phone code in elements that want it. It is asked for only where there is such an element, and only of visitors who have a
 * name, as nobody has without consent to analytics; without a code these elements have what the page itself wrote. Returns what is to be called
 * whenever it may have changed who the visitor is, or what they allow; and when the page comes back.
 */
export function phoneCodes(memory: Memory, post: Post, marked: MarkedElements): () => void {
  let known: PhoneCode | undefined;
  let isAsking = false;
  let failures = 0;
  let quietUntil = 0;
  /** The token that gets no code. */
  let refused: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const visitor = () => {
    const remembered = memory.read();
    return remembered?.allowed.analytics ? remembered.visitor : undefined;
  };

  const ask = async (asked: string) => {
    isAsking = true;
    const reply = await post('/v1/phone-codes', { visitor: asked, lease: memory.read()?.lease });
    isAsking = false;
    const now = Date.now();
    const code = reply?.status === 200 ? textField(reply.body, 'code') : undefined;
    if (code && reply) {
      failures = 0;
      const left = Date.parse(textField(reply.body, 'expiresAt') ?? '') + reply.clockAhead - now;
      const life = Math.min(Math.max(left || least, least), most);
      // Another visitor may be there by now, or nobody who has a name.
      if (asked === visitor()) known = { code, visitor: asked, until: now + life, renewAt: now + life * renewedAfter };
    } else if (reply && reply.status < 500 && reply.status !== 429) {
      refused = asked;
      known = undefined;
    } else {
      failures += 1;
      quietUntil = now + quietAfter(failures);
    }
    look();
  };

  const look = () => {
    clearTimeout(timer);
    const asked = visitor();
    const now = Date.now();
    if (!asked || now >= (known?.until ?? 0)) known = undefined;
    const isWanted = elements.show(known?.code);
    if (!isWanted || !asked) return;
    const isFresh = known?.visitor === asked && now < known.renewAt;
    const mayAsk = !isAsking && refused !== asked && isVisible();
    if (!isFresh && mayAsk && now >= quietUntil) void ask(asked);
    // Whatever becomes of the next question, no code is shown after its end.
    const next = [isFresh ? known?.renewAt : mayAsk && quietUntil, known?.until].map((time) => time || Infinity);
    const wait = Math.min(...next) - now;
    if (wait < Infinity) timer = setTimeout(look, Math.max(wait, 1000));
  };

  const elements = codeElements(marked);
  marked.onChange(look);
  // The page's own words may have changed what is allowed.
  listField(window.leaseline, 'listeners').push(look);
  memory.onChange(look);
  return look;
}
