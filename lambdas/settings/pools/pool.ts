import * as z from 'zod/mini';
import { storedCondition } from '../../conditions/fields/matching.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import { e164 } from '../e164.ts';
import { storedRecording } from '../recording.ts';
import type { Site } from '../sites/site.ts';
import { shownNumber } from './pool-summary.ts';

const text = z.string();
const whole = z.int();
const number = z.optional(z.number());
const when = z.array(storedCondition);

const common = {
  id: text,
  site: text,
  channel: z.optional(text),
  order: z._default(whole, 100),
  source: text,
  medium: z.optional(text),
  campaign: z.optional(text),
  target: z._default(text, 'main'),
  record: storedRecording,
};

const numberKind = z.enum(['local', 'toll-free', 'mobile']);
export type NumberKind = z.infer<typeof numberKind>;

/** Which numbers a pool takes; it leases any where it does not say. */
export const fittingNumbers = { numberKind: z.optional(numberKind), areaCodes: z.optional(z.array(text)) };

export const sessionPool = z.object({
  ...common,
  kind: z.literal('session'),
  when,
  leaseSeconds: z._default(whole, 1200),
  probationSeconds: z._default(whole, 60),
  defaultNumber: e164,
  restSeconds: z._default(whole, 0),
  ...fittingNumbers,
  targets: z.optional(z.object({ coverage: number, accuracy: number })),
  default: shownNumber,
  /** How many slots each shard has been given; the index is the shard's name. */
  shards: z.array(whole),
  /** How many numbers it has; changes with every one that comes or goes. */
  size: z.optional(whole),
});
export const sourcePool = z.object({
  ...common,
  kind: z.literal('source'),
  when: z.optional(when),
  numbers: z.array(e164),
  shown: z.array(shownNumber),
  callAsset: z.optional(z.boolean()),
});
export const pagePool = z.object({ ...common, kind: z.literal('page'), when });

export type SessionPool = Readonly<z.infer<typeof sessionPool>>;
export type SourcePool = Readonly<z.infer<typeof sourcePool>>;
export type PagePool = Readonly<z.infer<typeof pagePool>>;
/**
 * A pool as the endpoints for pages know it: its settings, how its own numbers are shown, and where its slots lie. What was valid
 * when it was written stays readable: nothing but the types is checked, and what older items lack is filled in. What its fields
 * mean is told in `pool-fields.ts`; both must name the same.
 */
export type Pool = SessionPool | SourcePool | PagePool;

/**
 * One pool out of its item; undefined for one that no page chooses, or that only a newer version knows. By its kind, and not by the union in `stored-pool.ts`:
 * what chooses there is 3 KB of the library, which the function that gives numbers needs for nothing else.
 */
export function readKnownPool(item: Readonly<Record<string, unknown>>): Pool | undefined {
  switch (item.kind) {
    case 'session':
      return readIfKnown(sessionPool, item);
    case 'source':
      return readIfKnown(sourcePool, item);
    // Of mails: no page is shown its numbers.
    case 'recipient':
      return undefined;
    default:
      return readIfKnown(pagePool, item);
  }
}

/** A site with all its pools in the order in which they are asked: one Query. */
export interface SiteWithPools {
  readonly site: Site;
  readonly pools: readonly Pool[];
}
