import * as z from 'zod';
import { e164 } from './e164.ts';
import { storedCondition } from './pool-condition.ts';
import { type Site, settingsId } from './site.ts';

const minute = 60;
const day = 24 * 60 * minute;

const storedWhen = z.array(storedCondition);

const common = {
  site: settingsId,
  /** The entry of the ready list of channels by which it was made. */
  channel: z.string().optional(),
  /** Lowest first; ties by pool id. */
  order: z.number().int().min(0).max(1_000_000).default(100),
  /** What the pool's numbers stand for when no visitor can be named. */
  source: z.string().min(1).max(100),
  medium: z.string().min(1).max(100).optional(),
  campaign: z.string().min(1).max(200).optional(),
  /** Which of the page's numbers the pool serves. */
  target: z.string().min(1).max(40).default('main'),
};

export const numberKind = z.enum(['local', 'toll-free', 'mobile']);
export type NumberKind = z.infer<typeof numberKind>;

const areaCode = z.string().regex(/^\d{1,6}$/, 'must be the first digits of a national number, like 415');

export const sessionFields = {
  ...common,
  kind: z.literal('session'),
  /** Any of; empty means the site's last resort. */
  when: storedWhen,
  leaseSeconds: z
    .number()
    .int()
    .min(minute)
    .max(365 * day)
    .default(20 * minute),
  /** 0 switches probation off. */
  probationSeconds: z.number().int().min(0).default(minute),
  defaultNumber: e164,
  /** How long a number that is taken out rests, at least: callers may still have it. Its present lease counts in any case. */
  restSeconds: z
    .number()
    .int()
    .min(0)
    .max(365 * day)
    .default(0),
  /** Which numbers may be added: of that kind, and whose national number begins with one of these. */
  numberKind: numberKind.optional(),
  areaCodes: z.array(areaCode).min(1).max(100).optional(),
  targets: z
    .strictObject({ coverage: z.number().gt(0).lt(1).optional(), accuracy: z.number().gt(0).lt(1).optional() })
    .optional(),
};

export const sourceFields = {
  ...common,
  kind: z.literal('source'),
  /** Visits that are shown the pool's first number; without it the numbers are for print and profiles only. */
  when: storedWhen.optional(),
  /** At most 20: all that a change claims and releases goes into one transaction. */
  numbers: z
    .array(e164)
    .min(1)
    .max(20)
    .refine((numbers) => new Set(numbers).size === numbers.length, { message: 'must not name a number twice' }),
};

export const pageFields = {
  ...common,
  kind: z.literal('page'),
  when: storedWhen,
};

/** A number as a page shows it: `display` for people, `href` for the link. */
export const shownNumber = z.object({ e164, display: z.string(), href: z.string() });
export type ShownNumber = z.infer<typeof shownNumber>;

const storedSessionPool = z.object({
  ...sessionFields,
  id: z.string(),
  default: shownNumber,
  /** How many slots each shard has been given; the index is the shard's name. */
  shards: z.array(z.number().int()),
  /** How many numbers it has; changes with every one that comes or goes. */
  size: z.number().int().optional(),
});
const storedSourcePool = z.object({ ...sourceFields, id: z.string(), shown: z.array(shownNumber) });
const storedPagePool = z.object({ ...pageFields, id: z.string() });

/** A pool as the number calls know it: its settings, how its own numbers are shown, and where its slots lie. */
export const pool = z.discriminatedUnion('kind', [storedSessionPool, storedSourcePool, storedPagePool]);
export type SessionPool = Readonly<z.infer<typeof storedSessionPool>>;
export type SourcePool = Readonly<z.infer<typeof storedSourcePool>>;
export type PagePool = Readonly<z.infer<typeof storedPagePool>>;
export type Pool = SessionPool | SourcePool | PagePool;

/** What is odd about when it is chosen, beside the site's other pools; told of one pool, not in lists. */
const warned = { warnings: z.array(z.string()).optional() };

/** A pool as the management API tells it. */
export const poolAnswer = z.discriminatedUnion('kind', [
  storedSessionPool.omit({ shards: true, size: true }).extend(warned),
  storedSourcePool.extend(warned),
  storedPagePool.extend(warned),
]);

export type PoolAnswer = Readonly<z.infer<typeof poolAnswer>>;

/** What writers need besides: each change raises the version, and a pool with numbers cannot be deleted. */
const counted = { version: z.number().int(), size: z.number().int() };
export const storedPool = z.discriminatedUnion('kind', [
  storedSessionPool.extend(counted),
  storedSourcePool.extend(counted),
  storedPagePool.extend(counted),
]);
export type StoredPool = Readonly<z.infer<typeof storedPool>>;

/** A site with all its pools in the order in which they are asked: one Query. */
export interface SiteWithPools {
  readonly site: Site;
  readonly pools: readonly Pool[];
}
