import * as z from 'zod';
import { numbersToAdd } from '../../api/settings-endpoints.ts';
import { removedQuery } from '../../journal/removed-numbers/removed-number.ts';
import { removedNumbers } from '../../journal/removed-numbers/removed-numbers.ts';
import { sitesInView } from '../../journal/sites-in-view.ts';
import { addNumbers } from '../../leases/inventory/add-numbers.ts';
import type { NumberResult } from '../../leases/inventory/candidate-numbers.ts';
import { listNumbers, poolNumberPlace } from '../../leases/inventory/list-numbers.ts';
import { removalAnswerOf, removalQuery } from '../../leases/inventory/removal-answer.ts';
import { removeNumber } from '../../leases/inventory/remove-number.ts';
import { pageOf } from '../../platform/http/list-page.ts';
import { badRequest, conflict, parseOr400 } from '../../platform/http/problem.ts';
import { maySee } from '../../settings/api-keys/authorize.ts';
import { e164, e164Form } from '../../settings/e164.ts';
import { readNumbers } from '../../settings/phone-numbers/number-store.ts';
import { callsTable, leasesTable, type ManagementCall, poolOf, settingsTable, visitsTable } from './call.ts';

const tables = () => ({ settings: settingsTable(), leases: leasesTable() });

const numberPath = z.object({ number: e164 });

export const listPoolNumbers: ManagementCall = async (request, caller, now) => {
  const pool = await poolOf(request, caller);
  return { status: 200, body: await listNumbers(leasesTable(), pool, pageOf(request.query, poolNumberPlace), now) };
};

export const addPoolNumbers: ManagementCall = async (request, caller, now) => {
  const { numbers, from } = parseOr400(numbersToAdd, request.body);
  const { id } = await poolOf(request, caller);
  if (from !== undefined) await poolOf({ ...request, path: { pool: from } }, caller);
  const results = await addNumbers(tables(), id, numbers, now, { from, maySee: (site) => maySee(caller, site) });
  refuseIfAllWere(results);
  return { status: 200, body: { results } };
};

export const listRemovedNumbers: ManagementCall = async ({ query }, caller, now) => {
  const asked = parseOr400(removedQuery, query);
  // For its 404.
  await sitesInView(settingsTable(), caller, asked.site);
  const sources = { settings: settingsTable(), visits: visitsTable(), calls: callsTable() };
  return { status: 200, body: await removedNumbers(sources, asked, pageOf(query, e164Form), now) };
};

export const removePoolNumber: ManagementCall = async (request, caller, now) => {
  const { number } = parseOr400(numberPath, request.path);
  const { forward } = parseOr400(removalQuery, request.query);
  const { pool = '' } = request.path;
  // A number that is out of its pool may outlive it.
  const known = (await readNumbers(settingsTable(), [number])).get(number);
  const isOut = known?.role === 'none' && known.pool === pool && known.site !== undefined;
  if (!isOut || !maySee(caller, known.site)) await poolOf(request, caller);
  const removed = await removeNumber(tables(), pool, number, { now, forwards: forward });
  return { status: 200, body: removalAnswerOf(removed, now) };
};

/** Nothing was done: say so by the status, too. */
function refuseIfAllWere(results: readonly NumberResult[]): void {
  const refused = results.flatMap((result, index) =>
    result.result === 'refused' ? [{ ...result, field: `numbers[${index}]` }] : [],
  );
  if (refused.length < results.length) return;
  const errors = refused.map(({ field, detail }) => ({ field, detail }));
  if (refused.every(({ reason }) => reason === 'invalid')) throw badRequest('none of these is a phone number', errors);
  throw conflict('none of these numbers can be added', errors);
}
