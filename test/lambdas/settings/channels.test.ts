import { channel } from '../../../lambdas/settings/channel.ts';
import { channels } from '../../../lambdas/settings/channels.ts';
import { clickIdParameters } from '../../../lambdas/settings/click-id-parameters.ts';

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
