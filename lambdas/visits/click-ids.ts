/** What a click id says about where the visit came from. */
export interface ClickIdParameter {
  /** As the platform spells it; page addresses are searched whatever the case. */
  readonly name: string;
  readonly source: string;
  /**
   * `auto-tag`: the platform's own tag, beats utm tags; `ad`: only ads carry it; `share`: ads and plain posts carry it,
   * so it is paid only if the address is tagged so.
   */
  readonly carriedBy: 'auto-tag' | 'ad' | 'share';
}

/**
 * Click ids that ad platforms add to landing pages; the earlier one names the source when there are several.
 *
 * Google's beat utm tags, as in Google Analytics ("auto-tagging", support.google.com/analytics/answer/1733663). Meta and
 * Pinterest mark every outgoing link, not only ads (Meta: "fbclid", Pinterest: "epik"); the others only clicks on ads.
 */
export const clickIdParameters: readonly ClickIdParameter[] = [
  { name: 'gclid', source: 'google', carriedBy: 'auto-tag' },
  { name: 'gbraid', source: 'google', carriedBy: 'auto-tag' },
  { name: 'wbraid', source: 'google', carriedBy: 'auto-tag' },
  { name: 'dclid', source: 'google', carriedBy: 'auto-tag' },
  { name: 'msclkid', source: 'bing', carriedBy: 'ad' },
  { name: 'ttclid', source: 'tiktok', carriedBy: 'ad' },
  { name: 'yclid', source: 'yandex', carriedBy: 'ad' },
  { name: 'li_fat_id', source: 'linkedin', carriedBy: 'ad' },
  { name: 'twclid', source: 'twitter', carriedBy: 'ad' },
  { name: 'rdt_cid', source: 'reddit', carriedBy: 'ad' },
  { name: 'ScCid', source: 'snapchat', carriedBy: 'ad' },
  { name: 'fbclid', source: 'facebook', carriedBy: 'share' },
  { name: 'epik', source: 'pinterest', carriedBy: 'share' },
];

const longestClickId = 500;
const allClickIds = 700;

/**
 * The click ids among an address's parameters (names in lower case). One that is odd or too long is left out, never cut:
 * part of a click id names another click, or none.
 */
export function readClickIds(parameters: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  let room = allClickIds;
  for (const { name } of clickIdParameters) {
    const value = parameters.get(name.toLowerCase());
    if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) continue;
    if (value.length > longestClickId || value.length > room) continue;
    room -= value.length;
    found[name] = value;
  }
  return found;
}

/** What the first of the click ids that are carried by `carriedBy` says. */
export function clickIdOf(
  clickIds: Readonly<Record<string, string>>,
  carriedBy: ClickIdParameter['carriedBy'],
): ClickIdParameter | undefined {
  return clickIdParameters.find((parameter) => parameter.carriedBy === carriedBy && parameter.name in clickIds);
}
