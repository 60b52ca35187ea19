import { defaultNumber, leased, notHeld } from './answers.ts';
import { expectSoon } from './expect-soon.ts';
import { body } from './shop.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();
const told = () => visit().api.bodiesOf('/v1/visitor-identities');
const say = (text: string) => visit().page.evaluate(text);
const early = `<script>
  window.leaseline = window.leaseline || function () { (leaseline.q = leaseline.q || []).push(arguments) };
  leaseline('identify', { email: 'Jane@Example.com', ids: { customer: '4711' } });
</script>`;

test('what the page says before the script is there is told once there is a number, and once', async () => {
  await visit().open(`${early}${body}`);
  const jane = { lease: 'v1.lease-07', email: 'Jane@Example.com', ids: { customer: '4711' } };
  await expectSoon(told, [jane]);
  await say("leaseline('identify', { email: 'Jane@Example.com', ids: { customer: '4711' } })");
  await say("leaseline('identify', { email: 'joe@example.com' })");
  await expectSoon(told, [jane, { lease: 'v1.lease-07', email: 'joe@example.com' }]);
  expect(visit().complaints).toEqual([]);
});

test('without consent to analytics nothing is told', async () => {
  visit().api.numbers = () => ({
    status: 200,
    body: { default: defaultNumber, lease: { state: 'default' }, source: {}, swap: { numbers: ['+12025550199'] } },
  });
  const denied = "<script>leaseline('consent', { ads: false, analytics: false })</script>";
  await visit().open(`${early}${denied}${body}`);
  await expectSoon(() => visit().api.bodiesOf('/v1/numbers').length, 1);
  await say("leaseline('identify', { email: 'joe@example.com' })");
  await say('new Promise((resolve) => setTimeout(resolve, 300))');
  expect(told()).toEqual([]);
});

test('nothing more is told after a withdrawal', async () => {
  visit().api.consents = () => ({ status: 200, body: { default: defaultNumber } });
  visit().api.heartbeats = () => notHeld();
  await visit().open(`${early}${body}`);
  await expectSoon(() => told().length, 1);
  await say("leaseline('consent', { ads: false, analytics: false })");
  await expectSoon(() => visit().api.bodiesOf('/v1/consents').length, 1);
  await say("leaseline('identify', { email: 'joe@example.com' })");
  await say('new Promise((resolve) => setTimeout(resolve, 300))');
  expect(told()).toHaveLength(1);
});

test('what could not be told is told at the next occasion', async () => {
  let lost = 0;
  await visit().context.route('**/v1/visitor-identities', (route) => {
    lost += 1;
    return route.abort();
  });
  await visit().open(`${early}${body}`);
  await expectSoon(() => lost > 0, true);
  await visit().context.unroute('**/v1/visitor-identities');
  visit().api.numbers = () => leased('07');
  await say("leaseline('identify', { email: 'Jane@Example.com', ids: { customer: '4711' } })");
  await expectSoon(() => told().length, 1);
});

test('by which mail the visitor came is told, once, and not without consent to analytics', async () => {
  const token = 'mail.Ab3-_dEfGhIjKlMnOpQrSg';
  await visit().open(body);
  await visit().page.goto(`${visit().api.shopOrigin}/?leaseline_recipient=${token}`);
  await expectSoon(told, [{ lease: 'v1.lease-07', recipient: token }]);
  await say("leaseline('identify', { email: 'joe@example.com' })");
  await expectSoon(told, [
    { lease: 'v1.lease-07', recipient: token },
    { lease: 'v1.lease-07', email: 'joe@example.com', recipient: token },
  ]);
});
