import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<Wanted extends Options> = ReturnType<typeof parseArgs<{ options: Wanted }>>['values'];

/**
 * What the command line says to a script. Ends the process after `--help`, and with a line and 2 for what the script does not know: before
 * it has started anything.
 */
export function scriptOptions<Wanted extends Options>(help: string, wanted: Wanted): Values<Wanted> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(`${help.trimEnd()}\n`);
    process.exit(0);
  }
  try {
    return parseArgs<{ options: Wanted }>({ options: wanted }).values;
  } catch (error) {
    // What follows tells how to hand over files that begin with a hyphen; no script takes any.
    return refuse(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

/** The value of an option as a whole number. Ends the process with a line and 2 for what is none, or less than `least`. */
export function wholeNumber(option: string, value: string, least = 1): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number) && number >= least) return number;
  return refuse(`${option} is ${value}; it must be a whole number from ${least}`);
}

/** The same for a number that may have decimals. */
export function decimalNumber(
  option: string,
  value: string,
  { above, most }: { readonly above: number; readonly most: number },
): number {
  const number = Number(value);
  if (/^\d+(\.\d+)?$/.test(value) && number > above && number <= most) return number;
  return refuse(`${option} is ${value}; it must be a number above ${above}, ${most} at the most`);
}

function refuse(why: string): never {
  process.stderr.write(`${why.replaceAll('\n', ' ')}; --help lists what there is.\n`);
  process.exit(2);
}
