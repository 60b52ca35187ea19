import type { StoredCall } from '../../calls/call-item.ts';
import { findCall, readWholeCall } from '../../calls/call-links-store.ts';
import { reportIdentity } from '../../journal/report-identity.ts';
import { type IdentityReport, identityReport } from '../../orders/identity-report.ts';
import { notFound, parseOr400 } from '../../platform/http/problem.ts';
import { loadIdentityKey } from '../../platform/identity-key.ts';
import { maySee } from '../../settings/api-keys/authorize.ts';
import { noSuchSite } from '../../settings/sites/no-such-site.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { settleLater } from '../../settle/settle-queue.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, settingsTable, visitsTable } from './tables.ts';

const postIdentity: ManagementHandler = async ({ body }, client, now) => {
  const report = parseOr400(identityReport, body);
  if (!maySee(client, report.site) || (await readSite(settingsTable(), report.site)) === undefined) {
    throw noSuchSite(report.site);
  }
  const call = report.call === undefined ? undefined : await callOf(report, report.call);
  const stores = {
    settings: settingsTable(),
    visits: visitsTable(),
    calls: callsTable(),
    identityKey: loadIdentityKey,
    settleLater,
  };
  return { status: 202, body: { visits: await reportIdentity(stores, report, call, now) } };
};

/** Throws 404 also when it is of another site. */
async function callOf({ site }: IdentityReport, id: string): Promise<StoredCall> {
  const { own } = await readWholeCall(callsTable(), await findCall(callsTable(), id));
  if (own.stored?.site !== site) throw notFound(`there is no call ${id}`);
  return own.stored;
}

export const identityRoutes = { 'POST /v1/identities': postIdentity } satisfies ManagementRoutes;
