import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FlowAction } from '../../../../lib/constructs/calls/flow-actions.ts';
import { agentWhisperFlow, inboundFlow } from '../../../../lib/constructs/calls/inbound-flow.ts';
import { type FlowGraph, flowProblems } from '../../flow-problems.ts';

const samples = path.resolve(import.meta.dirname, '../../../fixtures/connect-flows');
const arns = { lookupFunction: 'arn:lookup', agentWhisperFlow: 'arn:whisper', defaultQueue: 'arn:default-queue' };
const flow = inboundFlow(arns);
const actions = new Map(flow.Actions.map((action) => [action.Identifier, action]));

test.each(readdirSync(samples).filter((file) => file.endsWith('.json')))(
  'the check of graphs accepts an exported flow: %s',
  (file) => {
    const exported: FlowGraph = JSON.parse(readFileSync(path.join(samples, file), 'utf8'));
    expect(exported.Actions.length).toBeGreaterThan(5);
    expect(flowProblems(exported)).toEqual([]);
  },
);

test('the check of graphs finds what is wrong', () => {
  const [first, ...others] = flow.Actions;
  const broken = {
    ...flow,
    Actions: [first!, ...others.filter(({ Identifier }) => Identifier !== 'enter-queue'), first!],
  };
  expect(flowProblems(broken)).toEqual(['lookup stands twice', 'enter-queue is not there']);
  expect(flowProblems({ ...flow, StartAction: 'nobody' })).toContain('nothing leads to lookup');
});

test.each([
  ['the inbound flow', flow],
  ['the inbound flow without a default queue', inboundFlow({ ...arns, defaultQueue: undefined })],
  ["the agent's whisper", agentWhisperFlow()],
])('%s is whole', (_, whole) => {
  expect(flowProblems(whole)).toEqual([]);
});

test.each([
  ['inbound', flow],
  ['whisper', agentWhisperFlow()],
])('every parameter of the %s flow is a text, or a group of texts', (_, { Actions }) => {
  const notText = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(notText)
      : typeof value === 'string'
        ? []
        : [value];
  expect(Actions.flatMap(({ Parameters }) => notText(Parameters))).toEqual([]);
});

test('a lookup that fails leads to the default queue', () => {
  expect(failedOf('lookup')).toBe('default-queue');
  expect(actions.get('default-queue')).toMatchObject({
    Type: 'UpdateContactTargetQueue',
    Parameters: { QueueId: 'arn:default-queue' },
    Transitions: { NextAction: 'enter-queue' },
  });
});

test('a caller whose queue or phones cannot be reached ends in the default queue, too', () => {
  expect(failedOf('queue')).toBe('default-queue');
  expect(failedOf('first-phone')).toBe('second-phone');
  expect(failedOf('second-phone')).toBe('default-queue');
});

test('without a default queue such a caller is told that nobody is there', () => {
  const without = inboundFlow({ ...arns, defaultQueue: undefined });
  expect(JSON.stringify(without)).not.toContain('default-queue');
  const lookup = without.Actions.find(({ Identifier }) => Identifier === 'lookup');
  expect(lookup?.Transitions.Errors).toEqual([{ NextAction: 'nobody', ErrorType: 'NoMatchingError' }]);
});

test('the lookup is given less time than Amazon Connect allows, and its texts are kept with the contact', () => {
  expect(actions.get('lookup')?.Parameters).toEqual({
    LambdaFunctionARN: 'arn:lookup',
    InvocationTimeLimitSeconds: '4',
    ResponseValidation: { ResponseType: 'STRING_MAP' },
  });
  expect(actions.get('attributes')?.Parameters).toMatchObject({
    Attributes: { leaseline_call: '$.External.callId', leaseline_whisper: '$.External.whisper' },
  });
  expect(JSON.stringify(agentWhisperFlow())).toContain('$.Attributes.leaseline_whisper');
});

test('phones outside see the tracking number, also when the caller withholds the own one', () => {
  expect(actions.get('first-phone')?.Parameters).toMatchObject({ CallerId: { Number: '$.SystemEndpoint.Address' } });
});

/** Where every error of the action leads. */
function failedOf(id: string): string {
  const { Errors = [] } = (actions.get(id) as FlowAction).Transitions;
  const [way, ...others] = new Set(Errors.map(({ NextAction }) => NextAction));
  expect(others).toEqual([]);
  return way!;
}
