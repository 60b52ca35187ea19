import * as z from 'zod';
import { openWord } from '../../platform/http/open-word.ts';
import { requestTime } from '../../platform/http/request-time.ts';
import { settingsId } from '../../settings/settings-id.ts';
import { moneyAnswer } from '../call-answer.ts';

/** `POST /v1/rematches`: which calls are matched again, and whether what changes is written. */
export const rematchRequest = z.strictObject({
  from: requestTime.describe('Calls that started then, or later.'),
  to: requestTime.optional().describe('And before that; now if missing.'),
  site: settingsId.optional().describe('All that the key may see if missing.'),
  pool: settingsId.optional().describe('Only calls that are matched to this pool. One that is deleted needs its site.'),
  apply: z
    .boolean()
    .default(false)
    .describe('Whether calls that change are queued to be settled so; nothing is written without.'),
  limit: z.number().int().min(1).max(200).default(100).describe('So many calls are matched for one answer.'),
  cursor: z.string().max(500).optional(),
});
export type RematchRequest = z.infer<typeof rematchRequest>;

/** What changes of a call, the gravest first; of several, the first. `kept`: nothing, as what its match was made of is gone. */
export const rematchKind = z.enum([
  'other-visitor',
  'visitor-lost',
  'visitor-found',
  'other-visit',
  'other-source',
  'other-method',
  'conversions',
  'confidence',
  'details',
  'conditions',
  'kept',
]);
export type RematchKind = z.infer<typeof rematchKind>;

/** Whose a call is, as much of it as is compared. */
const matchSide = z.object({
  method: z.string(),
  confidence: z.number(),
  source: z.string(),
  medium: z.string(),
  campaign: z.string().optional(),
  visit: z.string().optional(),
  visitor: z.string().optional(),
  /** What its open conversions are worth, by currency. */
  worth: z.array(moneyAnswer),
});
export type MatchSide = z.infer<typeof matchSide>;

/** What would become of a call, or becomes of it. */
const rematchedCall = z.object({
  call: z.string(),
  site: z.string(),
  startedAt: z.iso.datetime(),
  kind: openWord(rematchKind.options),
  /** Why it is whose it is now, or why it stays as it was: in sentences. */
  why: z.string(),
  before: matchSide,
  after: matchSide,
  /** Conversions that come, that get another value, and that are taken back. One whose credit changes is taken back, and made anew. */
  conversions: z.object({ made: z.int(), changed: z.int(), retracted: z.int() }),
});
export type RematchedCall = z.infer<typeof rematchedCall>;

/** A part of it, newest calls first. */
export const rematchAnswer = z.object({
  /** Calls that were matched again: those of `items`, and `unchanged` more. */
  calls: z.int(),
  unchanged: z.int(),
  /** Calls that are not over yet, or turned out to be part of another: left alone. */
  notOver: z.int(),
  unsupportedCalls: z.int().optional().describe('Calls between these that only a newer version can read.'),
  /** So many of `items` are on their way to be settled: all but those that are kept, with `apply`. */
  queued: z.int(),
  items: z.array(rematchedCall),
  /** Asks for the next part; missing at the end. */
  cursor: z.string().optional(),
});
export type RematchAnswer = z.infer<typeof rematchAnswer>;
