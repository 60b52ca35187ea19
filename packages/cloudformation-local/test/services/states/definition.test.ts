import { definition, silentlyWrong, taskResources } from '../../../src/services/states/definition.ts';

const lambda = 'arn:aws:states:::lambda:invoke';
const machine = (state: object) => ({ StartAt: 'A', States: { A: { End: true, ...state } } });
const problems = (value: unknown) =>
  definition.safeParse(value).error?.issues.map((issue) => [issue.path.join('.'), issue.message].join(': ')) ?? [];

test('tasks are found with their resources', () => {
  const { States } = definition.parse({
    StartAt: 'A',
    States: {
      A: { Type: 'Task', Resource: lambda, Next: 'B' },
      B: { Type: 'Wait', Seconds: 1, Next: 'C' },
      C: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true },
    },
  });
  expect([...taskResources(States)]).toEqual([
    ['A', lambda],
    ['C', 'arn:aws:states:::sqs:sendMessage'],
  ]);
});

test.each([
  ['a language', { ...machine({ Type: 'Pass' }), QueryLanguage: 'JSONata' }, /^QueryLanguage/],
  ['a language of one state', machine({ Type: 'Pass', QueryLanguage: 'JSONata' }), /^States\.A\.QueryLanguage/],
  ['variables', machine({ Type: 'Pass', Assign: { x: 1 } }), /Assign/],
  [
    'an integration',
    machine({ Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem' }),
    /^States\.A\.Resource/,
  ],
  ['a callback', machine({ Type: 'Task', Resource: `${lambda}.waitForTaskToken` }), /^States\.A\.Resource/],
  ['a heartbeat', machine({ Type: 'Task', Resource: lambda, HeartbeatSeconds: 5 }), /HeartbeatSeconds/],
  ['a long wait', machine({ Type: 'Wait', Seconds: 25 * 86_400 }), /24 days/],
  ['a type', machine({ Type: 'Leap' }), /^States\.A\.Type/],
  ['a map', machine({ Type: 'Map', ItemProcessor: { StartAt: 'I', States: {} } }), /^States\.A\.Type/],
])('%s that runs differently here is refused by name', (_, value, message) => {
  expect(problems(value)).toEqual([expect.stringMatching(message)]);
});

test('a wait of 24 days is accepted', () => {
  expect(problems(machine({ Type: 'Wait', Seconds: 24 * 86_400 }))).toEqual([]);
});

test('what would silently go wrong is found in the text', () => {
  expect(silentlyWrong('{"x":"{% 1 %}"}')).toMatch(/JSONata/);
  expect(silentlyWrong('{"x.$":"$$.Task.Token"}')).toMatch(/\$\$\.Task/);
  expect(silentlyWrong('{"x.$":"$$.Execution.Id"}')).toBeUndefined();
});
