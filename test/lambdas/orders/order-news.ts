import { type PersonKey, partitionOf } from '../../../lambdas/calls/callers/person-keys.ts';
import { linkPersons } from '../../../lambdas/orders/link-persons.ts';
import type { OrderReport } from '../../../lambdas/orders/order-report.ts';
import { takeOrder } from '../../../lambdas/orders/take-order.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { unreliableDynamoDB } from '../../embedded-dynamodb.ts';
import { type House, keep, kept, played } from '../settle/call-house.ts';
import { later } from './order-world.ts';

export const address = 'anna@example.com';

/** What is told of calls, orders, and who is who: that Anna's visitor has Anna's address. */
export type News =
  | { readonly kind: 'call'; readonly call: string; readonly body: string }
  | { readonly kind: 'order'; readonly report: OrderReport }
  | { readonly kind: 'identity' };

export const called = (call: string, at: number, more: object = {}): News => ({
  kind: 'call',
  call,
  body: played({ call, at, ...more }).record,
});
export const reported = (report: OrderReport): News => ({ kind: 'order', report });

/** What it comes to at once; calls that are to be settled after it are queued. */
export async function takeNews(house: House, news: News): Promise<void> {
  switch (news.kind) {
    case 'call':
      await keep(house, news.body);
      await settle(news.call, house.deps, later);
      return;
    case 'order':
      await takeOrder(house.deps, 'crm', news.report, later);
      return;
    case 'identity':
      await identify(house);
  }
}

async function identify({ deps }: House): Promise<void> {
  const identityKey = await deps.identityKey();
  const known = (key: PersonKey) => partitionOf(identityKey, 'shop', key);
  const keys = [
    { kind: 'email', person: known({ kind: 'email', address }) },
    { kind: 'visitor', person: known({ kind: 'visitor', visitor: 'anna' }) },
  ] as const;
  await linkPersons(deps, keys, later);
}

/** As senders and the queue do: what fails is tried again. */
export async function stubbornly(work: () => Promise<void>): Promise<void> {
  for (let left = 300; ; left--) {
    try {
      await work();
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** Settles what is queued, until nothing is. */
export async function drain(house: House): Promise<void> {
  while (house.queued.length > 0) {
    const calls = [...new Set(house.queued.splice(0))];
    await Promise.all(calls.map((call) => stubbornly(async () => void (await settle(call, house.deps, later)))));
  }
}

/** Which orders each call has in the end, what they come to, and the values of its conversions. */
export async function endOf(house: House, calls: readonly string[]) {
  const all = await Promise.all(
    calls.map(async (id) => {
      const { call, ledger, conversions } = await kept(house, id);
      const open = conversions.filter(({ state }) => state === 'open').map(({ value }) => value.minor);
      const orders = ledger.map(({ event }) => event).sort();
      return [id, { orders, minor: call?.sums?.revenue?.minor, open }] as const;
    }),
  );
  return Object.fromEntries(all);
}

/** The same house by another way to its tables: `before` is waited for before each operation, and may fail it. */
export function houseWith(house: House, before: (operation: string) => Promise<void> | void): House {
  const { documents } = unreliableDynamoDB(() => 'answered');
  const send = documents.send.bind(documents);
  documents.send = (async (command: Parameters<typeof send>[0]) => {
    await before(command.constructor.name);
    return send(command);
  }) as typeof documents.send;
  const { settings, leases, visits, calls, identityKey } = house.sources;
  const over = ({ name }: { readonly name: string }) => ({ documents, name });
  const sources = { settings: over(settings), leases: over(leases), visits: over(visits), calls: over(calls) };
  return {
    ...house,
    sources: { ...sources, identityKey },
    deps: { ...house.deps, ...sources, identityKey },
  };
}
