import * as z from 'zod';
import { callImport } from '../../../api/carriers/call-imports.ts';
import { type TakenRecord, takeImported } from '../../../calls/carriers/imported/take-imported.ts';
import { sendWorkBatch } from '../../../platform/aws/work-queue.ts';
import { describeError } from '../../../platform/describe-error.ts';
import { forbidden, notFound, parseOr400 } from '../../../platform/http/problem.ts';
import { logger } from '../../../platform/log.ts';
import { findCarrierAccount } from '../../../settings/carrier-accounts/carrier-account-store.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { settingsTable } from '../tables.ts';

const withCountry = z.object({ country: z.string().optional() });

/** Only what is queued is acknowledged: when not all of it is, none is, and sending it again does no harm. */
const importCalls: ManagementHandler = async ({ body }, client, now) => {
  if (client.sites !== undefined) {
    throw forbidden('the API key is limited to sites, and calls of a carrier account may be to numbers of any');
  }
  const asked = parseOr400(callImport, body);
  const account = await findCarrierAccount(settingsTable(), asked.account);
  if (account === undefined) throw notFound(`there is no carrier account ${asked.account}`);
  const country = asked.country ?? withCountry.safeParse(account.settings).data?.country;
  const place = { account: account.id, carrier: account.type, country, conversions: asked.conversions };
  const taken = asked.calls.map((record) => takeImported(record, place, now));
  const messages = taken.flatMap((one) => ('message' in one ? [one.message] : []));
  const refused = await sendWorkBatch(messages, (error) => {
    logger.warn('an imported call was not queued', { error: describeError(error) });
  });
  if (refused.size > 0) throw new Error(`${refused.size} of ${messages.length} imported calls could not be queued`);
  const results = asked.calls.map(({ id, leg }, index) => ({ id, leg, ...resultOf(taken[index]) }));
  return { status: 202, body: { results } };
};

function resultOf(taken: TakenRecord | undefined) {
  if (taken === undefined || !('message' in taken)) return { result: 'refused', notes: taken && [taken] };
  const { call, ignored } = taken;
  return { result: 'taken', call, ...(ignored.length > 0 && { notes: ignored }) };
}

export const callImportRoutes = { 'POST /v1/calls/import': importCalls } satisfies ManagementRoutes;
