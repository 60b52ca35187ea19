import * as z from 'zod';
import { asE164 } from '../../../identifiers/phone.ts';
import { e164 } from '../../../settings/e164.ts';
import type { CallRoute } from '../../routing/call-route.ts';

/**
 * What is left to do of a route, once it was decided. It travels in the addresses that the carrier calls next, and comes back signed by it
 * or at least with a signed request: nothing is kept meanwhile, and the same step asked twice is answered the same.
 */
const callPlan = z.object({
  /** Phones that ring together, one group after the other. */
  groups: z.array(z.array(e164)),
  /** How long each group rings. */
  seconds: z.int(),
  /** Said to who takes the call; empty: nothing. */
  whisper: z.string(),
  /** BCP 47 */
  language: z.string(),
  record: z.boolean(),
  /** The caller is still to be asked for the code that a page shows. */
  askCode: z.boolean().optional(),
});
export type CallPlan = Readonly<z.infer<typeof callPlan>>;

/** The phones of an account, that calls go to where no site says another one. */
export const ownPhones = z.array(e164).max(10, 'must be at most 10 phones').default([]);

/** More phones can not ring together. */
const mostTogether = 10;

/** The plan of a route; where it names no phones, as a queue of Amazon Connect is none here, those of the account ring, one after the other. */
export function planOf(route: CallRoute, ownPhones: readonly string[]): CallPlan {
  const { action, ring, ringSeconds, whisper, language, askCode } = route;
  const isToPhones = action === 'phones' && route.phones.length > 0;
  const phones = (isToPhones ? route.phones : ownPhones).flatMap((phone) => asE164(phone) ?? []);
  const groups = isToPhones && ring === 'together' ? chunks(phones, mostTogether) : chunks(phones, 1);
  return { groups, seconds: ringSeconds, whisper, language, record: false, ...(askCode && { askCode }) };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

const parameter = 'plan';

/** A query of letters, digits, `-` and `_` only, which no proxy writes in another way: it is signed as it stands. */
export function planQuery(plan: CallPlan): string {
  return `${parameter}=${Buffer.from(JSON.stringify(plan)).toString('base64url')}`;
}

/** The plan that an address carries; undefined where it has none, or one that cannot be read. */
export function planIn(url: string): CallPlan | undefined {
  const text = URL.canParse(url) ? new URL(url).searchParams.get(parameter) : null;
  if (text === null) return undefined;
  try {
    return callPlan.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
