import type { AccountLine } from './account.ts';
import type { CallEvidence, CalledCall } from './call-evidence.ts';
import type { DeadLetter } from './dead-letters.ts';
import type { ReceivedConversion } from './received-values.ts';
import { isDecided, type StoredCall, type StoredConversion, type StoredDelivery } from './stored-calls.ts';

/** All that is known in the end, from three sides. */
export interface CallFacts {
  readonly evidence: CallEvidence;
  /** `<number> <visit>` of all who clicked a number. */
  readonly clicking: ReadonlySet<string>;
  readonly stored: ReadonlyMap<string, StoredCall>;
  /** By `<destination> <conversion>`. */
  readonly received: ReadonlyMap<string, ReceivedConversion>;
  /** Messages that were given up under the crashes, and then put back. */
  readonly deadLetters: readonly DeadLetter[];
  /** Messages that were given up even so. */
  readonly stillDead: number;
}

/** Holds what was told of calls, what the table says, and what the receivers got against each other. */
export function callAccount({
  evidence,
  clicking,
  stored,
  received,
  deadLetters,
  stillDead,
}: CallFacts): AccountLine[] {
  const { calls } = evidence;
  const deliveries = [...stored.values()].flatMap(({ conversions, deliveries }) =>
    deliveries.map((delivery) => ({ delivery, conversion: conversions.find(({ id }) => id === delivery.conversion) })),
  );
  return [
    line(
      'calls whose record was taken are complete',
      calls.filter(({ byEventsOnly }) => !byEventsOnly),
      (call) => completeFault(call, stored.get(call.contact.id)),
    ),
    line(
      'so are those that only events tell of, after their grace',
      calls.filter(({ byEventsOnly }) => byEventsOnly),
      (call) => completeFault(call, stored.get(call.contact.id)),
    ),
    line('they are matched to the visit that tapped the number, or was the only one to see it', calls, (call) =>
      matchFault(call, stored.get(call.contact.id), clicking),
    ),
    line('outcomes answered 202 are in the ledger', calls.flatMap(reportedOf), ({ call, eventId }) =>
      stored.get(call)?.ledger.includes(eventId) ? undefined : `${eventId} is not there`,
    ),
    line('calls have the conversions that they met, with their value', calls, (call) =>
      conversionFault(call, stored.get(call.contact.id)),
    ),
    line('conversions have one delivery for each destination', conversionsOf(stored), missingDelivery),
    line('deliveries are at an end', deliveries, ({ delivery }) => undecidedFault(delivery)),
    line('delivered conversions count once at the receiver, with the last value', deliveries, (both) =>
      receivedFault(both, received),
    ),
    line('receivers know no other conversions', [...received.keys()], (key) =>
      deliveries.some(({ delivery }) => keyOf(delivery) === key) ? undefined : `${key} was never to be delivered`,
    ),
    {
      claim: 'messages given up after five tries work when they are put back',
      checked: deadLetters.length,
      broken: Array.from({ length: stillDead }, () => 'a message is in a dead-letter queue still'),
    },
    { claim: 'no answer about a call was wrong', checked: evidence.lookups, broken: evidence.wrong },
  ];
}

function line<Item>(claim: string, items: readonly Item[], fault: (item: Item) => string | undefined): AccountLine {
  return { claim, checked: items.length, broken: items.map(fault).filter((sentence) => sentence !== undefined) };
}

const keyOf = ({ destination, conversion }: StoredDelivery) => `${destination} ${conversion}`;

function reportedOf({ contact, reported }: CalledCall) {
  return reported.map(({ eventId }) => ({ call: contact.id, eventId }));
}

function talkOf({ contact: { answeredAt = 0, endedAt } }: CalledCall): number {
  return (endedAt - answeredAt) / 1000;
}

function completeFault(told: CalledCall, stored: StoredCall | undefined): string | undefined {
  const { id } = told.contact;
  if (stored?.call === undefined) return `call ${id} is not there`;
  const { status, final, talkSeconds } = stored.call;
  const isComplete = final && status === 'completed' && talkSeconds === talkOf(told);
  return isComplete ? undefined : `call ${id} is ${status}, final ${final}, talk ${talkSeconds} of ${talkOf(told)} s`;
}

/**
 * Whoever taps the number is its caller, or somebody who tapped it later. Numbers for the desk had no other visitor, so that the time alone
 * says whose call it is.
 */
function matchFault(
  { contact: { id, tracked }, way, visit }: CalledCall,
  stored: StoredCall | undefined,
  clicking: ReadonlySet<string>,
): string | undefined {
  const match = stored?.call?.match;
  if (match === undefined) return `call ${id} has no match`;
  const named = match.visit?.id;
  const method = visit === undefined ? 'source' : way === 'tapped' ? 'click' : 'lease';
  const isTheirs = named === visit || (way === 'tapped' && clicking.has(`${tracked} ${named}`));
  if (match.method === method && isTheirs) return undefined;
  return `call ${id}, ${way}, is matched by ${match.method} to ${named}, it was ${visit}: ${match.reason}`;
}

/** Conversion names with their value in cents, as the rules say. */
function expectedConversions(told: CalledCall): Record<string, number> {
  const revenue = told.reported.reduce((sum, { kind, cents }) => sum + (kind === 'sale' ? cents : -cents), 0);
  return {
    ...(talkOf(told) >= 5 && { qualified_call: 5000 }),
    ...(told.reported.length > 0 && { purchase: revenue }),
  };
}

function conversionFault(told: CalledCall, stored: StoredCall | undefined): string | undefined {
  const expected = inOrder(Object.entries(expectedConversions(told)));
  const found = (stored?.conversions ?? []).filter(({ state }) => state === 'open');
  const actual = inOrder(found.map(({ name, value }) => [name, value.minor]));
  return actual === expected ? undefined : `call ${told.contact.id} has ${actual} in place of ${expected}`;
}

function inOrder(values: readonly (readonly [name: string, minor: number])[]): string {
  return JSON.stringify(values.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function conversionsOf(stored: ReadonlyMap<string, StoredCall>) {
  return [...stored.values()].flatMap(({ conversions, deliveries }) =>
    conversions.map((conversion) => ({ conversion, deliveries })),
  );
}

function missingDelivery({
  conversion,
  deliveries,
}: {
  conversion: StoredConversion;
  deliveries: readonly StoredDelivery[];
}) {
  const own = deliveries.filter((delivery) => delivery.conversion === conversion.id);
  const names = own.map(({ destination }) => destination).toSorted();
  const isRight = JSON.stringify(names) === JSON.stringify(conversion.destinations.toSorted());
  const isNew = own.every(({ wanted }) => wanted === conversion.revision);
  return isRight && isNew ? undefined : `conversion ${conversion.id} has deliveries to ${names.join(', ')}`;
}

function undecidedFault(delivery: StoredDelivery): string | undefined {
  const { id, wanted, sent, state, reason } = delivery;
  if (!isDecided(delivery)) return `delivery ${id} is ${state} with ${sent} of ${wanted}: ${reason}`;
  return state === 'parked' && !reason ? `delivery ${id} is parked without a reason` : undefined;
}

/** What a receiver took last is what counts there; an older revision after a newer one would be a value of the past. */
function receivedFault(
  { delivery, conversion }: { delivery: StoredDelivery; conversion: StoredConversion | undefined },
  received: CallFacts['received'],
): string | undefined {
  const key = keyOf(delivery);
  if (conversion === undefined) return `delivery ${delivery.id} has no conversion`;
  if (delivery.state !== 'delivered') return undefined;
  const values = received.get(key)?.values ?? [];
  const last = values.at(-1);
  if (last === undefined) return `${key} is delivered, but nothing arrived`;
  if (last.minor !== conversion.value.minor)
    return `${key} ends as ${last.minor} in place of ${conversion.value.minor}`;
  const revisions = values.map(({ revision = 0 }) => revision);
  const isInOrder = revisions.every((revision, index) => index === 0 || revision >= revisions[index - 1]!);
  if (!isInOrder) return `${key} was told its revisions as ${revisions.join(', ')}`;
  return new Set(revisions).size < revisions.length && revisions[0] !== 0
    ? `${key} counts a revision twice`
    : undefined;
}
