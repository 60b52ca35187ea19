import { Webhook } from 'standardwebhooks';
import type { Email, HttpRequest } from '../../../../lambdas/deliveries/destinations/destination.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import type { Answer } from '../../../../lambdas/deliveries/send-request.ts';
import { sendTest, type Test } from '../../../../lambdas/deliveries/trial/send-test.ts';
import { eventMessages } from '../../../../lambdas/events/event-message.ts';
import { eventType } from '../../../../lambdas/events/event-type.ts';
import type { EmailAnswer } from '../../../../lambdas/platform/aws/email.ts';
import { now, shop } from '../delivery-samples.ts';
import { destinationSamples } from '../destinations/destination-samples.ts';

const signing = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const hook = { type: 'webhook', settings: { url: 'https://tool.example/in', events: ['call.matched'] } };
const answered = (status: number, body = ''): Answer => ({ kind: 'response', response: { status, headers: {}, body } });

interface World {
  readonly destination?: { readonly type: string; readonly settings: Record<string, unknown> };
  readonly secrets?: unknown;
  readonly answers?: readonly Answer[];
  readonly mail?: EmailAnswer;
  readonly millisecondsEach?: number;
}

async function tried(test: Partial<Test> = {}, world: World = {}) {
  const {
    destination = hook,
    secrets = { signing },
    mail = { kind: 'sent', messageId: 'm' },
    millisecondsEach = 0,
  } = world;
  const answers = [...(world.answers ?? [answered(200)])];
  const sent: HttpRequest[] = [];
  const mails: Email[] = [];
  const patience: number[] = [];
  let time = now;
  const send = async (request: HttpRequest, timeoutMs: number): Promise<Answer> => {
    sent.push(request);
    patience.push(timeoutMs);
    time += millisecondsEach;
    return answers.shift() ?? answered(500);
  };
  const sendEmail = async (email: Email) => (mails.push(email), mail);
  const result = await sendTest({ id: 'test-1', ...test }, { destination, secrets, site: shop }, destinations, {
    send,
    sendEmail,
    emailFrom: 'calls@shop.example',
    now: () => time,
  });
  return { result, sent, mails, patience };
}

beforeEach(() => jest.useFakeTimers({ now }));
afterEach(() => jest.useRealTimers());

test.each(eventType.options)('%s: a signed sample that says that it is a test, of the very site', async (type) => {
  const { result, sent } = await tried({ type });
  expect(result).toEqual({ passed: true, outcome: 'delivered', detail: expect.stringContaining('test'), status: 200 });
  const [{ url, headers, body }] = sent as [HttpRequest];
  expect(url).toBe('https://tool.example/in');
  const message = eventMessages[type].parse(new Webhook(signing).verify(body!, headers));
  expect(message).toMatchObject({ type, test: true, data: { site: 'shop', delivery: 'test-1' } });
  expect(message.id).toMatch(/^test-1_\d$/);
  expect(headers['webhook-id']).toBe(message.id);
});

test('an example conversion is one of just now, and says that it is a test', async () => {
  const { sent } = await tried();
  expect(JSON.parse(sent[0]!.body!)).toMatchObject({
    type: 'conversion.created',
    test: true,
    timestamp: new Date(now - 201_000).toISOString(),
    data: { site: 'shop', conversion: { id: 'test-1', value: { currency: 'EUR' } } },
  });
});

test('what the receiver said is told, and nothing is sent twice', async () => {
  const { result, sent } = await tried({}, { answers: [answered(500)] });
  const detail = 'the receiver answered 500';
  expect(result).toEqual({ passed: false, outcome: 'transient', status: 500, detail });
  expect(sent).toHaveLength(1);
  const nobody = { kind: 'not-sent', detail: 'nobody listens at the address', refused: false } as const;
  expect((await tried({}, { answers: [nobody] })).result).toEqual({
    passed: false,
    outcome: 'transient',
    detail: 'nobody listens at the address',
  });
  const lost = { kind: 'no-answer', detail: 'no answer in time' } as const;
  expect((await tried({}, { answers: [lost] })).result).toMatchObject({ passed: false, outcome: 'unknown' });
});

test('nothing is sent with settings or secrets that do not fit, and it is said which', async () => {
  const google = { type: 'google-ads', settings: { customerId: 'x' } };
  const worlds: readonly (readonly [World, string])[] = [
    [{ secrets: {} }, 'secrets'],
    [{ secrets: null }, 'secrets'],
    [{ destination: google }, 'customerId'],
    [{ destination: { type: 'of-a-newer-version', settings: {} } }, 'knows no such kind'],
  ];
  for (const [world, why] of worlds) {
    const { result, sent } = await tried({}, world);
    expect([result.passed, result.detail, sent]).toEqual([false, expect.stringContaining(why), []]);
  }
});

test('a mail says that it is a test; what the mail service said is told', async () => {
  const team = { destination: { type: 'email', settings: { to: ['team@shop.example'] } }, secrets: {} };
  const { result, mails } = await tried({}, team);
  expect(result).toMatchObject({ passed: true, outcome: 'delivered' });
  expect(mails).toMatchObject([{ to: ['team@shop.example'], subject: expect.stringMatching(/^Test: Shop:/) }]);
  expect(mails[0]!.text).toContain('nobody called');
  const refused = { kind: 'refused', error: 'MessageRejected', passing: false } as const;
  expect((await tried({}, { ...team, mail: refused })).result).toMatchObject({
    passed: false,
    detail: expect.stringContaining('MessageRejected'),
  });
  expect((await tried({ type: 'call.started' }, team)).result).toMatchObject({ passed: false, outcome: 'skipped' });
});

describe('with an access token', () => {
  const { settings, secrets } = destinationSamples['google-ads']!;
  const google = { destination: { type: 'google-ads', settings: settings as Record<string, unknown> }, secrets };
  const token = answered(200, '{"access_token":"token-1","expires_in":3600}');

  test('one is got with the secrets as they are, and the receiver checks only', async () => {
    const { result, sent, patience } = await tried(
      {},
      { ...google, answers: [token, answered(200, '{"requestId":"r"}')], millisecondsEach: 4000 },
    );
    expect(result).toMatchObject({
      passed: true,
      outcome: 'accepted',
      detail: expect.stringContaining('keeps nothing'),
      status: 200,
    });
    expect(sent.map(({ url }) => new URL(url).host)).toEqual(['tokens.example', 'data.example']);
    expect(JSON.parse(sent[1]!.body!)).toMatchObject({ validateOnly: true, events: [{ transactionId: 'test-1' }] });
    // What the token took is missing for the rest: somebody waits.
    expect(patience).toEqual([15_000, 11_000]);
  });

  test('refused secrets are told, and nothing of the example is sent', async () => {
    const { result, sent } = await tried({}, { ...google, answers: [answered(401, '{"error":"invalid_client"}')] });
    expect(result).toMatchObject({ passed: false, outcome: 'auth', status: 401 });
    expect(sent).toHaveLength(1);
  });

  test('a refusal names the field', async () => {
    const refusal = {
      error: {
        status: 'INVALID_ARGUMENT',
        details: [{ fieldViolations: [{ field: 'destinations[0]', reason: 'NOT_FOUND' }] }],
      },
    };
    const { result } = await tried({}, { ...google, answers: [token, answered(400, JSON.stringify(refusal))] });
    expect(result).toMatchObject({
      passed: false,
      outcome: 'rejected',
      detail: expect.stringMatching(/^destinations\[0\]: .*NOT_FOUND/),
    });
  });
});

test.each([...destinations].filter(([, { trial }]) => trial !== undefined))(
  '%s: the example has all that it needs, and differs from a real conversion',
  async (type) => {
    const { settings, secrets } = destinationSamples[type]!;
    const destination = { type, settings: settings as Record<string, unknown> };
    const token = answered(200, '{"access_token":"token-1","token_type":"Bearer","expires_in":3600}');
    const { result, sent, mails } = await tried({}, { destination, secrets, answers: [token, answered(200)] });
    expect(result.outcome).not.toBe('skipped');
    expect(sent.length + mails.length).toBeGreaterThan(0);
    expect(JSON.stringify([sent, mails])).toMatch(/test|valid/i);
  },
);
