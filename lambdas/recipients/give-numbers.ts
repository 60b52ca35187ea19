import type { KeyObject } from 'node:crypto';
import { isNarrower } from '../attribution/consent.ts';
import { readSlots } from '../leases/slots/pool-slots-store.ts';
import type { SlotKey } from '../leases/slots/slot.ts';
import { transact } from '../platform/aws/transact.ts';
import { conflict } from '../platform/http/problem.ts';
import { inTurn } from '../platform/in-turn.ts';
import { pauseBefore } from '../platform/random-pause.ts';
import type { RecipientPool } from '../settings/pools/recipient-pool.ts';
import type { Visit } from '../visits/visit.ts';
import type { FreeNumbers, PoolOfSlots } from './free-numbers.ts';
import type { Recipient } from './recipient.ts';
import { addCounts, type CountedCampaign, countParts, type MoreCounts } from './recipient-counts-store.ts';
import type { WantedRecipient } from './recipient-list.ts';
import { readRecipient, readRecipientsToChange } from './recipient-store.ts';
import { recipientToken } from './recipient-token.ts';
import { afterSending, keptSlot, needsNumber, type Sending } from './send-recipient.ts';
import { countsOf, sendingWrites } from './sending-writes.ts';
import { transactionGroups, type Writing } from './transaction-groups.ts';
import { type WithdrawDependencies, withdrawRecipient } from './withdraw-recipient.ts';

export interface GiveDependencies extends WithdrawDependencies {
  readonly identityKey: KeyObject;
  /** Somebody who was sent something before has another address by now: whoever asks for their calls by it finds these. */
  readonly noteAddress: (recipient: Recipient & { readonly email: string }) => Promise<void>;
  readonly freeNumbers: FreeNumbers;
  /** Whole days that a visit is kept. */
  readonly keepDays: number;
  /** In [0, 1). */
  readonly random: () => number;
}

/** So many transactions of one request are under way at a time. */
const atOnce = 8;

/** So many recipients of whom more changes than themselves are looked after at a time. */
const lookedAfterAtOnce = 8;

/** After each round in which others were in the way, the rest is decided anew, and each time somebody gets what they want: more means that something is wrong. */
const mostLostRounds = 20;

type Pool = RecipientPool & PoolOfSlots;

/**
 * Gives each recipient their number, in the order of the list: the one that they have, else a free one, else the pool's default number. A recipient is
 * written with slot, visit and count in one transaction, or not at all; so whatever dies, or is sent twice, is sent again, and the same comes of it.
 * Recipients whom others are writing at the same time, or whose slots were taken, are decided anew. `now` in ms. Throws a 409 where that has no end.
 */
export async function giveNumbers(
  dependencies: GiveDependencies,
  pool: Pool,
  list: readonly WantedRecipient[],
  now: number,
): Promise<Recipient[]> {
  const { identityKey } = dependencies;
  const all = list.map((wanted): Open => {
    const { campaign, recipient } = wanted;
    return { wanted, token: recipientToken(identityKey, { site: pool.site, pool: pool.id, campaign, recipient }) };
  });
  const given = new Map<string, Recipient>();
  let open: readonly Open[] = all;
  for (let lostRounds = 0; open.length > 0; ) {
    if (lostRounds === mostLostRounds)
      throw conflict(`others are sending numbers of pool ${pool.id}; please try again`);
    if (lostRounds > 0) await pauseBefore(lostRounds);
    const writings = await decide(dependencies, pool, open, { now, isCrowded: lostRounds > 0 });
    for (const { one, items } of writings) if (items.length === 0) given.set(one.after.token, one.after);
    const changing = writings.filter(({ items }) => items.length > 0);
    const part = Math.floor(dependencies.random() * countParts);
    const groups = transactionGroups(changing, mostTogether(lostRounds)).entries();
    let isLost = false;
    await inTurn(groups, atOnce, async ([index, group]) => {
      if (!(await write(dependencies, group, { part: part + index, now }))) isLost = true;
      else for (const { one } of group) given.set(one.after.token, one.after);
    });
    const written = changing.filter(({ one }) => given.has(one.after.token));
    await withdrawSince(dependencies, written, now);
    await noteAddresses(dependencies, written);
    if (isLost) lostRounds++;
    open = open.filter(({ token }) => !given.has(token));
  }
  return all.flatMap(({ token }) => given.get(token) ?? []);
}

/** As many as a transaction takes; fewer where others were in the way, who take one slot of a group, and so the whole group. */
function mostTogether(lostRounds: number): number {
  return lostRounds === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(33 / 2 ** lostRounds));
}

interface Open {
  readonly token: string;
  readonly wanted: WantedRecipient;
}

/**
 * Reads what is known of these recipients and of the pool, and says what is to be written of each. Says nothing yet of those for whom too few numbers are
 * free: others may just have been given these numbers, or some of these recipients. The default number is for who is read to have none, and then finds none.
 */
async function decide(
  dependencies: GiveDependencies,
  pool: Pool,
  open: readonly Open[],
  { now, isCrowded }: { readonly now: number; readonly isCrowded: boolean },
): Promise<Writing[]> {
  const { leases, visits, freeNumbers, keepDays, newId } = dependencies;
  const known = await readRecipientsToChange(
    visits,
    open.map(({ token }) => token),
  );
  const slots = await readSlots(leases, [...known.values()].flatMap(slotKeyOf));
  const sendings = open.map(({ token, wanted }) => {
    const before = known.get(token);
    const sending: Sending = { token, wanted, before, slot: before?.number ? slots.get(before.number) : undefined };
    return { sending, kept: keptSlot(sending, now) };
  });
  const needing = sendings.filter(({ sending, kept }) => needsNumber(sending, kept)).length;
  const free = needing === 0 ? [] : await freeNumbers.find(pool, needing, now, isCrowded);
  const rest = free.values();
  const places = { leases: leases.name, visits: visits.name, pool, now, fresh: newId() };
  const writings = sendings.flatMap(({ sending, kept }) => {
    const isNeeding = needsNumber(sending, kept);
    const next = isNeeding ? rest.next().value : undefined;
    if (isNeeding && next === undefined && free.length > 0) return [];
    const one = afterSending(sending, pool, { kept, free: next, now, keepDays });
    return [{ one, items: sendingWrites(one, places) }];
  });
  await withdrawBefore(dependencies, writings, now);
  return writings;
}

function slotKeyOf({ pool, shard, number }: Recipient): SlotKey[] {
  return number === undefined || shard === undefined ? [] : [{ pool, shard, number }];
}

/**
 * Who allows less does so wherever they are known, before they are written: what dies in between is done when they are sent again. What lies on the number
 * that is theirs is written with them.
 */
async function withdrawBefore(
  dependencies: GiveDependencies,
  writings: readonly Writing[],
  now: number,
): Promise<void> {
  await inTurn(writings, lookedAfterAtOnce, async ({ one: { before, after, kept } }) => {
    if (before === undefined || !isNarrower(before.consent, after.consent)) return;
    const isLeft = ({ visit }: Visit) => kept !== undefined && visit === before.visit;
    await withdrawRecipient(dependencies, before, after.consent, { isLeft, now });
  });
}

/** Once more after they were written, as their link may have leased a number in between; whoever opens it from now on reads what they allow. */
async function withdrawSince(dependencies: GiveDependencies, written: readonly Writing[], now: number): Promise<void> {
  await inTurn(written, lookedAfterAtOnce, async ({ one: { before, after } }) => {
    if (before === undefined || !isNarrower(before.consent, after.consent)) return;
    const found = await readRecipient(dependencies.visits, after.token);
    if (found === undefined || !isNarrower(before.consent, found.consent)) return;
    const isLeft = ({ pool }: Visit) => pool === found.pool;
    await withdrawRecipient(dependencies, found, found.consent, { isLeft, now });
  });
}

/** Before they were sent something they cannot have called. */
async function noteAddresses({ noteAddress }: GiveDependencies, written: readonly Writing[]): Promise<void> {
  await inTurn(written, lookedAfterAtOnce, async ({ one: { before, after } }) => {
    const { email } = after;
    if (before !== undefined && email !== undefined && email !== before.email) await noteAddress({ ...after, email });
  });
}

/** Writes a group whole, with what it adds to the counts; false when anything of it was changed meanwhile. */
async function write(
  { visits }: GiveDependencies,
  group: readonly Writing[],
  { part, now }: { readonly part: number; readonly now: number },
): Promise<boolean> {
  const failed = await transact(visits.documents, [
    ...group.flatMap(({ items }) => items),
    ...countsOfGroup(group).map(({ campaign, more }) => addCounts(visits.name, campaign, more, { part, at: now })),
  ]);
  return failed.length === 0;
}

/** What the group adds, by creative: all of it is of one campaign. */
function countsOfGroup(group: readonly Writing[]): { readonly campaign: CountedCampaign; readonly more: MoreCounts }[] {
  const ofCreative = Map.groupBy(group, ({ one }) => one.after.creative);
  return [...ofCreative.values()].flatMap((some) => {
    const [first] = some;
    const counts = some.map(({ one }) => countsOf(one));
    const sum = (name: keyof MoreCounts) => counts.reduce((total, { [name]: more = 0 }) => total + more, 0);
    const more = { recipients: sum('recipients'), numbers: sum('numbers'), defaults: sum('defaults') };
    const isAny = Object.values(more).some((count) => count !== 0);
    return first !== undefined && isAny ? [{ campaign: first.one.after, more }] : [];
  });
}
