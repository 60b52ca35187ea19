import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  readAnalysisFile,
  unreadableAnalysis,
} from '../../../../../../lambdas/calls/carriers/connect/contact-lens/analysis-file.ts';
import { analysisAt } from '../../../../../../lambdas/calls/carriers/connect/contact-lens/analysis-location.ts';

const contact = '7c77422d-f9ba-4111-ad48-b2f5dadf854a';
const rawKey = `Analysis/Voice/2022/06/22/${contact}_analysis_2022-06-22T16:57:01Z.json`;
const redactedKey = `connect/shop/Analysis/Voice/Redacted/2026/09/02/${contact}_analysis_redacted_2026-09-02T00:17:10Z.json`;
const putAt = Date.parse('2022-06-22T16:58:00Z');

const sample = (name: string) => readFileSync(`test/fixtures/contact-lens/${name}.json`, 'utf8');

function analysis(key: string, text: string) {
  const read = readAnalysisFile({ key, text, putAt });
  if (!('observation' in read)) throw new Error(JSON.stringify(read));
  return read;
}

test('a file as Contact Lens wrote it', () => {
  const { observation, transcript } = analysis(rawKey, sample('service-cloud-voice-raw'));
  expect(observation).toEqual({
    call: contact,
    leg: contact,
    carrier: 'connect',
    source: 'analysis',
    version: '2022-06-22T16:57:01.000Z 2022-06-22T16:58:00.000Z',
    fields: {
      language: 'en-US',
      categories: [],
      categorized: true,
      sentiment: { agent: 0, customer: 0.8 },
      conversationSeconds: 87,
      transcript: 'plain',
    },
  });
  expect(transcript).toMatchObject({ call: contact, leg: contact, form: 'plain', moments: [], highlights: [] });
  expect(transcript?.turns).toHaveLength(15);
  expect(transcript?.turns.at(-1)).toEqual({ by: 'agent', text: 'Call back. Bye bye.', at: 83460 });
});

test('a redacted one of the later shape: ids for roles, a summary, what was left out, and no contact but in its key', () => {
  const { observation, transcript } = analysis(redactedKey, sample('redacted-2022-11-30'));
  expect(observation).toMatchObject({
    call: contact,
    source: 'redacted-analysis',
    fields: {
      categories: ['Cancellation', 'Long silence'],
      categorized: false,
      sentiment: { agent: 0, customer: 3.1 },
      summary: expect.stringContaining('accepted'),
      transcript: 'redacted',
    },
    ignored: [
      { what: 'JobDetails.SkippedAnalysis', reason: 'left out by Contact Lens, CATEGORIZATION: QUOTA_EXCEEDED' },
    ],
  });
  expect(transcript?.turns.map(({ by }) => by)).toEqual([
    'customer',
    'customer',
    'customer',
    'agent',
    'agent',
    'agent',
    'other',
  ]);
  expect(transcript?.moments).toEqual([{ category: 'Cancellation', from: 7370, to: 11190 }]);
  expect(transcript?.highlights.map(({ kind }) => kind)).toEqual(['issue', 'outcome', 'action']);
});

test('what a file says of itself goes before its place, and doubt counts as not redacted', () => {
  const source = (key: string, Output?: string) =>
    analysis(key, JSON.stringify({ ContentMetadata: { Output }, Transcript: [] })).observation.source;
  expect(source(redactedKey, 'Raw')).toBe('analysis');
  expect(source(rawKey, 'Redacted')).toBe('redacted-analysis');
  expect(source(redactedKey)).toBe('redacted-analysis');
  expect(source(rawKey)).toBe('analysis');
  expect(source(redactedKey, 'SomethingNew')).toBe('analysis');
});

test.each([
  ['not JSON', '{"Version":', 'malformed'],
  ['no object', '[]', 'malformed'],
  ['a chat', '{"Channel":"CHAT"}', 'ignored'],
  ['empty', '', 'malformed'],
])('%s', (_name, text, what) => {
  expect(readAnalysisFile({ key: rawKey, text, putAt })).toHaveProperty(what);
});

test('a failed analysis is noted', () => {
  const { observation, transcript } = analysis(rawKey, '{"JobStatus":"FAILED"}');
  expect(observation.ignored).toEqual([{ what: 'JobStatus', reason: 'the analysis was not completed' }]);
  expect(transcript).toBeUndefined();
});

test.each([
  ['failed', { JobStatus: 'FAILED' }, undefined],
  ['failed half-way', { JobStatus: 'FAILED', Categories: { MatchedCategories: [] } }, undefined],
  ['failed, and matched one', { JobStatus: 'FAILED', Categories: { MatchedCategories: ['Refund'] } }, ['Refund']],
  ['says nothing of them', { JobStatus: 'COMPLETED' }, undefined],
  [
    'left them out',
    { Categories: { MatchedCategories: [] }, JobDetails: { SkippedAnalysis: [{ Feature: 'CATEGORIZATION' }] } },
    undefined,
  ],
])('an analysis that %s does not tell all categories', (_what, file, categories) => {
  const { fields } = analysis(rawKey, JSON.stringify(file)).observation;
  expect(fields).toMatchObject({ categorized: false });
  expect(fields.categories).toEqual(categories);
});

test('the later analysis by its name is the newer one, and of one analysis what was put later', () => {
  const versionOf = (key: string, at: number) => {
    const read = readAnalysisFile({ key, text: '{}', putAt: at });
    return 'observation' in read ? read.observation.version : '';
  };
  const later = rawKey.replace('T16:57:01Z', 'T17:57:01Z');
  expect(versionOf(later, putAt) > versionOf(rawKey, putAt + 7_200_000)).toBe(true);
  expect(versionOf(rawKey, putAt + 1000) > versionOf(rawKey, putAt)).toBe(true);
  expect(versionOf('Analysis/Voice/2022/06/22/copied.json', putAt)).toBe('');
  expect(versionOf(`Analysis/Voice/2022/06/22/${contact}_analysis_2022-99-22T16:57:01Z.json`, putAt)).toBe(
    '2022-06-22T16:58:00.000Z',
  );
});

test('a broken file is noted at the contact that its key names', () => {
  expect(unreadableAnalysis(rawKey, putAt, 'not JSON')).toMatchObject({
    call: contact,
    fields: {},
    ignored: [{ what: 'Contact Lens file', reason: 'not JSON' }],
  });
  expect(unreadableAnalysis('Analysis/Voice/x.json', putAt, 'not JSON')).toBeUndefined();
});

test('which keys are analyses of phone calls', () => {
  expect(analysisAt(rawKey)).toEqual({ contact, madeAt: Date.parse('2022-06-22T16:57:01Z'), isRedacted: false });
  expect(analysisAt(redactedKey)).toMatchObject({ contact, isRedacted: true });
  expect(analysisAt('Analysis/Voice/2022/06/22/copied.json')).toMatchObject({ contact: undefined, isRedacted: false });
  for (const other of [
    `Analysis/Chat/2022/06/22/${contact}_analysis_2022-06-22T16:57:01Z.json`,
    `Analysis/Voice/Redacted/2022/06/22/${contact}_call_recording_redacted_2022-06-22T16:57:01Z.wav`,
    `connect/shop/CallRecordings/2022/06/22/${contact}_20220622T16:55_UTC.wav`,
  ]) {
    expect(analysisAt(other)).toBeUndefined();
  }
});

test('whatever is in a file, it is read or refused', () => {
  const parts = fc.dictionary(
    fc.constantFrom('Channel', 'Transcript', 'Participants', 'Categories', 'ConversationCharacteristics', 'JobDetails'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.oneof(parts, fc.jsonValue()), (value) => {
      const read = readAnalysisFile({ key: rawKey, text: JSON.stringify(value), putAt });
      expect(['observation', 'ignored', 'malformed'].some((name) => name in read)).toBe(true);
    }),
  );
});
