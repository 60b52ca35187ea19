import type { Consent } from '../attribution/consent.ts';
import { type ForgetDependencies, forgetSlot, forgetting } from '../page-api/forget-visits.ts';
import { inTurn } from '../platform/in-turn.ts';
import {
  forgetRecipientOfVisit,
  forgetRecipientVisitor,
  readRecipientVisitors,
} from '../visits/recipient-visitors-store.ts';
import type { Visit } from '../visits/visit.ts';
import { visitsOfVisitor } from '../visits/visitor-visits-store.ts';
import { withdrawAds } from '../visits/withdraw-store.ts';
import type { Recipient } from './recipient.ts';

export interface WithdrawDependencies extends ForgetDependencies {
  /** Takes back by what else a visitor is known. */
  readonly forgetPerson: (visitor: OfSite) => Promise<void>;
  /** Takes back that a visitor is known by an address. */
  readonly forgetAddress: (known: OfSite & { readonly email: string }) => Promise<void>;
}

interface OfSite {
  readonly site: string;
  readonly visitor: string;
}

/** So many visits are looked after at a time. */
const visitsAtOnce = 8;

/**
 * A recipient allows less: so do their visits, on numbers that they leased by their link or had before. Without `analytics` nothing names them any more
 * there, nor by their address, nor at the site; the numbers rest until their leases run out. What is written with the recipient themselves `isLeft`. Twice is once. `now` in ms.
 */
export async function withdrawRecipient(
  dependencies: WithdrawDependencies,
  recipient: Pick<Recipient, 'site' | 'token' | 'email' | 'visitor' | 'link' | 'number'>,
  consent: Consent,
  { isLeft, now }: { readonly isLeft: (visit: Visit) => boolean; readonly now: number },
): Promise<void> {
  const { visits } = dependencies;
  const { site, visitor, link, number } = recipient;
  // Also where the visit on it was not put yet.
  if (!consent.analytics && link !== undefined) await forgetSlot(dependencies, { ...link, visitor });
  const narrow = consent.analytics
    ? (visit: Visit) => withdrawAds(visits, visit, consent)
    : forgetting(dependencies, link, now);
  const numbers = [link?.number, number].filter((one) => one !== undefined);
  for await (const some of visitsOfVisitor(visits, visitor, numbers)) {
    await inTurn(
      some.filter((visit) => !isLeft(visit)),
      visitsAtOnce,
      narrow,
    );
  }
  if (consent.analytics) return;
  await dependencies.forgetPerson({ site, visitor });
  await forgetWhoCame(dependencies, recipient);
}

/** Whoever came to the site by the mail stays its visitor, by their own word, but is nobody's recipient any more. */
async function forgetWhoCame(
  { visits, forgetAddress }: WithdrawDependencies,
  { site, token, email }: Pick<Recipient, 'site' | 'token' | 'email'>,
): Promise<void> {
  const read = () => readRecipientVisitors(visits, token);
  for (let came = await read(); came.length > 0; came = await read()) {
    for (const visitor of came) {
      for await (const some of visitsOfVisitor(visits, visitor, [])) {
        await inTurn(some, visitsAtOnce, (visit) => forgetRecipientOfVisit(visits, visit, token));
      }
      if (email !== undefined) await forgetAddress({ site, visitor, email });
      // Last: as long as they are found here, doing it again goes on.
      await forgetRecipientVisitor(visits, token, visitor);
    }
  }
}
