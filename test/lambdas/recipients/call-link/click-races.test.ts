import fc from 'fast-check';
import type { Clicked } from '../../../../lambdas/recipients/call-link/click-link.ts';
import { readCampaignCounts } from '../../../../lambdas/recipients/recipient-counts-store.ts';
import { readRecipient } from '../../../../lambdas/recipients/recipient-store.ts';
import { type TryFate, unreliableDynamoDB } from '../../../embedded-dynamodb.ts';
import { linkWorld, mailDefault } from './link-world.ts';
import { readVisitsOfNumber } from './visits-of-number.ts';

const answerOf = (clicked: Clicked) => {
  if (clicked.kind !== 'clicked') throw new Error(`the link is ${clicked.kind}`);
  return { number: clicked.answer.number.e164, state: clicked.answer.lease.state };
};
const ids = (count: number) => Array.from({ length: count }, (_, index) => `person-${index}`);

test('two hundred clicks at once on a pool of one hundred: never two on one number, the rest see the default', async () => {
  const world = await linkWorld({ web: 95, mail: 0 });
  const sent = await world.send(ids(200));
  const containers = Array.from({ length: 20 }, () => world.container());
  const clicks = sent.map(({ token }, index) =>
    world.click(token, { ask: { active: index % 2 === 0 } }, containers[index % 20]),
  );
  const answers = (await Promise.all(clicks)).map(answerOf);
  const leased = answers.filter(({ state }) => state === 'leased').map(({ number }) => number);
  expect([leased.length, new Set(leased).size]).toEqual([95, 95]);
  expect(answers.filter(({ state }) => state === 'default').map(({ number }) => number)).toEqual(
    Array.from({ length: 105 }, () => mailDefault),
  );
  for (const [index, { state, number }] of answers.entries()) {
    if (state !== 'leased') continue;
    const visits = await readVisitsOfNumber(world.visits, number);
    expect(visits.map(({ recipient }) => recipient?.token)).toEqual([sent[index]!.token]);
  }
  expect(await readCampaignCounts(world.visits, 'shop')).toMatchObject([{ recipients: 200, clicks: 200 }]);
});

test('one link that is opened many times at once shows one number everywhere, and is one click', async () => {
  const world = await linkWorld({ web: 20 });
  const [recipient] = await world.send(['one']);
  const { token } = recipient!;
  const answers = await Promise.all(Array.from({ length: 8 }, () => world.click(token)));
  expect(new Set(answers.map((answer) => JSON.stringify(answerOf(answer)))).size).toBe(1);
  expect(answerOf(answers[0]!).state).toBe('leased');
  expect(await readRecipient(world.visits, token)).toMatchObject({ link: { number: answerOf(answers[0]!).number } });
  expect(await readCampaignCounts(world.visits, 'shop')).toMatchObject([{ clicks: 1 }]);
});

test('whatever answers of the tables are lost, a recipient has one number with one visit, and is one click', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom<TryFate>('answered', 'lost', 'late'), { minLength: 8, maxLength: 8 }),
      async (fates) => {
        const world = await linkWorld({ web: 2 });
        const [recipient] = await world.send(['one']);
        const { token } = recipient!;
        const { documents } = unreliableDynamoDB(({ write, attempt }) =>
          attempt === 1 ? (fates[write - 1] ?? 'answered') : 'answered',
        );
        const shaky = world.container(documents);
        const first = answerOf(await world.click(token, {}, shaky));
        expect(first.state).toBe('leased');
        expect(answerOf(await world.click(token, { ask: { active: true } }, shaky))).toEqual(first);
        expect((await readRecipient(world.visits, token))?.link?.number).toBe(first.number);
        expect(await readVisitsOfNumber(world.visits, first.number)).toHaveLength(1);
        expect(await readCampaignCounts(world.visits, 'shop')).toMatchObject([{ clicks: 1 }]);
      },
    ),
    { numRuns: 20 },
  );
});
