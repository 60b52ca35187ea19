import type { Table } from '../platform/aws/table.ts';
import { readRecipient } from '../recipients/recipient-store.ts';
import type { RecipientOfVisit } from '../visits/recipient-visitors-store.ts';

/**
 * Who was sent the mail whose link brought a visitor to a site, as their visit notes it; undefined for a token that is nobody's there, and where
 * the recipient may not be known again.
 */
export async function recipientOfSite(
  visits: Table,
  site: string,
  token: string,
): Promise<{ readonly of: RecipientOfVisit; readonly email: string | undefined } | undefined> {
  const found = await readRecipient(visits, token);
  if (found === undefined || found.site !== site || !found.consent.analytics) return undefined;
  const { recipient: id, until, campaign, creative, email } = found;
  return { of: { id, token, until, campaign, ...(creative !== undefined && { creative }) }, email };
}
