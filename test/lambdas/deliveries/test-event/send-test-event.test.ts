import { Webhook } from 'standardwebhooks';
import type { HttpRequest } from '../../../../lambdas/deliveries/destinations/destination.ts';
import type { Answer } from '../../../../lambdas/deliveries/send-request.ts';
import { sendTestEvent } from '../../../../lambdas/deliveries/test-event/send-test-event.ts';
import { eventMessages } from '../../../../lambdas/events/event-message.ts';
import { eventType } from '../../../../lambdas/events/event-type.ts';
import { now } from '../delivery-samples.ts';

const signing = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const hook = {
  type: 'webhook',
  site: 'my-shop',
  settings: { url: 'https://tool.example/in', events: ['call.matched'] },
};
const answered = (status: number): Answer => ({ kind: 'response', response: { status, headers: {}, body: '' } });

async function tried(
  type: (typeof eventType.options)[number],
  answer: Answer = answered(200),
  { destination = hook, secrets = { signing } as unknown } = {},
) {
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest) => (sent.push(request), answer);
  const result = await sendTestEvent({ type, id: 'test-1' }, destination, { secrets, send, now });
  return { result, sent };
}

beforeEach(() => jest.useFakeTimers({ now }));
afterEach(() => jest.useRealTimers());

test.each(eventType.options)('%s: a signed sample that says that it is a test, of the very site', async (type) => {
  const { result, sent } = await tried(type);
  expect(result).toEqual({ delivered: true, status: 200 });
  const [{ url, headers, body }] = sent as [HttpRequest];
  expect(url).toBe('https://tool.example/in');
  const message = eventMessages[type].parse(new Webhook(signing).verify(body!, headers));
  expect(message).toMatchObject({ type, test: true, data: { site: 'my-shop', delivery: 'test-1' } });
  expect(message.id).toMatch(/^test-1_\d$/);
  expect(headers['webhook-id']).toBe(message.id);
});

test('what the receiver said is told, and nothing is sent twice', async () => {
  const { result, sent } = await tried('call.started', answered(500));
  expect(result).toEqual({ delivered: false, status: 500, detail: 'the receiver answered 500' });
  expect(sent).toHaveLength(1);
  const nobody = { kind: 'not-sent', detail: 'nobody listens at the address', refused: false } as const;
  expect((await tried('call.started', nobody)).result).toEqual({
    delivered: false,
    detail: 'nobody listens at the address',
  });
});

test('nothing is sent to what is no webhook, or without its secrets', async () => {
  const mail = { type: 'email', site: 'my-shop', settings: { to: ['a@shop.example'] } as never };
  for (const more of [{ destination: mail }, { secrets: {} }]) {
    const { result, sent } = await tried('call.started', answered(200), more);
    expect([result.delivered, sent]).toEqual([false, []]);
  }
});
