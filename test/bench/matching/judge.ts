import { type Calibration, calibration } from './calibration.ts';
import type { Claim } from './contestants.ts';
import type { PlayedCall } from './played-call.ts';

/** A share, and of how many. */
export interface Share {
  readonly share: number;
  readonly of: number;
}

/** How the claims of one contestant fared. */
export interface Figures {
  /** Calls by visitors who had not called before from that phone: the visitor was named. */
  readonly first: Share;
  /** Further calls to the same number, by callers with a number. */
  readonly again: Share;
  /** Further calls to the same number, with the caller's number withheld. */
  readonly againWithheld: Share;
  /** First calls to another number than before. */
  readonly elsewhere: Share;
  /** Calls by people who never were on the site: nobody was named. */
  readonly unrelated: Share;
  /** Of the matches that are told with 0.9 and more, those that are right; and how many of all calls they are. */
  readonly sure: Share;
  readonly sureOfAll: number;
  /** Calls to the default number for which somebody was named. */
  readonly sharedNamed: Share;
  readonly calibration: Calibration;
}

export const sureFrom = 0.9;

export function judge(calls: readonly PlayedCall[], claims: readonly Claim[]): Figures {
  const all = calls.map((call, index) => {
    const { visitor, confidence } = claims[index] ?? { visitor: undefined, confidence: 0 };
    const isNamed = visitor !== undefined;
    return { ...call, isNamed, confidence, isRight: isNamed && visitor === call.visitor };
  });
  const own = all.filter(({ isShared }) => !isShared);
  const named = own.filter(({ isNamed }) => isNamed);
  const sure = named.filter(({ confidence }) => confidence >= sureFrom);
  const right = ({ isRight }: { readonly isRight: boolean }) => isRight;
  const again = own.filter(({ kind }) => kind === 'again');
  return {
    first: share(
      own.filter(({ kind }) => kind === 'first'),
      right,
    ),
    again: share(
      again.filter(({ caller }) => caller !== undefined),
      right,
    ),
    againWithheld: share(
      again.filter(({ caller }) => caller === undefined),
      right,
    ),
    elsewhere: share(
      own.filter(({ kind }) => kind === 'other number'),
      right,
    ),
    unrelated: share(
      own.filter(({ kind }) => kind === 'unrelated'),
      ({ isNamed }) => !isNamed,
    ),
    sure: share(sure, right),
    sureOfAll: sure.length / own.length,
    sharedNamed: share(
      all.filter(({ isShared }) => isShared),
      ({ isNamed }) => isNamed,
    ),
    calibration: calibration(named),
  };
}

/** Of the visitors who called a number for the first time, those who held it then: what the product measures by the calls that are confirmed. */
export function heldByCaller(calls: readonly Pick<PlayedCall, 'kind' | 'isShared' | 'holders' | 'visitor'>[]): Share {
  const first = calls.filter(({ kind, isShared }) => !isShared && (kind === 'first' || kind === 'other number'));
  return share(first, ({ holders: [holder], visitor }) => holder?.visitor === visitor);
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): Share {
  return { share: items.filter(holds).length / items.length, of: items.length };
}
