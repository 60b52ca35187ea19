import type { StoredCall } from '../../../../lambdas/calls/call-item.ts';
import type { Delivery } from '../../../../lambdas/deliveries/delivery.ts';
import type { StoredEvent } from '../../../../lambdas/events/event.ts';
import type { EventType } from '../../../../lambdas/events/event-type.ts';
import type { LogEntry } from '../../../../lambdas/journal/log-entry.ts';
import { mostReplayedCalls, replayEvents } from '../../../../lambdas/journal/replay/replay-events.ts';
import { freshDelivery, someCall, someConversion } from '../../deliveries/delivery-samples.ts';

async function* log(...calls: (string | undefined)[]): AsyncGenerator<LogEntry> {
  for (const [index, id] of calls.entries()) {
    const call: StoredCall | undefined = id === undefined ? undefined : someCall({ id });
    yield { key: `${9_000_000_000_000 - index}#${id ?? 'x'}`, call };
  }
}

const delivered = (more: Partial<Delivery>) =>
  freshDelivery({ attempted: 1, sent: 1, firstSent: 1, state: 'delivered', ...more });

async function replay(
  deliveries: readonly Delivery[],
  {
    types,
    calls = ['call-1'],
    isTimeUp = () => false,
  }: { types?: EventType[]; calls?: (string | undefined)[]; isTimeUp?: () => boolean } = {},
) {
  const again: string[] = [];
  const started = { id: 'e1', type: 'call.started' } as StoredEvent;
  const conversions = [
    someConversion({ id: 'c1' }),
    someConversion({ id: 'c2', revision: 2 }),
    someConversion({ id: 'c3', revision: 2, state: 'retired' }),
  ];
  const answer = await replayEvents(
    log(...calls),
    { destination: 'hook', types },
    {
      itemsOf: async () => ({ conversions, deliveries, events: [started] }),
      sendAgain: async ({ id }) => again.push(id) > 0,
      isTimeUp,
    },
  );
  return { answer, again };
}

const told = [
  delivered({ id: 'created', conversion: 'c1' }),
  delivered({ id: 'updated', conversion: 'c2', wanted: 2, attempted: 2, sent: 2 }),
  delivered({ id: 'late', conversion: 'c2', wanted: 2, attempted: 2, sent: 2, firstSent: 2 }),
  delivered({ id: 'retracted', conversion: 'c3', wanted: 2, attempted: 2, sent: 2 }),
  delivered({ id: 'started', conversion: undefined as never, event: 'e1' }),
];

test('what was taken or given up is sent again, to that destination alone', async () => {
  const others = [
    delivered({ id: 'elsewhere', conversion: 'c1', destination: 'mail' }),
    freshDelivery({ id: 'on its way', conversion: 'c1' }),
    delivered({ id: 'newer wanted', conversion: 'c1', wanted: 2 }),
    delivered({ id: 'never for it', conversion: 'c1', sent: 0, state: 'skipped' }),
    delivered({ id: 'of a newer version', conversion: 'c9' }),
    delivered({ id: 'given up', conversion: 'c1', sent: 0, state: 'parked' }),
  ];
  const { again, answer } = await replay([...told, ...others]);
  expect(again).toEqual(['created', 'updated', 'late', 'retracted', 'started', 'given up']);
  expect(answer).toEqual({ calls: 1, replayed: 6 });
});

test.each([
  ['conversion.created', ['created', 'late']],
  ['conversion.updated', ['updated']],
  ['conversion.retracted', ['retracted']],
  ['call.started', ['started']],
  ['call.completed', []],
] as const)('only %s', async (type, ids) => {
  expect((await replay(told, { types: [type] })).again).toEqual(ids);
});

test('many calls go part by part, each once; one that cannot be read is passed by', async () => {
  const calls = Array.from({ length: mostReplayedCalls + 1 }, (_, index) =>
    index === 3 ? undefined : `call-${index}`,
  );
  const { answer } = await replay([told[0]!], { calls });
  expect(answer).toMatchObject({ calls: mostReplayedCalls, replayed: mostReplayedCalls - 1 });
  expect(Buffer.from(answer.cursor!, 'base64url').toString()).toBe(`${9_000_000_000_000 - 99}#call-99`);
  expect((await replay([told[0]!], { calls: calls.slice(0, -1) })).answer).not.toHaveProperty('cursor');
});

test('when the time is up, the next part begins where this one ended', async () => {
  const calls = Array.from({ length: 30 }, (_, index) => `call-${index}`);
  const { answer } = await replay([told[0]!], { calls, isTimeUp: () => true });
  expect(answer.calls).toBe(10);
  expect(Buffer.from(answer.cursor!, 'base64url').toString()).toMatch(/#call-9$/);
});
