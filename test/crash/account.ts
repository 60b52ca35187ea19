import type { Evidence, LeasedAnswer } from './evidence.ts';
import type { Stored } from './stored.ts';

/** One line of the account: what must hold, for how many, and where it does not. */
export interface AccountLine {
  readonly claim: string;
  readonly checked: number;
  readonly broken: readonly string[];
}

/** Holds what visitors were told against what the tables say. Each line is a check of its own; further kinds of items add theirs. */
export function account(evidence: Evidence, stored: Stored): AccountLine[] {
  const visitKeys = new Set(stored.visits.map(keyOf));
  const visitors = new Set(stored.visits.map((visit) => visit.visitor));
  const held = heldUntil(evidence);
  const clicked = new Set(stored.visits.filter((visit) => visit.clickedAt !== undefined).map(keyOf));
  // Whoever withdrew may be forgotten by now, also where the answer was lost.
  const isTheirs = ({ visitor }: { readonly visitor: string }) => !evidence.withdrawing.has(visitor);
  return [
    line('answered leases have their visit record', evidence.leased, ({ number, visit }) =>
      visitKeys.has(`NUMBER#${number} ${visit}`) ? undefined : `visit ${visit} on ${number} is not there`,
    ),
    line('answered leases are in their slot, or a later one is', evidence.leased.filter(isTheirs), (answer) =>
      slotFault(answer, stored, held.get(answer.lease) ?? 0),
    ),
    line('no number is held by two', [...byNumber(evidence.leased)], ([number, answers]) =>
      overlap(number, answers, held),
    ),
    line('answered defaults have their visit record', evidence.refused.filter(isTheirs), ({ visitor }) =>
      visitors.has(visitor) ? undefined : `visitor ${visitor} has no visit`,
    ),
    line('answered clicks are on their visit', evidence.clicked.filter(isTheirs), ({ number, visit }) =>
      clicked.has(`NUMBER#${number} ${visit}`) ? undefined : `the click on visit ${visit} is not there`,
    ),
    line('no visit names a visitor whose withdrawal was answered', evidence.withdrawn, (visitor) =>
      visitors.has(visitor) ? `a visit names visitor ${visitor}` : undefined,
    ),
    line('no slot names one either', evidence.withdrawn, (visitor) =>
      [...stored.slots.values()].some((slot) => slot.visitor === visitor)
        ? `a slot names visitor ${visitor}`
        : undefined,
    ),
    unseenSlots(evidence, stored, visitKeys),
    { claim: 'no answer was wrong', checked: answersOf(evidence), broken: evidence.wrong },
  ];
}

function line<Item>(claim: string, items: readonly Item[], fault: (item: Item) => string | undefined): AccountLine {
  return { claim, checked: items.length, broken: items.map(fault).filter((sentence) => sentence !== undefined) };
}

/** Until when each lease was promised, by all answers about it. */
function heldUntil(evidence: Evidence): Map<string, number> {
  const until = new Map<string, number>();
  for (const { lease, leasedUntil } of [...evidence.leased, ...evidence.renewed]) {
    until.set(lease, Math.max(until.get(lease) ?? 0, leasedUntil));
  }
  return until;
}

function slotFault({ number, lease, shownAt }: LeasedAnswer, stored: Stored, promised: number): string | undefined {
  const slot = stored.slots.get(number);
  if (slot === undefined) return `${number} has no slot`;
  if (slot.lease === lease) {
    return slot.leasedUntil >= promised ? undefined : `${number} was promised until ${promised}, the slot forgot it`;
  }
  return slot.shownAt > shownAt ? undefined : `${number} was leased at ${shownAt}, the slot is older`;
}

function byNumber(answers: readonly LeasedAnswer[]): Map<string, LeasedAnswer[]> {
  const groups = new Map<string, LeasedAnswer[]>();
  for (const answer of answers) groups.set(answer.number, [...(groups.get(answer.number) ?? []), answer]);
  return groups;
}

/** Two leases of one number overlap when the later one began before the earlier one's promise was over. */
function overlap(number: string, answers: readonly LeasedAnswer[], held: Map<string, number>): string | undefined {
  const begun = new Map<string, number>();
  for (const { lease, shownAt } of answers) begun.set(lease, Math.min(begun.get(lease) ?? shownAt, shownAt));
  const inOrder = [...begun].sort((a, b) => a[1] - b[1]);
  for (const [index, [lease, shownAt]] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before !== undefined && (held.get(before[0]) ?? 0) >= shownAt) {
      return `${number} was leased as ${lease} at ${shownAt} while ${before[0]} was promised it until ${held.get(before[0])}`;
    }
  }
  return undefined;
}

/** A slot taken without a visit record costs its number a probation; that may happen once for each request that was cut off. */
function unseenSlots(evidence: Evidence, stored: Stored, visitKeys: ReadonlySet<string>): AccountLine {
  const unseen = [...stored.slots.values()].filter(
    (slot) => slot.visit !== undefined && !visitKeys.has(`NUMBER#${slot.number} ${slot.visit}`),
  );
  return {
    claim: `slots without a visit: ${unseen.length}, at most one for each of ${evidence.cutOff} requests cut off`,
    checked: stored.slots.size,
    broken: unseen.slice(evidence.cutOff).map((slot) => `${slot.number} is taken, but nobody was shown it`),
  };
}

function answersOf({ leased, refused, renewed, clicked, withdrawn }: Evidence): number {
  return [leased, refused, renewed, clicked, withdrawn].reduce((sum, { length }) => sum + length, 0);
}

function keyOf({ pk, sk }: { readonly pk: string; readonly sk: string }): string {
  return `${pk} ${visitOf(sk)}`;
}

function visitOf(sk: string): string {
  return sk.split('#')[2] ?? '';
}
