/** Each reads the text of an option; undefined where it is none of that kind. */

/** A number of visits: above 0, at most a million. */
export function visitsOf(text: string): number | undefined {
  const value = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && value > 0 && value <= 1e6 ? value : undefined;
}

/** Between 0 and 1: `0.85` or `85%`. */
export function shareOf(text: string): number | undefined {
  const [, digits, percent] = /^(\d*\.?\d+)(%?)$/.exec(text) ?? [];
  const value = Number(percent === '%' ? `${digits}e-2` : digits);
  return value > 0 && value < 1 ? value : undefined;
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A lease time in s: `90s`, `20m`, `2h`, `7d`; as long as pools may have it. */
export function leaseSecondsOf(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const value = Number(count) * (unitSeconds[unit] ?? Number.NaN);
  return value >= 60 && value <= 365 * 86_400 ? value : undefined;
}

/** The decimal text of an amount. */
export function amountOf(text: string): string | undefined {
  return /^\d{1,9}(\.\d{1,4})?$/.test(text) ? text : undefined;
}
