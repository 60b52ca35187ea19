import type { SomeAbilities as Abilities } from '../../../lambdas/deliveries/destinations/describe-type.ts';

const day = 86_400;

/** What a destination can do, in words, a line each; of abilities that are not given nothing is said. */
export function abilityRows(can: Abilities): string[][] {
  const { restate, retract, retractsRefunds, retractsForGood, dedupe, rate, maxAgeSeconds, takesEmail } = can;
  const { identifiers, consentNeeded } = can;
  const row = (name: string, text: string | undefined) => (text === undefined ? [] : [[name, text]]);
  return [
    ...row('new values', restate === undefined ? undefined : newValues(can)),
    ...row(
      'withdrawal',
      retract === undefined
        ? undefined
        : retract
          ? 'takes it'
          : restate === false
            ? 'takes none'
            : 'takes none: the value becomes 0',
    ),
    ...row('whole refund', retractsRefunds === undefined ? undefined : refunds(can)),
    ...row('sold again', retractsForGood ? 'counts under an id of its own' : undefined),
    ...row('sent again', dedupe && `knows it by ${dedupe.key} for ${daysText(dedupe.windowSeconds)}`),
    ...row('rate', rate && `${rate.requests} requests in ${rate.perSeconds} s`),
    ...row('oldest', maxAgeSeconds === undefined ? undefined : oldest(can)),
    ...row(
      'identifiers',
      identifiers && (identifiers.length === 0 ? 'needs none' : `one of ${identifiers.join(', ')}`),
    ),
    ...row(
      'e-mail address',
      takesEmail === undefined ? undefined : takesEmail ? 'is told, where one is known' : 'is not told',
    ),
    ...row(
      'consent',
      consentNeeded && (consentNeeded === 'none' ? 'needs none' : `the visitor must allow ${consentNeeded}`),
    ),
  ];
}

/** What is not known of a destination, or not there: said where all of it is told. */
export function absentRows({ dedupe, rate, maxAgeSeconds }: Abilities): string[][] {
  return [
    ...(dedupe ? [] : [['sent again', 'counts twice: what it may have received is parked']]),
    ...(rate ? [] : [['rate', 'not known']]),
    ...(maxAgeSeconds === undefined ? [['oldest', 'no limit known']] : []),
  ];
}

function newValues({ restate, adjusts }: Abilities): string {
  if (!restate) return 'takes none: the first one stays';
  return adjusts ? 'takes them for what it has; one that it never got is parked' : 'takes them';
}

function refunds({ retract, retractsRefunds, restate }: Abilities): string {
  if (retract && retractsRefunds) return 'is a withdrawal';
  return restate === false ? 'is not told' : 'is a value of 0';
}

function oldest({ maxAgeSeconds = 0, retractsAnyAge }: Abilities): string {
  return `${daysText(maxAgeSeconds)}${retractsAnyAge ? '; a withdrawal of any age' : ''}`;
}

function daysText(seconds: number): string {
  return seconds % day === 0 ? `${seconds / day} days` : `${Math.round(seconds / 3600)} hours`;
}
