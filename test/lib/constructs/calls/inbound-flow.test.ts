import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languages, spokenLanguages } from '../../../../lambdas/calls/spoken/languages.ts';
import type { FlowAction } from '../../../../lib/constructs/calls/flow-actions.ts';
import { agentWhisperFlow, inboundFlow } from '../../../../lib/constructs/calls/inbound-flow.ts';
import { type FlowGraph, flowProblems } from '../../flow-problems.ts';
import { play } from './play-flow.ts';

const samples = path.resolve(import.meta.dirname, '../../../fixtures/connect-flows');
const arns = {
  lookupFunction: 'arn:lookup',
  agentWhisperFlow: 'arn:whisper',
  defaultQueue: 'arn:default-queue',
  fallbackTable: 'arn:table',
};
const flow = inboundFlow(arns);
const actions = new Map(flow.Actions.map((action) => [action.Identifier, action]));
const exported = readdirSync(samples).filter((file) => file.endsWith('.json'));

const graph = (value: unknown): FlowGraph => JSON.parse(JSON.stringify(value));

test.each(exported)('the check of flows accepts an exported flow: %s', (file) => {
  const sample: FlowGraph = JSON.parse(readFileSync(path.join(samples, file), 'utf8'));
  expect(sample.Actions.length).toBeGreaterThan(5);
  expect(flowProblems(sample)).toEqual([]);
});

test('the check of flows finds what is wrong', () => {
  const [first, ...others] = flow.Actions;
  const broken = {
    ...flow,
    Actions: [first!, ...others.filter(({ Identifier }) => Identifier !== 'enter-queue'), first!],
  };
  expect(flowProblems(graph(broken))).toEqual(['defaults stands twice', 'enter-queue is not there']);
  expect(flowProblems(graph({ ...flow, StartAction: 'nobody' }))).toContain('nothing leads to lookup');
  const changed = (id: string, change: object) =>
    graph({ ...flow, Actions: flow.Actions.map((one) => (one.Identifier === id ? { ...one, ...change } : one)) });
  expect(flowProblems(changed('first-phone-10', { Transitions: { NextAction: 'another-phone' } }))).toEqual([
    'first-phone-10 lacks ConnectionTimeLimitExceeded',
    'first-phone-10 lacks CallFailed',
    'first-phone-10 lacks NoMatchingError',
  ]);
  expect(flowProblems(changed('record-only', { Transitions: {} }))).toEqual(['record-only has no next action']);
  expect(flowProblems(changed('lookup', { Parameters: { InvocationTimeLimitSeconds: 4 } }))).toEqual(['lookup says 4']);
});

test.each([
  ['the inbound flow', flow],
  ['the inbound flow without a default queue', inboundFlow({ ...arns, defaultQueue: undefined })],
  ['the inbound flow without a table', inboundFlow({ ...arns, fallbackTable: undefined })],
  ['the inbound flow with neither', inboundFlow({ ...arns, fallbackTable: undefined, defaultQueue: undefined })],
  ["the agent's whisper", agentWhisperFlow()],
])('%s is whole', (_, whole) => {
  expect(flowProblems(graph(whole))).toEqual([]);
});

const answer = {
  action: 'queue',
  queueArn: 'arn:queue-of-site',
  phones: '0',
  forwardTo1: '',
  forwardTo2: '',
  ring: '20',
  language: 'de',
  record: 'off',
  recordedText: languages.de.recorded,
  askRecordingText: languages.de.askRecording,
  nobodyText: languages.de.nobody,
  whisper: 'Call from google',
};
const phones = {
  ...answer,
  action: 'phone',
  phones: '2',
  ring: '10',
  forwardTo1: '+4930231250',
  forwardTo2: '+4930231251',
};

test('a call that the lookup sends to a queue: language, nothing recorded, whisper, queue', () => {
  expect(play(flow, { lookup: answer })).toEqual([
    'voice Vicki',
    'language de-DE',
    'record nobody',
    'whisper arn:whisper',
    'queue arn:queue-of-site',
    'enters the queue',
  ]);
});

test.each([
  ['rejected', { lookup: { ...answer, action: 'reject' } }, ['hangs up']],
  ['to phones that answer', { lookup: phones }, ['rings +4930231250 for 10 s', 'hangs up']],
  [
    'to phones, of which the first does not answer',
    { lookup: phones, fails: ['first-phone-10'] },
    ['rings +4930231250 for 10 s', 'rings +4930231251 for 20 s', 'hangs up'],
  ],
  [
    'to one phone that does not answer',
    { lookup: { ...phones, phones: '1', ring: '30' }, fails: ['first-phone-30'] },
    ['rings +4930231250 for 30 s', 'queue arn:default-queue', 'enters the queue'],
  ],
  [
    'to a queue that does not exist',
    { lookup: answer, fails: ['queue'] },
    ['whisper arn:whisper', 'queue arn:queue-of-site', 'queue arn:default-queue', 'enters the queue'],
  ],
  [
    'to queues that are full',
    { lookup: answer, fails: ['enter-queue'] },
    ['whisper arn:whisper', 'queue arn:queue-of-site', `says ${languages.de.nobody}`, 'hangs up'],
  ],
] as const)('a call %s', (_, world, way) => {
  const told = play(flow, world).filter((line) => !/^(voice|language|record) /.test(line));
  expect(told).toEqual(way);
});

test('without an answer the table says where the calls of the number go', () => {
  const row = {
    known: 'true',
    action: 'phone',
    phones: '1',
    phone1: '+4930231250',
    phone2: '',
    queue: '',
    language: 'pl',
    nobody: languages.pl.nobody,
  };
  expect(play(flow, { table: row })).toEqual([
    'voice Ola',
    'language pl-PL',
    'record nobody',
    'rings +4930231250 for 20 s',
    'hangs up',
  ]);
  expect(play(flow, { table: {} })).toEqual(['queue arn:default-queue', 'enters the queue']);
  expect(play(flow, { fails: ['table'] })).toEqual(['queue arn:default-queue', 'enters the queue']);
});

test('with nothing that answers the caller hears so, in English', () => {
  const nothing = inboundFlow({ ...arns, defaultQueue: undefined, fallbackTable: undefined });
  expect(play(nothing, {})).toEqual([`says ${languages.en.nobody}`, 'hangs up']);
});

test.each([
  ['on', undefined, ['says Dieses Gespräch wird aufgezeichnet.', 'record both, analysed in de-DE']],
  ['ask', '1', [`asks ${languages.de.askRecording}`, 'keeps given', 'record both, analysed in de-DE']],
  ['ask', '2', [`asks ${languages.de.askRecording}`, 'keeps refused', 'record nobody']],
  ['ask', undefined, [`asks ${languages.de.askRecording}`, 'keeps refused', 'record nobody']],
  ['off', undefined, ['record nobody']],
  ['whatever a later version says', undefined, ['record nobody']],
])('recording is "%s" and the caller presses %s', (record, key, way) => {
  const told = play(flow, { lookup: { ...answer, record }, key });
  expect(told.slice(2, 2 + way.length)).toEqual(way);
});

test.each([
  ['on', '4810395', [`asks ${languages.de.askCode}`, 'keeps code 4810395']],
  ['on', undefined, [`asks ${languages.de.askCode}`]],
  ['on', '', [`asks ${languages.de.askCode}`]],
  ['off', '4810395', []],
])('a phone code is asked for if the site wants it (%s), and the caller keys in %s', (askCode, digits, way) => {
  const world = {
    lookup: { ...answer, askCode, askCodeText: languages.de.askCode },
    ...(digits !== undefined && { digits }),
  };
  const usual = play(flow, { lookup: { ...answer, askCode: 'off' } });
  const told = play(flow, world);
  expect(told).toEqual([...usual.slice(0, 3), ...way, ...usual.slice(3)]);
  const failing = play(flow, { ...world, fails: ['ask-code', 'keep-code'] });
  expect(failing.at(-1)).toBe('enters the queue');
});

test('what a language has no redaction for is recorded, and not analysed', () => {
  for (const language of spokenLanguages) {
    const told = play(flow, { lookup: { ...answer, language, record: 'on' } });
    const { analysis, tag } = languages[language];
    expect(told).toContain(analysis === 'redacted' ? `record both, analysed in ${tag}` : 'record both');
  }
  const analysed = flow.Actions.flatMap(({ Parameters }) =>
    'AnalyticsBehavior' in Parameters ? [Parameters.AnalyticsBehavior] : [],
  );
  expect(analysed).toHaveLength(2);
  for (const behavior of analysed) {
    expect(behavior).toMatchObject({
      Enabled: 'True',
      AnalyticsRedactionBehavior: 'Enabled',
      AnalyticsRedactionResults: 'RedactedOnly',
    });
  }
});

test('what is not to be recorded is recorded by neither switch', () => {
  expect(actions.get('record-nothing')?.Parameters).toEqual({
    RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: 'Disabled' },
  });
});

test('the lookup is given less time than Amazon Connect allows', () => {
  expect(actions.get('lookup')?.Parameters).toEqual({
    LambdaFunctionARN: 'arn:lookup',
    InvocationTimeLimitSeconds: '4',
    ResponseValidation: { ResponseType: 'STRING_MAP' },
  });
});

test('phones outside see the tracking number, also when the caller withholds the own one', () => {
  const rings = flow.Actions.filter(({ Type }) => Type === 'TransferParticipantToThirdParty');
  expect(rings).toHaveLength(8);
  for (const { Parameters } of rings) {
    expect(Parameters).toMatchObject({
      CallerId: { Number: '$.SystemEndpoint.Address' },
      ContinueFlowExecution: 'True',
    });
  }
});

test('the flow marks no call by itself, and takes no mark away', () => {
  const kept = flow.Actions.flatMap(({ Parameters }: FlowAction) =>
    'Attributes' in Parameters ? Object.keys(Parameters.Attributes ?? {}) : [],
  );
  expect(kept).not.toContain('leaseline_mark');
});
