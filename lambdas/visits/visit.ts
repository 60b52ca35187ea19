import * as z from 'zod';
import { touch } from '../platform/token-claims.ts';

/** Ids that other tools gave this browser; conversions are told to them under these. */
export const foreignIds = z.object({
  ga: z.string().optional(),
  gaSession: z.string().optional(),
  fbp: z.string().optional(),
  fbc: z.string().optional(),
  ymUid: z.string().optional(),
  ttp: z.string().optional(),
});
export type ForeignIds = z.infer<typeof foreignIds>;

/** One landing of a visitor and what was shown to him. At most 1 KB as an item. Times in ms since 1970. */
export const visit = z.object({
  ...touch.omit({ at: true }).shape,
  visit: z.string(),
  visitor: z.string(),
  site: z.string(),
  shownAt: z.number().int(),
  /** When the visitor came from that source: before `shownAt` if he came back directly. */
  touchAt: z.number().int(),
  /** What the visitor was shown; `leased` is a number of his own. */
  shown: z.enum(['leased', 'default', 'static']),
  pool: z.string(),
  /** Of a leased number only. */
  number: z.string().optional(),
  lease: z.string().optional(),
  /** When the number's visitor before this one was last there. */
  previousSeenAt: z.number().int().optional(),
  clickedAt: z.number().int().optional(),
  landingPage: z.string().optional(),
  referrer: z.string().optional(),
  ids: foreignIds.optional(),
  /** What the page itself wanted to be kept. */
  params: z.record(z.string(), z.string()).optional(),
  consent: z.object({ ads: z.boolean(), analytics: z.boolean() }),
  device: z.enum(['desktop', 'mobile', 'tablet']).optional(),
});
export type Visit = z.infer<typeof visit>;

/** What finds a visit: by the number of his own that the visitor was shown, else by the visitor. */
export type VisitKey = Pick<Visit, 'visit' | 'visitor' | 'number' | 'shownAt'>;

/** Partition and sort key in the table `Visits`; the time has 13 digits, so that keys sort by it. */
export function visitItemKey({ visit, visitor, number, shownAt }: VisitKey): { pk: string; sk: string } {
  return {
    pk: number === undefined ? `VISITOR#${visitor}` : `NUMBER#${number}`,
    sk: `VISIT#${String(shownAt).padStart(13, '0')}#${visit}`,
  };
}
