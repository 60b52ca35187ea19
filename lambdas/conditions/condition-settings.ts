import * as z from 'zod';
import { isAddressPattern } from '../attribution/address-pattern.ts';
import { countryCode } from '../platform/country-code.ts';
import { channelOf } from './channels.ts';

const device = z.enum(['desktop', 'mobile', 'tablet']);

const region = z
  .string()
  .refine((code) => /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(code) && countryCode.safeParse(code.slice(0, 2)).success, {
    message: 'must be an ISO 3166-2 code, like US-CA',
  });

const landingPage = z.string().min(1).max(300).refine(isAddressPattern, {
  message: 'must be a path like /roofing/*, a host, or both like shop.example/roofing/*, without scheme and query',
});

/** A pattern of pages that link to the site. */
export const referrerPattern = z
  .string()
  .min(1)
  .max(300)
  .refine((pattern) => isAddressPattern(pattern) && !pattern.startsWith('/'), {
    message:
      'must be a host like partner.example, or host and path like partner.example/list/*, without scheme and query',
  });

const channel = z.string().refine((id) => (channelOf(id)?.when ?? []).length > 0, {
  message: 'must be a channel that brings visits to pages; GET /v1/channels lists them',
});

/** One alternative of a pool's `when`: every field that is given must fit the visit. */
export const poolCondition = z
  .strictObject({
    clickId: z.string().min(1).max(40).optional(),
    source: z.string().min(1).max(100).optional(),
    medium: z.string().min(1).max(100).optional(),
    campaign: z.string().min(1).max(200).optional(),
    /** The page on which the visit began: a path, a host, or both; `*` stands for any characters. */
    landingPage: landingPage.optional(),
    /** Where the link was: a host with its subdomains, or host and path. Most browsers tell the host only. */
    referrer: referrerPattern.optional(),
    /** Where the visitor is now: ISO 3166-1 alpha-2. */
    country: countryCode.optional(),
    /** ISO 3166-2, like `US-CA`. */
    region: region.optional(),
    /** In English. */
    city: z.string().min(1).max(100).optional(),
    device: device.optional(),
    /** One of the ready list: what brings visits of that kind. */
    channel: channel.optional(),
    /** Fits robots only, and comes before all other rules for them. */
    robot: z.literal(true).optional(),
  })
  .refine((condition) => Object.keys(condition).length > 0, { message: 'must name at least one field' });

/** A condition as the management API tells it: what was valid when it was written stays so. */
export const toldCondition = z.object({
  ...poolCondition.shape,
  landingPage: z.string().optional(),
  referrer: z.string().optional(),
  country: z.string().optional(),
  region: z.string().optional(),
  channel: z.string().optional(),
});

/** Any of them; robots have pools of their own. */
export const poolConditions = z
  .array(poolCondition)
  .max(50)
  .refine((when) => when.every(({ robot }) => robot) || when.every(({ robot }) => !robot), {
    message: 'must be for robots in every entry or in none: a pool for robots is for nobody else',
  });
