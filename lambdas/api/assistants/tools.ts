import * as z from 'zod';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import { managementEndpoints } from '../management-endpoints.ts';
import type { AssistantTask } from './tasks.ts';

/** What an assistant may do: a management endpoint, in words that tell it when to. */
export interface AssistantTool {
  readonly name: string;
  readonly description: string;
}

/** By endpoint: what it takes, answers and refuses, and who may, is what the endpoint says. */
export const assistantTools: Readonly<Record<AssistantTask, AssistantTool>> = {
  'GET /v1/sites': { name: 'list_sites', description: 'List the websites that the key may see.' },
  'GET /v1/calls': {
    name: 'list_calls',
    description:
      'List phone calls, newest first, by days, source, caller and more. Ask for the next part with `cursor`.',
  },
  'GET /v1/calls/{call}': {
    name: 'get_call',
    description:
      'Read one call: why it belongs to its visit or source (`match.reason`), its conversions, what each destination was told, and its ledger.',
  },
  'GET /v1/calls/{call}/explanation': {
    name: 'explain_call',
    description:
      'Say why a call was attributed as it was, and for each destination (Google Ads, webhooks, ...) why its conversions were sent and counted or were not. Ask this when somebody asks why a call was not sent or not counted.',
  },
  'GET /v1/reports/sources': { name: 'report_sources', description: 'Sums of calls and revenue by source and medium.' },
  'GET /v1/reports/recipients': {
    name: 'report_recipients',
    description:
      'Sums by e-mail campaign and creative: recipients, numbers of their own, clicks on call links, calls, conversions and revenue.',
  },
  'GET /v1/pools': { name: 'list_pools', description: 'List pools of tracking numbers.' },
  'GET /v1/pools/{pool}/status': {
    name: 'pool_advice',
    description:
      'Say how a pool of numbers does, what its busiest hour will be, and whether it has too few or too many numbers.',
  },
  'GET /v1/rules': { name: 'list_rules', description: 'List the rules by which calls become conversions.' },
  'GET /v1/destinations': {
    name: 'list_destinations',
    description: 'List where conversions go, and which of these are paused and why.',
  },
  'GET /v1/deliveries': {
    name: 'list_waiting_deliveries',
    description:
      'List deliveries that wait for a person (parked), or for a paused destination (held), with the reason.',
  },
  'GET /v1/reconciliation': {
    name: 'reconcile',
    description:
      'Count, by day and destination, what became of conversions: sent, counted, not matched, skipped and why, parked.',
  },
  'GET /v1/reconciliation/conversions': {
    name: 'list_reconciled_conversions',
    description: 'List the conversions of one line of the reconciliation, each with its call and the reason.',
  },
  'POST /v1/calls/{call}/outcome': {
    name: 'report_outcome',
    description: 'Write: report what came of a call (outcome, tags, a sale or a refund). Ask the person before.',
  },
  'POST /v1/calls/{call}/deliveries/{delivery}/redrive': {
    name: 'redrive_delivery',
    description:
      'Write: send a parked delivery again. Ask the person before: it may be counted twice where it was received.',
  },
};

const pathParameter = /\{(\w+)\}/g;

/** What a tool takes, as JSON Schema: what stands in the path, the query, and the body as `body`. */
export function inputOf(task: AssistantTask): Record<string, unknown> {
  const { query, body } = managementEndpoints[task];
  const path = Object.fromEntries([...task.matchAll(pathParameter)].map(([, name = '']) => [name, z.string()]));
  const input = z.object({ ...path, ...query?.shape, ...(body && { body }) });
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
}

const texts = z.record(z.string(), z.unknown());

/** What a tool is asked, as a request to its endpoint, with the key that the assistant showed. */
export function requestOf(task: AssistantTask, given: unknown, authorization: string | undefined): EdgeRequest {
  const { body, ...rest } = texts.parse(given ?? {});
  const inPath = new Set([...task.matchAll(pathParameter)].map(([, name = '']) => name));
  const entries = Object.entries(rest).flatMap(([name, value]) =>
    value == null ? [] : [[name, textOf(value)] as const],
  );
  return {
    routeKey: task,
    path: Object.fromEntries(entries.filter(([name]) => inPath.has(name))),
    query: Object.fromEntries(entries.filter(([name]) => !inPath.has(name))),
    rawQuery: '',
    headers: authorization === undefined ? {} : { authorization },
    body,
    origin: undefined,
    userAgent: undefined,
  };
}

/** As it stands in an address. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(textOf).join(',') : JSON.stringify(value);
}
