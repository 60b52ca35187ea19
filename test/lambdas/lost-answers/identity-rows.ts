import { linkIdentity, linkVisitor, unlinkAddress, unlinkVisitor } from '../../../lambdas/orders/identity.ts';
import { takeOrder } from '../../../lambdas/orders/take-order.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { noteOwnIds } from '../../../lambdas/visits/own-ids-store.ts';
import {
  forgetRecipientOfVisit,
  forgetRecipientVisitor,
  noteRecipient,
} from '../../../lambdas/visits/recipient-visitors-store.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { later, saleOf } from '../orders/order-world.ts';
import { keep, number, openHouse, played, start } from '../settle/call-house.ts';
import { row, type StoreRow, type Tables } from './store-row.ts';

const visitor = { site: 'shop', visitor: 'anna' };
const jane = { ...visitor, email: 'jane@example.com' };

const visit: Visit = {
  visit: 'visit-a',
  ...visitor,
  shownAt: start - 60_000,
  touchAt: start - 60_000,
  shown: 'leased',
  pool: 'web',
  number,
  source: 'google',
  medium: 'cpc',
  consent: { ads: true, analytics: true },
};

const recipient = { id: '4711', token: 'mail.AAAAAAAAAAAAAAAAAAAAAA', until: later, campaign: 'spring' };

/** Anna's call, and an order of an address that nobody knows. */
async function withOrder(tables: Tables) {
  const house = await openHouse([], tables);
  await putVisit(tables.visits, visit, 90);
  await keep(house, played({ call: 'a', at: start }).record);
  await settle('a', house.deps, later);
  await takeOrder(house.deps, 'crm', saleOf('s-1', { find: { email: jane.email } }), later);
}

const sources = (tables: Tables) => ({ ...tables, settleLater: async () => undefined });

async function withAddress(tables: Tables) {
  await withOrder(tables);
  await linkVisitor(sources(tables), jane, later);
}

async function withMail(tables: Tables) {
  await withOrder(tables);
  await noteRecipient(tables.visits, visit, recipient);
}

export const identityRows: readonly StoreRow[] = [
  row('linkIdentity', 'an order waits', withOrder, (tables) =>
    linkIdentity(sources(tables), { ...jane, phones: ['+12025550199'] }, later),
  ),
  row('linkVisitor', 'an order waits', withOrder, (tables) => linkVisitor(sources(tables), jane, later)),
  row('unlinkVisitor', 'an address is known', withAddress, (tables) => unlinkVisitor(tables, visitor)),
  row('unlinkAddress', 'it is known', withAddress, (tables) => unlinkAddress(tables, jane)),
  row('noteRecipient', 'it is kept', withOrder, ({ visits }) => noteRecipient(visits, visit, recipient)),
  row('forgetRecipientVisitor', 'they came by the mail', withMail, ({ visits }) =>
    forgetRecipientVisitor(visits, recipient.token, visit.visitor),
  ),
  row('forgetRecipientOfVisit', 'they came by the mail', withMail, ({ visits }) =>
    forgetRecipientOfVisit(visits, visit, recipient.token),
  ),
  row('noteOwnIds', 'it is kept', withOrder, ({ visits }) => noteOwnIds(visits, visit, { customer: '4711' })),
];
