import {
  type CallPageFacts,
  callPage,
  expiredPage,
  failedPage,
  strangePage,
  unknownPage,
} from '../../../../../lambdas/recipients/call-link/page/call-page.ts';
import { e164 } from '../../../../../lambdas/settings/e164.ts';
import { site } from '../../../../../lambdas/settings/sites/site.ts';

const now = Date.parse('2026-12-02T10:00:00Z');

function facts(more: object = {}, seen: Pick<CallPageFacts, 'device'> = { device: 'mobile' }): CallPageFacts {
  const number = { e164: e164.parse('+493023125012'), display: '030 23125012', href: 'tel:+493023125012' };
  const shop = { id: 'shop', name: 'Shop & <Co>', siteKey: 'pk', origins: [], timeZone: 'Europe/Berlin', ...more };
  return { site: site.parse(shop), number, ...seen, url: 'https://calls.shop.example/c/mail.x', now };
}

test('a phone has a button and no code; what people wrote is text, never markup', () => {
  const { status, html } = callPage(facts(), true);
  expect(status).toBe(200);
  expect(html).toContain('<h1>Shop &amp; &lt;Co&gt;</h1>');
  expect(html).toContain('Call now <span data-number>030 23125012</span></a>');
  expect(html).toContain('<script src="/call-link.js" defer></script>');
  expect(html).not.toMatch(/<figure>|<table|class="state"/);
});

test.each(['tablet', 'desktop', undefined] as const)('what is a %s has the number and a code', (device) => {
  const { html } = callPage(facts({}, { device }), false);
  expect(html).toContain(
    'aria-label="Phone number" aria-live="polite"><a data-call href="tel:+493023125012"><span data-number>030 23125012</span></a></p>',
  );
  expect(html).toContain('<figure><svg');
  expect(html).not.toMatch(/<script|class="call"/);
});

test('the hours are told in a sentence and in a table, holidays where there are some', () => {
  const callHours = { callPage: { hours: [{ days: ['wednesday'], from: '09:00', to: '18:00' }] }, language: 'en-GB' };
  const { html } = callPage(facts({ ...callHours, holidays: [{ date: '12-25' }] }), true);
  expect(html).toContain('<p class="state">Open now, until 18:00</p>');
  expect(html).toContain('<tr><th scope="row">Holidays</th><td>closed</td></tr>');
  expect(html).toContain('<small>Time zone: Central European Time</small>');
  expect(callPage(facts(callHours), true).html).not.toContain('Holidays');
});

test('links that are of no use say why, and show the number that stays', () => {
  const until = Date.parse('2026-11-30T23:30:00Z');
  const expired = expiredPage(facts({ language: 'de' }), until);
  expect([expired.status, expired.html]).toEqual([410, expect.stringContaining('Er galt bis 1. Dezember 2026.')]);
  const unknown = unknownPage(facts());
  expect([unknown.status, unknown.html]).toEqual([404, expect.stringContaining('<h1>This link is not known</h1>')]);
  for (const { html } of [expired, unknown]) expect(html).toContain('href="tel:+493023125012"');
  expect(expired.html).toContain('Sie erreichen Shop &amp; &lt;Co&gt; unter dieser Nummer:');
  expect(unknown.html).toContain('You reach Shop &amp; &lt;Co&gt; at this number:');
});

test.each([
  ['en', 'It could be used until December 1, 2026. '],
  ['de', 'Er galt bis 1. Dezember 2026. '],
  ['pl', 'Był ważny do: 1 grudnia 2026. '],
  ['ru', 'Она действовала до: 1 декабря 2026 г. '],
  ['fr', 'Il était valable jusqu’au 1 décembre 2026. '],
  ['es', 'Era válido hasta el 1 de diciembre de 2026. '],
  ['it', 'Ultimo giorno di validità: 1 dicembre 2026. '],
  ['nl', 'Hij was geldig tot 1 december 2026. '],
])('in %s the sentence on the date ends with one full stop', (language, sentence) => {
  const { html } = expiredPage(facts({ language }), Date.parse('2026-11-30T23:30:00Z'));
  expect(html.replaceAll('\u00a0', ' ')).toContain(sentence);
});

test('where nothing is known, or it failed, that is said in English', () => {
  expect(strangePage()).toMatchObject({ status: 404, html: expect.stringContaining('<html lang="en">') });
  expect(failedPage()).toMatchObject({ status: 500, html: expect.stringContaining('That did not work') });
});

test('settings that only a newer version knows are as if they had not been said', () => {
  const { html } = callPage(facts({ callPage: { name: 7, colors: { accent: ['x'] }, shape: 'round' } }), true);
  expect(html).toContain('Shop &amp; &lt;Co&gt;');
  expect(callPage(facts({ callPage: 'round' }), true).status).toBe(200);
});
