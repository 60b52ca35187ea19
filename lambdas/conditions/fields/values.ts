import * as z from 'zod';
import { isAddressPattern } from '../../attribution/address-pattern.ts';
import { countryCode } from '../../platform/country-code.ts';
import { channelOf } from '../channels.ts';

/** ISO 3166-2, like `US-CA`. */
export const regionCode = z
  .string()
  .refine((code) => /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(code) && countryCode.safeParse(code.slice(0, 2)).success, {
    message: 'must be an ISO 3166-2 code, like US-CA',
  });

/** A pattern of pages of the site: a path, a host, or both; `*` stands for any characters. */
export const pagePattern = z.string().min(1).max(300).refine(isAddressPattern, {
  message: 'must be a path like /roofing/*, a host, or both like shop.example/roofing/*, without scheme and query',
});

/** A pattern of pages that link to the site: a host with its subdomains, or host and path. Most browsers tell the host only. */
export const referrerPattern = z
  .string()
  .min(1)
  .max(300)
  .refine((pattern) => isAddressPattern(pattern) && !pattern.startsWith('/'), {
    message:
      'must be a host like partner.example, or host and path like partner.example/list/*, without scheme and query',
  });

/** The id of one of the ready list that brings visits. */
export const visitedChannel = z.string().refine((id) => (channelOf(id)?.when ?? []).length > 0, {
  message: 'must be a channel that brings visits to pages; GET /v1/channels lists them',
});
