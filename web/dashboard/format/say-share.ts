/** A share of 1 for people: `85.3 %`. */
export function sayShare(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
