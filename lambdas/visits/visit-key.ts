import type { Visit } from './visit.ts';

/** What finds a visit: by the number of their own that the visitor was shown, else by the visitor. */
export type VisitKey = Pick<Visit, 'visit' | 'visitor' | 'number' | 'shownAt'>;

/** Partition and sort key in the table `Visits`; the time has 13 digits, so that keys sort by it. */
export function visitItemKey({ visit, visitor, number, shownAt }: VisitKey): { pk: string; sk: string } {
  return {
    pk: number === undefined ? `VISITOR#${visitor}` : `NUMBER#${number}`,
    sk: `VISIT#${String(shownAt).padStart(13, '0')}#${visit}`,
  };
}

const sortKey = /^VISIT#(\d{13})#(.+)$/s;
const numberPrefix = 'NUMBER#';

/** The same out of the keys of an item; undefined for one that is no visit. */
export function visitKeyOf({ pk, sk }: Readonly<Record<string, unknown>>, visitor: string): VisitKey | undefined {
  const [, shownAt, visit] = sortKey.exec(String(sk)) ?? [];
  if (shownAt === undefined || visit === undefined) return undefined;
  const number = String(pk).startsWith(numberPrefix) ? String(pk).slice(numberPrefix.length) : undefined;
  return { visit, visitor, shownAt: Number(shownAt), ...(number !== undefined && { number }) };
}
