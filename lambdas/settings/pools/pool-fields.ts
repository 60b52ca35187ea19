import * as z from 'zod';
import { conditionAnswer } from '../../conditions/condition-settings.ts';
import { e164 } from '../e164.ts';
import { label } from '../label.ts';
import { recording } from '../recording.ts';
import { settingsId } from '../settings-id.ts';

const minute = 60;
const day = 24 * 60 * minute;

const when = z.array(conditionAnswer);

/** What the calls to a pool's numbers get, and whether they are recorded where that is not as the site says. */
const ofEveryPool = {
  site: settingsId,
  campaign: label(200).optional(),
  record: z.optional(recording),
};

const common = {
  ...ofEveryPool,
  /** The entry of the ready list of channels by which it was made. */
  channel: z.string().optional(),
  /** Lowest first; ties by pool id. */
  order: z.number().int().min(0).max(1_000_000).default(100),
  /** What the pool's numbers stand for when no visitor can be named. */
  source: label(100),
  medium: label(100).optional(),
  /** Which of the page's numbers the pool serves. */
  target: label(40).default('main'),
};

const numberKind = z.enum(['local', 'toll-free', 'mobile']);

const areaCode = z.string().regex(/^\d{1,6}$/, 'must be the first digits of a national number, like 415');

/** Which numbers may be added: of that kind, and whose national number begins with one of these. */
const fitting = { numberKind: numberKind.optional(), areaCodes: z.array(areaCode).min(1).max(100).optional() };

/** A share of all, neither none nor all; a table keeps no number that is nearer to 0 than 1e-130. */
const share = z.number().gte(1e-6).lt(1);

export const sessionFields = {
  ...common,
  kind: z.literal('session'),
  /** Any of; empty means the site's last resort. */
  when,
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
  ...fitting,
  targets: z.strictObject({ coverage: share.optional(), accuracy: share.optional() }).optional(),
};

export const sourceFields = {
  ...common,
  kind: z.literal('source'),
  /** Visits that are shown the pool's first number; without it the numbers are for print and profiles only. */
  when: when.optional(),
  /** At most 20: all that a change claims and releases goes into one transaction. */
  numbers: z
    .array(e164)
    .min(1)
    .max(20)
    .refine((numbers) => new Set(numbers).size === numbers.length, { message: 'must not name a number twice' }),
  /** The numbers stand behind call assets of Google Ads, whose forwarding numbers ring them. */
  callAsset: z.boolean().optional(),
};

export const pageFields = {
  ...common,
  kind: z.literal('page'),
  when,
};

export const recipientFields = {
  ...ofEveryPool,
  kind: z.literal('recipient'),
  /** What the default number stands for, and what recipients' calls come from. */
  source: label(100).default('email'),
  medium: label(100).default('email'),
  /** Of recipients who got no number of their own. */
  defaultNumber: e164,
  /** How long a number rests after its recipient's time, before another one gets it: mails are kept. */
  restSeconds: z
    .number()
    .int()
    .min(0)
    .max(365 * day)
    .default(7 * day),
  ...fitting,
  /** The session pool of the site from which a call link leases; without it the one that a visit from such a mail would get. */
  linkPool: settingsId.optional(),
};
