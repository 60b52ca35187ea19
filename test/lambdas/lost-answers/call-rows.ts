import { putLinks, putPart } from '../../../lambdas/calls/call-links-store.ts';
import { putObservation } from '../../../lambdas/calls/call-store.ts';
import type { Transcript } from '../../../lambdas/calls/conversation/transcript.ts';
import { putTranscript } from '../../../lambdas/calls/conversation/transcript-store.ts';
import { putPayload } from '../../../lambdas/calls/payload-store.ts';
import { noteNewCalls, putKnowledge } from '../../../lambdas/calls/time-to-call/knowledge-store.ts';
import { startingKnowledge } from '../../../lambdas/calls/time-to-call/pool-knowledge.ts';
import type { StoredEvent } from '../../../lambdas/events/event.ts';
import { eventItem } from '../../../lambdas/events/event-items.ts';
import { putEvent } from '../../../lambdas/events/event-store.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { noteStuck } from '../../../lambdas/settle/sweep-store.ts';
import { lookup } from '../calls/carriers/connect/samples.ts';
import { fromLookup } from '../calls/observations.ts';
import { show } from '../calls/stores.ts';
import { keep, number, openHouse, played, rule, soonAfter, start } from '../settle/call-house.ts';
import { nothing, row, type StoreRow, type Tables } from './store-row.ts';

/** Two calls of one person, of which the first was heard of last: settling it concerns the other. */
async function twoCalls(tables: Tables): Promise<void> {
  const house = await openHouse([rule()], tables);
  await show(tables, number, 'anna', start - 60_000, { visit: 'visit-of-anna' });
  for (const told of [played({ call: 'call-2', at: start + 60_000 }), played()]) {
    await keep(house, told.lookup, ...told.events, told.record);
  }
  await settle('call-2', house.deps, soonAfter);
}

async function settling(tables: Tables, now: number) {
  const queued: string[] = [];
  const settleLater = async (calls: readonly string[]) => void queued.push(...calls);
  return { settled: await settle('call-1', { ...tables, settleLater }, now), queued };
}

const started: StoredEvent = {
  id: 'e1',
  call: 'call-1',
  site: 'shop',
  type: 'call.matched',
  revision: 1,
  occurredAt: start,
  digest: 'a',
  destinations: ['hook'],
};
/** What was said, plain; its redacted form is of a better standing. */
const said: Transcript = {
  call: 'call-1',
  leg: 'call-1',
  form: 'plain',
  version: new Date(start).toISOString(),
  turns: [{ by: 'customer', text: 'I want to buy a bicycle', at: 1000 }],
  moments: [],
  highlights: [],
};
const put = (calls: Table, more: Partial<StoredEvent> = {}) => putEvent(calls, eventItem({ ...started, ...more }));

const learn = ({ calls }: Tables, at: number) => putKnowledge(calls, 'web', startingKnowledge, at);

export const callRows: readonly StoreRow[] = [
  row('noteNewCalls', 'they are the first', nothing, ({ calls }) => noteNewCalls(calls, 'web', 2)),
  row(
    'noteNewCalls',
    'something was learnt before',
    async (tables) => {
      await learn(tables, start);
      await noteNewCalls(tables.calls, 'web', 1);
    },
    ({ calls }) => noteNewCalls(calls, 'web', 2),
  ),
  row('putKnowledge', 'it is the first', nothing, (tables) => learn(tables, start)),
  row(
    'putKnowledge',
    'less was learnt before',
    (tables) => learn(tables, start),
    (tables) => learn(tables, start + 1),
  ),
  row('putEvent', 'it is new', nothing, ({ calls }) => put(calls)),
  row(
    'putEvent',
    'it tells something else',
    ({ calls }) => put(calls),
    ({ calls }) => put(calls, { revision: 2, digest: 'b' }),
  ),
  row('putObservation', 'it is new', nothing, ({ calls }) => putObservation(calls, fromLookup(lookup), start)),
  row('putLinks', 'they are new', nothing, ({ calls }) =>
    putLinks(calls, [{ part: 'call-2', call: 'call-1', by: 'initial' }]),
  ),
  row('putTranscript', 'it is new', nothing, ({ calls }) => putTranscript(calls, said)),
  row(
    'putTranscript',
    'one of a lesser standing is there',
    ({ calls }) => putTranscript(calls, said),
    ({ calls }) => putTranscript(calls, { ...said, form: 'redacted' }),
  ),
  row('putPart', 'it is new', nothing, ({ calls }) => putPart(calls, 'call-1', 'call-2')),
  row('settle', 'it is the first time', twoCalls, (tables) => settling(tables, soonAfter)),
  row(
    'settle',
    'nothing but the call changes',
    async (tables) => {
      const house = await openHouse([], tables);
      const { lookup, events, record } = played();
      await keep(house, lookup);
      await settle('call-1', house.deps, soonAfter);
      await keep(house, ...events, record);
    },
    (tables) => settling(tables, soonAfter),
  ),
  row('noteStuck', 'it was written', twoCalls, ({ calls }) => noteStuck(calls, 'call-2', 'failed')),
  row('putPayload', 'it is new', nothing, ({ calls }) => putPayload(calls, 'call-1', { raw: '{}' }, start)),
];
