import * as z from 'zod/mini';

const textIfAny = z.optional(z.string());

/** Ids that other tools gave this browser; conversions are told to them under these. */
export const foreignIds = z.object({
  ga: textIfAny,
  gaSession: textIfAny,
  fbp: textIfAny,
  fbc: textIfAny,
  ymUid: textIfAny,
  ttp: textIfAny,
});
export type ForeignIds = z.infer<typeof foreignIds>;

/** Ids of analytics tools stay; those of ad platforms are for ads only. */
export const idsForAds: ReadonlySet<string> = new Set(['fbp', 'fbc', 'ttp'] satisfies (keyof ForeignIds)[]);
