import type * as z from 'zod';
import type { RouteConditions } from '../calls/routing/route-conditions.ts';
import { readRoutes } from '../calls/routing/route-settings.ts';
import type { Table } from '../platform/aws/table.ts';
import { badRequest } from '../platform/http/problem.ts';
import { readStoredSite } from '../settings/sites/stored-site-store.ts';
import type { judgedSiteSettings } from './qualified/qualified-settings.ts';
import type { PlacedConditions } from './rules/conditions-asked.ts';
import { type RuleConditions, storedConditions } from './rules/rule-conditions.ts';
import { unfitBounds } from './rules/unfit-amounts.ts';
import { unknownPools } from './rules/unknown-pools.ts';
import { storedScoreSettings } from './score/score-settings.ts';
import { storedTagSettings } from './tags/site-tags.ts';

/** Throws 400 where conditions of a site, as they are to be put, ask for pools or amounts that the site cannot have. */
export async function checkSiteConditions(
  settings: Table,
  id: string,
  { qualified, score = [], tags = [], routes = [], currency }: z.infer<typeof judgedSiteSettings>,
): Promise<void> {
  const wanted: PlacedConditions[] = [
    ...(qualified === undefined ? [] : [{ at: 'qualified.when', when: qualified.when }]),
    ...score.map(({ when }, index) => ({ at: `score[${index}].when`, when })),
    ...tags.map(({ when }, index) => ({ at: `tags[${index}].when`, when })),
  ];
  const asked = [...wanted, ...routes.map(({ when }, index) => ({ at: `routes[${index}].when`, when }))];
  if (asked.length === 0) return;
  const unfit = wanted.flatMap((one) => unfitBounds(one, currency));
  const errors = [...unfit, ...(await unknownPools(settings, id, asked, await storedBefore(settings, id)))];
  if (errors.length > 0) throw badRequest('these conditions do not fit the site', errors);
}

/** Those that this version knows. */
async function storedBefore(settings: Table, id: string): Promise<(RuleConditions | RouteConditions)[]> {
  const { qualified, score, tags, routes } = (await readStoredSite(settings, id)) ?? {};
  const judged = storedConditions.safeParse(qualified?.when).data;
  const scored = storedScoreSettings.safeParse(score).data ?? [];
  const tagged = storedTagSettings.safeParse(tags).data ?? [];
  const routed = readRoutes(routes).flatMap((one) => ('known' in one ? [one.known.when] : []));
  return [...(judged === undefined ? [] : [judged]), ...[...scored, ...tagged].map(({ when }) => when), ...routed];
}
