import type { Page } from 'playwright-core';
import { expectSoon } from './expect-soon.ts';
import type { StubManagement } from './stub-management.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];
/** What the softphone tells of its calls. */
let calls: object[];

const dashboard = stubbedDashboard();
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
  calls = [];
  stub.answers.set('GET /local/softphone', () => ({ body: { softphone: 'ready' } }));
  stub.answers.set('GET /local/softphone/calls', () => ({ body: { items: calls } }));
  stub.answers.set('POST /local/softphone/calls', ({ body }) => {
    calls = [{ ...ringing, ...(body as object) }];
    return { status: 201, body: { call: calls[0] } };
  });
});

const whisper = {
  action: 'queue',
  queueArn: 'arn:aws:connect:eu-central-1:111122223333:instance/i/queue/sales',
  whisper: 'Call from google spring',
};
const ringing = {
  id: 'call-1',
  number: '+12025550107',
  caller: '+12125550123',
  state: 'ringing',
  startedAt: new Date().toISOString(),
  lookup: { state: 'answered', milliseconds: 87, answer: whisper },
  recordsSent: 0,
};

const phone = () => page.getByRole('complementary', { name: 'Softphone' });
const dialled = () =>
  stub.requests.filter(({ call }) => call === 'POST /local/softphone/calls').map(({ body }) => body);

test('the number that a visitor looks at is dialled, answered and hung up', async () => {
  const move = (verb: string, changed: object) =>
    stub.answers.set(`POST /local/softphone/calls/call-1/${verb}`, () => {
      calls = [{ ...calls[0], ...changed }];
      return { body: { call: calls[0] } };
    });
  move('answer', { state: 'answered', answeredAt: new Date(Date.now() - 3000).toISOString() });
  move('hangup', { state: 'ended', endedAt: new Date().toISOString(), recordsSent: 1 });
  move('record', { recordsSent: 2 });
  await open('#/calls');
  await phone().getByRole('option', { name: '(202) 555-0107, google / cpc, spring' }).waitFor({ state: 'attached' });
  await phone().getByRole('button', { name: 'Dial' }).click();
  await phone().getByText('Ringing').waitFor();
  expect(dialled()).toEqual([{ number: '+12025550107', caller: '+12125550123' }]);
  const text = (await phone().textContent()) ?? '';
  for (const part of [
    '+1 202 555 0107',
    'from +1 212 555 0123',
    'Call from google spring',
    'a queue of Amazon Connect',
    '87 ms',
  ]) {
    expect(text).toContain(part);
  }
  await phone().getByRole('button', { name: 'Answer' }).click();
  await phone().getByText('Talking').waitFor();
  expect(await phone().getByRole('button', { name: 'Answer' }).count()).toBe(0);
  await phone().getByRole('button', { name: 'Hang up' }).click();
  await phone().getByText('Call ended').waitFor();
  expect(await phone().getByRole('link', { name: 'Open the call' }).getAttribute('href')).toBe('#/calls/call-1');
  await phone().getByRole('button', { name: 'Send the record again' }).click();
  await expectSoon(() => stub.requests.filter(({ call }) => call.endsWith('/record')).length, 1);
  expect(complaints).toEqual([]);
});

test('all kinds of numbers are offered; any number can be typed, and the caller withheld', async () => {
  await open('#/calls');
  await phone().getByRole('option', { name: '(202) 555-0191, print, flyer' }).waitFor({ state: 'attached' });
  const groups = await phone().getByRole('combobox', { name: 'Number', exact: true }).locator('optgroup').all();
  expect(await Promise.all(groups.map((group) => group.getAttribute('label')))).toEqual([
    'A visitor is shown it now',
    'Default numbers',
    'Fixed numbers of one source',
    'Free numbers',
  ]);
  await phone().getByRole('combobox', { name: 'Number', exact: true }).selectOption({ label: 'Another number…' });
  await phone().getByLabel('Number, typed').fill('+442079460321');
  await phone().getByRole('combobox', { name: 'Caller' }).selectOption({ label: 'Number withheld' });
  await phone().getByRole('button', { name: 'Dial' }).click();
  await phone().getByText('from a withheld number').waitFor();
  expect(dialled()).toEqual([{ number: '+442079460321', caller: null }]);
});

test('another caller is typed; what the phone refuses is told', async () => {
  const errors = [{ field: 'caller', detail: 'must be a number like +12025550123' }];
  stub.answers.set('POST /local/softphone/calls', () => ({ status: 400, body: { detail: 'no', errors } }));
  await open('#/calls');
  await phone().getByRole('combobox', { name: 'Caller' }).selectOption({ label: 'Another number…' });
  await phone().getByLabel('Caller, typed').fill('mother');
  await phone().getByRole('button', { name: 'Dial' }).click();
  await phone().getByRole('alert').getByText('caller must be a number like +12025550123').waitFor();
  expect(dialled()).toEqual([{ number: '+12025550107', caller: 'mother' }]);
});

test('a lookup that failed is told, and the call can be hung up all the same', async () => {
  calls = [{ ...ringing, lookup: { state: 'failed', milliseconds: 4000, reason: 'the function is missing' } }];
  await open('#/calls');
  await phone().getByText('The lookup failed: the function is missing').waitFor();
  expect(await phone().getByRole('button', { name: 'Hang up' }).isEnabled()).toBe(true);
});

test('without a softphone there is no trace of one', async () => {
  stub.answers.set('GET /local/softphone', () => ({ status: 200, body: {} }));
  await open('#/calls');
  await page.getByText('No calls yet').waitFor();
  expect(await phone().count()).toBe(0);
  expect(stub.requests.some(({ call }) => call === 'GET /local/softphone/calls')).toBe(false);
});
