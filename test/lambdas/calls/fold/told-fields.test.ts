import fc from 'fast-check';
import { fold } from '../../../../lambdas/calls/fold/fold.ts';
import type { LegFields, Observation } from '../../../../lambdas/calls/observation.ts';
import { contact, record, secondContact } from '../carriers/connect/samples.ts';
import { fromRecord } from '../observations.ts';

const now = Date.parse('2022-04-09T00:00:00Z');
const folded = (observations: readonly Observation[], id = contact) => fold(observations, { now, graceSeconds: 0, id });

function told(fields: LegFields, of: Partial<Observation> = {}): Observation {
  const leg = of.leg ?? contact;
  return { call: leg, carrier: 'connect', source: 'analysis', version: '2022-04-08T15:10:00.000Z', ...of, leg, fields };
}

const file = told({
  language: 'en-US',
  categories: ['Refund'],
  sentiment: { customer: -1.2 },
  transcript: 'plain',
  summary: 'plain words',
});
const redacted = told(
  { categories: ['Refund'], transcript: 'redacted', summary: 'redacted words' },
  { source: 'redacted-analysis' },
);
const event = told({ categories: ['CREDIT_CARD'] }, { version: '2022-04-08T15:04:00.000Z' });

test('what was said makes no call of its own', () => {
  expect(folded([file, event])).toBeUndefined();
});

test('file and event of one category are one; what is redacted goes before what is not', () => {
  const call = folded([fromRecord(record), file, event, told({ categories: ['CREDIT_CARD', 'Refund'] }), redacted]);
  expect(call).toMatchObject({ status: 'completed', legs: 1, talkSeconds: 33 });
  expect(call?.conversation).toEqual({
    language: 'en-US',
    categories: ['CREDIT_CARD', 'Refund'],
    sentiment: { customer: -1.2 },
    summary: 'redacted words',
    transcripts: [{ call: contact, leg: contact }],
  });
});

test('whatever the order, and however often', () => {
  const all = [fromRecord(record), file, event, redacted];
  const expected = folded(all);
  fc.assert(
    fc.property(fc.shuffledSubarray([...all, ...all], { minLength: 8 }), (some) => {
      expect(folded(some)).toEqual(expected);
    }),
  );
});

describe('several files of one contact', () => {
  const of = (categories: string[], version: string, more: LegFields = {}) =>
    told({ language: 'en-US', categories, categorized: true, ...more }, { source: 'redacted-analysis', version });
  const older = of(['Old'], '2022-04-08T15:10:00.000Z');
  const newer = of(['New'], '2022-04-08T16:10:00.000Z');
  const failed = told({ language: 'en-US', categorized: false }, { version: '2022-04-08T17:10:00.000Z' });
  const conversationOf = (...files: Observation[]) => folded([fromRecord(record), ...files])?.conversation;

  test.each([
    [
      'the newer one tells its categories, with those of events',
      [older, newer, event],
      ['CREDIT_CARD', 'New'],
      undefined,
    ],
    ['one of before, too', [of(['Old'], '2022', { categorized: undefined }), newer], ['New'], undefined],
    ['one that failed takes nothing from another', [older, failed], ['Old'], undefined],
    ['one that failed does not tell all', [failed, event], ['CREDIT_CARD'], false],
  ])('%s', (_what, files, categories, categorized) => {
    for (const one of [conversationOf(...files), conversationOf(...files.toReversed())]) {
      expect([one?.categories, one?.categorized]).toEqual([categories, categorized]);
    }
  });
});

test('of a call that was handed on, both legs: the longer one tells more', () => {
  const second = fromRecord({
    ...record,
    ContactId: secondContact,
    InitialContactId: contact,
    Recordings: [{ Location: 'bucket/two.wav', MediaStreamType: 'AUDIO', Status: 'AVAILABLE', StorageType: 'S3' }],
  });
  const call = folded([
    fromRecord({ ...record, Recording: { Location: 's3://bucket/one.wav', Status: 'DELETED' } }),
    second,
    told({ sentiment: { customer: 4 }, conversationSeconds: 300, transcript: 'redacted' }),
    told({ sentiment: { customer: -4 }, conversationSeconds: 100, transcript: 'redacted' }, { leg: secondContact }),
  ]);
  expect(call?.conversation?.sentiment).toEqual({ customer: 2 });
  expect(call?.conversation?.transcripts).toHaveLength(2);
  expect(call?.recordings).toEqual([
    { leg: contact, status: 'deleted' },
    { leg: secondContact, status: 'available' },
  ]);
});

test('quality, and who answered', () => {
  const call = folded([
    fromRecord({
      ...record,
      AnsweringMachineDetectionStatus: 'HUMAN_ANSWERED',
      QualityMetrics: {
        Agent: { Audio: { QualityScore: 4.331, PotentialQualityIssues: ['HighPacketLoss'] } },
        Customer: { Audio: { QualityScore: 0, PotentialQualityIssues: [] } },
      },
    }),
  ]);
  expect(call).toMatchObject({ answeredBy: 'person', quality: { agentScore: 4.33, issues: ['HighPacketLoss'] } });
});

test('what the agent felt is told alone, and what was said without a category or a language', () => {
  const call = folded([fromRecord(record), told({ sentiment: { agent: 2 } })]);
  expect(call?.conversation).toEqual({ categories: [], sentiment: { agent: 2 } });
});

test('keys, who answered, and recordings are told of each leg', () => {
  const recording = { location: 's3://bucket/a.wav', status: 'available' as const };
  const call = folded([
    fromRecord(record),
    told(
      { keys: ['1'], answeredBy: 'voicemail', recording },
      { source: 'record', version: '2027-01-01T00:00:00.000Z' },
    ),
  ]);
  expect(call).toMatchObject({ keys: ['1'], recordings: [{ leg: contact, status: 'available' }] });
  expect(JSON.stringify(call)).not.toContain('a.wav');
});
