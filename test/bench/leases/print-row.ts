import { prices } from './prices.ts';
import { type Measured, verdict } from './targets.ts';

export interface Row extends Measured {
  readonly traffic: string;
  readonly contestant: string;
  /** Dollars of DynamoDB for a million visitors; undefined where units are not known. */
  readonly dollars?: number | undefined;
  /** Only the product has targets. */
  readonly isJudged: boolean;
}

const columns: readonly { readonly title: string; readonly width: number; readonly cell: (row: Row) => string }[] = [
  { title: 'numbers', width: 7, cell: ({ numbers }) => String(numbers) },
  { title: 'traffic', width: -15, cell: ({ traffic }) => traffic },
  { title: 'policy', width: -9, cell: ({ contestant }) => contestant },
  { title: 'cont.', width: -8, cell: ({ containers, routing }) => [containers, routing].join(' ').trimEnd() },
  { title: 'asked', width: 5, cell: ({ figures }) => String(figures.requests) },
  { title: 'cover %', width: 7, cell: ({ figures }) => percent(figures.coverage) },
  { title: 'ideal', width: 6, cell: ({ ideal }) => percent(ideal.coverage) },
  { title: 'Erlang', width: 6, cell: ({ erlang }) => (erlang === undefined ? '' : percent(erlang)) },
  { title: 'accur %', width: 7, cell: ({ figures }) => percent(figures.accuracy) },
  { title: 'ideal', width: 6, cell: ({ ideal }) => percent(ideal.accuracy) },
  { title: 'writes', width: 6, cell: ({ figures }) => figures.writesPerLease.toFixed(3) },
  { title: 'ops', width: 6, cell: ({ figures }) => figures.operations.mean.toFixed(3) },
  { title: 'p99', width: 3, cell: ({ figures }) => String(figures.operations.p99) },
  { title: 'max', width: 3, cell: ({ figures }) => String(figures.operations.max) },
  { title: 'read u.', width: 7, cell: ({ figures }) => figures.readUnits.toFixed(2) },
  { title: 'write u.', width: 8, cell: ({ figures }) => figures.writeUnits.toFixed(2) },
  { title: '$/M', width: 5, cell: ({ dollars }) => dollars?.toFixed(2) ?? '-' },
  { title: 'refusal', width: 7, cell: ({ figures }) => figures.operationsPerRefusal?.toFixed(2) ?? '-' },
  { title: 'false %', width: 7, cell: ({ figures }) => (100 * figures.falseRefusals).toFixed(2) },
  { title: 'targets', width: -7, cell: (row) => (row.isJudged ? verdict(row) : '') },
];

export function titles(): string {
  return line(columns.map(({ title }) => title));
}

export function printedRow(row: Row): string {
  return line(columns.map(({ cell }) => cell(row)));
}

function line(cells: readonly string[]): string {
  return columns
    .map(({ width }, index) => (width < 0 ? (cells[index] ?? '').padEnd(-width) : (cells[index] ?? '').padStart(width)))
    .join('  ')
    .trimEnd();
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

export const legend = `
lock pkg  dynamodb-lock-client 0.7.3 with a lock on each number, tried in random order; a held one fails at once (ours: as
          published it sleeps until that lock ends); index: an index by the end of the lease, the 8 oldest asked for
cont.     containers at work; visitors are sent to them at random; 0: every visitor meets a new one; latest: to the idle one
          that answered last; dying: after 2 % of the answers a container ends and a new one takes its place
cover %   visitors who got a number of their own; ideal: least recently used, all-knowing, on the same visitors; Erlang: by formula
          (of a day: by the formula at each minute)
accur %   callers who call while the number is still theirs (time to call: median 5 min, 91 % within 30 min)
writes    conditional writes of slots per lease;   ops: reads and writes before the answer, per lease
units     DynamoDB units of slots and their index per request, lost writes and reads beside the visit's write included
$/M       dollars of DynamoDB for a million visitors: those units, the visit's record with its index, and the confirmation
          (on demand, us-east-1, since ${prices.since}: $${prices.writeUnit} and $${prices.readUnit} a million write and read units)
refusal   slot operations per visitor who got none;   false %: visitors refused though a number was free all the time
Not in writes, ops and units: the visit's write and its index, and the write that confirms a lease at the first sign of a human.
Targets, load up to 0.7: 1 container 1.05 writes and operations, 4 containers (50 numbers and more) 1.2 and 1.4. At every load:
7 operations, false 0.1 %, refusal 1.5 operations, accuracy within 0.5 and coverage within 1 point of the ideal and Erlang B.`;
