import { membershipOf } from '../../../../../lambdas/deliveries/destinations/audience/membership.ts';
import type { DeliveryKind } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { buildInput, consentingMatch, someConversion } from '../../delivery-samples.ts';

interface Told {
  readonly kind?: DeliveryKind;
  readonly sold?: readonly string[];
  readonly state?: 'open' | 'retired';
  readonly ads?: boolean;
}

const products = ['A', 'A-large'];

function told(
  settings: { action: 'add' | 'remove'; products?: string[] },
  { kind = 'new', sold, state = 'open', ads = true }: Told,
) {
  const conversion = someConversion({ state, ...(sold && { sold: [...sold] }) });
  const match = consentingMatch({ ads, analytics: true });
  return membershipOf(buildInput(settings, {}, { kind, conversion, match }));
}

describe.each([
  ['add', 'remove'],
  ['remove', 'add'],
] as const)('an audience to which buyers are told as %s', (action, opposite) => {
  test.each<[string, Told, string]>([
    ['whoever has the conversion', {}, action],
    ['who bought anything', { sold: ['Z'] }, action],
    ['another value', { kind: 'restate' }, action],
    ['all given back, and the conversion stays', { kind: 'restate', sold: [] }, opposite],
    ['taken back', { kind: 'retract', state: 'retired', sold: ['Z'] }, opposite],
    ['given back before it was told', { sold: [] }, 'skip'],
  ])('of all products: %s', (_what, facts, expected) => {
    expect(told({ action }, facts).kind).toBe(expected);
  });

  test.each<[string, Told, string]>([
    ['one of them was bought', { sold: ['Z', 'A-large'] }, action],
    ['one is left of two', { kind: 'restate', sold: ['A'] }, action],
    ['none is left, but something else', { kind: 'restate', sold: ['Z'] }, opposite],
    ['all given back', { kind: 'restate', sold: [] }, opposite],
    ['taken back', { kind: 'retract', state: 'retired', sold: ['A'] }, opposite],
    ['something else was bought', { sold: ['Z'] }, 'skip'],
    ['a part of a name is not the name', { sold: ['A-large-2', 'a'] }, 'skip'],
    ['nobody says what was bought', {}, 'skip'],
  ])('of some products: %s', (_what, facts, expected) => {
    expect(told({ action, products }, facts).kind).toBe(expected);
  });
});

test('a trial is told as if one of the products was bought', () => {
  const input = buildInput({ action: 'remove' as const, products }, {}, { isTest: true });
  expect(membershipOf(input)).toEqual({ kind: 'remove' });
});

test('who did not allow ads is added to nothing, and removed all the same', () => {
  const unasked = { ...consentingMatch(), visit: { ...consentingMatch().visit, consent: undefined } };
  const ofNobody = { ...consentingMatch(), visit: null };
  const kindOf = (action: 'add' | 'remove', match: object) =>
    membershipOf({ ...buildInput({ action }, {}), match: { ...consentingMatch(), ...match } });
  for (const match of [consentingMatch({ ads: false, analytics: true }), unasked, ofNobody]) {
    expect(kindOf('add', match)).toMatchObject({ kind: 'skip', because: 'no-consent' });
    expect(kindOf('remove', match)).toEqual({ kind: 'remove' });
  }
  // A refund would put back whom a purchase removed.
  expect(told({ action: 'remove' }, { kind: 'restate', sold: [], ads: false })).toMatchObject({
    because: 'no-consent',
  });
  expect(told({ action: 'add' }, { kind: 'restate', sold: [], ads: false })).toEqual({ kind: 'remove' });
});
