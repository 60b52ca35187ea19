import * as z from 'zod';
import { coversPages, coversReferrers, pagesAreApart, referrersAreApart } from '../../attribution/address-pattern.ts';
import { countryCode } from '../../platform/country-code.ts';
import type { ConditionField, Wanted } from './matching.ts';
import { clickIds, type Overlap, oneValue, tags } from './overlap.ts';
import { pagePattern, referrerPattern, regionCode, visitedChannel } from './values.ts';
import { named, type Words } from './words.ts';

/** The half of a field that settings and people need. */
interface Meaning<Value> {
  /** What a user may write. */
  readonly settings: z.ZodType<Value, Value>;
  /** What the API answers: where settings became stricter, whatever was valid when it was written. */
  readonly answer: z.ZodType<Value, Value>;
  readonly words: Words<Value>;
  readonly overlap: Overlap<Value>;
}

/** The fields of a pool's condition in the order in which people read them. A field without its half in `matching.ts` is a type error. */
export const meanings: { readonly [Name in ConditionField]: Meaning<Wanted[Name]> } = {
  clickId: {
    ...always(z.string().min(1).max(40)),
    words: named('click id', ({ clickIds = {} }) => Object.keys(clickIds).join(', ')),
    overlap: clickIds,
  },
  source: { ...always(z.string().min(1).max(100)), words: named('source', ({ source }) => source), overlap: tags },
  medium: { ...always(z.string().min(1).max(100)), words: named('medium', ({ medium }) => medium), overlap: tags },
  campaign: {
    ...always(z.string().min(1).max(200)),
    words: named('campaign', ({ campaign }) => campaign),
    overlap: tags,
  },
  landingPage: {
    settings: pagePattern,
    answer: z.string(),
    words: named('landing page', ({ landingPage }) => landingPage),
    overlap: { covers: coversPages, meets: (one, other) => !pagesAreApart(one, other) },
  },
  referrer: {
    settings: referrerPattern,
    answer: z.string(),
    words: named('referrer', ({ referrer }) => referrer),
    overlap: { covers: coversReferrers, meets: (one, other) => !referrersAreApart(one, other) },
  },
  country: {
    settings: countryCode,
    answer: z.string(),
    words: named('country', ({ country }) => country),
    overlap: oneValue,
  },
  region: {
    settings: regionCode,
    answer: z.string(),
    words: named('region', ({ region }) => region),
    overlap: { ...oneValue, implies: (code) => ({ country: code.slice(0, 2) }) },
  },
  city: {
    ...always(z.string().min(1).max(100)),
    words: named('city', ({ city }) => city),
    overlap: { ...oneValue, canBe: (name) => name === name.trim() },
  },
  device: {
    ...always(z.enum(['desktop', 'mobile', 'tablet'])),
    words: named('device', ({ device }) => device),
    overlap: oneValue,
  },
  channel: {
    settings: visitedChannel,
    answer: z.string(),
    words: {
      ...named('channel', () => undefined),
      mismatch: (id, { source, medium }) => `${source} / ${medium} is not of the channel ${id}`,
    },
    // What it stands for is compared in its place.
    overlap: oneValue,
  },
  robot: {
    ...always(z.literal(true)),
    words: { describe: () => 'robot', mismatch: () => 'this is no robot' },
    overlap: { covers: () => true, meets: () => true },
  },
};

/** What was once valid stays so. */
function always<Value>(schema: z.ZodType<Value, Value>) {
  return { settings: schema, answer: schema };
}
