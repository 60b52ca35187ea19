import { type Command, InvalidArgumentError, Option } from 'commander';
import { currencyDigits } from '../../../lambdas/conversions/money.ts';
import { amountOf, leaseSecondsOf, shareOf, visitsOf } from './values.ts';

/** What `pool size` is asked. Shares between 0 and 1. */
export interface PoolSizeOptions {
  readonly arrivalsPerHour?: number;
  readonly visitsPerDay?: number;
  readonly peakShare: number;
  /** A CSV file. */
  readonly hours?: string;
  /** Seconds. */
  readonly lease?: number;
  readonly coverage: number;
  readonly accuracy: number;
  /** Of one number and month, as a decimal text. */
  readonly price?: string;
  readonly currency: string;
  readonly json?: true;
  /** Where the curve is to be written. */
  readonly svg?: string;
}

const visits = read(visitsOf, 'it must be a number above 0, and at most 1000000');
const share = read(shareOf, 'it must be between 0 and 1, like 0.85, or a percentage, like 85%');
const lease = read(leaseSecondsOf, 'it must be a time like 20m or 2h, from 60s to 365d');
const amount = read(amountOf, 'it must be an amount, like 1.15');
const currency = read(currencyOf, 'it must be an ISO 4217 code, like USD');

/** Adds the options to the command. */
export function withPoolSizeOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--arrivals-per-hour <visits>', 'visits that ask for a number in the busiest hour')
        .argParser(visits)
        .conflicts(['visitsPerDay', 'hours']),
    )
    .addOption(
      new Option('--visits-per-day <visits>', 'visits of a busy day')
        .argParser(visits)
        .conflicts(['arrivalsPerHour', 'hours']),
    )
    .option('--peak-share <share>', "the busiest hour's share of that day", share, 0.1)
    .addOption(
      new Option(
        '--hours <file.csv>',
        'visits by hour, columns "time" and "visits"; the busiest hour of the week decides',
      ).conflicts(['arrivalsPerHour', 'visitsPerDay']),
    )
    .option('--lease <time>', 'lease time, such as 90s, 20m, 2h or 7d (default: 20m)', lease)
    .option('--coverage <share>', 'wanted share of visits with a number of their own', share, 0.85)
    .option('--accuracy <share>', 'wanted share of calls with the right visitor', share, 0.9)
    .option('--price <amount>', 'what one number costs a month, like 1.15', amount)
    .option('--currency <code>', 'the currency of the price', currency, 'USD')
    .option('--json', 'print JSON')
    .option('--svg <file>', 'write the curve of numbers, coverage and accuracy');
}

/** An option's text by its reader, or the sentence that refuses it. */
function read<Value>(reader: (text: string) => Value | undefined, sentence: string): (text: string) => Value {
  return (text) => {
    const value = reader(text);
    if (value === undefined) throw new InvalidArgumentError(sentence);
    return value;
  };
}

function currencyOf(text: string): string | undefined {
  return currencyDigits(text) === undefined ? undefined : text;
}
