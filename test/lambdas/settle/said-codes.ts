import { putLedgerEntry } from '../../../lambdas/conversions/ledger/ledger-store.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { phoneCode } from '../../../lambdas/visits/phone-codes/phone-code.ts';
import { giveCode } from '../../../lambdas/visits/phone-codes/phone-code-store.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { type House, kept, soonAfter, start } from './call-house.ts';

/** The code that the caller says. */
export const code = phoneCode(4711);

/** The caller's laptop opens the site in the call, and shows the code. */
export async function openLaptop(
  { sources }: House,
  at = start + 20_000,
  { shown = code, ...more }: Omit<Partial<Visit>, 'shown'> & { shown?: string } = {},
): Promise<Visit> {
  const visit: Visit = {
    visit: `laptop-${shown}`,
    visitor: 'anna-on-a-laptop',
    site: 'shop',
    shownAt: at,
    touchAt: at,
    pool: 'web',
    source: '(direct)',
    medium: '(none)',
    device: 'desktop',
    consent: { ads: true, analytics: true },
    ...more,
    shown: 'default',
  };
  await putVisit(sources.visits, visit, 90);
  expect(await giveCode(sources.visits, { site: 'shop', visit, code: shown }, at)).toBe('given');
  return visit;
}

/** The agent reports what the caller said. */
export async function say({ sources, deps }: House, text = code, now = soonAfter, call = 'call-1'): Promise<void> {
  const entry = { call, source: 'agent', event: `said-${text}`, receivedAt: now, phoneCode: text };
  expect(await putLedgerEntry(sources.calls, entry)).toBe(true);
  await settle(call, deps, now);
}

export async function matchOf(house: House, call?: string) {
  const { call: stored } = await kept(house, call);
  return stored!.match;
}
