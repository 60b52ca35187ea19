import { slotLength, slowDown } from '../../../../lambdas/deliveries/backlog/pace.ts';
import type { Destination } from '../../../../lambdas/deliveries/destinations/destination.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { buildInput, now } from '../delivery-samples.ts';
import { destinationSamples } from './destination-samples.ts';

/** A destination that gets less often than this what is for it is not slow, but wrong, ms. */
const slowest = 60_000;

describe.each([...destinations])('%s', (type, destination: Destination<unknown, unknown>) => {
  const { can } = destination;
  const sample = destinationSamples[type]!;
  const settings = destination.settings.parse(sample.settings);
  const secrets = destination.secrets.parse(sample.secrets);

  test('the rate that it declares is one that can be kept', () => {
    const { requests, perSeconds } = can.rate ?? { requests: 5, perSeconds: 1 };
    expect([requests, perSeconds].every((count) => Number.isInteger(count) && count > 0)).toBe(true);
    const slot = slotLength({}, can);
    expect(slot).toBeLessThanOrEqual(slowest);
    // So many go out in that time, at most.
    expect(Math.floor((perSeconds * 1000) / slot)).toBeLessThanOrEqual(requests);
    expect(Math.floor((perSeconds * 1000) / slot)).toBeGreaterThan(requests / 2);
  });

  test('what says that it has too much to do slows down all that goes there, to its rate and then below', () => {
    const sendsRequests =
      destination.build(buildInput(settings, secrets, { accessToken: 'token-1' })).kind === 'request';
    const outcome = destination.read({ status: 429, headers: { 'retry-after': '7' }, body: '' });
    expect(outcome.kind).toBe(sendsRequests ? 'throttled' : outcome.kind);
    const afterSeconds = 'afterSeconds' in outcome ? outcome.afterSeconds : undefined;
    const first = slowDown({}, can, { now, afterSeconds });
    expect(first).toEqual({ until: now + (afterSeconds ?? 60) * 1000, slotMs: slotLength({}, can) });
    const second = slowDown({ ...first, nextSlot: now }, can, { now, afterSeconds });
    expect(second.slotMs).toBe(Math.min(slowest, 2 * first.slotMs));
  });
});
