import type { CarrierRequest } from '../../../lambdas/calls/carriers/receive-request.ts';
import { receiver } from '../../../lambdas/calls/carriers/receive-request.ts';
import { accountCarriers } from '../../../lambdas/calls/carriers/registry.ts';
import { fold } from '../../../lambdas/calls/fold/fold.ts';
import type { Observation } from '../../../lambdas/calls/observation.ts';
import { type CallRoute, defaultRoute } from '../../../lambdas/calls/routing/call-route.ts';
import { carrierSoftphone } from '../../../local/softphone/carriers/carrier-softphone.ts';
import { telnyxPublicKey } from '../../../local/softphone/carriers/sign.ts';

const url = 'http://localhost:8787';
const number = '+12025550100';
const caller = '+12025550123';
const phones = ['+12025550151', '+12025550152'];
const secretsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  twilio: { authToken: '0123456789abcdef0123456789abcdef' },
  telnyx: { publicKey: telnyxPublicKey },
  generic: { signing: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
};

/** The product that listens, at a clock of the test's own, and what it made of what it was told. */
function stage(type: string, route: Partial<CallRoute> = {}) {
  const observations: Observation[] = [];
  const refused: string[] = [];
  const account = { id: 'desk', type, settings: {}, secretNames: [], secretsAt: 'a', version: 1 };
  const receive = receiver({
    carriers: accountCarriers,
    findAccount: async () => account,
    readSecrets: async () => secretsOf[type],
  });
  const send = async (address: string, { headers, body }: RequestInit) => {
    const [, , , , , , hook = ''] = address.replace(/\?.*/, '').split('/');
    const request: CarrierRequest = {
      account: 'desk',
      hook,
      url: address,
      headers: headers as Record<string, string>,
      query: {},
      body: Buffer.from(body as string),
    };
    const received = await receive(request, Date.now());
    if (!('answer' in received)) {
      if (received.kind !== 'ignored') refused.push(received.kind);
      return new Response('', { status: 400 });
    }
    if ('observations' in received) observations.push(...received.observations);
    const wanted: CallRoute = { ...defaultRoute('desk-1'), action: 'phones', phones, ringSeconds: 10, ...route };
    const answer = received.kind === 'proceed' ? received.answer : received.answer(wanted);
    return new Response('body' in answer ? JSON.stringify(answer.body) : answer.text);
  };
  const waiting: { readonly at: number; readonly work: () => Promise<void> }[] = [];
  const softphone = carrierSoftphone({
    accounts: {
      list: async () => [],
      find: async (id) => (id === 'desk' ? { id, type, secrets: secretsOf[type] ?? {} } : undefined),
    },
    url,
    send: send as typeof fetch,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    after: (milliseconds, work) => void waiting.push({ at: Date.now() + milliseconds, work }),
  });
  /** Lets the time pass, and does what is due meanwhile. */
  const pass = async (milliseconds: number) => {
    const until = Date.now() + milliseconds;
    for (;;) {
      const due = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      waiting.splice(waiting.indexOf(due), 1);
      jest.setSystemTime(Math.max(Date.now(), due.at));
      await due.work();
    }
    jest.setSystemTime(until);
  };
  const call = () => fold(observations, { now: Date.now(), graceSeconds: 0 });
  return { softphone, pass, call, refused, observations };
}

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['performance', 'setImmediate', 'nextTick', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

const dialled = { account: 'desk', number, caller, events: true };

test.each(['twilio', 'telnyx', 'generic'])('%s: dialled, answered, hung up, and signed throughout', async (type) => {
  const { softphone, pass, call, refused } = stage(type, { whisper: 'Call from google' });
  const { id, lookup } = await softphone.dial(dialled);
  expect(lookup).toMatchObject({
    state: 'answered',
    answer: { action: 'phone', forwardTo1: phones[0], whisper: 'Call from google' },
  });
  await pass(2000);
  softphone.answer(id);
  await pass(5000);
  softphone.hangUp(id, { by: 'caller', record: true });
  await pass(2000);
  expect(refused).toEqual([]);
  expect(call()).toMatchObject({
    id,
    carrier: type,
    status: 'completed',
    final: true,
    trackedNumber: number,
    caller: { kind: 'number', number: caller },
    talkSeconds: 5,
  });
  expect(softphone.find(id)).toMatchObject({ recordsSent: 1 });
});

test('the second phone rings when the first does not answer', async () => {
  const { softphone, pass, call } = stage('twilio', { record: 'on' });
  const { id } = await softphone.dial(dialled);
  await pass(12_000);
  softphone.answer(id);
  await pass(3000);
  softphone.hangUp(id, { by: 'agent', record: true });
  await pass(2000);
  expect(call()).toMatchObject({
    status: 'completed',
    agent: phones[1],
    legs: 3,
    recordings: [{ status: 'available' }],
  });
});

test('nobody answers: after the last phone the call is over, and missed', async () => {
  const { softphone, pass, call } = stage('twilio');
  const { id } = await softphone.dial({ ...dialled, caller: null });
  await pass(25_000);
  expect(softphone.find(id)?.endedAt).toBeDefined();
  expect(call()).toMatchObject({ status: 'missed', final: true, caller: { kind: 'withheld' } });
});

test('who is rejected hears nobody', async () => {
  const { softphone, pass, call } = stage('twilio', { action: 'reject' });
  const { id, lookup } = await softphone.dial(dialled);
  expect(lookup).toMatchObject({ answer: { action: 'reject' } });
  await pass(1000);
  expect(softphone.answer(id)).toEqual({ refused: expect.any(String) });
  expect(call()).toMatchObject({ status: 'missed' });
});

test('what cannot be played is said', async () => {
  const { softphone } = stage('twilio');
  await expect(softphone.dial({ ...dialled, account: 'nobody' })).rejects.toThrow('no carrier account nobody');
  await expect(softphone.dial({ number, caller, events: true })).rejects.toThrow('account of a carrier');
  await expect(stage('later').softphone.dial(dialled)).rejects.toThrow('type later');
  expect(softphone.answer('nobody')).toBeUndefined();
});
