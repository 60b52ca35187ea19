import * as z from 'zod';

/** Bounds of a number; all that are given must hold. */
export interface Range<Bound = number> {
  readonly gte?: Bound | undefined;
  readonly gt?: Bound | undefined;
  readonly lte?: Bound | undefined;
  readonly lt?: Bound | undefined;
}

/** Which numbers a fact can be at all, as far as that is known. */
export interface Possible {
  readonly least?: number | null | undefined;
  readonly most?: number | null | undefined;
  readonly isWhole?: boolean;
}

export const nothingWithin = 'must leave room between its bounds: nothing is within these';

/** Bounds of which at least one is given, as a user writes them; such that something possible is within them. */
export function boundsOf<Bound extends z.core.$ZodType<number | string>>(bound: Bound, possible: Possible) {
  const each = z.optional(bound);
  return z
    .strictObject({ gte: each, gt: each, lte: each, lt: each })
    .refine((bounds) => Object.keys(bounds).length > 0, { message: 'must name at least one of gte, gt, lte, lt' })
    .refine((bounds) => leavesRoom(numbersOf(bounds), possible), { message: nothingWithin });
}

/** Amounts are decimal texts. */
function numbersOf(bounds: Range<number | string>): Range {
  const given = Object.entries(bounds).filter(([, bound]) => bound !== undefined);
  return Object.fromEntries(given.map(([name, bound]) => [name, Number(bound)]));
}

/** Whether anything possible is within bounds: `gte 50, lt 10` is a mistake, `gte 50, lt 50`, and `gt 9, lt 10` of whole numbers. */
export function leavesRoom(range: Range, possible: Possible): boolean {
  const { gte = -Infinity, gt = -Infinity, lte = Infinity, lt = Infinity } = range;
  const [least, most] = [possible.least ?? -Infinity, possible.most ?? Infinity];
  if (possible.isWhole) {
    return Math.max(Math.ceil(gte), Math.floor(gt) + 1, least) <= Math.min(Math.floor(lte), Math.ceil(lt) - 1, most);
  }
  const [lower, upper] = [Math.max(gte, gt, least), Math.min(lte, lt, most)];
  return lower < upper || (lower === upper && gt < lower && lt > upper);
}

/** Whether a number is within all bounds that are given. */
export function isWithin({ gte, gt, lte, lt }: Range, value: number): boolean {
  return (
    (gte === undefined || value >= gte) &&
    (gt === undefined || value > gt) &&
    (lte === undefined || value <= lte) &&
    (lt === undefined || value < lt)
  );
}
