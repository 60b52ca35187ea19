import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { StoredCall } from '../../../lambdas/calls/call-item.ts';
import { readCall } from '../../../lambdas/calls/call-store.ts';
import type { MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';
import { unpackItem } from '../../../lambdas/calls/packed-item.ts';
import { evidencePrefix } from '../../../lambdas/calls/time-to-call/evidence-item.ts';
import type { Rule } from '../../../lambdas/conversions/rules/rule.ts';
import { type ConversionItems, readConversionItems } from '../../../lambdas/deliveries/read-conversion-items.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { rulePrefix, sitePartition } from '../../../lambdas/settings/item-key.ts';
import { ingestMessage } from '../../../lambdas/settle/ingest-message.ts';
import { type SettleDependencies, settle } from '../../../lambdas/settle/settle.ts';
import { contactEvent, lookup, record } from '../calls/carriers/connect/samples.ts';
import { emptyTables, giveRole, putPool, putShop, show } from '../calls/stores.ts';
import { someRule } from '../conversions/facts.ts';

export const number = '+12025550100';
export const start = Date.parse('2026-11-20T14:00:00Z');
/** When the tests run: the calls are just over, the grace is not. */
export const soonAfter = start + 5 * 60_000;

/** A shop with a leased number, a default number, a print number and the rules given; calls that are to be settled later are collected. */
export async function openHouse(rules: readonly Rule[] = [rule()], given?: MatchSources) {
  const sources = given ?? (await emptyTables());
  await Promise.all([putShop(sources), putPool(sources, 'web'), putPool(sources, 'print')]);
  await Promise.all(rules.map((one) => putRule(sources, one)));
  const since = start - 1e9;
  await giveRole(sources, number, { role: 'session', pool: 'web', since });
  await giveRole(sources, '+12025550190', { role: 'default', pool: 'web', since });
  await giveRole(sources, '+12025550191', { role: 'static', pool: 'print', since });
  const queued: string[] = [];
  const deps: SettleDependencies = { ...sources, settleLater: async (calls) => void queued.push(...calls) };
  return { sources, deps, queued };
}
export type House = Awaited<ReturnType<typeof openHouse>>;

export const rule = (more: Partial<Rule> = {}) => someRule({ destinations: ['hook', 'mail'], ...more });

export async function putRule({ settings }: MatchSources, one: Rule): Promise<void> {
  const Item = { pk: sitePartition(one.site), sk: rulePrefix + one.id, ...one };
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item }));
}

/** Anna is shown the number a minute before the calls. */
export const showAnna = ({ sources }: House, at = start - 60_000) => show(sources, number, 'anna', at);

export interface Played {
  readonly call?: string;
  readonly at?: number;
  readonly talk?: number;
  readonly caller?: string;
  readonly number?: string;
}

const iso = (time: number) => new Date(time).toISOString();
const second = (time: number) => `${iso(time).slice(0, 19)}Z`;

/** What Connect puts on the queue of one call that waits 7 s: lookup, events, record. */
export function played({
  call = 'call-1',
  at = start,
  talk = 33,
  caller = '+12025550123',
  number: dialled = number,
}: Played = {}) {
  const [answered, ended] = [at + 7_000, at + (7 + talk) * 1000];
  const ids = { contactId: call, initiationTimestamp: iso(at) };
  const agentInfo = { agentArn: 'agent/7', connectedToAgentTimestamp: iso(answered) };
  const tags = { 'aws:connect:systemEndpoint': dialled };
  const events = [
    contactEvent('INITIATED', iso(at), { ...ids, tags }),
    contactEvent('CONNECTED_TO_AGENT', iso(answered), { ...ids, tags, agentInfo }),
    contactEvent('DISCONNECTED', iso(ended), { ...ids, tags, agentInfo, disconnectTimestamp: iso(ended) }),
  ];
  const endpoints = {
    CustomerEndpoint: { Address: caller, Type: 'TELEPHONE_NUMBER' },
    SystemEndpoint: { Address: dialled, Type: 'TELEPHONE_NUMBER' },
  };
  const contactRecord = {
    ...record,
    ...endpoints,
    ContactId: call,
    InitiationTimestamp: second(at),
    ConnectedToSystemTimestamp: second(at),
    DisconnectTimestamp: second(ended),
    LastUpdateTimestamp: second(ended + 60_000),
    Agent:
      talk === 0
        ? null
        : { Username: 'agent1', ConnectedToAgentTimestamp: second(answered), AgentInteractionDuration: talk },
    Queue: { ...record.Queue, EnqueueTimestamp: second(at), DequeueTimestamp: second(answered), Duration: 7 },
  };
  const data = { ...lookup.Details.ContactData, ...endpoints, ContactId: call, InitialContactId: call };
  const payload = { ...lookup, Details: { ...lookup.Details, ContactData: data } };
  return {
    lookup: JSON.stringify({
      kind: 'carrier',
      carrier: 'connect',
      hook: 'lookup',
      receivedAt: at + 500,
      raw: JSON.stringify(payload),
    }),
    events: events.map((event) => JSON.stringify(event)),
    record: JSON.stringify({
      kind: 'carrier',
      carrier: 'connect',
      hook: 'records',
      receivedAt: ended + 61_000,
      raw: JSON.stringify(contactRecord),
    }),
  };
}

/** Keeps messages without settling anything; answers the calls that they are about. */
export async function keep({ sources }: House, ...bodies: string[]): Promise<string[]> {
  const archive = { load: notArchived, archive: notArchived };
  const kept = await Promise.all(
    bodies.map((body) => ingestMessage(body, start, { calls: sources.calls, ...archive })),
  );
  return [...new Set(kept.flatMap(({ calls }) => calls))];
}

async function notArchived(): Promise<never> {
  throw new Error('nothing is that long here');
}

/** Keeps messages, settles their calls, and whatever that concerns. */
export async function tell(house: House, ...bodies: string[]): Promise<void> {
  for (const call of await keep(house, ...bodies)) await settle(call, house.deps, soonAfter);
  await settleQueued(house);
}

export async function settleQueued({ deps, queued }: House, now = soonAfter): Promise<void> {
  for (let call = queued.shift(); call !== undefined; call = queued.shift()) await settle(call, deps, now);
}

/** A call as it is kept, with its conversions, deliveries and ledger. */
export async function kept(
  { sources }: House,
  call = 'call-1',
): Promise<ConversionItems & { call: StoredCall | undefined }> {
  const { stored, others } = await readCall(sources.calls, call);
  return { call: stored, ...readConversionItems(others) };
}

/** Everything in the table of calls, without what may differ between two ways to the same end: how often it was written, and with what. */
export async function everything({ calls }: { calls: Table }): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await calls.documents.send(new ScanCommand({ TableName: calls.name, ConsistentRead: true }));
  const keyOf = ({ pk, sk }: Record<string, unknown>) => `${String(pk)}${String(sk)}`;
  const items = Items.map(unpackItem).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return items.map(({ rev: _rev, follows: _follows, ...item }) => withoutRevOfCall(item));
}

/** What a call tells its pool has the call's own `rev` for its revision. */
function withoutRevOfCall({ revision, ...item }: Record<string, unknown>): Record<string, unknown> {
  return String(item.sk).startsWith(evidencePrefix) ? item : { ...item, ...(revision !== undefined && { revision }) };
}
