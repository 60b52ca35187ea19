/** The share of visitors who find a number free: N numbers, `load` visitors arriving in the time one is held. */
export function erlangCoverage(numbers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= numbers; n++) blocked = (load * blocked) / (n + load * blocked);
  return 1 - blocked;
}
