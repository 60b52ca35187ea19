import type { ReconciliationLine } from '../../../lambdas/journal/reconciliation/reconciliation-line.ts';

const words: Readonly<Record<ReconciliationLine, string>> = {
  waiting: 'Waiting',
  accepted: 'Accepted',
  counted: 'Counted',
  takenBack: 'Taken back',
  notMatched: 'Not matched',
  noConsent: 'No consent',
  tooOld: 'Too old',
  noIdentifier: 'Nothing to match by',
  withdrawn: 'Withdrawn before',
  skipped: 'Skipped',
  parked: 'Parked',
  unsupported: 'Of a newer version',
};

/** A line of the reconciliation as people read it. */
export function sayLine(line: ReconciliationLine): string {
  return words[line];
}
