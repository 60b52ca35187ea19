import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { deriveIdentityKey } from '../../../lambdas/platform/identity-key.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { giveRole, putPool } from '../calls/stores.ts';
import { number, type Played, played, soonAfter, start, tell } from '../settle/call-house.ts';
import { freshTables, request, shop } from './management-client.ts';

/** The work queue: what is sent stays there until it is worked through. */
const queue = mockClient(SQSClient);

/** Of the secret that functions read, where a test answers it. */
export const masterSecret = JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] });

/** The site `shop` with a leased number and a print number, and calls that are told as Amazon Connect tells them. */
export async function callWorld() {
  const tables = await freshTables();
  process.env.MASTER_SECRET_ARN = 'master';
  const key = deriveIdentityKey(masterSecret);
  const sources = { ...tables, identityKey: async () => key };
  await request('PUT /v1/sites/shop', { ...shop, timeZone: 'UTC' });
  await Promise.all([putPool(sources, 'web'), putPool(sources, 'print')]);
  const since = start - 1e9;
  await giveRole(sources, number, { role: 'session', pool: 'web', since });
  await giveRole(sources, '+12025550191', { role: 'static', pool: 'print', since });
  queue.reset();
  queue.on(SendMessageBatchCommand).resolves({});
  const later: string[] = [];
  const deps = { ...sources, settleLater: async (calls: readonly string[]) => void later.push(...calls) };
  const house = { sources, deps, queued: later };
  return {
    ...tables,
    sources,
    queue,
    /** Whatever else is told. */
    tell: (...bodies: string[]) => tell(house, ...bodies),
    /** A call that is over and recorded. */
    async call(some: Played): Promise<void> {
      await tell(house, played(some).record);
    },
    /** A call that rings still. */
    async ringing(some: Played): Promise<void> {
      await tell(house, played(some).lookup);
    },
    /** Works through what the API put on the queue. */
    async work(): Promise<string[]> {
      const bodies = queue
        .commandCalls(SendMessageBatchCommand)
        .flatMap(({ args }) => args[0].input.Entries ?? [])
        .map(({ MessageBody }) => JSON.parse(MessageBody!) as { kind: string; call: string; again?: boolean });
      queue.resetHistory();
      for (const { call, again = false } of bodies) await settle(call, { ...deps, again }, soonAfter);
      return bodies.map(({ kind, call }) => `${kind} ${call}`);
    },
    /** Settles a call as if that was asked for by hand. */
    settleAgain: (call: string) => settle(call, { ...deps, again: true }, soonAfter),
  };
}
export type CallWorld = Awaited<ReturnType<typeof callWorld>>;

/** The days that the calls are in. */
export const thatDay = 'from=2026-11-20&to=2026-11-20';

export const ruleOf = (some: object = {}) => ({
  site: 'shop',
  when: { status: 'completed', talkSeconds: { gte: 5 } },
  conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
  ...some,
});

export const sale = (eventId: string, amount = '129.50', kind = 'sale') => ({
  eventId,
  revenue: { kind, amount, currency: 'EUR' },
});

/** The rule `talk` with an e-mail destination; it judges from before the calls. */
export async function putRuleFor({ settings }: CallWorld, some: object): Promise<void> {
  await request('PUT /v1/destinations/team', { site: 'shop', type: 'email', settings: { to: ['team@shop.example'] } });
  const { body } = await request('PUT /v1/rules/talk', ruleOf({ ...some }));
  const item = { ...body, since: 0, version: 1, pk: 'SITE#shop', sk: 'RULE#talk' };
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item: item }));
}
