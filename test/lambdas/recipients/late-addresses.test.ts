import { linkWorld } from './call-link/link-world.ts';

test('an address is noted once a list tells it of who was sent something before, and when it tells another one', async () => {
  const world = await linkWorld({ mail: 1 });
  await world.send(['4711'], { email: 'ann@example.com' });
  await world.send(['4712']);
  expect(world.addresses).toEqual([]);
  await world.send(['4711', '4712', '4713'], { email: 'late@example.com' });
  expect(world.addresses).toEqual(['late@example.com', 'late@example.com']);
  await world.send(['4711', '4712'], { email: 'late@example.com' });
  await world.send(['4711', '4712']);
  await world.send(['4711', '4712'], { email: 'other@example.com', consent: { ads: false, analytics: false } });
  expect(world.addresses).toHaveLength(2);
});
