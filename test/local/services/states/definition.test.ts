import { definition, silentlyWrong, taskResources } from '../../../../local/services/states/definition.ts';

const lambda = 'arn:aws:states:::lambda:invoke';
const machine = (state: object) => ({ StartAt: 'A', States: { A: { End: true, ...state } } });
const problems = (value: unknown) =>
  definition.safeParse(value).error?.issues.map((issue) => [issue.path.join('.'), issue.message].join(': ')) ?? [];

test('tasks are found in branches and maps too', () => {
  const inner = (name: string, Resource: string) => ({
    StartAt: name,
    States: { [name]: { Type: 'Task', Resource, End: true } },
  });
  const parsed = definition.parse({
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        Branches: [inner('B1', lambda), inner('B2', 'arn:aws:states:::sqs:sendMessage')],
        Next: 'M',
      },
      M: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...inner('I', lambda) }, End: true },
    },
  });
  expect([...taskResources(parsed.States).keys()]).toEqual(['B1', 'B2', 'I']);
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
  [
    'a distributed map',
    machine({ Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'I', States: {} } }),
    /ProcessorConfig\.Mode/,
  ],
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
