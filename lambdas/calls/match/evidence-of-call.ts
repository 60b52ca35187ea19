import type { CallEvidence, Confirmation } from '../time-to-call/call-evidence.ts';
import type { MatchFacts } from './match-facts.ts';
import { callerKind, type Holder, lastHolders, secondsBefore, shownBefore } from './posterior.ts';
import { clickedVisit, knownVisit, rememberedCall } from './signs.ts';

/** What a call to a leased number tells of how visitors of its pool call; undefined of any other, and where nobody was shown the number. */
export function evidenceOfCall(facts: MatchFacts): CallEvidence | undefined {
  const { call, number } = facts;
  const holders = lastHolders(facts);
  if (number?.role !== 'session' || call.direction === 'outbound' || holders.length === 0) return undefined;
  const { ages, lastSeen, leasedFor } = shownBefore(facts, holders);
  const [confirmed, also] = signsOf(facts, holders);
  return {
    call: call.id,
    startedAt: call.startedAt,
    ages: [...ages],
    ...(lastSeen.some((one) => one !== null) && { lastSeen: [...lastSeen] }),
    ...(leasedFor !== undefined && { leasedFor }),
    caller: callerKind(facts),
    ...(confirmed && { confirmed }),
    ...(also && { also }),
    ...(isOfOther(facts, confirmed) && { otherCode: true as const }),
  };
}

function isOfOther({ phoneCodes }: MatchFacts, confirmed: Confirmation | undefined): boolean {
  return phoneCodes !== undefined && phoneCodes.linked.length > 0 && confirmed?.by !== 'phone-code';
}

/** What shows whose call it was, the surest first. */
function signsOf(facts: MatchFacts, holders: readonly Holder[]): Confirmation[] {
  const holderOf = (visitor: string) => {
    const index = holders.findIndex(({ visit }) => visit?.visitor === visitor);
    return index === -1 ? null : index;
  };
  const codes = facts.phoneCodes?.linked ?? [];
  const coded = codes.map(({ visit }) => holderOf(visit.visitor)).find((holder) => holder !== null);
  const shown = codes.map((code) => code.shown).find((visit) => visit !== undefined);
  const clicked = clickedVisit(facts);
  const memory = rememberedCall(facts);
  const known = memory?.visit ?? knownVisit(facts);
  return [
    // The code of a visit on another device says nothing of who was shown the number.
    ...(coded === undefined ? [] : [{ by: 'phone-code', holder: coded } as const]),
    ...(coded === undefined && shown !== undefined
      ? [{ by: 'phone-code', holder: null, age: secondsBefore(facts, shown.shownAt) } as const]
      : []),
    ...(clicked ? [{ by: 'click', holder: holderOf(clicked.visitor) } as const] : []),
    ...(known ? [{ by: 'caller-memory', holder: holderOf(known.visitor) } as const] : []),
  ];
}
