import { aboutRecipient } from '../../calls/match/evidence.ts';
import type { MatchedRecipient } from '../../calls/match/match.ts';
import { recipientOfVisit } from '../../calls/match/recipient-of-visit.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { Recipient } from '../../recipients/recipient.ts';
import { readRecipients } from '../../recipients/recipient-store.ts';
import { visitorOfRecipient } from '../../recipients/recipient-token.ts';
import { readRecipientVisitors } from '../../visits/recipient-visitors-store.ts';
import type { Visit } from '../../visits/visit.ts';
import type { JourneyVisit } from './journey-events.ts';
import type { JourneyVisitor } from './journey-visitors.ts';

/** So many mails to a person are looked at. */
const mostMails = 10;

/** Who was sent the mails that visits came by. */
export interface JourneyMails {
  readonly recipients: readonly Recipient[];
  /** The recipients as visitors, and whoever else came by these mails. */
  readonly visitors: readonly JourneyVisitor[];
}

/** A visit that began with a mail, and to whom that was; undefined for what somebody did at a site. */
export function mailOfVisit(visit: Visit): MatchedRecipient | undefined {
  const recipient = recipientOfVisit(visit);
  // What was leased behind the link in a mail is of another pool.
  return recipient?.pool === visit.pool ? recipient : undefined;
}

/** The mail to somebody as a journey tells it, where no visit of theirs does. */
export function mailOfRecipient({
  token,
  recipient: id,
  site,
  pool,
  campaign,
  creative,
  sentAt,
}: Recipient): JourneyVisit {
  return {
    visit: token,
    visitor: visitorOfRecipient(token),
    site,
    shownAt: sentAt,
    source: 'email',
    medium: 'email',
    campaign,
    mail: { id, campaign, ...(creative !== undefined && { creative }), pool },
  };
}

/** Reads by which mails visits came, and who else did. Of recipients who may not be known again nobody else is told. */
export async function mailsOf(
  visits: Table,
  told: readonly { readonly one: JourneyVisitor; readonly visits: readonly Pick<Visit, 'recipient'>[] }[],
): Promise<JourneyMails> {
  const calls = new Map<string, string>();
  for (const { one, visits: theirs } of told) {
    for (const { recipient } of theirs)
      if (recipient && !calls.has(recipient.token)) calls.set(recipient.token, one.call);
  }
  const tokens = [...calls.keys()].slice(0, mostMails);
  const kept = await readRecipients(visits, tokens);
  const recipients = tokens.flatMap((token) => kept.get(token) ?? []);
  const visitors = await Promise.all(
    recipients
      .filter(({ consent }) => consent.analytics)
      .map(async ({ token, recipient: id, campaign, creative }) => {
        const why = `They came by the mail to ${aboutRecipient({ id, campaign, creative, pool: '' })}.`;
        const others = await readRecipientVisitors(visits, token);
        return [visitorOfRecipient(token), ...others].map((visitor) => ({
          visitor,
          call: calls.get(token) ?? '',
          why,
        }));
      }),
  );
  return { recipients, visitors: visitors.flat() };
}
