import * as z from 'zod';
import { shownNumber } from '../settings/pool.ts';
import { pageAddress } from '../visits/page-address.ts';

/** Ids that other tools gave this browser; an empty one is none. */
const foreignId = z.string().max(600).optional();

/** `POST /v1/numbers`: a page asks which number to show. */
export const numberAsk = z.object({
  siteKey: z.string().min(1).max(100),
  /** `document.location.href`; only its known parameters are read. */
  pageUrl: z
    .string()
    .refine((value) => pageAddress(value) !== undefined, { message: 'must be the http(s) address of a page' }),
  /** Which of the page's numbers. */
  target: z.string().min(1).max(40).default('main'),
  /** `document.referrer`. */
  referrer: z.string().optional(),
  /** Tokens of an earlier answer. One that cannot be verified is ignored. */
  visitor: z.string().optional(),
  lease: z.string().optional(),
  consent: z.object({ ads: z.boolean(), analytics: z.boolean() }).optional(),
  ids: z
    .object({
      ga: foreignId,
      gaSession: foreignId,
      fbp: foreignId,
      fbc: foreignId,
      ymUid: foreignId,
      ttp: foreignId,
    })
    .optional(),
  /** What the page itself wants to be kept with the visit. */
  params: z
    .record(z.string().min(1).max(40), z.string().max(100))
    .refine((params) => Object.keys(params).length <= 20, { message: 'must be at most 20' })
    .optional(),
});
export type NumberAsk = z.infer<typeof numberAsk>;

/** What the page shows, and how long it may. `number` is missing where the page stays as it is. */
export const numberAnswer = z.object({
  visitor: z.string().optional(),
  number: shownNumber.optional(),
  default: shownNumber.optional(),
  lease: z.object({
    state: z.enum(['leased', 'default', 'static', 'none']),
    token: z.string().optional(),
    expiresAt: z.iso.datetime().optional(),
    /** After how many seconds an active page reports; 0: at the first sign of a human. */
    renewAfterSeconds: z.number().int().min(0).optional(),
  }),
  source: z.object({ source: z.string(), medium: z.string(), campaign: z.string().optional() }),
  swap: z.object({ numbers: z.array(z.string()), selectors: z.array(z.string()).optional() }),
});
export type NumberAnswer = z.infer<typeof numberAnswer>;
