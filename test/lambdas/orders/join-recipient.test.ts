import { partitionOf } from '../../../lambdas/calls/callers/person-keys.ts';
import { readPersonLinks } from '../../../lambdas/calls/callers/person-links-store.ts';
import { readSaidEmails } from '../../../lambdas/orders/emails/said-email-store.ts';
import { joinRecipient } from '../../../lambdas/orders/join-recipient.ts';
import { someCall } from '../deliveries/delivery-samples.ts';

import { besidePuts } from '../recipients/beside-puts.ts';
import { linkWorld, start } from '../recipients/call-link/link-world.ts';

const withdrawn = { consent: { ads: false, analytics: false } };

async function calledRecipient() {
  const world = await linkWorld({ mail: 1 });
  const [recipient] = await world.send(['4711'], { email: 'ann@example.com' });
  const { token, visitor } = recipient!;
  const sample = someCall({ startedAt: start });
  const call = { ...sample, match: { ...sample.match, visit: { ...sample.match.visit!, visitor } } };
  const person = partitionOf(await world.identityKey(), 'shop', { kind: 'visitor', visitor });
  return {
    ...world,
    join: (calls = world.calls) => joinRecipient({ ...world, calls, settleLater: async () => {} }, call, token),
    known: async () => [
      (await readSaidEmails(world.calls, person, start)).map(({ email }) => email),
      (await readPersonLinks(world.calls, person)).length,
    ],
  };
}

test('the address that the mail went to is that of who called; of who withdrew it is not', async () => {
  const { join, known, send } = await calledRecipient();
  await join();
  expect(await known()).toEqual([['ann@example.com'], 1]);
  await send(['4711'], withdrawn);
  await join();
  expect(await known()).toEqual([[], 0]);
});

test.each(['before', 'after'] as const)('nor where they withdraw %s it is noted', async (when) => {
  const { join, known, send, calls } = await calledRecipient();
  await join({ ...calls, documents: besidePuts(when, () => send(['4711'], withdrawn)) });
  expect(await known()).toEqual([[], 0]);
});
