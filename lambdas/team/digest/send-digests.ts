import { email, emailSettings } from '../../deliveries/destinations/email/email.ts';
import { readLog } from '../../journal/call-log-store.ts';
import { addDays, calendarOf } from '../../journal/days.ts';
import type { EmailAnswer, OutgoingEmail } from '../../platform/aws/email.ts';
import type { Table } from '../../platform/aws/table.ts';
import { describeError } from '../../platform/describe-error.ts';
import type { LogFacts } from '../../platform/log.ts';
import { readDestination } from '../../settings/destinations/destination-store.ts';
import type { Site } from '../../settings/sites/site.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { type DueDigest, dueDigest } from './digest-due.ts';
import { gatherFigures } from './digest-figures.ts';
import { digestMail } from './digest-mail.ts';
import { claimDigest, type DigestEntry, readDigestEntries, releaseDigest } from './digest-store.ts';

export interface DigestDependencies {
  readonly settings: Table;
  readonly calls: Table;
  /** Never throws. */
  readonly sendEmail: (mail: OutgoingEmail) => Promise<EmailAnswer>;
  /** Sender where the destination names none. */
  readonly emailFrom: string | undefined;
  readonly outcomeUrl: (call: string) => string;
  /** Whether the time is up: what is left is done the next time. */
  readonly isOver: () => boolean;
  readonly report: (destination: string, problem: string | LogFacts) => void;
}

/** How many digests went out, and how many that were due did not. */
export interface SentDigests {
  readonly sent: number;
  readonly failed: number;
}

/** The first read of a day's calls. */
const firstRead = 100;

/** Sends each digest that is due, once for its day. One that fails keeps none of the others waiting. `now` in ms. */
export async function sendDigests(dependencies: DigestDependencies, now: number): Promise<SentDigests> {
  let [sent, failed] = [0, 0];
  for await (const entry of readDigestEntries(dependencies.settings)) {
    if (dependencies.isOver()) break;
    const attempt = await sendIfDue(entry, dependencies, now).catch(failure);
    if (attempt.kind === 'sent') sent++;
    if (attempt.kind !== 'failed') continue;
    failed++;
    dependencies.report(entry.destination, attempt.problem);
  }
  return { sent, failed };
}

type Attempt =
  | { readonly kind: 'sent' }
  | { readonly kind: 'nothing-to-do' }
  | { readonly kind: 'failed'; readonly problem: string | LogFacts };

const nothingToDo: Attempt = { kind: 'nothing-to-do' };

function failure(error: unknown): Attempt {
  return { kind: 'failed', problem: describeError(error) };
}

async function sendIfDue(
  entry: DigestEntry,
  { settings, calls, sendEmail, emailFrom, outcomeUrl }: DigestDependencies,
  now: number,
): Promise<Attempt> {
  const [destination, site] = await Promise.all([
    readDestination(settings, entry.site, entry.destination),
    readSite(settings, entry.site),
  ]);
  if (destination === undefined || destination === 'unknown' || site === undefined) return nothingToDo;
  const { data: wanted } = emailSettings.safeParse(destination.settings);
  if (destination.type !== email.type || wanted?.digest === undefined) return nothingToDo;
  const { sentDay, wantedSince } = entry;
  const due = dueDigest({ at: wanted.digest.at, timeZone: site.timeZone, sentDay, wantedSince }, now);
  if (due === undefined) return nothingToDo;
  // All that can fail comes before the claim: after it there is nothing but the sending.
  const figures = await gatherFigures(readLog(calls, rangeOf(site, due), { firstRead }), site);
  const mail = digestMail({ site, due, figures, outcomeUrl });
  const claim = await claimDigest(settings, entry, due.day);
  if (claim === undefined) return nothingToDo;
  const from = wanted.from ?? emailFrom;
  if (from === undefined) return { kind: 'failed', problem: 'nobody is named as the sender' };
  const answer = await sendEmail({ from, to: wanted.to, ...mail });
  switch (answer.kind) {
    case 'sent':
      return { kind: 'sent' };
    case 'refused':
      if (answer.passing) await releaseDigest(settings, entry, claim);
      return { kind: 'failed', problem: `the mail service answered ${answer.error}` };
    case 'no-answer':
      return { kind: 'failed', problem: 'unknown whether it went out; it is not sent again' };
  }
}

function rangeOf({ id, timeZone }: Site, { first, last }: DueDigest) {
  const calendar = calendarOf(timeZone);
  return { site: id, from: Math.max(calendar.startOf(first), 0), to: calendar.startOf(addDays(last, 1)) };
}
