import { detailOf } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

const dashboard = stubbedDashboard({ locale: 'en-GB' });
let shown: StubbedDashboard;
beforeEach(async () => {
  shown = await dashboard();
  shown.stub.answers.set('GET /v1/calls/call-1', () => ({ body: detailOf() }));
});

const explained = 'GET /v1/calls/call-1/explanation';
const card = () => shown.page.getByRole('region', { name: 'Why it was sent, or not' });

test('why each destination was told or not is what assistants are told, asked for by a button', async () => {
  const { stub, page, open, complaints } = shown;
  const conditions = ['does not fit: talkSeconds is 33, wanted at least 60'];
  const rules = [{ rule: 'talk', verdict: 'does-not-fit', conditions }];
  const ads = { destination: 'ads', type: 'google-ads', summary: 'sale (rule sale) was not sent: no consent.' };
  const crm = { destination: 'crm', type: 'hubspot', summary: 'The rule talk does not fit.' };
  const destinations = [
    { ...ads, conversions: [], rules: [] },
    { ...crm, conversions: [], rules },
  ];
  stub.answers.set(explained, () => ({ body: { call: 'call-1', destinations } }));
  await open('#/calls/call-1');
  const ask = card().getByRole('button', { name: 'Explain each destination' });
  await ask.waitFor();
  expect(stub.requests.some(({ call }) => call === explained)).toBe(false);
  await ask.click();
  await card().getByText('was not sent: no consent').waitFor();
  await card().getByText('Rule talk').click();
  await card().getByText('wanted at least 60').waitFor();
  stub.answers.set(explained, () => ({ body: { call: 'call-1', destinations: [] } }));
  await page.getByRole('button', { name: 'Look again' }).click();
  await card().getByText('The site has no destinations').waitFor();
  expect(complaints).toEqual([]);
});

test('what cannot be said is told, and asked for again', async () => {
  const { stub, open } = shown;
  stub.answers.set(explained, () => ({ status: 409, body: { detail: 'a newer version wrote it' } }));
  await open('#/calls/call-1');
  await card().getByRole('button', { name: 'Explain each destination' }).click();
  await card().getByRole('alert').getByText('a newer version wrote it').waitFor();
  expect(await card().getByRole('button').isEnabled()).toBe(true);
});
