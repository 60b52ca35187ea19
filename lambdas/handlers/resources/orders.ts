import { takenAnswer } from '../../journal/orders/order-states.ts';
import { readOrderAnswer } from '../../journal/orders/read-order-answer.ts';
import { orderReport } from '../../orders/order-report.ts';
import { readOrder } from '../../orders/order-store.ts';
import { type TakeSources, takeOrder } from '../../orders/take-order.ts';
import { badRequest, conflict, notFound, parseOr400 } from '../../platform/http/problem.ts';
import { loadIdentityKey } from '../../platform/identity-key.ts';
import { maySee } from '../../settings/api-keys/authorize.ts';
import { noSuchSite } from '../../settings/sites/no-such-site.ts';
import { settleLater } from '../../settle/settle-queue.ts';
import { readGivenCode } from '../../visits/phone-codes/phone-code-store.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { callsTable, settingsTable, visitsTable } from './tables.ts';

const sources = (): TakeSources => ({
  settings: settingsTable(),
  calls: callsTable(),
  identityKey: loadIdentityKey,
  settleLater,
  readCode: (site, code) => readGivenCode(visitsTable(), site, code),
});

const postOrder: ManagementHandler = async (request, client, now) => {
  const report = parseOr400(orderReport, request.body);
  const taken = maySee(client, report.site)
    ? await takeOrder(sources(), client.source, report, now)
    : ({ kind: 'no-site' } as const);
  switch (taken.kind) {
    case 'no-site':
      throw noSuchSite(report.site);
    case 'unfit':
      throw badRequest('the order does not fit', [{ field: taken.field, detail: taken.detail }]);
    case 'changed':
      throw conflict(`event ${report.eventId} was reported with other content`, [
        { field: 'eventId', detail: 'is the id of another event of this source' },
      ]);
    case 'taken':
      return { status: 202, body: await takenAnswer(callsTable(), taken) };
  }
};

const getOrder: ManagementHandler = async ({ path }, client, now) => {
  const id = path.order ?? '';
  const order = await readOrder(callsTable(), id);
  if (order === undefined || !maySee(client, order.site)) throw notFound(`there is no order ${id}`);
  return { status: 200, body: await readOrderAnswer(sources(), order, now) };
};

export const orderRoutes = {
  'POST /v1/orders': postOrder,
  'GET /v1/orders/{order}': getOrder,
} satisfies ManagementRoutes;
