import { createHmac, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { sortKeyOf } from '../../platform/aws/key-limits.ts';
import { readIfKnown, readWhatIsKnown } from '../../platform/aws/stored-item.ts';
import { getItem, type Table } from '../../platform/aws/table.ts';
import type { TransactItem } from '../../platform/aws/transact.ts';
import { matchedVisit } from '../match/match.ts';
import type { CallerMemory } from '../match/match-facts.ts';
import { type PersonItemsPart, readPersonItems, timeDigits } from './person-items-store.ts';
import type { MemoryChange } from './returning-caller.ts';
import type { EarlierCall } from './spam-score.ts';

/** Who a caller is to one site, without the number: a keyed hash. The same person is another one at another site. */
export function personHash(identityKey: KeyObject, site: string, number: string): string {
  return createHmac('sha256', identityKey).update(`${site}#${number}`).digest('base64url');
}

/** The partition of one caller of one site: `PERSON#<site>#<hash>`. */
export function personPartition(site: string, hash: string): string {
  return `PERSON#${site}#${hash}`;
}

const personCall = z.object({
  call: z.string(),
  startedAt: z.number().int(),
  number: z.string().optional(),
  /** It ended within seconds, and no visit led to it. */
  short: z.boolean().optional(),
  /** The visitor whose call it was. */
  visitor: z.string().optional(),
  /** The recipient of a mail whose call it was, by the sender's id of them; only where little speaks against it. */
  recipient: z.string().optional(),
  /** The partition of who called, where this is another one: that of the visitor whose call it was. */
  caller: z.string().optional(),
});
/** One call of a person and the number that was dialled. */
export type PersonCall = Readonly<z.infer<typeof personCall>>;

const rememberedCall = z.object({
  call: z.string(),
  startedAt: z.number().int(),
  visit: matchedVisit,
  confidence: z.number().min(0).max(1).optional(),
});
const callerMemory = rememberedCall.extend({ sure: rememberedCall.optional(), rev: z.number().int().optional() });

/** What is remembered of a person and a number; `unknown` when only a newer version can read it. Consistent. */
export async function readMemory(
  calls: Table,
  person: string,
  number: string,
): Promise<CallerMemory | 'unknown' | undefined> {
  const item = await getItem(calls, memoryKey(person, number));
  return item && (readWhatIsKnown(callerMemory, item)?.value ?? 'unknown');
}

/** So many of a person's last calls are looked at: for the one before, and for bursts of calls. */
export const lastCalls = 25;

/** The person's last calls before this one, the latest first, some of them where there are many. Consistent. */
export async function readEarlierCalls(
  calls: Table,
  person: string,
  { call, startedAt }: Pick<PersonCall, 'call' | 'startedAt'>,
): Promise<EarlierCall[]> {
  const end = personCallKey(person, { call, startedAt }).sk;
  const range = { first: startedPrefix, end, limit: lastCalls, isBackwards: true };
  const { items } = await readPersonItems(calls, person, range);
  return items
    .filter((item) => item.call !== call)
    .map((item) => {
      // The key tells when it began in every version.
      const began = Number(String(item.sk).slice(startedPrefix.length).split('#')[0]);
      return { startedAt: began, ...toldOfCall.safeParse(item).data };
    });
}

const toldOfCall = personCall.pick({
  call: true,
  number: true,
  short: true,
  visitor: true,
  recipient: true,
  caller: true,
});

/** When the last of a person's earlier calls began, ms; null if there was none. */
export function previousCallAt([last]: readonly EarlierCall[]): number | null {
  return last?.startedAt ?? null;
}

/** Some of a person's calls, earliest first, and after which key the next ones come; undefined when these are the last ones. */
export interface PersonCallPage {
  readonly calls: readonly PersonCall[];
  readonly last: string | undefined;
}

/**
 * The person's calls, to whatever number, that began at this time (ms) or later, so many at a time; `after` is the `last` of the page
 * before. Consistent.
 */
export function callsSince(
  calls: Table,
  person: string,
  { from, ...part }: PersonItemsPart & { readonly from: number },
): Promise<PersonCallPage> {
  return readPage(calls, person, { first: startedPrefix + timeDigits(from), end: endOfCalls, ...part });
}

/**
 * Some of a person's calls that began within a time (ms, both ends included), the latest first, so many at a time; `after` is the `last`
 * of the page before. Consistent.
 */
export function callsWithin(
  calls: Table,
  person: string,
  { from, to, ...part }: PersonItemsPart & { readonly from: number; readonly to: number },
): Promise<PersonCallPage> {
  // No call has an empty id, so the end is outside.
  const [first = '', end = ''] = [from, to + 1].map((time) => startedPrefix + timeDigits(time));
  return readPage(calls, person, { first, end, ...part, isBackwards: true });
}

async function readPage(...asked: Parameters<typeof readPersonItems>): Promise<PersonCallPage> {
  const { items, last } = await readPersonItems(...asked);
  return { calls: items.flatMap((item) => readIfKnown(personCall, item) ?? []), last };
}

/** The write that puts a call among the person's calls. */
export function personCallWrite(table: string, person: string, entry: PersonCall): TransactItem {
  return { Put: { TableName: table, Item: { ...personCallKey(person, entry), ...entry } } };
}

/** The write that takes it out again, as it was: the caller turned out to be somebody else, or the call began at another time. */
export function personCallRemoval(table: string, person: string, entry: PersonCall): TransactItem {
  return { Delete: { TableName: table, Key: personCallKey(person, entry) } };
}

/** The write of a changed memory, on condition that it is still the one that was known. */
export function memoryWrite(
  table: string,
  place: { readonly person: string; readonly number: string },
  known: CallerMemory | undefined,
  change: MemoryChange,
): TransactItem {
  const key = memoryKey(place.person, place.number);
  const unchanged =
    known === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: `#call = :knownCall AND startedAt = :knownStart AND ${known.rev === undefined ? 'attribute_not_exists(rev)' : 'rev = :knownRev'}`,
          ExpressionAttributeNames: { '#call': 'call' },
          ExpressionAttributeValues: {
            ':knownCall': known.call,
            ':knownStart': known.startedAt,
            ...(known.rev !== undefined && { ':knownRev': known.rev }),
          },
        };
  return change.kind === 'forget'
    ? { Delete: { TableName: table, Key: key, ...unchanged } }
    : { Put: { TableName: table, Item: { ...key, ...change.memory, rev: (known?.rev ?? 0) + 1 }, ...unchanged } };
}

function memoryKey(person: string, number: string) {
  return { pk: person, sk: sortKeyOf('NUMBER#', number) };
}

/** By the start of the call, so that the first one and the later ones are found without reading the others. */
function personCallKey(person: string, { call, startedAt }: Pick<PersonCall, 'call' | 'startedAt'>) {
  return { pk: person, sk: `${startedPrefix}${timeDigits(startedAt)}#${call}` };
}

const startedPrefix = 'STARTED#';
/** Comes after all of them. */
const endOfCalls = 'STARTED#:';
