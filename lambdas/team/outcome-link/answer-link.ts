import type { StoredCall } from '../../calls/call-item.ts';
import { findCall, readWholeCall } from '../../calls/call-links-store.ts';
import { ledgerKey } from '../../conversions/conversion-items.ts';
import { foldLedger } from '../../conversions/ledger/fold-ledger.ts';
import type { LedgerEntry } from '../../conversions/ledger/ledger.ts';
import { noCurrency } from '../../conversions/money.ts';
import { wholeLedger } from '../../deliveries/read-conversion-items.ts';
import type { Table } from '../../platform/aws/table.ts';
import { transact } from '../../platform/aws/transact.ts';
import { pauseBefore } from '../../platform/random-pause.ts';
import type { SigningKeys } from '../../platform/tokens.ts';
import type { Site } from '../../settings/sites/site.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { readOutcomeForm } from './outcome-form.ts';
import { type AskedCall, closedLinkPage, type HtmlPage, outcomePage, type Refusal, sorryPage } from './outcome-page.ts';
import { openLink } from './outcome-token.ts';
import { entriesOf, linkSource, mostSaid, type SaidOutcome, saidUntilNow, wonOrLost } from './said-outcome.ts';

export interface LinkDependencies {
  readonly signingKeys: SigningKeys;
  readonly settings: Table;
  readonly calls: Table;
  /** Queues calls to be settled; when it throws, none of them counts as queued. */
  readonly settleLater: (calls: readonly string[]) => Promise<void>;
}

/** What was said is written down: whoever said it is shown the page again, which tells it. */
export type SaidAnswer = HtmlPage | { readonly seeOther: true };

const mostTries = 5;

/** The page of a link. Reads only: whoever follows links in mails to look for harm changes nothing. `now` in ms. */
export async function showLink(dependencies: LinkDependencies, token: string, now: number): Promise<HtmlPage> {
  const opened = await openCall(dependencies, token, now);
  return 'status' in opened ? opened : pageOf(opened);
}

/**
 * Writes down what somebody said by a link: again what was said before changes nothing, something else takes its place. The call is
 * queued each time, since the time before may have died in between. `now` in ms.
 */
export async function sayByLink(
  dependencies: LinkDependencies,
  token: string,
  body: Uint8Array,
  now: number,
): Promise<SaidAnswer> {
  for (let tries = 1; tries <= mostTries; tries++) {
    const opened = await openCall(dependencies, token, now);
    if ('status' in opened) return opened;
    const shown = saidUntilNow(opened.ledger).sale?.amount;
    const outcomes = opened.site?.outcomes ?? wonOrLost;
    const form = readOutcomeForm(body, { currency: opened.site?.currency, shown, outcomes });
    if ('refused' in form) return pageOf(opened, form);
    const entries = planOf(form.said, opened, now);
    if (entries === 'too-often') {
      return sorryPage(429, 'What came of this call was corrected too often here. Please report it in the dashboard.');
    }
    if (entries.length === 0 || (await putAll(dependencies.calls, entries))) {
      await dependencies.settleLater([opened.stored.id]);
      return { seeOther: true };
    }
    // Somebody else said something at the same moment: what they said comes first.
    await pauseBefore(tries + 1);
  }
  return sorryPage(503, 'Others report the outcome of this call at the same time. Please try again.');
}

interface OpenedCall {
  readonly stored: StoredCall;
  readonly ledger: readonly LedgerEntry[];
  readonly site: Site | undefined;
}

async function openCall(
  { signingKeys, settings, calls }: LinkDependencies,
  token: string,
  now: number,
): Promise<OpenedCall | HtmlPage> {
  const link = openLink(signingKeys, token, now);
  if (link.kind !== 'valid') return closedLinkPage(link);
  const whole = await readWholeCall(calls, await findCall(calls, link.call));
  const { stored } = whole.own;
  if (stored === undefined) return closedLinkPage({ kind: 'invalid' });
  const ledger = wholeLedger([whole.own, ...whole.parts]);
  return { stored, ledger, site: await readSite(settings, stored.site) };
}

function planOf(said: SaidOutcome, { stored, ledger }: OpenedCall, now: number): LedgerEntry[] | 'too-often' {
  const before = saidUntilNow(ledger);
  const entries = entriesOf(said, before, stored.id, now);
  return entries.length > 0 && before.times >= mostSaid ? 'too-often' : entries;
}

/** All of them or none. False when one is there already. */
async function putAll(calls: Table, entries: readonly LedgerEntry[]): Promise<boolean> {
  const isNew = 'attribute_not_exists(pk)';
  const failed = await transact(
    calls.documents,
    entries.map((entry) => ({
      Put: { TableName: calls.name, Item: { ...ledgerKey(entry), ...entry }, ConditionExpression: isNew },
    })),
  );
  return failed.length === 0;
}

function pageOf({ stored, ledger, site }: OpenedCall, refusal?: Refusal): HtmlPage {
  const { match, startedAt, talkSeconds } = stored;
  const said = saidUntilNow(ledger);
  const others = ledger.filter(({ source }) => source !== linkSource);
  const { outcome, value, hasSale } = foldLedger(others, site?.currency ?? noCurrency);
  const call: AskedCall = {
    site: site?.name ?? stored.trackedNumber ?? 'a number of no site',
    startedAt,
    timeZone: site?.timeZone ?? 'UTC',
    source: match.source,
    medium: match.medium,
    campaign: match.visit?.campaign ?? match.campaign,
    talkSeconds,
    said: { outcome: said.outcome, amount: said.sale?.amount },
    others: { outcome, amount: hasSale ? value : undefined },
    currency: site?.currency,
    outcomes: site?.outcomes ?? wonOrLost,
  };
  return outcomePage(call, refusal);
}
