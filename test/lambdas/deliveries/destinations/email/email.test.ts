import fc from 'fast-check';
import { email } from '../../../../../lambdas/deliveries/destinations/email/email.ts';
import { annasMatch } from '../../../conversions/facts.ts';
import { buildInput, consentingMatch, someCall, someConversion } from '../../delivery-samples.ts';

const settings = { to: ['team@shop.example'], from: 'calls@shop.example' };

function built(more: object = {}) {
  const result = email.build(buildInput(settings, {}, more));
  if (result.kind !== 'email') throw new Error(`built ${result.kind}`);
  return result.email;
}

test('a mail says who called, when, from where, how long, and what it is worth', () => {
  const mail = built();
  expect(mail).toMatchObject({
    from: 'calls@shop.example',
    to: ['team@shop.example'],
    subject: 'Shop: qualified_call from +12025550123, €129.50',
  });
  expect(mail.text).toBe(`+12025550123 called: qualified_call, €129.50.

Caller:          +12025550123
When:            Friday, 20 November 2026 at 15:00:00 CET
Number called:   +12025550100
Talked:          33 s
Waited:          7 s
Came from:       google / cpc
Campaign:        spring
Keyword:         red shoes
Why we think so: she holds it
How sure:        88 %
Goal:            qualified_call
Value:           €129.50
Call:            call-1
`);
  for (const word of ['+12025550123', 'red shoes', 'spring', '33 s', '€129.50']) expect(mail.html).toContain(word);
});

test('a new value is a correction, a withdrawn conversion is said to be one', () => {
  const lower = someConversion({ revision: 2, value: { minor: 10_000, currency: 'EUR' } });
  expect(built({ kind: 'restate', conversion: lower }).subject).toBe(
    'Corrected: Shop: qualified_call from +12025550123, €100.00',
  );
  expect(built({ kind: 'restate', conversion: lower }).text).toContain('is now worth €100.00');
  const gone = someConversion({ revision: 3, state: 'retired', value: { minor: 0, currency: 'EUR' } });
  expect(built({ kind: 'retract', conversion: gone }).subject).toMatch(/^Withdrawn: /);
});

test('a withheld caller and a call without a visit read well too', () => {
  const mail = built({ call: someCall({ caller: { kind: 'withheld' } }), match: annasMatch({ visit: null }) });
  expect(mail.subject).toContain('from a withheld number');
  expect(mail.text).not.toContain('undefined');
});

test('what turns the direction or cannot be seen is left out, and a long word breaks', () => {
  const campaign = 'sum\u202emer\u2066 sale\u2069';
  const mail = built({
    match: annasMatch({ visit: { ...annasMatch().visit!, campaign, keyword: 'W'.repeat(100) } }),
  });
  expect(mail.text).toContain('Campaign:        summer sale\n');
  expect(mail.html).toContain('summer sale');
  for (const part of [mail.subject, mail.text, mail.html]) expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(mail.html).toMatch(/<td style="[^"]*overflow-wrap: anywhere[^"]*">W{100}</);
});

test('whoever reads it can say what came of the call', () => {
  const outcomeUrl = 'https://calls.example/v1/outcome/v1.1.a.b';
  const { html, text } = built({ outcomeUrl });
  expect(text).toMatch(
    /\n\nSay what came of it: won, lost, and for how much:\nhttps:\/\/calls\.example\/v1\/outcome\/v1\.1\.a\.b\n$/,
  );
  expect(html).toContain(`<a href="${outcomeUrl}"`);
});

test('an amount without minor units has none', () => {
  expect(built({ conversion: someConversion({ value: { minor: 1300, currency: 'JPY' } }) }).subject).toContain(
    '¥1,300',
  );
});

test('nothing that a visitor or caller sent becomes markup or a line of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const hostile = `<script>${text}</script>\r\nBcc: all@shop.example`;
      const match = consentingMatch();
      const mail = built({ match: { ...match, reason: hostile, visit: { ...match.visit, keyword: hostile } } });
      expect(mail.html).not.toContain('<script');
      expect(mail.text.split('\n').some((line) => line.startsWith('Bcc'))).toBe(false);
      expect(mail.subject).not.toMatch(/[\r\n]/);
    }),
  );
  expect(built({ site: { id: 'shop', name: 'A\r\nBcc: x', timeZone: 'UTC', currency: 'EUR' } }).subject).not.toMatch(
    /[\r\n]/,
  );
});

test('without a sender of its own it takes the installation’s; without any a person must act', () => {
  const bare = { to: settings.to };
  expect(email.build(buildInput(bare, {}, { emailFrom: 'all@shop.example' }))).toMatchObject({
    email: { from: 'all@shop.example' },
  });
  expect(email.build(buildInput(bare, {}))).toMatchObject({ kind: 'invalid', field: 'settings.from' });
});

function leadOf(more: object = {}, wanted: object = { leads: true }) {
  const { kind: _kind, conversion: _conversion, ...input } = buildInput({ ...settings, ...wanted }, {}, more);
  const event = {
    id: 'e1',
    call: 'call-1',
    site: 'shop',
    type: 'call.qualified' as const,
    revision: 1,
    occurredAt: 0,
    digest: '',
    destinations: ['team'],
  };
  return email.buildEvent!({
    ...input,
    event: { ...event, ...('type' in more && { type: more.type as 'call.started' }) },
  });
}

test('a mail about a lead says who called, how long was talked, where they came from and why it counts', () => {
  const qualified = { verdict: 'qualified' as const, reason: 'It fits: talk seconds is 33.' };
  const built = leadOf({ call: { ...someCall(), qualified }, outcomeUrl: 'https://calls.example/v1/outcome/x' });
  expect(built).toMatchObject({
    email: {
      subject: 'Shop: call from +12025550123, talked 33 s',
      text: expect.stringContaining(`+12025550123 called, and talked 33 s.

Caller:          +12025550123
When:            Friday, 20 November 2026 at 15:00:00 CET
Number called:   +12025550100
Talked:          33 s
Waited:          7 s
Came from:       google / cpc
Campaign:        spring
Keyword:         red shoes
Why we think so: she holds it
How sure:        88 %
Qualified:       It fits: talk seconds is 33.
Call:            call-1

Say what came of it: won, lost, and for how much:
https://calls.example/v1/outcome/x
`),
    },
  });
});

test('a call that nobody answered is a missed one', () => {
  expect(leadOf({ call: someCall({ talkSeconds: undefined }) })).toMatchObject({
    email: { subject: 'Shop: missed call from +12025550123' },
  });
});

test('leads are mailed to those who want them, and no other event is', () => {
  expect(leadOf({}, {})).toMatchObject({ kind: 'skip' });
  expect(leadOf({ type: 'call.started' })).toMatchObject({ kind: 'skip' });
  expect(email.subscriptions!({ to: settings.to, leads: true })).toEqual(['call.qualified']);
  for (const leads of [{}, { leads: false }]) expect(email.subscriptions!({ to: settings.to, ...leads })).toEqual([]);
});

test('settings name at least one mailbox', () => {
  expect(email.settings.safeParse({ to: [] }).success).toBe(false);
  expect(email.settings.safeParse({ to: ['nobody'] }).success).toBe(false);
  expect(email.settings.safeParse({ to: ['team@demo.example'] }).success).toBe(true);
});
