import { marshall } from '@aws-sdk/util-dynamodb';
import type { Conversion } from '../../../lambdas/conversions/conversion.ts';
import { deliveryId } from '../../../lambdas/conversions/conversion-ids.ts';
import { deliveryStarts } from '../../../lambdas/deliveries/delivery-start.ts';
import { freshDelivery, someConversion } from './delivery-samples.ts';

const delivery = (more: Parameters<typeof freshDelivery>[0] = {}) =>
  marshall({ pk: 'CALL#call-1', sk: `DELIVERY#${freshDelivery().id}`, ...freshDelivery(more) });

const conversion = (more: Partial<Conversion> = {}) =>
  marshall(
    { pk: 'CALL#call-1', sk: `CONVERSION#${someConversion().id}`, ...someConversion(more) },
    { removeUndefinedValues: true },
  );
const { id } = someConversion();
const start = (destination: string, revision: number) => ({
  name: `${deliveryId(id, destination)}-${revision}-0`,
  input: {
    call: 'call-1',
    delivery: deliveryId(id, destination),
    revision,
    of: { site: 'shop', conversion: id, destination },
  },
});

test('a new conversion and a newer revision start one execution for each destination', () => {
  const destinations = ['hook', 'mail'];
  expect(deliveryStarts(conversion({ destinations }), undefined)).toEqual([start('hook', 1), start('mail', 1)]);
  const newer = conversion({ revision: 2, state: 'retired' });
  expect(deliveryStarts(newer, conversion())).toEqual([start('hook', 2)]);
  expect(deliveryStarts(conversion({ destinations: [] }), undefined)).toEqual([]);
});

test('a conversion that the sweep takes out of the index starts nothing', () => {
  expect(deliveryStarts(conversion(), { ...conversion(), dueAt: { N: '5' } })).toEqual([]);
});

test('a redrive starts one under another name, also of what no attempt had come to', () => {
  const input = { call: 'call-1', delivery: 'd0123456789abcdefghijklmnop', revision: 1 };
  const of = { site: 'shop', conversion: freshDelivery().conversion, destination: 'hook' };
  const again = [{ name: 'd0123456789abcdefghijklmnop-1-1', input: { ...input, of } }];
  expect(deliveryStarts(delivery({ redrive: 1 }), delivery())).toEqual(again);
  expect(deliveryStarts(delivery({ redrive: 1 }), undefined)).toEqual(again);
});

test('what attempts write starts nothing, the first one neither', () => {
  expect(deliveryStarts(delivery({ attempts: 1, attempted: 1 }), undefined)).toEqual([]);
  expect(deliveryStarts(delivery({ attempts: 1, attempted: 2, wanted: 2 }), delivery())).toEqual([]);
  expect(deliveryStarts(delivery({ attempts: 1, state: 'delivered', sent: 1 }), delivery())).toEqual([]);
});

test('other items and deleted ones start nothing', () => {
  const call = marshall({ pk: 'CALL#call-1', sk: 'CALL', wanted: 1, redrive: 1, id: 'x', call: 'y' });
  expect(deliveryStarts(call, undefined)).toEqual([]);
  expect(deliveryStarts(undefined, delivery())).toEqual([]);
  expect(deliveryStarts(undefined, conversion())).toEqual([]);
});

test('names are short enough, whatever the numbers', () => {
  const [start] = deliveryStarts(delivery({ wanted: 2 ** 53 - 1, redrive: 2 ** 53 - 1 }), undefined);
  expect(start?.name).toMatch(/^[\w-]{1,80}$/);
});
