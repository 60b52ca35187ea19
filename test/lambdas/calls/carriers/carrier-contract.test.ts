import fc from 'fast-check';
import * as z from 'zod/mini';
import type { Carrier, SignedRequest } from '../../../../lambdas/calls/carriers/carrier.ts';
import { accountCarriers, carriers } from '../../../../lambdas/calls/carriers/registry.ts';
import { fold } from '../../../../lambdas/calls/fold/fold.ts';
import { type Observation, observation } from '../../../../lambdas/calls/observation.ts';
import { type CallRoute, defaultRoute } from '../../../../lambdas/calls/routing/call-route.ts';
import { carrierSamples, type SentPayload } from './carrier-samples.ts';
import { mutations } from './connect/mutations.ts';

const now = Date.parse('2025-11-20T15:00:00Z');

test('every carrier has samples, and is registered by its own type', () => {
  expect(Object.keys(carrierSamples).toSorted()).toEqual([...carriers.keys()].toSorted());
  expect([...carriers].filter(([type, carrier]) => type !== carrier.type)).toEqual([]);
});

describe.each([...carriers])('%s', (type, carrier: Carrier<unknown, unknown>) => {
  const sample = carrierSamples[type]!;
  const settings = carrier.settings.parse(sample.settings);
  const { write = (payload: unknown) => JSON.stringify(payload) ?? '' } = sample;
  const textOf = (payload: unknown) => (typeof payload === 'string' ? payload : write(payload));
  const read = ({ hook, payload }: SentPayload, account = 'pbx', at = now) =>
    carrier.read({ account, hook, settings, raw: textOf(payload) }, at);
  const observed = (sent: SentPayload, account = 'pbx', at = now): readonly Observation[] => {
    const parsed = read(sent, account, at);
    if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
    return parsed.observations;
  };

  test('settings and secrets are parsed, and neither takes what it does not know', () => {
    expect(carrier.secrets.safeParse(sample.secrets).success).toBe(true);
    expect(carrier.secrets.safeParse({ ...Object(sample.secrets), unknown: 'x' }).success).toBe(false);
  });

  test('payloads say observations of one call that fit the stored form', () => {
    const all = sample.payloads.flatMap((sent) => observed(sent));
    for (const one of all)
      expect(z.strictObject(observation.shape).parse(one)).toEqual(JSON.parse(JSON.stringify(one)));
    expect(new Set(all.map((one) => one.carrier))).toEqual(new Set([type]));
    expect(new Set(all.map((one) => one.call)).size).toBe(1);
    const call = fold(all, { now, graceSeconds: 0 });
    expect(call).toMatchObject({ carrier: type, status: 'completed', final: true, direction: 'inbound' });
    expect(call).toMatchObject({ trackedNumber: expect.any(String), caller: { kind: 'number' } });
  });

  test('the same payload says the same whenever it comes, but for what has no time of its own', () => {
    for (const sent of sample.payloads) {
      const [once, again] = [observed(sent), observed(sent, 'pbx', now + 90_000)].map(withoutReceipt);
      expect(again).toEqual(once);
    }
  });

  test('whatever the order, and however often each comes, the call is the same', () => {
    const all = sample.payloads.flatMap((sent) => observed(sent));
    const view = (told: readonly Observation[]) => fold(told, { now, graceSeconds: 0 });
    const told = fc
      .array(fc.constantFrom(...all), { maxLength: 12 })
      .chain((more) => fc.shuffledSubarray([...all, ...more], { minLength: all.length + more.length }));
    fc.assert(fc.property(told, (shuffled) => expect(view(shuffled)).toEqual(view(all))));
  });

  test('what is of no concern is ignored, and the reason names it', () => {
    expect(read(sample.ofNoConcern)).toEqual({ ignored: expect.stringContaining(sample.ofNoConcern.named) });
  });

  test('whatever came, it is read, ignored or malformed; reasons repeat nothing private; nothing is thrown', () => {
    const sent = fc.oneof(
      fc
        .constantFrom(...sample.payloads)
        .chain(({ hook, payload }) => mutations(payload).map((changed): SentPayload => ({ hook, payload: changed }))),
      fc.record({
        hook: fc.constantFrom(...sample.payloads.map(({ hook }) => hook), 'nowhere', 'constructor'),
        payload: fc.oneof(fc.string(), fc.json(), fc.constantFrom('', '\uFEFF{}', '[]', '"', '{"id":"\\ud83d"}')),
      }),
    );
    fc.assert(
      fc.property(sent, (one) => {
        const parsed = read(one);
        const said = 'observations' in parsed ? parsed.observations : [];
        expect(said.map((each) => observation.safeParse(each).success)).not.toContain(false);
        expect('observations' in parsed ? '' : JSON.stringify(parsed)).not.toMatch(/\d{6}/);
      }),
    );
  });

  const rich: CallRoute = {
    ...defaultRoute('pbx-1'),
    found: true,
    action: 'phones',
    queue: 'q',
    phones: ['+12025550151', '+12025550152'],
    source: 'google',
    medium: 'cpc',
  };

  const asking = (hook: string, raw = '') => ({
    hook,
    settings,
    url: `https://calls.example/v1/carriers/pbx/${hook}`,
    raw,
  });

  test('who asks is answered, with the same keys whatever is known, and with no gaps', () => {
    expect(carrier.answer !== undefined || !carrier.hooks.some(({ asks }) => asks)).toBe(true);
    const answers = [defaultRoute(), rich].flatMap((route) => carrier.answer?.(route, asking('ask')) ?? []);
    const bodies = answers.map((answer) => ('body' in answer ? answer.body : { text: answer.text || undefined }));
    expect(bodies.flatMap((body) => Object.values(body))).not.toContain(undefined);
    expect(new Set(bodies.map((body) => Object.keys(body).join())).size).toBeLessThanOrEqual(1);
  });

  test('who asks how a call goes on is answered, whatever came', () => {
    const proceeding = carrier.hooks.filter(({ proceeds }) => proceeds).map(({ name }) => name);
    expect(carrier.proceed === undefined).toBe(proceeding.length === 0);
    if (proceeding.length === 0) return;
    fc.assert(
      fc.property(fc.constantFrom(...proceeding), fc.string(), fc.string(), (hook, query, raw) => {
        const { url, ...rest } = asking(hook, raw);
        expect(carrier.proceed?.({ ...rest, url: `${url}?${query}` })).toBeDefined();
      }),
    );
  });

  if (!accountCarriers.has(type)) return;
  const access = { settings, secrets: carrier.secrets.parse(sample.secrets) };
  const body = textOf(sample.payloads.at(-1)!.payload);
  const verify = (request: SignedRequest, at = now) => carrier.verify(request, access, at);
  const signed: SignedRequest = { url: asking('calls').url, ...sample.sign!(body, now) };
  const { signedOf = (text: string) => text } = sample;
  const saysTheSame = (changed: SignedRequest) =>
    JSON.stringify([changed.headers, signedOf(Buffer.from(changed.body).toString())]) ===
    JSON.stringify([signed.headers, signedOf(body)]);

  test('two accounts never mean the same call', () => {
    for (const sent of sample.payloads) {
      for (const { call, leg } of observed(sent, 'north'))
        expect([call, leg]).toEqual([call, leg].map(startsWith('north-')));
    }
  });

  test('what the carrier signed is genuine, for as long as its scheme says', () => {
    expect(verify(signed)).toBe('genuine');
    const ways = sample.window === undefined ? [] : [-1000, 1000];
    const { window = 0 } = sample;
    expect(ways.map((way) => verify(signed, now + way * window))).toEqual(ways.map(() => 'genuine'));
    expect(ways.map((way) => verify(signed, now + way * (window + 1)))).toEqual(ways.map(() => 'replayed'));
  });

  test('whatever is changed, cut or left out, it is forged', () => {
    const bodies = fc.oneof(
      fc.nat(body.length - 1).map((at): SignedRequest => ({ ...signed, body: signed.body.slice(0, at) })),
      fc.tuple(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]): SignedRequest => {
        const changed = Uint8Array.from(signed.body);
        changed[at] = changed[at]! ^ by;
        return { ...signed, body: changed };
      }),
    );
    const headers = fc.oneof(
      fc.constantFrom(...Object.keys(signed.headers)).map((name): SignedRequest => {
        const { [name]: _left, ...headers } = signed.headers;
        return { ...signed, headers };
      }),
      fc
        .tuple(fc.constantFrom(...Object.keys(signed.headers)), fc.string())
        .filter(
          ([name, value]) => !(signed.headers[name] ?? '').split(' ').every((part) => value.split(' ').includes(part)),
        )
        .map(([name, value]): SignedRequest => ({ ...signed, headers: { ...signed.headers, [name]: value } })),
    );
    const changes = sample.isBodyUnsigned ? headers : fc.oneof(bodies, headers);
    fc.assert(
      fc.property(changes, (changed) => expect(verify(changed)).toBe(saysTheSame(changed) ? 'genuine' : 'forged')),
    );
  });
});

/** A lookup is about now: nothing but its receipt says when it was so. */
function withoutReceipt(observations: readonly Observation[]) {
  return observations.map(({ version, ...rest }) => (rest.source === 'lookup' ? rest : { ...rest, version }));
}

function startsWith(prefix: string): (text: string) => unknown {
  return () => expect.stringMatching(new RegExp(`^${prefix}`));
}
