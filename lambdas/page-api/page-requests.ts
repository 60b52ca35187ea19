import * as z from 'zod/mini';
import { pageAddress } from '../attribution/page-address.ts';

/** Of text that a page cut through a character half of it is left, which no table takes. */
const wellFormed = z.overwrite((value: string) => value.toWellFormed());

/** An empty one is none. */
const id = z.optional(z.string().check(z.maxLength(600), wellFormed));

/** Ids that other tools gave this browser: Google Analytics, Meta, Yandex Metrica, TikTok. */
const idsAsk = z.object({ ga: id, gaSession: id, fbp: id, fbc: id, ymUid: id, ttp: id });

const textIfAny = z.optional(z.string());

/** `POST /v1/numbers`: a page asks which number to show. */
export const numberAsk = z.object({
  siteKey: z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[\w-]*$/, 'must be the site key of a site')),
  /** `document.location.href`; only its known parameters are read. */
  pageUrl: z
    .string()
    .check(z.refine((value) => pageAddress(value) !== undefined, { message: 'must be the http(s) address of a page' })),
  /** Which of the page's numbers. */
  target: z._default(z.string().check(z.minLength(1), z.maxLength(40)), 'main'),
  /** `document.referrer`. */
  referrer: textIfAny,
  /** The device has a screen to touch with several fingers: tells an iPad from the Mac that it calls itself. */
  touchScreen: z.optional(z.boolean()),
  /** Tokens of an earlier answer. One that cannot be verified is ignored. */
  visitor: textIfAny,
  lease: textIfAny,
  consent: z.optional(z.object({ ads: z.boolean(), analytics: z.boolean() })),
  /** The browser asks for Global Privacy Control: without a word of the visitor's own there are no ads. */
  gpc: z.optional(z.boolean()),
  ids: z.optional(idsAsk),
  /** What the page itself wants to be kept with the visit. */
  params: z.optional(
    z
      .record(
        z.string().check(z.minLength(1), z.maxLength(40), wellFormed),
        z.string().check(z.maxLength(100), wellFormed),
      )
      .check(z.refine((params) => Object.keys(params).length <= 20, { message: 'must have at most 20 parameters' })),
  ),
});
export type NumberAsk = z.infer<typeof numberAsk>;

/** `POST /v1/heartbeats`: `active` is a sign of a human; without it the page only asks. */
export const heartbeatAsk = z.object({
  lease: z.string().check(z.minLength(1)),
  active: z.boolean(),
  /** All that the page knows by now, where the visit lacks any. */
  ids: z.optional(idsAsk),
});
export type HeartbeatAsk = z.infer<typeof heartbeatAsk>;

/** `POST /v1/clicks`: the visitor clicked the number. */
export const clickAsk = z.object({ lease: z.string().check(z.minLength(1)) });
export type ClickAsk = z.infer<typeof clickAsk>;
