import { marshall } from '@aws-sdk/util-dynamodb';
import { deliveryStart } from '../../../lambdas/deliveries/delivery-start.ts';
import { freshDelivery } from './delivery-samples.ts';

const image = (more: Parameters<typeof freshDelivery>[0] = {}) =>
  marshall({ pk: 'CALL#call-1', sk: `DELIVERY#${freshDelivery().id}`, ...freshDelivery(more) });

test('a new delivery, a newer revision and a redrive each start one execution', () => {
  const input = { call: 'call-1', delivery: 'd0123456789abcdefghijklmnop', revision: 1 };
  expect(deliveryStart(image(), undefined)).toEqual({ name: 'd0123456789abcdefghijklmnop-1-0', input });
  expect(deliveryStart(image({ wanted: 2 }), image())).toEqual({
    name: 'd0123456789abcdefghijklmnop-2-0',
    input: { ...input, revision: 2 },
  });
  expect(deliveryStart(image({ redrive: 1 }), image())).toEqual({ name: 'd0123456789abcdefghijklmnop-1-1', input });
});

test('what attempts write starts nothing', () => {
  expect(deliveryStart(image({ attempts: 1, state: 'delivered', sent: 1 }), image())).toBeUndefined();
});

test('other items and deleted ones start nothing', () => {
  expect(
    deliveryStart(marshall({ pk: 'CALL#call-1', sk: 'CALL', wanted: 1, redrive: 0, id: 'x', call: 'y' }), undefined),
  ).toBeUndefined();
  expect(deliveryStart(undefined, image())).toBeUndefined();
});

test('names are short enough, whatever the numbers', () => {
  const { name } = deliveryStart(image({ wanted: 2 ** 53 - 1, redrive: 2 ** 53 - 1 }), undefined)!;
  expect(name).toMatch(/^[\w-]{1,80}$/);
});
