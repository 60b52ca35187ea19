import { clickIdParameters } from './click-id-parameters.ts';

/** Tags that whoever published the link chose (support.google.com/analytics/answer/10917952). */
export const campaignTags = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_id', 'utm_term', 'utm_content'] as const;

/**
 * What Google adds besides click ids: `gad_source` and `gad_campaignid` to every link of an ad
 * (support.google.com/google-ads/answer/16193746), `srsltid` to unpaid product listings (support.google.com/merchants/answer/11127659).
 */
export const googleTags = ['gad_source', 'gad_campaignid', 'srsltid'] as const;

/** All that is read of an address, in lower case. Any other parameter may hold anything about a person. */
export const knownParameters: readonly string[] = [
  ...campaignTags,
  ...googleTags,
  ...clickIdParameters.map(({ name }) => name.toLowerCase()),
];
