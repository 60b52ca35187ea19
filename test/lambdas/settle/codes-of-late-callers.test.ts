import { settle } from '../../../lambdas/settle/settle.ts';
import { phoneCode } from '../../../lambdas/visits/phone-codes/phone-code.ts';
import { withdrawCodes } from '../../../lambdas/visits/phone-codes/phone-code-store.ts';
import { withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { createTable } from '../../embedded-dynamodb.ts';
import { show } from '../calls/stores.ts';
import { openHouse, played, start, tell } from './call-house.ts';
import { code, matchOf, openLaptop, say } from './said-codes.ts';

const minute = 60_000;
const longAfter = start + 3 * 3600_000;
const hour = 3600_000;

/** Anna searched three hours before, five others were shown the number since, and nothing says that it was her. */
async function callsLate(isOver = true) {
  const house = await openHouse();
  const searched = { visit: 'searched', clickIds: { gclid: 'g' } };
  await show(house.sources, '+12025550100', 'anna', start - 30 * hour, searched);
  for (let index = 1; index <= 9; index++) {
    await show(house.sources, '+12025550100', `other-${index}`, start - (11 - index) * hour, {
      visit: `other-${index}`,
    });
  }
  const call = played();
  await tell(house, call.lookup, ...(isOver ? [...call.events, call.record] : []));
  expect(await matchOf(house)).toMatchObject({ method: 'none', visit: null });
  await openLaptop(house, start + 20_000, { visitor: 'anna', visit: 'again' });
  return { house, call };
}

const named = {
  method: 'phone-code',
  confidence: 0.99,
  visit: { id: 'searched', visitor: 'anna', clickIds: { gclid: 'g' } },
  linkedVisits: [{ id: 'again', code, by: 'agent' }],
  phoneCode: code,
};

test.each([true, false])(
  'who was shown the number long ago and opens a page again to read the code is named by the visit that was shown it; the call is over: %s',
  async (isOver) => {
    const { house, call } = await callsLate(isOver);
    await say(house);
    const match = await matchOf(house);
    expect(match).toMatchObject(named);
    expect(match.reason).toContain(
      'The same visitor had been shown the number that was called, 1 d 6 h before the call',
    );
    await tell(house, ...call.events, call.record);
    await settle('call-1', house.deps, longAfter);
    expect(await matchOf(house)).toEqual(match);
  },
);

test.each([true, false])(
  'so they are where the time guesses at another visitor; the call is over: %s',
  async (isOver) => {
    const house = await openHouse();
    await show(house.sources, '+12025550100', 'anna', start - 9 * hour, { visit: 'searched' });
    for (const [visitor, hours] of [
      ['cleo', 8],
      ['dora', 7],
      ['eva', 6],
      ['ben', 5],
    ] as const)
      await show(house.sources, '+12025550100', visitor, start - hours * hour, { visit: `guessed-${visitor}` });
    const call = played();
    await tell(house, call.lookup, ...(isOver ? [...call.events, call.record] : []));
    const guessed = await matchOf(house);
    expect(guessed.method).toBe('lease');
    expect(guessed.confidence).toBeLessThan(0.5);
    await openLaptop(house, start + 20_000, { visitor: 'anna', visit: 'again' });
    await say(house);
    await tell(house, ...call.events, call.record);
    expect(await matchOf(house)).toMatchObject({ method: 'phone-code', visit: { id: 'searched' } });
  },
);

test('a late caller stays named when codes and visits are long gone, and another code comes', async () => {
  const { house } = await callsLate();
  await say(house);
  const empty = { ...house.sources.visits, name: await createTable('Visits') };
  await say({ ...house, deps: { ...house.deps, visits: empty } }, phoneCode(815), longAfter);
  expect(await matchOf(house)).toMatchObject({ ...named, refusedCodes: [{ by: 'agent' }] });
});

test('a late caller is not named once they have withdrawn', async () => {
  const { house } = await callsLate();
  const { visits } = house.sources;
  await withdrawVisit(
    visits,
    { visit: 'searched', visitor: 'anna', number: '+12025550100', shownAt: start - 30 * hour },
    start + minute,
  );
  await withdrawVisit(
    visits,
    { visit: 'again', visitor: 'anna', number: undefined, shownAt: start + 20_000 },
    start + minute,
  );
  await withdrawCodes(visits, 'anna');
  await say(house);
  expect(await matchOf(house)).toMatchObject({ method: 'none', visit: null, linkedVisits: [] });
});
