import { Webhook } from 'standardwebhooks';
import type { BuildInput, EventInput } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { webhook } from '../../../../../lambdas/deliveries/destinations/webhook/webhook.ts';
import type { StoredEvent } from '../../../../../lambdas/events/event.ts';
import { eventMessages } from '../../../../../lambdas/events/event-message.ts';
import { type EventType, eventType } from '../../../../../lambdas/events/event-type.ts';
import { buildInput, now, someCall } from '../../delivery-samples.ts';

type Settings = ReturnType<(typeof webhook)['settings']['parse']>;

const key = (fill: number) => `whsec_${Buffer.alloc(24, fill).toString('base64')}`;
const url = 'https://tool.example/in';

const event = (more: Partial<StoredEvent> = {}): StoredEvent => ({
  id: 'e0123456789abcdefghijklmnop',
  call: 'call-1',
  site: 'shop',
  type: 'call.started',
  revision: 1,
  occurredAt: someCall().startedAt,
  digest: '',
  destinations: ['hook'],
  ...more,
});

const parked = { id: 'd1', destination: 'ads', reason: 'rejected: no', attempts: 1, conversion: 'c1' };

function told(told: Partial<StoredEvent>, settings: Partial<Settings> = {}, signing: string | string[] = key(1)) {
  const {
    kind: _kind,
    conversion: _conversion,
    ...rest
  }: BuildInput<never, never> = buildInput<never, never>(undefined as never, undefined as never);
  const input: EventInput<Settings, { signing: string }> = {
    ...rest,
    settings: webhook.settings.parse({ url, events: eventType.options, ...settings }),
    secrets: webhook.secrets.parse({ signing }) as { signing: string },
    event: event(told),
  };
  return webhook.buildEvent!(input);
}

function request(...from: Parameters<typeof told>) {
  const built = told(...from);
  if (built.kind !== 'request') throw new Error(`built ${built.kind}`);
  return built.request;
}

beforeEach(() => jest.useFakeTimers({ now }));
afterEach(() => jest.useRealTimers());

test.each(['call.started', 'call.matched', 'call.completed', 'call.qualified'] as const)(
  '%s tells the call, its match and its visit',
  (type) => {
    const { body } = request({ type, revision: 3 });
    const message = eventMessages[type].strict().parse(JSON.parse(body!));
    expect(message).toMatchObject({
      id: 'd0123456789abcdefghijklmnop_3',
      type,
      timestamp: '2026-11-20T14:00:00.000Z',
      schemaVersion: 1,
      data: {
        site: 'shop',
        revision: 3,
        call: { id: 'call-1' },
        match: { method: 'lease' },
        visit: { visitor: 'anna' },
      },
    });
  },
);

test('a parked delivery is told with what it was to tell, and where', () => {
  const message = JSON.parse(request({ type: 'delivery.parked', parked }).body!);
  expect(eventMessages['delivery.parked'].strict().parse(message).data).toMatchObject({
    call: { id: 'call-1' },
    parked: { delivery: 'd1', destination: 'ads', reason: 'rejected: no', attempts: 1, conversion: 'c1', event: null },
  });
});

test('the id is the same at every attempt, another for each revision, and in the body as in the header', () => {
  const [first, second] = [request({}), request({ revision: 2 })];
  expect(request({}).headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(second.headers['webhook-id']).not.toBe(first.headers['webhook-id']);
  expect(JSON.parse(first.body!).id).toBe(first.headers['webhook-id']);
});

test('each of several secrets signs, so that a receiver verifies by the one that it has', () => {
  const { headers, body } = request({}, {}, [key(2), key(1)]);
  expect(headers['webhook-signature']!.split(' ')).toHaveLength(2);
  for (const fill of [1, 2]) {
    expect(new Webhook(key(fill)).verify(body!, headers)).toMatchObject({ type: 'call.started' });
  }
  expect(() => new Webhook(key(3)).verify(body!, headers)).toThrow('No matching signature');
});

test('up to five secrets are taken, as a list or as they are kept', () => {
  const kept = (signing: unknown) => webhook.secrets.safeParse({ signing }).data;
  const two = { signing: `${key(1)} ${key(2)}` };
  expect(kept([key(1), key(2)])).toEqual(two);
  expect(kept(two.signing)).toEqual(two);
  expect(kept(key(1))).toEqual({ signing: key(1) });
  expect(kept([1, 2, 3, 4, 5, 6].map(key))).toBeUndefined();
  expect(kept([])).toBeUndefined();
  expect(kept([key(1), 'whsec_short'])).toBeUndefined();
});

const conversion = (kind: 'new' | 'restate' | 'retract', events?: EventType[]) =>
  webhook.build(buildInput(webhook.settings.parse({ url, events }), { signing: key(1) }, { kind }) as never).kind;

test('without a subscription it hears of conversions; with one, of what it names', () => {
  expect(conversion('new')).toBe('request');
  expect(conversion('new', ['call.started'])).toBe('skip');
  expect(conversion('restate', ['conversion.updated'])).toBe('request');
  expect(told({ type: 'call.matched' }, { events: ['call.started'] })).toMatchObject({
    kind: 'skip',
    reason: 'the webhook does not subscribe to call.matched',
    countsAsTold: true,
  });
});

test('what it subscribes to for the whole site leaves out what comes from rules', () => {
  const subscriptions = (events?: EventType[]) => webhook.subscriptions!({ url, ...(events && { events }) });
  expect(subscriptions()).toEqual([]);
  expect(subscriptions(['conversion.created', 'call.started', 'delivery.parked'])).toEqual([
    'call.started',
    'delivery.parked',
  ]);
});

test.each([[[]], [['call.gone']], [['call.started', 'call.started']]])('events %j are refused', (events) => {
  expect(webhook.settings.safeParse({ url, events }).success).toBe(false);
});

test('a parked delivery of which a newer version wrote nothing that is known is told all the same', () => {
  const { data } = JSON.parse(request({ type: 'delivery.parked' }).body!);
  expect(data.parked).toEqual({
    delivery: '',
    destination: '',
    reason: '',
    attempts: 0,
    conversion: null,
    event: null,
  });
  const event = { ...parked, conversion: undefined, event: 'call.started' } as unknown as typeof parked;
  expect(JSON.parse(request({ type: 'delivery.parked', parked: event }).body!).data.parked).toMatchObject({
    conversion: null,
    event: 'call.started',
  });
});

test('only what somebody sends to try the address out says that it is a test', () => {
  const input = buildInput(webhook.settings.parse({ url }), { signing: key(1) }, { isTest: true }) as never;
  const built = webhook.build(input);
  expect(built.kind === 'request' && JSON.parse(built.request.body!)).toMatchObject({ test: true });
  expect(JSON.parse(request({}).body!)).not.toHaveProperty('test');
});
