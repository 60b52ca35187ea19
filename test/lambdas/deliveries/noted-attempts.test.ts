import { type AttemptDependencies, attemptDelivery } from '../../../lambdas/deliveries/attempt-delivery.ts';
import type { Finish } from '../../../lambdas/deliveries/delivery-finish.ts';
import type { Destination } from '../../../lambdas/deliveries/destinations/destination.ts';
import { ga4 } from '../../../lambdas/deliveries/destinations/ga4/ga4.ts';
import type { Answer } from '../../../lambdas/deliveries/send-request.ts';
import { consentingMatch, freshDelivery, now, shop, someCall, someConversion, unhindered } from './delivery-samples.ts';

const match = { ...consentingMatch(), visit: { ...consentingMatch().visit, ids: { ga: '1234567890.1795180000' } } };

/** What one attempt to tell Google Analytics leaves, by what became of its request. */
async function attempt(answer: Answer, event: string, state: 'open' | 'retired' = 'open'): Promise<Finish> {
  const finishes: Finish[] = [];
  const delivery = freshDelivery({ sent: state === 'retired' ? 1 : 0, firstSent: 1, wanted: 2 });
  const dependencies: AttemptDependencies = {
    ...unhindered,
    read: async () => delivery,
    readFacts: async () => ({
      conversion: someConversion({ revision: 2, state }),
      call: someCall({ match }),
      site: shop,
      destination: { type: 'ga4', settings: { measurementId: 'G-ABC1234567', event }, version: 1 },
      secrets: { apiSecret: 'secret_example' },
    }),
    putOff: async () => {},
    claim: async () => 'claim-1',
    finish: async (_key, _claim, finish) => finishes.push(finish) > 0,
    send: async () => answer,
    sendEmail: async () => ({ kind: 'no-answer' }),
    destinations: new Map([['ga4', ga4 as Destination<unknown, unknown>]]),
    tokens: new Map(),
    emailFrom: undefined,
    outcomeLink: async () => '',
    now: () => now,
    random: () => 0.5,
  };
  await attemptDelivery({ call: 'call-1', delivery: delivery.id, revision: 2, of: delivery }, dependencies);
  return finishes[0]!;
}

const received: Answer = { kind: 'response', response: { status: 204, headers: {}, body: '' } };
const lost: Answer = { kind: 'no-answer', detail: 'no answer in time' };

test('what is to be known of a request stands at the delivery once it arrived', async () => {
  expect(await attempt(received, 'generate_lead')).toMatchObject({
    state: 'delivered',
    result: 'counted',
    reason: 'it counts without a session: the browser named none',
  });
});

test('an attempt without answer is repeated where the settings make it known again, and parked elsewhere', async () => {
  expect((await attempt(lost, 'purchase')).state).toBe('pending');
  for (const parked of [await attempt(lost, 'generate_lead'), await attempt(lost, 'purchase', 'retired')]) {
    expect(parked).toMatchObject({ state: 'parked', result: 'unknown-whether-received' });
  }
});
