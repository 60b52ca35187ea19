/** An exact decimal: `digits` / 10^`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Reads `129.50`, `-5` or `.5`; undefined for anything else, and for more than anybody can mean. */
export function readDecimal(text: string): Decimal | undefined {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d{0,20})(?:\.(\d{0,60}))?$/.exec(text) ?? [];
  if (whole + fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return { digits: left.digits * right.digits, scale: left.scale + right.scale };
}

/** Times 10^`power`, as a whole number: half and more is rounded away from zero. Undefined when it is too large to be exact. */
export function wholeNumber({ digits, scale }: Decimal, power: number): number | undefined {
  const shift = power - scale;
  const whole = shift >= 0 ? digits * 10n ** BigInt(shift) : rounded(digits, 10n ** BigInt(-shift));
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : undefined;
}

function rounded(digits: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return (digits < 0n ? digits - half : digits + half) / divisor;
}
