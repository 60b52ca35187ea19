import fc from 'fast-check';
import { fold } from '../../../../lambdas/calls/fold/fold.ts';
import type { Observation } from '../../../../lambdas/calls/observation.ts';
import { record } from '../carriers/connect/samples.ts';
import { fromRecord } from '../observations.ts';

const ids = ['a', 'b', 'c', 'd'];
const id = fc.constantFrom(...ids);
const maybe = fc.option(id, { nil: null });
const contacts = fc.array(
  fc.record({
    ContactId: id,
    InitialContactId: fc.constantFrom(null, 'a'),
    PreviousContactId: maybe,
    NextContactId: maybe,
    InitiationMethod: fc.constantFrom('INBOUND', 'OUTBOUND', 'CALLBACK', 'TRANSFER', 'API', 'EXTERNAL_OUTBOUND'),
    ConnectedToSystemTimestamp: fc.constantFrom(null, '2022-04-08T15:00:55Z'),
    DisconnectTimestamp: fc.constantFrom(null, '2022-04-08T15:01:22Z', '2022-04-08T15:04:00Z'),
  }),
  { minLength: 1, maxLength: 6 },
);
const foldedAt = (observations: readonly Observation[], now: number) =>
  fold(observations, { now, graceSeconds: 1800, id: 'a' })!;

/** The legs that others name. Records of one contact that are equally new and contradict each other: the greater name counts. */
function neighbours(observations: readonly Observation[]): string[] {
  const greatest = new Map<string, string>();
  for (const { leg, fields } of observations) {
    for (const side of ['nextLeg', 'previousLeg'] as const) {
      const name = fields[side] ?? '';
      if (name > (greatest.get(`${leg} ${side}`) ?? '')) greatest.set(`${leg} ${side}`, name);
    }
  }
  return [...greatest.values()];
}

test('contacts that are named: in any order the call is the same, and final when all named have their record, or the grace is over', () => {
  fc.assert(
    fc.property(contacts, fc.integer({ min: 0, max: 4 * 3600 }), (fields, seconds) => {
      const observations = fields.map((one) => fromRecord({ ...record, ...one }));
      const now = Date.parse('2022-04-08T15:04:00Z') + seconds * 1000;
      const view = foldedAt(observations, now);
      expect(foldedAt(observations.toReversed(), now)).toEqual(view);
      const heard = new Set(observations.map(({ leg }) => leg));
      const named = [...observations.map(({ call }) => call), ...neighbours(observations)];
      const isWhole = named.every((leg) => heard.has(leg));
      expect(view.final).toBe(isWhole || now >= view.finalAt!);
      expect(foldedAt(observations, now + 24 * 3600_000).final).toBe(true);
      const lateEnough = Math.max(now, view.finalAt!);
      expect(foldedAt(observations, lateEnough + seconds * 1000)).toEqual(foldedAt(observations, lateEnough));
    }),
  );
});
