import * as z from 'zod';
import { numbersToAdd } from '../../api/phone-numbers.ts';
import { removedNumbers } from '../../journal/removed-numbers/removed-numbers.ts';
import { removedQuery } from '../../journal/removed-numbers/removed-query.ts';
import { sitesInView } from '../../journal/sites-in-view.ts';
import { addNumbers } from '../../leases/inventory/add-numbers.ts';
import { refuseIfAllWere } from '../../leases/inventory/candidate-numbers.ts';
import { listNumbers, poolNumberPlace } from '../../leases/inventory/list-numbers.ts';
import { removalAnswerOf, removalQuery } from '../../leases/inventory/removal-answer.ts';
import { removeNumber } from '../../leases/inventory/remove-number.ts';
import { pageOf } from '../../platform/http/list-page.ts';
import { parseOr400 } from '../../platform/http/problem.ts';
import { maySee } from '../../settings/api-keys/authorize.ts';
import { e164, e164Form } from '../../settings/e164.ts';
import { readNumbers } from '../../settings/phone-numbers/number-store.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, leasesTable, poolOf, settingsTable, visitsTable } from './tables.ts';

const tables = () => ({ settings: settingsTable(), leases: leasesTable() });

const numberPath = z.object({ number: e164 });

const listPoolNumbers: ManagementHandler = async (request, client, now) => {
  const pool = await poolOf(request, client);
  return { status: 200, body: await listNumbers(leasesTable(), pool, pageOf(request.query, poolNumberPlace), now) };
};

const addPoolNumbers: ManagementHandler = async (request, client, now) => {
  const { numbers, from } = parseOr400(numbersToAdd, request.body);
  const { id } = await poolOf(request, client);
  if (from !== undefined) await poolOf({ ...request, path: { pool: from } }, client);
  const results = await addNumbers(tables(), id, numbers, now, { from, maySee: (site) => maySee(client, site) });
  refuseIfAllWere(results);
  return { status: 200, body: { results } };
};

const listRemovedNumbers: ManagementHandler = async ({ query }, client, now) => {
  const asked = parseOr400(removedQuery, query);
  // For its 404.
  await sitesInView(settingsTable(), client, asked.site);
  const sources = { settings: settingsTable(), visits: visitsTable(), calls: callsTable() };
  return { status: 200, body: await removedNumbers(sources, asked, pageOf(query, e164Form), now) };
};

const removePoolNumber: ManagementHandler = async (request, client, now) => {
  const { number } = parseOr400(numberPath, request.path);
  const { forward } = parseOr400(removalQuery, request.query);
  const { pool = '' } = request.path;
  // A number that is out of its pool may outlive it.
  const known = (await readNumbers(settingsTable(), [number])).get(number);
  const isOut = known?.role === 'none' && known.pool === pool && known.site !== undefined;
  if (!isOut || !maySee(client, known.site)) await poolOf(request, client);
  const removed = await removeNumber(tables(), pool, number, { now, forwards: forward });
  return { status: 200, body: removalAnswerOf(removed, now) };
};

export const phoneNumberRoutes = {
  'GET /v1/pools/{pool}/numbers': listPoolNumbers,
  'POST /v1/pools/{pool}/numbers': addPoolNumbers,
  'DELETE /v1/pools/{pool}/numbers/{number}': removePoolNumber,
  'GET /v1/removed-numbers': listRemovedNumbers,
} satisfies ManagementRoutes;
