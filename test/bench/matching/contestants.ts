import type { PlayedCall } from './played-call.ts';

/** Whom a contestant takes for the caller, and how sure it says it is, 0 to 1. */
export interface Claim {
  readonly visitor: string | undefined;
  readonly confidence: number;
}

/** Answers for all calls, in the order in which they began. */
export interface Contestant {
  readonly name: string;
  readonly claims: (calls: readonly PlayedCall[]) => Claim[];
}

const certain = (visitor: string | undefined): Claim => ({ visitor, confidence: visitor === undefined ? 0 : 1 });

export const product: Contestant = {
  name: 'leaseline',
  claims: (calls) => calls.map(({ match }) => ({ visitor: match.visit?.visitor, confidence: match.confidence })),
};

/** What others do. They say nothing of how sure they are; whom they name they report. */
export const rivals: readonly Contestant[] = [
  {
    name: 'current holder',
    claims: (calls) => calls.map(({ isShared, holders: [holder] }) => certain(isShared ? undefined : holder?.visitor)),
  },
  { name: 'last of the site', claims: (calls) => calls.map(({ lastOfSite }) => certain(lastOfSite)) },
  { name: 'always match', claims: alwaysMatched },
];

/** Whoever is remembered of caller and number, else its holder, and of a shared number whoever saw it last: nobody stays without a name. */
function alwaysMatched(calls: readonly PlayedCall[]): Claim[] {
  const remembered = new Map<string, string>();
  return calls.map(({ caller, number, holders: [holder], lastShown, lastOfSite }) => {
    const key = `${caller} ${number}`;
    const known = caller === undefined ? undefined : remembered.get(key);
    const named = known ?? holder?.visitor ?? lastShown ?? lastOfSite;
    if (named !== undefined) remembered.set(key, named);
    return certain(named);
  });
}
