import type { ForeignIds } from '../visits/visit.ts';

/** Ids of analytics tools stay; those of ad platforms are for ads only. */
export const idsForAds: ReadonlySet<string> = new Set(['fbp', 'fbc', 'ttp'] satisfies (keyof ForeignIds)[]);
