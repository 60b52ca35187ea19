import { field, numericField, textField } from '../../fields.ts';

/** How a session pool did in the last hour, and what its size should be. Shares between 0 and 1. */
export interface PoolForecast {
  /** In words. */
  readonly advice: string;
  readonly verdict: Verdict;
  readonly lastHour: LastHour;
  readonly arrivalsPerHour: number;
  /** Numbers that would be held at once on average, if there were enough. */
  readonly offeredLoad: number;
  readonly targets: Reach;
  /** What the present size reaches in the busiest hour; missing while nobody has asked. */
  readonly predicted: Reach | undefined;
  /** How many numbers a coverage needs; empty while nobody has asked. */
  readonly numbersFor: readonly { readonly coverage: number; readonly numbers: number }[];
}

export interface Reach {
  readonly coverage: number;
  readonly accuracy: number;
}

/** Visits of the last 60 minutes; `asked = leased + returned + refused`. */
export interface LastHour {
  readonly asked: number;
  readonly leased: number;
  readonly returned: number;
  readonly refused: number;
  /** Share of visits with a number of their own; missing when nobody asked. */
  readonly coverage: number | undefined;
  readonly showsPerNumber: number;
  /** Pages that took no number, and are not among `asked`: of robots, ... */
  readonly bots: number;
  /** ... of visitors who allow nothing to be kept, ... */
  readonly noConsent: number;
  /** ... of visitors from countries that the site does not serve, ... */
  readonly elsewhere: number;
  /** ... and of networks that had had their share of new leases. */
  readonly limited: number;
}

/** `too-small` and `spare` are about the busiest hour; `unknown` while nobody has asked. */
export type Verdict = 'unknown' | 'too-small' | 'right' | 'spare';

/** What `GET /v1/pools/{pool}/status` says besides its counts; undefined for pools that lease nothing. */
export function parseForecast(status: unknown): PoolForecast | undefined {
  const advice = textField(status, 'advice');
  const targets = reachOf(field(status, 'targets'));
  if (advice === undefined || targets === undefined) return undefined;
  const load = field(status, 'load');
  return {
    advice,
    verdict: verdictOf(numericField(status, 'size') ?? 0, field(status, 'numbersNeeded')),
    lastHour: lastHourOf(field(status, 'lastHour')),
    arrivalsPerHour: numericField(load, 'arrivalsPerHour') ?? 0,
    offeredLoad: numericField(load, 'offeredLoad') ?? 0,
    targets,
    predicted: reachOf(field(status, 'predicted')),
    numbersFor: numbersForOf(field(status, 'numbersFor')),
  };
}

function verdictOf(size: number, needed: unknown): Verdict {
  const predicted = numericField(needed, 'predicted');
  const safe = numericField(needed, 'safe');
  if (predicted === undefined || safe === undefined) return 'unknown';
  if (size < predicted) return 'too-small';
  return size > safe ? 'spare' : 'right';
}

function lastHourOf(value: unknown): LastHour {
  const count = (name: string) => numericField(value, name) ?? 0;
  return {
    asked: count('asked'),
    leased: count('leased'),
    returned: count('returned'),
    refused: count('refused'),
    coverage: numericField(value, 'coverage'),
    showsPerNumber: count('showsPerNumber'),
    bots: count('bots'),
    noConsent: count('noConsent'),
    elsewhere: count('elsewhere'),
    limited: count('limited'),
  };
}

function reachOf(value: unknown): Reach | undefined {
  const coverage = numericField(value, 'coverage');
  const accuracy = numericField(value, 'accuracy');
  return coverage === undefined || accuracy === undefined ? undefined : { coverage, accuracy };
}

function numbersForOf(value: unknown): PoolForecast['numbersFor'] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const coverage = numericField(one, 'coverage');
    const numbers = numericField(one, 'numbers');
    return coverage === undefined || numbers === undefined ? [] : [{ coverage, numbers }];
  });
}
