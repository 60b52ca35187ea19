/** What a click id says about where the visit came from. */
export interface ClickIdParameter {
  /** As the platform spells it; page addresses are searched whatever the case. */
  readonly name: string;
  readonly source: string;
  /** Without one `cpc`. */
  readonly medium?: string;
  /**
   * `auto-tag`: the platform's own tag, beats utm tags; `ad`: only ads carry it; `share`: ads and plain posts carry it,
   * so it is paid only if the address is tagged so.
   */
  readonly carriedBy: 'auto-tag' | 'ad' | 'share';
}

/**
 * Click ids that ad platforms add to landing pages; the earlier one names the source when there are several. The one list of them:
 * the channels are made of it, and `npm run parameter-names` hands the names to the tracker.
 *
 * Google's beat utm tags, as in Google Analytics ("auto-tagging", support.google.com/analytics/answer/1733663). Meta and
 * Pinterest mark every outgoing link, not only ads (Meta: "fbclid", Pinterest: "epik"); the others only clicks on ads, read
 * on 29 Nov 2026: `oppref` developers.openai.com/ads, `tblci` developers.taboola.com, `dicbo` Outbrain's, `qclid` Quora's,
 * `ndclid` Nextdoor's, `rb_clickid` that of VK Ads, `ymclid` that of Yandex Market, `irclickid` that of the affiliates at impact.com.
 */
export const clickIdParameters: readonly ClickIdParameter[] = [
  { name: 'gclid', source: 'google', carriedBy: 'auto-tag' },
  { name: 'gbraid', source: 'google', carriedBy: 'auto-tag' },
  { name: 'wbraid', source: 'google', carriedBy: 'auto-tag' },
  { name: 'dclid', source: 'google', carriedBy: 'auto-tag' },
  { name: 'msclkid', source: 'bing', carriedBy: 'ad' },
  { name: 'ttclid', source: 'tiktok', carriedBy: 'ad' },
  { name: 'yclid', source: 'yandex', carriedBy: 'ad' },
  { name: 'ymclid', source: 'yandex', carriedBy: 'ad' },
  { name: 'li_fat_id', source: 'linkedin', carriedBy: 'ad' },
  { name: 'twclid', source: 'twitter', carriedBy: 'ad' },
  { name: 'rdt_cid', source: 'reddit', carriedBy: 'ad' },
  { name: 'ScCid', source: 'snapchat', carriedBy: 'ad' },
  { name: 'oppref', source: 'chatgpt', carriedBy: 'ad' },
  { name: 'qclid', source: 'quora', carriedBy: 'ad' },
  { name: 'ndclid', source: 'nextdoor', carriedBy: 'ad' },
  { name: 'rb_clickid', source: 'vk', carriedBy: 'ad' },
  { name: 'tblci', source: 'taboola', carriedBy: 'ad' },
  { name: 'dicbo', source: 'outbrain', carriedBy: 'ad' },
  { name: 'irclickid', source: 'impact', medium: 'affiliate', carriedBy: 'ad' },
  { name: 'fbclid', source: 'facebook', carriedBy: 'share' },
  { name: 'epik', source: 'pinterest', carriedBy: 'share' },
];
