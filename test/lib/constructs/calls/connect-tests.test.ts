import { languages } from '../../../../lambdas/calls/spoken/languages.ts';
import { flowTests } from '../../../../lib/constructs/calls/test-cases.ts';
import { one, template, withConnect } from '../../synthesize.ts';

const arns = { lookupFunction: 'arn:lookup', defaultQueue: 'arn:default-queue' };
const withoutQueue = { ...arns, defaultQueue: undefined };

interface Observation {
  readonly Identifier: string;
  readonly Event: { readonly Type: string; readonly Properties: object };
  readonly Actions: readonly {
    readonly Identifier: string;
    readonly Type: string;
    readonly Transitions: { NextAction?: string };
  }[];
  readonly Transitions: { readonly NextObservations: readonly string[] };
}
const observations = ({ content }: ReturnType<typeof flowTests>[number]): Observation[] =>
  JSON.parse(JSON.stringify(content)).Observations;

const all = [...flowTests(arns), ...flowTests(withoutQueue)];

test.each(all.map((one) => [one.name, one] as const))('the test "%s" is one way through, and ends itself', (_, one) => {
  const steps = observations(one);
  expect(steps[0]?.Event.Type).toBe('TestInitiated');
  for (const [index, { Actions, Transitions }] of steps.entries()) {
    const next = steps[index + 1]?.Identifier;
    expect(Transitions.NextObservations).toEqual(next === undefined ? [] : [next]);
    for (const [at, action] of Actions.entries()) {
      const following = Actions[at + 1]?.Identifier;
      expect(action.Transitions).toEqual(following === undefined ? {} : { NextAction: following });
    }
  }
  expect(steps.at(-1)?.Actions.at(-1)).toMatchObject({ Type: 'TestControl' });
  const ids = steps.flatMap((step) => [step.Identifier, ...step.Actions.map((action) => action.Identifier)]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('no simulated call gets into a queue: with one, that is made to fail before anything else', () => {
  for (const one of flowTests(arns)) {
    expect(observations(one)[0]?.Actions[0]).toMatchObject({
      Type: 'OverrideSystemBehavior',
      Parameters: {
        Behavior: {
          Properties: {
            ActionType: 'TransferContactToQueue',
            ActionParameters: { QueueId: 'arn:default-queue' },
            Strategy: { Type: 'MockResponse', Response: { Type: 'Error', Error: { Value: 'NoMatchingError' } } },
          },
        },
      },
    });
  }
  expect(JSON.stringify(flowTests(withoutQueue))).not.toContain('TransferContactToQueue');
});

test('what each test asks for is what the flow keeps', () => {
  const expected = flowTests(arns).map((one) => {
    const last = observations(one).at(-1);
    return [one.name, last?.Event.Type, JSON.stringify(last?.Actions).match(/"Operand":"(\w+)"/)?.[1]];
  });
  expect(expected).toEqual([
    ['lookup answers', 'FlowActionStarted', 'answered'],
    ['lookup fails', 'FlowActionStarted', 'failed'],
    ['no default queue', 'MessageReceived', 'failed'],
  ]);
  expect(JSON.stringify(flowTests(arns)[2])).toContain(languages.en.nobody);
});

test('the stack has them, saved and not published, each call marked and by the flow', () => {
  const deployed = template(withConnect);
  const [flow] = one(deployed, 'AWS::Connect::ContactFlow', /Inbound/);
  const cases = Object.values(deployed.findResources('AWS::Connect::TestCase')).map(({ Properties }) => Properties);
  expect(cases.map(({ Name }) => String(Name)).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'Leaseline lookup answers',
    'Leaseline lookup fails',
    'Leaseline no default queue',
  ]);
  for (const { Status, InitializationData, EntryPoint } of cases) {
    expect(Status).toBe('SAVED');
    expect(JSON.parse(InitializationData)).toEqual({ Attributes: { leaseline_mark: 'test' }, SegmentAttributes: {} });
    expect(EntryPoint).toEqual({
      Type: 'VOICE_CALL',
      VoiceCallEntryPointParameters: { FlowId: { 'Fn::GetAtt': [flow, 'ContactFlowArn'] } },
    });
  }
});

test('a stage without tests, without a table, and without Amazon Connect', () => {
  const bare = template({ ...withConnect, connectTests: false, fallbackTable: false });
  for (const type of ['TestCase', 'DataTable', 'DataTableAttribute']) {
    expect(Object.keys(bare.findResources(`AWS::Connect::${type}`))).toEqual([]);
  }
  expect(JSON.stringify(bare.findResources('AWS::Connect::ContactFlow'))).not.toContain('DataTable');
  expect(JSON.stringify(template().toJSON())).not.toContain('AWS::Connect::');
});
