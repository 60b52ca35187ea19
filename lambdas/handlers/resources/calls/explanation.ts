import { explanationQuery } from '../../../api/calls.ts';
import { saidIn } from '../../../calls/conversation/said.ts';
import { noCurrency } from '../../../conversions/money.ts';
import { readRules } from '../../../conversions/rules/rules-store.ts';
import { itemsOfWhole } from '../../../deliveries/read-conversion-items.ts';
import { explainCall } from '../../../journal/explanation/explain-call.ts';
import { parseOr400 } from '../../../platform/http/problem.ts';
import { readDestination, siteDestinations } from '../../../settings/destinations/destination-store.ts';
import type { StoredDestination } from '../../../settings/destinations/stored-destination.ts';
import { readSite } from '../../../settings/sites/stored-site-store.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { settingsTable } from '../tables.ts';
import { wholeCallOf } from './find-call.ts';

/** Why a call is whose, and why each destination was told of it or not: of its own site alone. */
export const getExplanation: ManagementHandler = async (request, client) => {
  const { destination } = parseOr400(explanationQuery, request.query);
  const { stored, whole, transcripts } = await wholeCallOf(request, client);
  const [site, rules, destinations] = await Promise.all([
    readSite(settingsTable(), stored.site),
    readRules(settingsTable(), stored.site),
    destinationsOf(stored.site, destination),
  ]);
  const { currency = noCurrency, timeZone } = site ?? {};
  const [items, said] = [itemsOfWhole(whole), saidIn(transcripts)];
  return { status: 200, body: explainCall({ stored, items, said, rules, destinations, currency, timeZone }) };
};

/** Those of a type, where the word names one: people say "Google", and mean all that go there. */
async function destinationsOf(site: string, word: string | undefined): Promise<StoredDestination[]> {
  const ids = await siteDestinations(settingsTable(), site);
  const all = await Promise.all(ids.map((id) => readDestination(settingsTable(), site, id)));
  const known = all.filter((one) => one !== undefined).filter((one) => one !== 'unknown');
  const wanted = word?.toLowerCase() ?? '';
  return known.filter(({ id, type }) => `${id} ${type}`.toLowerCase().includes(wanted));
}

export const explanationRoutes = {
  'GET /v1/calls/{call}/explanation': getExplanation,
} satisfies ManagementRoutes;
