import * as z from 'zod';
import { backlogStates } from '../deliveries/backlog/list-backlog.ts';
import { deliveryResults } from '../deliveries/delivery-result.ts';
import { askedDay } from '../journal/days.ts';
import {
  reconciledConversions,
  reconciliationAnswer,
  reconciliationDay,
} from '../journal/reconciliation/reconciliation-answer.ts';
import { reconciledQuery, reconciliationQuery } from '../journal/reconciliation/reconciliation-query.ts';
import { listOf, pageQuery } from '../platform/http/list-page.ts';
import { openWord } from '../platform/http/open-word.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { settingsId } from '../settings/settings-id.ts';
import { type ManagementEndpoint, operators, readers } from './endpoint.ts';

/** A delivery that waits for a person. */
const backlogged = z.object({
  delivery: z.string(),
  call: z.string(),
  site: z.string(),
  destination: z.string(),
  state: z.enum(backlogStates),
  since: z.iso.datetime(),
  conversion: z.string().optional(),
  event: z.string().optional(),
  revision: z.number().int().optional(),
  attempts: z.number().int().optional(),
  result: z.optional(openWord(deliveryResults)),
  reason: z.string().optional(),
  unsupported: z.literal(true).optional().describe('Only a newer version of Leaseline can read it.'),
});

/** Query of `GET /v1/deliveries`. */
export const backlogQuery = z.object({
  state: z.enum(backlogStates).default('parked'),
  site: settingsId,
  destination: settingsId.optional(),
  from: askedDay.optional().describe('Only what waits since that day (in the time zone of the site) or later.'),
  ...pageQuery.shape,
});

/** Body of `POST /v1/destinations/{destination}/redrive`. */
export const redriveBody = z.strictObject({
  limit: z.number().int().min(1).max(200).default(100),
  cursor: z.string().max(500).optional(),
});

const redriveAnswer = z.object({
  redriven: z.number().int(),
  left: z.number().int(),
  cursor: z.string().optional(),
});

/** Schemas that people talk about, under their names in the document. */
export const deliverySchemas = { ReconciliationDay: reconciliationDay };

/** What became of conversions at their destinations, and what waits for a person. */
export const deliveryEndpoints = {
  'GET /v1/deliveries': {
    id: 'listDeliveries',
    summary: 'List deliveries that wait for a person',
    description:
      '`parked`: nobody tries any more. `held`: the destination is paused. By destination, of each those that wait longest first.',
    roles: readers,
    query: backlogQuery,
    status: [200],
    answer: listOf(backlogged),
    problems: [400, 404],
  },
  'POST /v1/destinations/{destination}/redrive': {
    id: 'redriveDestination',
    summary: 'Send parked deliveries of a destination again, some at a time',
    description:
      'At most `limit` of those that were parked when the first request came; with `cursor` the next ones, until none is answered. `left` were not started: ' +
      'they are delivered by now, or an attempt is under way. What is "unknown whether received" is sent too: look first whether the destination has it.',
    roles: operators,
    body: redriveBody,
    status: [200],
    answer: redriveAnswer,
    problems: [400, 404, 409, 413],
    example: { body: { limit: 100 }, answer: { redriven: 100, left: 0, cursor: 'MTc5...' } },
  },
  'GET /v1/reconciliation': {
    id: 'reconcile',
    summary: 'Count what became of conversions, by day and destination',
    description:
      'Days are those of the site’s time zone, of when the goal was met; without them, the last 31. `conversions` is the sum of all lines; ' +
      '`sent` is `accepted`, `counted`, `takenBack` and `notMatched`. The newest revision of a conversion counts. There are no more days when `cursor` is missing.',
    roles: readers,
    query: reconciliationQuery,
    status: [200],
    answer: reconciliationAnswer,
    problems: [400, 404],
  },
  'GET /v1/reconciliation/conversions': {
    id: 'listReconciledConversions',
    summary: 'List the conversions of a line of the reconciliation',
    description:
      'Oldest first. With a rare line a part may hold fewer than its limit: there are no more when `cursor` is missing.',
    roles: readers,
    query: reconciledQuery,
    status: [200],
    answer: reconciledConversions,
    problems: [400, 404],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
