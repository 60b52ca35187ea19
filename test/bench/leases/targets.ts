import type { Figures } from './measure.ts';

/** A row of the table, as far as its targets depend on it. */
export interface Measured {
  readonly figures: Figures;
  readonly numbers: number;
  /** Undefined for crowds: they have no targets. */
  readonly load?: number | undefined;
  readonly containers: number;
  /** Not the usual one, at random to the same containers: such rows have no targets. */
  readonly routing?: string | undefined;
  readonly ideal: { readonly coverage: number; readonly accuracy: number };
  readonly erlang?: number | undefined;
}

interface Target {
  readonly name: string;
  /** Undefined where it does not apply. */
  readonly holds: (row: Measured & { readonly load: number }) => boolean | undefined;
}

const isLow = ({ load }: { readonly load: number }) => load <= 0.7;
const isFewAtWork = ({ containers, numbers }: Measured) => containers === 4 && numbers >= 50;

/** The targets of the design for allocation. */
const targets: readonly Target[] = [
  {
    name: 'writes',
    holds(row) {
      if (!isLow(row)) return undefined;
      if (row.containers === 1) return row.figures.writesPerLease <= 1.05;
      return isFewAtWork(row) ? row.figures.writesPerLease <= 1.2 : undefined;
    },
  },
  {
    name: 'operations',
    holds(row) {
      if (!isLow(row)) return undefined;
      if (row.containers === 1) return row.figures.operations.mean <= 1.05;
      return isFewAtWork(row) ? row.figures.operations.mean <= 1.4 : undefined;
    },
  },
  { name: 'seven at most', holds: ({ figures }) => figures.mostOperations <= 7 },
  { name: 'false refusals', holds: ({ figures }) => figures.falseRefusals <= 0.001 },
  { name: 'refusal', holds: ({ figures: { operationsPerRefusal = 0 } }) => operationsPerRefusal <= 1.5 },
  { name: 'accuracy', holds: ({ figures, ideal }) => figures.accuracy >= ideal.accuracy - 0.005 },
  {
    name: 'coverage',
    // Chance makes some traffic harder than the formula says; then the ideal policy suffers as well.
    holds: ({ figures, ideal, erlang = 1 }) => figures.coverage >= Math.min(ideal.coverage, erlang) - 0.01,
  },
];

/** `ok`, the names of the targets that a row misses, or nothing where there are none. */
export function verdict(row: Measured): string {
  const { load } = row;
  if (load === undefined || row.routing !== undefined || ![1, 4].includes(row.containers)) return '';
  const missed = targets.filter(({ holds }) => holds({ ...row, load }) === false);
  return missed.length === 0 ? 'ok' : `miss: ${missed.map(({ name }) => name).join(', ')}`;
}
