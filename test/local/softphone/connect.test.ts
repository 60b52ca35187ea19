import type { Invocation, LocalStack } from 'cloudformation-local';
import { connectTo } from '../../../local/softphone/connect.ts';
import { findInstanceArn } from '../../../local/softphone/instance.ts';

/** A stack with one function that answers with these, one after the other; it keeps the events. */
function stackWith(...answers: Invocation[]) {
  const events: unknown[] = [];
  const invoke = async (event: unknown) => {
    events.push(event);
    return answers[events.length - 1] ?? answers.at(-1)!;
  };
  const lookup = { name: 'lookup', arn: 'arn', timeoutSeconds: 3, invoke };
  const find = (name: string) => (name === 'lookup' ? lookup : undefined);
  const stack = { region: 'us-east-1', clientEnvironment: {}, functions: { find, list: () => [lookup] } };
  return { stack: stack as unknown as LocalStack, events };
}

const connect = (stack: LocalStack, lookupFunction = 'lookup') =>
  connectTo(stack, { lookupFunction, eventBus: 'default', recordStream: 'records' });
const broken: Invocation = { ok: false, error: { errorType: 'Runtime.ExitError', errorMessage: 'killed' } };

test('the lookup is tried three times, with the same event', async () => {
  const { stack, events } = stackWith(broken, broken, { ok: true, payload: { action: 'queue' } });
  const event = { Name: 'ContactFlowEvent' };
  expect(await connect(stack).lookUp(event)).toMatchObject({ state: 'answered', answer: { action: 'queue' } });
  expect(events).toEqual([event, event, event]);
});

test('then the flow goes on without', async () => {
  const { stack, events } = stackWith(broken);
  expect(await connect(stack).lookUp({})).toMatchObject({ state: 'failed', reason: 'Runtime.ExitError: killed' });
  expect(events).toHaveLength(3);
  expect(await connect(stack, 'nobody').lookUp({})).toMatchObject({ state: 'failed' });
});

test.each([[{ nested: {} }], [null], ['text'], [{ number: 1 }], [{ long: 'x'.repeat(33_000) }]])(
  'a flow takes flat texts of at most 32 KB only (%#)',
  async (payload) => {
    const { stack } = stackWith({ ok: true, payload });
    expect(await connect(stack).lookUp({})).toMatchObject({ state: 'failed' });
  },
);

test('the instance is found wherever the template names it', () => {
  const arn = 'arn:aws:connect:eu-central-1:111122223333:instance/00000000-0000-4000-8000-000000000000';
  expect(findInstanceArn([{ Properties: { a: 1, b: [null, { SourceArn: arn }] } }])).toBe(arn);
  expect(findInstanceArn([{ Properties: { QueueArn: `${arn}/queue/1` } }])).toBeUndefined();
});
