/**
 * Erlang B: the share of visitors who find all `numbers` held, when `offeredLoad` numbers would be held on average if
 * there were enough. It depends neither on how long single leases last nor on which free number is taken.
 */
export function refusedShare(numbers: number, offeredLoad: number): number {
  let refused = 1;
  // Once it is too small to be told from 0, it stays so.
  for (let count = 1; count <= numbers && refused > 0; count++) refused = withOneMore(refused, count, offeredLoad);
  return refused;
}

/** Stands for as many or more: nobody owns a million numbers, and counting on, say for a counter that was never written so, has no end. */
export const mostNumbers = 1_000_000;

/** The fewest numbers for which the check holds, which is given the refused share too. At most `mostNumbers`. */
export function fewestNumbers(offeredLoad: number, suffices: (numbers: number, refused: number) => boolean): number {
  let refused = 1;
  let numbers = 0;
  while (numbers < mostNumbers && !suffices(numbers, refused)) {
    numbers += 1;
    refused = withOneMore(refused, numbers, offeredLoad);
  }
  return numbers;
}

function withOneMore(refused: number, numbers: number, offeredLoad: number): number {
  return (offeredLoad * refused) / (numbers + offeredLoad * refused);
}
