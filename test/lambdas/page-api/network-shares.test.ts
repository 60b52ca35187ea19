import { networkLimits } from '../../../lambdas/page-api/network-shares.ts';
import { shop } from './number-desk.ts';

const limited = { ...shop, newLeasesPerNetwork: 12, newVisitsPerNetwork: 34 };
const none = { leases: undefined, visits: undefined };

test('new leases and visits are counted by network', () => {
  const network = { site: 'shop', network: '203.0.113.0/24' };
  expect(networkLimits(limited, { address: '203.0.113.9' }, false)).toEqual({
    leases: { ...network, perMinute: 12 },
    visits: { ...network, perMinute: 34 },
  });
});

test('this machine is exempt only where it is the developer’s', () => {
  expect(networkLimits(limited, { address: '127.0.0.1' }, true)).toEqual(none);
  expect(networkLimits(limited, { address: '127.0.0.1' }, false)).toMatchObject({ leases: { perMinute: 12 } });
});

test('a site that sets no limit, and addresses that it allows, are not counted', () => {
  expect(networkLimits(shop, { address: '203.0.113.9' }, false)).toEqual(none);
  expect(networkLimits({ ...limited, newLeasesPerNetwork: 0 }, {}, false)).toMatchObject({
    leases: undefined,
    visits: { network: 'unknown' },
  });
  const allowing = { ...limited, addresses: { allow: ['203.0.113.0/24'], block: [] } };
  expect(networkLimits(allowing, { address: '203.0.113.9' }, false)).toEqual(none);
});
