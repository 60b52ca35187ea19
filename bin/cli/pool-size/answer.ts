import { leaseForAccuracy, leaseForAccuracyInFullPool } from '../../../lambdas/capacity/sizing/lease-for-accuracy.ts';
import { meanHeld } from '../../../lambdas/capacity/sizing/lease-held.ts';
import { monthlyCost } from '../../../lambdas/capacity/sizing/monthly-cost.ts';
import { predictPool } from '../../../lambdas/capacity/sizing/predict-pool.ts';
import { numbersFor, sizePool, usualCoverages } from '../../../lambdas/capacity/sizing/size-pool.ts';
import { publishedLaw } from '../../../lambdas/capacity/sizing/time-to-call.ts';
import { currencyDigits } from '../../../lambdas/conversions/money.ts';
import type { PoolSizeOptions } from './options.ts';

export interface SizeQuestion extends Pick<PoolSizeOptions, 'coverage' | 'accuracy' | 'price' | 'currency'> {
  readonly arrivalsPerHour: number;
  readonly leaseSeconds: number;
}

/** All that `pool size` tells; with `--json` just so. */
export function poolSizeAnswer({ arrivalsPerHour, leaseSeconds, ...wanted }: SizeQuestion) {
  const traffic = { arrivalsPerHour, leaseSeconds, calledWithin: publishedLaw };
  const { numbers, predicted, ...size } = sizePool(traffic, wanted);
  const longerLease = leaseForAccuracy(traffic, size.numbersForCoverage, wanted.accuracy);
  return {
    arrivalsPerHour,
    leaseSeconds,
    heldSeconds: Math.round(meanHeld(leaseSeconds)),
    offeredLoad: rounded(size.offeredLoad, 2),
    targets: { coverage: wanted.coverage, accuracy: wanted.accuracy },
    numbers,
    numbersForCoverage: size.numbersForCoverage,
    numbersForAccuracy: size.numbersForAccuracy,
    fewestByPrediction: size.fewestByPrediction,
    predicted: shares(predicted),
    tenureSeconds: Math.round(predicted.tenureSeconds),
    ...costOf(numbers, wanted),
    numbersForUsualCoverages: usualCoverages.map((coverage) => {
      const enough = numbersFor(traffic, coverage);
      const { accuracy } = shares(predictPool(traffic, enough));
      return { coverage, numbers: enough, accuracy, ...costOf(enough, wanted) };
    }),
    /** The accuracy by lease time instead of by numbers. */
    leaseForAccuracy: {
      leaseSeconds: longerLease,
      numbers: size.numbersForCoverage,
      coverage: shares(predictPool({ ...traffic, leaseSeconds: longerLease }, size.numbersForCoverage)).coverage,
      inAFullPoolSeconds: leaseForAccuracyInFullPool(publishedLaw, wanted.accuracy),
    },
  };
}
export type PoolSizeAnswer = ReturnType<typeof poolSizeAnswer>;

function costOf(numbers: number, { price, currency }: Pick<SizeQuestion, 'price' | 'currency'>) {
  if (price === undefined) return {};
  return { costPerMonth: { amount: monthlyCost(numbers, price, currencyDigits(currency) ?? 2), currency } };
}

function shares({ coverage, accuracy }: { readonly coverage: number; readonly accuracy: number }) {
  return { coverage: rounded(coverage, 4), accuracy: rounded(accuracy, 4) };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
