import { newLeaseLimit } from '../../../lambdas/numbers/new-lease-limit.ts';
import { shop } from './number-desk.ts';

const limited = { ...shop, newLeasesPerNetwork: 12 };

test('new leases are counted by network', () => {
  expect(newLeaseLimit(limited, { address: '203.0.113.9' }, false)).toMatchObject({ site: 'shop', perMinute: 12 });
});

test('this machine is exempt only where it is the developer’s', () => {
  expect(newLeaseLimit(limited, { address: '127.0.0.1' }, true)).toBeUndefined();
  expect(newLeaseLimit(limited, { address: '127.0.0.1' }, false)).toMatchObject({ perMinute: 12 });
});

test('a site that sets no limit, and addresses that it allows, are not counted', () => {
  expect(newLeaseLimit(shop, { address: '203.0.113.9' }, false)).toBeUndefined();
  const allowing = { ...limited, addresses: { allow: ['203.0.113.0/24'], block: [] } };
  expect(newLeaseLimit(allowing, { address: '203.0.113.9' }, false)).toBeUndefined();
});
