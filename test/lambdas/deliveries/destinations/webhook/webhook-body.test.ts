import { webhookBody } from '../../../../../lambdas/deliveries/destinations/webhook/webhook-body.ts';
import { buildInput, consentingMatch, someCall } from '../../delivery-samples.ts';

const body = (more: Parameters<typeof buildInput>[2] = {}) =>
  JSON.parse(webhookBody(buildInput({}, {}, more as object))).data;

test('what is not known of a call without a visit is null, never left out', () => {
  const match = { ...consentingMatch(), visit: null, campaign: undefined, firstTimeCaller: undefined };
  const call = someCall({
    trackedNumber: undefined,
    caller: { kind: 'withheld' },
    waitSeconds: undefined,
    talkSeconds: undefined,
  });
  const told = body({ call, match });
  expect(told.visit).toBeNull();
  expect(told.call).toMatchObject({ trackedNumber: null, caller: null, waitSeconds: null, talkSeconds: null });
  expect(told.match).toMatchObject({ campaign: null, firstTimeCaller: null });
});

test('of a visit that says nothing of itself lists are empty and the rest is null', () => {
  const visit = { id: 'v1', visitor: 'anna', shownAt: 0, source: '(direct)', medium: '(none)' };
  expect(body({ match: { ...consentingMatch(), visit } }).visit).toEqual({
    ...visit,
    shownAt: '1970-01-01T00:00:00.000Z',
    campaign: null,
    keyword: null,
    content: null,
    clickIds: {},
    ids: {},
    params: {},
    landingPage: null,
    referrer: null,
    device: null,
    consent: null,
  });
});

test('a visit tells all that it has', () => {
  const more = {
    content: 'top',
    ids: { ga: '1.2' },
    params: { cart: '7' },
    landingPage: 'https://shop.example/',
    referrer: 'https://news.example/',
    device: 'mobile',
  } as const;
  const match = consentingMatch();
  expect(body({ match: { ...match, visit: { ...match.visit, ...more } } }).visit).toMatchObject(more);
});

test('a call tells when it was answered and ended', () => {
  const call = someCall({ answeredAt: 1_000, endedAt: 2_000 });
  expect(body({ call }).call).toMatchObject({
    answeredAt: '1970-01-01T00:00:01.000Z',
    endedAt: '1970-01-01T00:00:02.000Z',
  });
});
