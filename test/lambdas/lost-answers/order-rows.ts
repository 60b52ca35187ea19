import { noteAwaited } from '../../../lambdas/orders/emails/awaited-email-store.ts';
import { takeOrder } from '../../../lambdas/orders/take-order.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { caller, cancelOf, day, later, refundOf, saleOf } from '../orders/order-world.ts';
import { keep, openHouse, played, start } from '../settle/call-house.ts';
import { nothing, row, type StoreRow, type Tables } from './store-row.ts';

const sale = saleOf('s-1', { orderId: '1', find: { phone: caller, email: 'jane@example.com' } });

async function withCalls(tables: Tables, ...calls: string[]) {
  const house = await openHouse([], tables);
  for (const [index, call] of calls.entries()) {
    await keep(house, played({ call, at: start + index * day }).record);
    await settle(call, house.deps, later);
  }
  return house;
}

async function taking(tables: Tables, report: Parameters<typeof takeOrder>[2]) {
  const queued: string[] = [];
  const settleLater = async (calls: readonly string[]) => void queued.push(...calls);
  return { taken: await takeOrder({ ...tables, settleLater }, 'crm', report, later), queued };
}

async function settling(tables: Tables, call: string) {
  const settleLater = async () => undefined;
  return settle(call, { ...tables, settleLater }, later);
}

export const orderRows: readonly StoreRow[] = [
  row('takeOrder', 'it waits', withCalls, (tables) => taking(tables, sale)),
  row(
    'takeOrder',
    'its call is known',
    (tables) => withCalls(tables, 'a'),
    (tables) => taking(tables, sale),
  ),
  row(
    'takeOrder',
    'it names a call and a person',
    (tables) => withCalls(tables, 'a', 'b'),
    (tables) => taking(tables, saleOf('s-2', { find: { call: 'a', email: 'jane@example.com' } })),
  ),
  row(
    'takeOrder',
    'what it changes is known',
    async (tables) => {
      await withCalls(tables, 'a');
      await taking(tables, sale);
      await taking(tables, refundOf('r-1', '1'));
    },
    (tables) => taking(tables, cancelOf('c-1', '1')),
  ),
  row(
    'settle',
    'an order waits for the call',
    async (tables) => {
      const house = await withCalls(tables, 'a');
      await taking(tables, sale);
      await taking(tables, saleOf('s-2', { find: { call: 'b' } }));
      await keep(house, played({ call: 'b', at: start + day }).record);
    },
    (tables) => settling(tables, 'b'),
  ),
  row('noteAwaited', 'no address is known', nothing, ({ calls }) => noteAwaited(calls, 'CALL#a', 'a', later)),
];
