import type { StoredEvent } from '../../../lambdas/events/event.ts';
import { toCallDetail } from '../../../lambdas/journal/call-detail.ts';
import { callDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { freshDelivery, someCall, someConversion } from '../deliveries/delivery-samples.ts';

const started: StoredEvent = {
  id: 'e1',
  call: 'call-1',
  site: 'shop',
  type: 'call.started',
  revision: 1,
  occurredAt: Date.UTC(2026, 10, 20, 14),
  digest: '',
  destinations: ['hook', 'crm'],
};

const { conversion: _, ...delivery } = freshDelivery({ attempted: 1, state: 'parked', reason: 'no', attempts: 1 });
const nothing = { ledger: [], unknown: [] };

test('what was told of a call besides its conversions is told with its deliveries, by destination', () => {
  const deliveries = [
    { ...delivery, id: 'd2', event: 'e1', destination: 'hook' },
    { ...delivery, id: 'd1', event: 'e1', destination: 'crm' },
    freshDelivery({ id: 'd3' }),
  ];
  const conversions = [someConversion()];
  const detail = toCallDetail(someCall(), { conversions, events: [started], deliveries, ...nothing }, 'EUR');
  expect(callDetail.parse(detail).events).toEqual([
    {
      id: 'e1',
      type: 'call.started',
      revision: 1,
      occurredAt: '2026-11-20T14:00:00.000Z',
      deliveries: [
        { id: 'd1', destination: 'crm', wanted: 1, sent: 0, state: 'parked', attempts: 1, reason: 'no' },
        { id: 'd2', destination: 'hook', wanted: 1, sent: 0, state: 'parked', attempts: 1, reason: 'no' },
      ],
    },
  ]);
  expect(detail.conversions[0]!.deliveries.map(({ id }) => id)).toEqual(['d3']);
});

test('of a call that nobody was told of it says nothing', () => {
  const detail = toCallDetail(someCall(), { conversions: [], events: [], deliveries: [], ...nothing }, 'EUR');
  expect(detail).not.toHaveProperty('events');
});
