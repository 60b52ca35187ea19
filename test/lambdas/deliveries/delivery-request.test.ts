import type { Claim } from '../../../lambdas/deliveries/delivery-claim.ts';
import { buildRequest } from '../../../lambdas/deliveries/delivery-request.ts';
import type { Abilities, BuildInput, Destination } from '../../../lambdas/deliveries/destinations/destination.ts';
import { webhook } from '../../../lambdas/deliveries/destinations/webhook/webhook.ts';
import { someRule } from '../conversions/facts.ts';
import { freshDelivery, now, shop, someCall, someConversion } from './delivery-samples.ts';

const unsure = { revision: 1, since: now - 60_000 };

/** What a destination with such abilities is asked to build. */
function kindFor(
  can: Partial<Abilities>,
  more: { delivery?: object; claim?: Partial<Claim>; conversion?: object } = {},
) {
  const kinds: string[] = [];
  const destination: Destination<unknown, unknown> = {
    ...webhook,
    can: { ...webhook.can, ...can },
    build({ kind }: BuildInput<unknown, unknown>) {
      kinds.push(kind);
      return { kind: 'skip', because: 'not-for-it', reason: '' };
    },
    buildEvent: () => ({ kind: 'skip', because: 'not-for-it', reason: '' }),
    read: (response) => webhook.read(response),
  };
  const conversion = someConversion({ revision: 2, ...more.conversion });
  const facts = { conversion, call: someCall(), site: shop, destination, version: 1, settings: {}, secrets: {} };
  const claim = { revision: 2, since: now, attempts: 1, restsUntil: 0, asks: false, ...more.claim };
  const context = { delivery: freshDelivery(more.delivery), claim, now, emailFrom: undefined, accessToken: undefined };
  const built = buildRequest({ ...facts, throttle: {} }, context);
  return kinds[0] ?? (built.kind === 'skip' ? built.because : built.kind);
}

test('a value after the first is a new value to who takes one', () => {
  expect(kindFor({}, { delivery: { sent: 1 } })).toBe('restate');
  expect(kindFor({ restate: false }, { delivery: { sent: 1 } })).toBe('no-new-values');
  expect(kindFor({})).toBe('new');
});

test('a value after one that may have been received is told so that none is lost', () => {
  expect(kindFor({}, { claim: { unsure } })).toBe('restate');
  expect(kindFor({ restate: false }, { claim: { unsure } })).toBe('new');
  expect(kindFor({ adjusts: true }, { claim: { unsure: { ...unsure, revision: 0 } } })).toBe('new');
  expect(kindFor({ adjusts: true }, { delivery: { sent: 1 }, claim: { unsure } })).toBe('restate');
});

test('a value that was told as a new one once is no other one when it is told again', () => {
  const both = { revision: 2, since: now - 6000, oldest: 1 };
  expect(kindFor({}, { claim: { unsure: both } })).toBe('restate');
  expect(kindFor({}, { claim: { unsure: { revision: 2, since: now - 6000 } } })).toBe('new');
});

test('a sale that was given back whole is taken back by who can tell, and is one of 0 to others', () => {
  const rule = someRule({ conversion: { name: 'sale', value: 'revenue' } });
  const conversion = { rule, value: { minor: 0, currency: 'EUR' } };
  const told = { conversion, delivery: { sent: 1 } };
  const can = { retractsRefunds: true } as const;
  expect(kindFor(can, told)).toBe('retract');
  expect(kindFor({}, told)).toBe('restate');
  expect(kindFor(can, { conversion })).toBe('withdrawn');
  expect(kindFor({}, { conversion })).toBe('new');
  expect(kindFor(can, { ...told, conversion: { rule, value: { minor: 1, currency: 'EUR' } } })).toBe('restate');
  expect(kindFor(can, { ...told, conversion: { value: { minor: 0, currency: 'EUR' } } })).toBe('restate');
  expect(kindFor({ ...can, restate: false }, told)).toBe('retract');
  const again = { ...told, delivery: { sent: 1, result: 'taken-back' } };
  expect(kindFor({ ...can, restate: false }, again)).toBe('taken-back');
  expect(kindFor(can, again)).toBe('taken-back');
  expect(kindFor(can, { ...again, claim: { unsure } })).toBe('retract');
  // It is told no second time either when it is withdrawn as a whole.
  expect(kindFor(can, { ...again, conversion: { ...conversion, state: 'retired' } })).toBe('taken-back');
});

test('what does not count any more is taken back where that is possible', () => {
  const conversion = { state: 'retired' };
  expect(kindFor({}, { conversion })).toBe('withdrawn');
  expect(kindFor({}, { conversion, delivery: { sent: 1 } })).toBe('retract');
  expect(kindFor({ retract: false }, { conversion, claim: { unsure } })).toBe('restate');
  expect(kindFor({ retract: false, restate: false }, { conversion, claim: { unsure } })).toBe('no-new-values');
});
