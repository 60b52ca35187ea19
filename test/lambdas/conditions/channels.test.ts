import { clickIdParameters } from '../../../lambdas/attribution/click-id-parameters.ts';
import { channel } from '../../../lambdas/conditions/channel.ts';
import { channels } from '../../../lambdas/conditions/channels.ts';

test('every channel has an id of its own', () => {
  expect(new Set(channels().map(({ id }) => id)).size).toBe(channels().length);
  for (const known of channels()) expect(channel.parse(known)).toEqual(known);
});

test('the paid channel knows every click id that only advertisements carry', () => {
  const paid = channels()
    .find(({ id }) => id === 'paid')!
    .when!.flatMap(({ clickId }) => clickId ?? []);
  const onlyAds = clickIdParameters
    .filter(({ carriedBy, medium }) => carriedBy !== 'share' && medium === undefined)
    .map(({ name }) => name);
  expect(paid.toSorted()).toEqual(onlyAds.toSorted());
});
