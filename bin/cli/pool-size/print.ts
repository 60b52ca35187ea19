import { durationInWords } from '../../../lambdas/calls/match/duration-in-words.ts';
import type { PoolSizeAnswer } from './answer.ts';

/** The answer for people. `traffic` says in words where the number of visits comes from. */
export function poolSizeText(answer: PoolSizeAnswer, traffic: string): string {
  const { targets, predicted, costPerMonth } = answer;
  const wanted = { coverage: percent(targets.coverage), accuracy: percent(targets.accuracy) };
  return [
    `${traffic}. A lease of ${time(answer.leaseSeconds)} is held for ${time(answer.heldSeconds)} on average:`,
    `${answer.offeredLoad.toFixed(1)} numbers held at once, if there were enough for everybody.`,
    '',
    `numbers    ${answer.numbers}  (${answer.numbersForCoverage} for a coverage of ${wanted.coverage}, ` +
      `${answer.numbersForAccuracy} for an accuracy of ${wanted.accuracy})`,
    ...(costPerMonth ? [`cost       ${costPerMonth.amount} ${costPerMonth.currency} a month`] : []),
    `coverage   ${percent(predicted.coverage, 1)} of visits get a number of their own`,
    `accuracy   ${percent(predicted.accuracy, 1)} of their calls come from the visitor who has the number`,
    `tenure     ${time(answer.tenureSeconds)} that a visitor keeps a number, on average`,
    '',
    ...table(answer),
    '',
    ...otherWays(answer),
    '',
  ].join('\n');
}

/** How the accuracy can be had for less, where it decides the size. */
function otherWays({ targets, leaseForAccuracy, ...answer }: PoolSizeAnswer): string[] {
  const wanted = `the accuracy of ${percent(targets.accuracy)}`;
  const { leaseSeconds, numbers, coverage } = leaseForAccuracy;
  return [
    ...(answer.fewestByPrediction < answer.numbers
      ? [`The size is on the safe side: ${answer.fewestByPrediction} numbers are predicted to reach both shares.`]
      : []),
    ...(leaseSeconds > answer.leaseSeconds
      ? [
          `Instead of more numbers: ${numbers} with a lease of ${time(leaseSeconds)} reach ${wanted}, ` +
            `at a coverage of ${percent(coverage, 1)}.`,
        ]
      : []),
    `However full a pool is, a lease of ${time(leaseForAccuracy.inAFullPoolSeconds)} gives ${wanted}.`,
  ];
}

function table({ numbersForUsualCoverages, costPerMonth }: PoolSizeAnswer): string[] {
  const lines = numbersForUsualCoverages.map((row) => [
    percent(row.coverage),
    String(row.numbers),
    percent(row.accuracy, 1),
    ...(row.costPerMonth ? [row.costPerMonth.amount] : []),
  ]);
  const header = ['coverage', 'numbers', 'accuracy', ...(costPerMonth ? [`${costPerMonth.currency} a month`] : [])];
  return [header, ...lines].map((cells) =>
    cells.map((cell, column) => cell.padStart(header[column]?.length ?? 0)).join('   '),
  );
}

/** Without `digits` all that the share has: a wanted one is told as it was asked, and 99.9999 % are not 100. */
export function percent(share: number, digits?: number): string {
  const value = share * 100;
  // A double is exact to 15 digits; what follows comes from the multiplication.
  const all = () => value.toLocaleString('en-US', { maximumSignificantDigits: 15, useGrouping: false });
  return `${digits === undefined ? all() : value.toFixed(digits)} %`;
}

function time(seconds: number): string {
  return durationInWords(seconds * 1000);
}
