/** What so many numbers cost a month, when one costs `price`: a decimal text of at most four digits after the point; so is the answer, with `digits`. */
export function monthlyCost(numbers: number, price: string, digits: number): string {
  const [whole = '0', fraction = ''] = price.split('.');
  const tenThousandths = BigInt(whole + fraction.padEnd(4, '0')) * BigInt(numbers);
  const unit = 10n ** BigInt(4 - digits);
  const minor = String((tenThousandths + unit / 2n) / unit).padStart(digits + 1, '0');
  return digits === 0 ? minor : `${minor.slice(0, -digits)}.${minor.slice(-digits)}`;
}
