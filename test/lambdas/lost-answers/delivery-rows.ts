import { conversionItem } from '../../../lambdas/conversions/conversion-items.ts';
import { putConversion } from '../../../lambdas/conversions/conversion-store.ts';
import { putLedgerEntry } from '../../../lambdas/conversions/ledger/ledger-store.ts';
import { type Claim, decideClaim } from '../../../lambdas/deliveries/delivery-claim.ts';
import type { Finish } from '../../../lambdas/deliveries/delivery-finish.ts';
import { deliveryKey } from '../../../lambdas/deliveries/delivery-items.ts';
import { redriveDelivery } from '../../../lambdas/deliveries/delivery-redrive-store.ts';
import {
  claimDelivery,
  finishDelivery,
  putOffDelivery,
  readDelivery,
} from '../../../lambdas/deliveries/delivery-store.ts';
import { deliveryOf } from '../../../lambdas/deliveries/delivery-wanted.ts';
import { enterOpen, wantDelivery } from '../../../lambdas/settle/sweep-conversion-store.ts';
import { leaveOpen, moveTo, parkDelivery, putOff, raiseRedrive } from '../../../lambdas/settle/sweep-store.ts';
import { entry, sale } from '../conversions/facts.ts';
import { freshDelivery, now, someConversion } from '../deliveries/delivery-samples.ts';
import { nothing, row, type StoreRow, type Tables } from './store-row.ts';

const { id, call, site, conversion, destination } = freshDelivery();
const key = { call, id, site, conversion, destination };
const canTell = { dedupe: { key: 'id', windowSeconds: 86_400 } } as const;
const done: Finish = { state: 'delivered', sent: 1, nextAt: now, restsUntil: now, receipt: 'r' };

async function want({ calls }: Tables, wanted = 1): Promise<void> {
  await wantDelivery(calls, { ...key, wanted }, { at: now + 300_000, looks: 1 });
}

async function claimAt({ calls }: Tables, at: number): Promise<Claim> {
  const found = deliveryOf({ ...key, wanted: 1 }, await readDelivery(calls, key));
  const decision = decideClaim(found, found.wanted, canTell, at);
  if (decision.kind !== 'claim') throw new Error(`decided ${decision.kind}`);
  return decision.claim;
}

/** Wanted, and claimed. */
async function claimed(tables: Tables, at = now) {
  const claim = await claimAt(tables, at);
  return { ...claim, id: (await claimDelivery(tables.calls, key, claim))! };
}

const finished = (finish: Partial<Finish>) => async (tables: Tables) => {
  await want(tables);
  await finishDelivery(tables.calls, key, await claimed(tables), { ...done, ...finish });
};

export const deliveryRows: readonly StoreRow[] = [
  ...([nothing, want] as const).map((before) =>
    row('wantDelivery', before === want ? 'it was wanted before' : 'it is not there', before, ({ calls }) =>
      wantDelivery(calls, { ...key, wanted: 2 }, { at: now + 300_000, looks: 1 }),
    ),
  ),
  row(
    'claimDelivery',
    'it is not there',
    (tables) => claimAt(tables, now),
    ({ calls }, claim) => claimDelivery(calls, key, claim),
  ),
  row('putOffDelivery', 'it is open', want, ({ calls }) => putOffDelivery(calls, key, now + 1000)),
  row(
    'claimDelivery',
    'nobody has it',
    async (tables) => {
      await want(tables);
      return claimAt(tables, now);
    },
    ({ calls }, claim) => claimDelivery(calls, key, claim),
  ),
  row(
    'claimDelivery',
    'an attempt died with it',
    async (tables) => {
      await want(tables);
      await claimed(tables);
      return claimAt(tables, now + 121_000);
    },
    ({ calls }, claim) => claimDelivery(calls, key, claim),
  ),
  row(
    'claimDelivery',
    'to ask what came of it',
    async (tables) => {
      await finished({ asking: { receipt: 'r', asks: 0 } })(tables);
      return claimAt(tables, now);
    },
    ({ calls }, claim) => claimDelivery(calls, key, claim),
  ),
  row(
    'claimDelivery',
    'another has it',
    async (tables) => {
      await want(tables);
      const claim = await claimAt(tables, now);
      await claimDelivery(tables.calls, key, claim);
      return claim;
    },
    async ({ calls }, claim) => (await claimDelivery(calls, key, claim)) ?? 'refused',
  ),
  ...[done, { ...done, state: 'pending' as const, sent: 0, nextAt: now + 5000, reason: 'busy' }].map((finish) =>
    row(
      'finishDelivery',
      `it is ${finish.state}`,
      async (tables) => {
        await want(tables);
        return claimed(tables);
      },
      ({ calls }, claim) => finishDelivery(calls, key, claim, finish),
    ),
  ),
  row(
    'finishDelivery',
    'a newer revision is wanted meanwhile',
    async (tables) => {
      await want(tables);
      const claim = await claimed(tables);
      await want(tables, 2);
      return claim;
    },
    ({ calls }, claim) => finishDelivery(calls, key, claim, done),
  ),
  row(
    'finishDelivery',
    'it was taken for dead',
    async (tables) => {
      await want(tables);
      const claim = await claimed(tables);
      await claimed(tables, now + 121_000);
      return claim;
    },
    ({ calls }, claim) => finishDelivery(calls, key, claim, done),
  ),
  row(
    'redriveDelivery',
    'it is parked as unknown',
    finished({ state: 'parked', sent: 0, reason: 'x', unsure: { revision: 1, since: now } }),
    ({ calls }) => redriveDelivery(calls, key, now + 1000),
  ),
  row(
    'redriveDelivery',
    'an attempt died with it',
    async (tables) => {
      await want(tables);
      await claimed(tables);
    },
    ({ calls }) => redriveDelivery(calls, key, now + 121_000),
  ),
  ...(['it stands still', 'it moves'] as const).flatMap((when) => {
    const entry = { ...deliveryKey(key), dueAt: when === 'it moves' ? now : now + 300_000 };
    const look = { looks: 1, at: now + 900_000 };
    return [
      row('raiseRedrive', when, want, ({ calls }) => raiseRedrive(calls, entry, look)),
      row('parkDelivery', when, want, ({ calls }) =>
        parkDelivery(calls, entry, { reason: 'given up', destination, now }),
      ),
      row('putOff', when, want, ({ calls }) => putOff(calls, entry, look)),
      row('moveTo', when, want, ({ calls }) => moveTo(calls, entry, now + 900_000)),
      row('leaveOpen', when, want, ({ calls }) => leaveOpen(calls, entry)),
    ];
  }),
  ...([1, 2] as const).map((revision) =>
    row(
      'putConversion',
      revision === 1 ? 'it is new' : 'it has a new revision',
      async ({ calls }) => {
        if (revision === 2) await putConversion(calls, conversionItem(someConversion()));
      },
      ({ calls }) => putConversion(calls, conversionItem(someConversion({ revision }))),
    ),
  ),
  ...([true, false] as const).map((isStarted) =>
    row(
      'enterOpen',
      isStarted ? 'it is started' : 'it is under way',
      (tables) => claimed(tables),
      ({ calls }, claim) =>
        enterOpen(
          calls,
          { ...deliveryKey(key), dueAt: now },
          { id, wanted: 1, attempted: 1, state: 'pending', claim: claim.id, claimedAt: claim.since },
          { at: now + 300_000, isStarted },
        ),
    ),
  ),
  row('putLedgerEntry', 'it is new', nothing, ({ calls }) => putLedgerEntry(calls, entry('a', sale(500)))),
  row(
    'putLedgerEntry',
    'its id is another’s',
    ({ calls }) => putLedgerEntry(calls, entry('a', sale(501))),
    ({ calls }) => putLedgerEntry(calls, entry('a', sale(500))),
  ),
];
