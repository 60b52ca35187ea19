import { giveCode, keepCode, withdrawCodes } from '../../../lambdas/visits/phone-codes/phone-code-store.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { noteClick, noteIds, putVisit } from '../../../lambdas/visits/visit-store.ts';
import { leaveMark, withdrawAds, withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { nothing, row, type StoreRow, type Tables } from './store-row.ts';

const now = 1_790_000_000_000;
const onNumber: Visit = {
  visit: 'visit-a',
  visitor: 'ann',
  site: 'shop',
  shownAt: now,
  touchAt: now,
  shown: 'leased',
  pool: 'ads',
  number: '+12025550100',
  source: 'google',
  medium: 'cpc',
  clickIds: { gclid: 'g' },
  consent: { ads: true, analytics: true },
};
const { number: _, ...byVisitor } = { ...onNumber, shown: 'static' as const };
const withoutAds: Visit = { ...onNumber, consent: { ads: false, analytics: true } };
const ids = { ga: '1.2', fbp: 'fb.1.2.3' };

const kept =
  (visit: Visit) =>
  ({ visits }: Tables) =>
    putVisit(visits, visit, 90);

const given = async (tables: Tables) => {
  await kept(onNumber)(tables);
  await giveCode(tables.visits, ofVisit, now);
};
const ofVisit = { site: 'shop', visit: onNumber, code: '4810395' };

export const visitRows: readonly StoreRow[] = [
  row('giveCode', 'nobody has it', kept(onNumber), ({ visits }) => giveCode(visits, ofVisit, now)),
  row('giveCode', 'the visit has one', given, ({ visits }) => giveCode(visits, { ...ofVisit, code: '1000004' }, now)),
  row('keepCode', 'it is there', given, ({ visits }) => keepCode(visits, onNumber, now + 9000)),
  row('withdrawCodes', 'there is one', given, ({ visits }) => withdrawCodes(visits, onNumber.visitor)),
  row('putVisit', 'it is new', nothing, ({ visits }) => putVisit(visits, onNumber, 90)),
  row('noteClick', 'it is kept', kept(onNumber), ({ visits }) => noteClick(visits, onNumber, now + 5000)),
  row('noteClick', 'it is not', nothing, ({ visits }) => noteClick(visits, onNumber, now + 5000)),
  row('noteIds', 'ads are allowed', kept(onNumber), ({ visits }) => noteIds(visits, onNumber, ids)),
  row('noteIds', 'ads are not', kept(withoutAds), ({ visits }) => noteIds(visits, withoutAds, ids)),
  row('noteIds', 'the visit is not kept', nothing, ({ visits }) => noteIds(visits, onNumber, ids)),
  row('withdrawVisit', 'it has a number', kept(onNumber), ({ visits }) => withdrawVisit(visits, onNumber, now + 9000)),
  row('withdrawVisit', 'it has none', kept(byVisitor), ({ visits }) => withdrawVisit(visits, byVisitor, now + 9000)),
  row('leaveMark', 'it is kept', kept(onNumber), ({ visits }) => leaveMark(visits, onNumber, now + 9000)),
  row('withdrawAds', 'it has click ids', kept(onNumber), ({ visits }) =>
    withdrawAds(visits, onNumber, { ads: false, analytics: true }),
  ),
];
