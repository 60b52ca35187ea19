import { noCounts } from '../../../../lambdas/capacity/pool-counters.ts';
import { unreliableDynamoDB } from '../../../embedded-dynamodb.ts';
import { linkWorld } from './link-world.ts';

const counts = (leased: number, refused: number) => ({ ...noCounts, asked: leased + refused, leased, refused });
const minute = 60_000;
const ids = (count: number) => Array.from({ length: count }, (_, index) => `person-${index}`);

test('after a burst of two hundred recipients on thirty numbers, in ten containers, all of them are counted', async () => {
  const world = await linkWorld({ web: 30 });
  const sent = await world.send(ids(200));
  const containers = Array.from({ length: 10 }, () => world.container());
  // Containers answer at the same time, each one request after the other; then none of them gets any more.
  await Promise.all(
    containers.map(async (container, own) => {
      for (const [index, { token }] of sent.entries()) if (index % 10 === own) await world.click(token, {}, container);
    }),
  );
  expect(await world.counted()).toEqual(counts(30, 170));
});

test('who asks again and again of a full pool is counted once, whatever container answers', async () => {
  const world = await linkWorld({ web: 1 });
  const [first, second] = await world.send(ids(2));
  await world.click(first!.token);
  for (let time = 0; time < 13; time++) {
    world.state.now += 1000;
    await world.click(second!.token, { ask: { active: time > 0 } });
  }
  expect(await world.counted()).toEqual(counts(1, 1));
});

test('whose link is opened many times at once on a full pool is counted once', async () => {
  const world = await linkWorld({ web: 1 });
  const [first, second] = await world.send(ids(2));
  await world.click(first!.token);
  await Promise.all(Array.from({ length: 8 }, () => world.click(second!.token)));
  expect(await world.counted()).toEqual(counts(1, 1));
});

test.each(['lost', 'late'] as const)('a refusal is counted once where the answers to writes are %s', async (fate) => {
  const world = await linkWorld({ web: 1 });
  const [first, second] = await world.send(ids(2));
  await world.click(first!.token);
  const { documents } = unreliableDynamoDB(({ attempt }) => (attempt === 1 ? fate : 'answered'));
  const shaky = world.container(documents);
  for (let time = 0; time < 3; time++) await world.click(second!.token, {}, shaky);
  expect(await world.counted()).toEqual(counts(1, 1));
});

test('who comes back half an hour later is another visit, and who then gets a number is counted with that', async () => {
  const world = await linkWorld({ web: 1, webPool: { leaseSeconds: 7200, probationSeconds: 300 } });
  const [first, second] = await world.send(ids(2));
  await world.click(first!.token, { ask: { active: true } });
  await world.click(second!.token);
  world.state.now += 29 * minute;
  await world.click(second!.token);
  expect(await world.counted()).toEqual(counts(1, 1));
  world.state.now += minute;
  await world.click(second!.token);
  await world.click(second!.token);
  expect(await world.counted()).toEqual(counts(1, 2));
  world.state.now += 3 * 60 * minute;
  await world.click(second!.token);
  expect(await world.counted()).toEqual(counts(2, 2));
});

test('one link that is opened many times at once is one lease in the counts', async () => {
  const world = await linkWorld({ web: 20 });
  const [recipient] = await world.send(['one']);
  await Promise.all(Array.from({ length: 8 }, () => world.click(recipient!.token)));
  await world.click(recipient!.token);
  expect(await world.counted()).toEqual(counts(1, 0));
});
