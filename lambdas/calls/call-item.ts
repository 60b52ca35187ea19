import { createHash } from 'node:crypto';
import * as z from 'zod';
import { readWhatIsKnown } from '../platform/aws/stored-item.ts';
import { callsByNumber, callsBySite, openWork } from '../platform/aws/table-keys.ts';
import { callerListName } from '../settings/callers/caller-list.ts';
import { type Call, type CallStatus, call } from './call.ts';
import { historyChange } from './callers/history-change.ts';
import { canonicalJson } from './canonical-json.ts';
import { leadScore } from './lead-score.ts';
import { logKeyOf } from './log-key.ts';
import { counts } from './mark.ts';
import { match } from './match/match.ts';
import type { Observation } from './observation.ts';
import { packItem, unpackItem } from './packed-item.ts';
import { qualified } from './qualified.ts';
import { repeatCaller } from './repeat-caller.ts';
import { spam } from './spam.ts';

const amount = z.object({ minor: z.number().int(), currency: z.string() });

/** Conversions that are open, their values by currency, what sales less refunds come to, and what was reported. */
const callSums = z.object({
  conversions: z.number().int(),
  values: z.array(amount),
  revenue: amount.optional(),
  outcome: z.string().optional(),
  /** What was reported. */
  tags: z.array(z.string()),
  /** What rules say of it. */
  ruleTags: z.array(z.string()).optional(),
  /** What the conditions of its site say of it. */
  siteTags: z.array(z.string()).optional(),
  /** What rules look for in what was said, and what was said of it. */
  phrases: z.array(z.string()).optional(),
  /** The rules of the open conversions: `long-call 3`, or the id alone in version 1; few bytes, as a usual call is hardly a write unit. */
  rules: z.array(z.string()).optional(),
});
export type CallSums = Readonly<z.infer<typeof callSums>>;

/** A call as it is kept: the folded view, why it belongs to whom, and what makes writing it safe. */
export const storedCall = z.object({
  ...call.shape,
  site: z.string(),
  match,
  /** Grows with every write; a write is on condition that nobody else wrote meanwhile. */
  rev: z.number().int(),
  /** The partition in which this call is among its caller's calls; it is taken out there when the caller is corrected. */
  person: z.string().optional(),
  /** Rules that count one call of a person only, and whose goals this call is noted at the person to have met. */
  goals: z.array(z.string()).optional(),
  /** Partitions of its visitor and clicks, under which orders find it; only of sites with orders, and of calls to the number of a recipient. */
  foundUnder: z.array(z.string()).optional(),
  /** A digest of what the match was made of: what was read once and may be gone is not read again for nothing. */
  matchInputs: z.string().optional(),
  /** What the call came to; kept here so that the log needs one read. */
  sums: callSums.optional(),
  /** The address that the latest of its orders names, in its normal form. Plain, and in no answer: for destinations that take one. */
  email: z.string().optional(),
  /** What the site's conditions make of it; of a site without any, nothing. */
  qualified: z.optional(qualified),
  /** Nobody was shown the number before, and it was over within seconds; said once it is final. */
  short: z.boolean().optional(),
  /** How much speaks for it that it is spam, and what. */
  spam: z.optional(spam),
  /** Whether the caller had called the site, and this number, within the time that the site looks back. */
  repeat: z.optional(repeatCaller),
  /** The list of the site that had the caller's number when the call was matched. */
  callerList: z.optional(callerListName),
  /** By the points of its site. */
  score: z.optional(leadScore),
  /** The call that this one turned out to be a part of: all of it counts there, and it is in no list any more. */
  partOf: z.string().optional(),
  /**
   * What other calls of the person may not have been told of yet. It is written in the transaction of the change itself, so a death
   * before they are queued loses nothing; once they are, it goes with the next write.
   */
  untold: z.array(historyChange).optional(),
  /**
   * Items of its partition that were decided with this `rev`, and are put right after it, each alone: whoever reads the call takes them for
   * put. Written back by a version that does not know them they carry an older `rev`, and count no more.
   */
  follows: z.object({ rev: z.number().int(), items: z.array(z.record(z.string(), z.unknown())) }).optional(),
  /** When the sweep looks at it, ms; only while it is not final, or what it came to may not have been told. */
  dueAt: z.number().int().optional(),
});
export type StoredCall = Readonly<z.infer<typeof storedCall>> & {
  /** Fields with a value that this version does not know, by path; what is told instead is only near. Never written. */
  readonly unsupported?: readonly string[] | undefined;
};

/**
 * A call as it is kept, also one that a newer version wrote: what is not known of it is left out, or told as the nearest that is
 * known. Undefined when it lacks what no call can be without, or only a newer version can unpack it.
 */
export function readStoredCall(stored: Readonly<Record<string, unknown>>): StoredCall | undefined {
  const item = unpackItem(stored);
  const read = readWhatIsKnown(storedCall, item, {
    status: nearStatus(item),
    direction: 'inbound',
    'match.method': 'none',
    'qualified.verdict': 'unknown',
    // Whatever else a newer version marks calls as: they count nowhere.
    mark: 'test',
  });
  if (read === undefined) return undefined;
  return read.unknown.length === 0 ? read.value : { ...read.value, unsupported: read.unknown };
}

function nearStatus({ answeredAt, endedAt, final }: Readonly<Record<string, unknown>>): CallStatus {
  const isOver = endedAt !== undefined || final === true;
  if (answeredAt !== undefined) return isOver ? 'completed' : 'answered';
  return isOver ? 'missed' : 'ringing';
}

const known: ReadonlySet<string> = new Set(Object.keys(storedCall.shape));
const keysAndIndexes = new Set<string>(['pk', 'sk', callsBySite.sort, openWork.partition, openWork.sort]);
/** What the sweep notes; a call that is settled begins anew. */
const notesOfSweep = new Set<string>(['looks', 'stuck', 'sweptBy']);
/** What indexes and conditions read, and what is written without the rest. */
const plain = new Set<string>([
  ...keysAndIndexes,
  ...notesOfSweep,
  callsBySite.partition,
  callsByNumber.partition,
  'rev',
]);

/** The index by number tells when a number was dialled last: what does not count is not in it. */
const plainUncounted: ReadonlySet<string> = new Set([...plain].filter((name) => name !== callsByNumber.partition));

/** A call and the item that it was read from. */
export interface CallAsRead {
  readonly call: StoredCall;
  readonly item: Readonly<Record<string, unknown>>;
}

/**
 * The item of a call. What this version finds as it was is written back as it was read, and what it does not know stays: a newer version
 * may have more to say there.
 */
export function callItem(
  { unsupported: _unsupported, ...next }: StoredCall,
  read?: CallAsRead,
): Record<string, unknown> {
  const fields: Record<string, unknown> = next;
  const before: Record<string, unknown> = read?.call ?? {};
  const kept = Object.entries(unpackItem(read?.item ?? {})).filter(
    ([name]) =>
      !keysAndIndexes.has(name) &&
      !notesOfSweep.has(name) &&
      (!known.has(name) || canonicalJson(fields[name]) === canonicalJson(before[name])),
  );
  const item = { ...fields, ...Object.fromEntries(kept), ...callKey(next.id), ...callIndexAttributes(next) };
  return packItem(item, counts(next) ? plain : plainUncounted);
}

/** The partition with everything about one call. */
export function callPartition(callId: string): string {
  return `CALL#${callId}`;
}

/** Key of the call itself. */
export function callKey(callId: string) {
  return { pk: callPartition(callId), sk: 'CALL' };
}

export const observationPrefix = 'OBSERVATION#';

/** Key of an observation: the same statement always has the same one. */
export function observationKey(observation: Observation) {
  const digest = createHash('sha256').update(canonicalJson(observation)).digest();
  return { pk: callPartition(observation.call), sk: `${observationPrefix}${digest.subarray(0, 16).toString('hex')}` };
}

/**
 * What puts a call into the indexes, beside its site and number: its place in the log, unless it is part of another, and when the sweep
 * looks at it.
 */
export function callIndexAttributes({ id, startedAt, partOf, dueAt }: Call & Pick<StoredCall, 'partOf' | 'dueAt'>) {
  return {
    ...(partOf === undefined && { [callsBySite.sort]: logKeyOf({ startedAt, id }) }),
    ...(dueAt !== undefined && { [openWork.partition]: openShard(id), [openWork.sort]: dueAt }),
  };
}

/** The partition of the index `open` that an item with this id is in. */
export function openShard(id: string): string {
  return `OPEN#${createHash('sha256').update(id).digest().readUInt8(0) % openWork.shards}`;
}
