import fc from 'fast-check';
import { talksOf, timeTalked } from '../../../../lambdas/calls/fold/talks.ts';
import { record, secondContact } from '../carriers/connect/samples.ts';
import { fromRecord } from '../observations.ts';

const at = (time: string) => Date.parse(`2022-04-08T${time}Z`);

test('each leg talks from its answer on, as long as its record says', () => {
  const second = {
    ...record,
    ContactId: secondContact,
    InitiationMethod: 'TRANSFER',
    Agent: { ConnectedToAgentTimestamp: '2022-04-08T15:01:40Z', AgentInteractionDuration: 60 },
  };
  expect(talksOf([fromRecord(record), fromRecord(second)])).toEqual([
    { from: at('15:00:49'), seconds: 33 },
    { from: at('15:01:40'), seconds: 60 },
  ]);
});

test('a talk whose answer was not told ended with the leg; nobody talked where nobody answered', () => {
  const agent = { AgentInteractionDuration: 20 };
  expect(talksOf([fromRecord({ ...record, Agent: agent })])).toEqual([{ from: at('15:01:02'), seconds: 20 }]);
  expect(talksOf([fromRecord({ ...record, Agent: null })])).toEqual([]);
});

const talks = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: 50 }).map((s) => s * 1000), seconds: fc.integer({ min: 0, max: 30 }) }),
  { maxLength: 6 },
);

test('by that time just so much was talked', () => {
  fc.assert(
    fc.property(talks, fc.integer({ min: 1, max: 150 }), (spans, wanted) => {
      const talkedBy = (time: number) =>
        spans.reduce((sum, { from, seconds }) => sum + Math.min(seconds * 1000, Math.max(0, time - from)), 0);
      const time = timeTalked(spans, wanted);
      const all = spans.reduce((sum, { seconds }) => sum + seconds, 0);
      expect(time === undefined).toBe(all < wanted);
      if (time === undefined) return;
      expect([talkedBy(time) >= wanted * 1000, talkedBy(time - 1) < wanted * 1000]).toEqual([true, true]);
    }),
  );
});
