import type { Meter } from './metered-client.ts';
import { calledWithin } from './time-to-call.ts';

/** What one visitor's request came to. */
export interface Asked {
  readonly meter: Meter;
  /** The former holder's tenure, ms; undefined when no number was given. */
  readonly tenureMs?: number;
  /** No number was given though one was free. */
  readonly isFalse?: boolean;
}

export interface Figures {
  readonly requests: number;
  readonly coverage: number;
  readonly accuracy: number;
  readonly writesPerLease: number;
  /** Reads and writes before the answer, of visitors who got a number. */
  readonly operations: { readonly mean: number; readonly p99: number; readonly max: number };
  readonly operationsPerRefusal: number | undefined;
  readonly mostOperations: number;
  /** Of all requests. */
  readonly falseRefusals: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Write units of confirming leases, per request. */
  readonly confirmUnits: number;
}

/** What was asked of the table besides: reads made beside the visits' writes, and confirmations of leases. */
export interface Besides {
  readonly beside: Meter;
  readonly confirming: Meter;
}

export function figures(asked: readonly Asked[], { beside, confirming }: Besides): Figures {
  const leased = asked.filter(({ tenureMs }) => tenureMs !== undefined);
  const refused = asked.filter(({ tenureMs }) => tenureMs === undefined);
  const operations = leased.map(operationsOf).sort((one, other) => one - other);
  const sum = (of: readonly Asked[], what: (one: Asked) => number) => of.reduce((total, one) => total + what(one), 0);
  return {
    requests: asked.length,
    coverage: leased.length / asked.length,
    accuracy: sum(leased, ({ tenureMs }) => calledWithin(tenureMs ?? 0)) / leased.length,
    writesPerLease: sum(leased, ({ meter }) => meter.writes) / leased.length,
    operations: {
      mean: sum(leased, operationsOf) / leased.length,
      p99: operations[Math.ceil(operations.length * 0.99) - 1] ?? 0,
      max: operations.at(-1) ?? 0,
    },
    operationsPerRefusal: refused.length === 0 ? undefined : sum(refused, operationsOf) / refused.length,
    mostOperations: Math.max(...asked.map(operationsOf)),
    falseRefusals: asked.filter(({ isFalse }) => isFalse).length / asked.length,
    readUnits: (sum(asked, ({ meter }) => meter.readUnits) + beside.readUnits) / asked.length,
    writeUnits: sum(asked, ({ meter }) => meter.writeUnits) / asked.length,
    confirmUnits: confirming.writeUnits / asked.length,
  };
}

function operationsOf({ meter }: Asked): number {
  return meter.reads + meter.writes;
}
