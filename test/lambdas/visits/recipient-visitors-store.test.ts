import { newestVisits } from '../../../lambdas/visits/newest-visits-store.ts';
import { readVisitNow } from '../../../lambdas/visits/number-visits-store.ts';
import {
  forgetRecipientVisitor,
  noteRecipient,
  readRecipientVisitors,
} from '../../../lambdas/visits/recipient-visitors-store.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';

const token = 'mail.AAAAAAAAAAAAAAAAAAAAAA';
const recipient = { id: '4711', token, until: 5, campaign: 'spring', creative: 'blue' };
const visit: Visit = {
  visit: 'v',
  visitor: 'anna',
  site: 'shop',
  shownAt: 1000,
  touchAt: 1000,
  shown: 'leased',
  pool: 'web',
  number: '+12025550100',
  source: 'google',
  medium: 'cpc',
  consent: { ads: true, analytics: true },
};

async function withVisit() {
  const visits = { ...embeddedDynamoDB(), name: await createTable('Visits') };
  await putVisit(visits, visit, 90);
  return visits;
}

test('the visit says by whose mail it came, and the recipient who came', async () => {
  const visits = await withVisit();
  for (let twice = 0; twice < 2; twice++) expect(await noteRecipient(visits, visit, recipient)).toBe(true);
  expect(await readVisitNow(visits, visit)).toMatchObject({ recipient });
  expect(await readRecipientVisitors(visits, token)).toEqual(['anna']);
  expect((await newestVisits(visits, 'anna', 10)).visits).toHaveLength(1);
  for (let twice = 0; twice < 2; twice++) await forgetRecipientVisitor(visits, token, 'anna');
  expect(await readRecipientVisitors(visits, token)).toEqual([]);
});

test('of who withdrew, and of anybody else, nothing is noted', async () => {
  const visits = await withVisit();
  expect(await noteRecipient(visits, { ...visit, visitor: 'ben' }, recipient)).toBe(false);
  await withdrawVisit(visits, visit, 2000);
  expect(await noteRecipient(visits, visit, recipient)).toBe(false);
  expect(await readRecipientVisitors(visits, token)).toEqual([]);
});

test('a withdrawal leaves nothing of it at the visit', async () => {
  const visits = await withVisit();
  await noteRecipient(visits, visit, recipient);
  await withdrawVisit(visits, visit, 2000);
  expect(await readVisitNow(visits, visit)).toBe('withdrawn');
});
