import { createHash } from 'node:crypto';
import * as z from 'zod';
import { columnOf } from '../../platform/field-table.ts';
import { callerListName } from '../../settings/callers/caller-list.ts';
import { anyOfTexts, anyOfWords, condition, withinNumbers } from '../conditions/condition-kinds.ts';
import type { Conditions, ConditionTable } from '../conditions/explain-conditions.ts';
import { holiday, hours } from '../conditions/hours.ts';
import { matchConditions } from '../conditions/match-conditions.ts';
import { numberConditions } from '../conditions/number-conditions.ts';
import { withinBounds } from '../conditions/size-limits.ts';
import { timeConditions } from '../conditions/time-conditions.ts';
import type { RouteFacts } from './route-facts.ts';

/** The fields of a route's conditions: what is known of a call while the phone rings. Schemas, and what is evaluated, are made of this table. */
const table = {
  ...matchConditions,
  ...numberConditions,
  /** As E.164; `+4930*` is a region. */
  caller: anyOfTexts(({ call: { caller } }: RouteFacts) => (caller?.kind === 'number' ? caller.number : null)),
  withheld: condition({
    settings: z.boolean().optional(),
    stored: z.boolean().optional(),
    actual: ({ call: { caller } }: RouteFacts) => caller?.kind !== 'number',
    fits: (wanted, isWithheld) => wanted === isWithheld,
  }),
  callerList: anyOfWords(callerListName, ({ caller: { list } }: RouteFacts) => list ?? null),
  ...timeConditions,
  hours,
  holiday,
  /** Earlier calls of the caller that led to a sale. */
  purchases: withinNumbers(z.number().int().min(0).max(1_000_000), ({ caller }: RouteFacts) => caller.purchases),
  /** Sales of the caller's earlier calls less refunds, in the site's currency. */
  valueSoFar: withinNumbers(z.number().min(0).max(1e12), ({ caller }: RouteFacts) => caller.valueSoFar),
  spamScore: withinNumbers(z.number().int().min(0).max(100), ({ caller }: RouteFacts) => caller.spam?.score),
  /** Where the call lies among all, 0 to 100: `{"lt": 30}` are 30 of 100 calls, always the same ones. */
  share: withinNumbers(z.number().min(0).max(100), ({ call, share }: RouteFacts) => share ?? callShare(call.id)),
};

type RouteField = keyof typeof table;

/** What each field asks for, if it is given. */
export type RouteWanted = { [Name in RouteField]: NonNullable<z.infer<(typeof table)[Name]['stored']>> };
export type RouteConditions = Conditions<RouteWanted>;

/** What is evaluated of each field. */
export const routeFields: ConditionTable<RouteWanted, RouteFacts> = table;

/** Conditions as a user writes them, one within the other. */
export const nestedRouteConditions: z.ZodType<RouteConditions> = z.strictObject({
  ...columnOf(table, 'settings'),
  all: groupOf(() => nestedRouteConditions),
  any: groupOf(() => nestedRouteConditions),
  not: z.lazy(() => nestedRouteConditions).optional(),
});

/** As a user writes them. */
export const routeConditions = z.preprocess(withinBounds, nestedRouteConditions);

/** As they are stored, known to the last field: no call is sent anywhere by half of what was asked for. */
export const storedRouteConditions: z.ZodType<RouteConditions> = z.strictObject({
  ...columnOf(table, 'stored'),
  all: z.array(z.lazy(() => storedRouteConditions)).optional(),
  any: z.array(z.lazy(() => storedRouteConditions)).optional(),
  not: z.lazy(() => storedRouteConditions).optional(),
});

function groupOf(conditions: () => z.ZodType<RouteConditions>) {
  return z.array(z.lazy(conditions)).min(1).max(50).optional();
}

/**
 * Where a call lies among all, at least 0 and below 100 with two decimals, spread evenly. By its id alone: asked again, be it by another
 * container, it is the same. Undefined of a call without an id.
 */
export function callShare(id: string): number | undefined {
  if (id === '') return undefined;
  return Math.floor((createHash('sha256').update(`share#${id}`).digest().readUInt32BE(0) / 2 ** 32) * 10_000) / 100;
}
