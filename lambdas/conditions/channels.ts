import { type ClickIdParameter, clickIdParameters } from '../attribution/click-id-parameters.ts';
import type { Channel, ChannelCondition } from './channel.ts';

const adMediums = ['cpc', 'ppc', 'cpm', 'cpv', 'cpa', 'cpp', 'display', 'banner', 'retargeting', 'remarketing'];
const paidWords = ['paid', 'paid-search', 'paid_search', 'paidsearch', 'paid-social', 'paid_social', 'paidsocial'];
const paidMediums = [...adMediums, ...paidWords];
const googleClickIds = clickIdsOf(({ source, carriedBy }) => source === 'google' && carriedBy === 'auto-tag');
/** Those that only advertisements carry. */
const adClickIds = clickIdsOf(({ carriedBy, medium }) => carriedBy !== 'share' && medium === undefined);
const socialMediums = ['social', 'social-media', 'social-network', 'sm'];
const profileTags = ['business-profile', 'google-business-profile', 'gbp', 'google-my-business', 'gmb'];

/** Social networks, and how people write them in tags. */
const networks: readonly (readonly [id: string, name: string, ...sources: string[]])[] = [
  ['facebook', 'Facebook', 'fb', 'facebook.com'],
  ['instagram', 'Instagram', 'ig', 'instagram.com'],
  ['threads', 'Threads'],
  ['linkedin', 'LinkedIn', 'linkedin.com'],
  ['tiktok', 'TikTok', 'tiktok.com'],
  ['youtube', 'YouTube', 'yt', 'youtube.com'],
  ['pinterest', 'Pinterest', 'pinterest.com'],
  ['twitter', 'X (Twitter)', 'x', 'x.com', 'twitter.com', 't.co'],
  ['reddit', 'Reddit', 'reddit.com'],
  ['nextdoor', 'Nextdoor', 'nextdoor.com'],
  ['snapchat', 'Snapchat'],
  ['whatsapp', 'WhatsApp'],
  ['xing', 'Xing'],
  ['bluesky', 'Bluesky'],
];

const paidBy = (source: string, mediums: readonly string[], clickIds: readonly string[]): ChannelCondition[] => [
  ...clickIds.map((clickId) => ({ clickId })),
  ...mediums.map((medium) => ({ source, medium })),
];

/** The ready list, in the order in which people think of it. Made when it is asked for: few pages need it. */
export function channels(): readonly Channel[] {
  ready ??= makeChannels();
  return ready;
}

let ready: readonly Channel[] | undefined;

const makeChannels = (): Channel[] => [
  {
    id: 'direct',
    name: 'Direct',
    source: 'direct',
    medium: 'none',
    kind: 'session',
    purpose: 'Visitors who typed the address or have it in their bookmarks.',
    when: [{ source: 'direct', medium: 'none' }],
  },
  {
    id: 'organic',
    name: 'Organic search',
    source: 'organic',
    medium: 'organic',
    kind: 'session',
    purpose: 'Visitors from the unpaid results of any search engine.',
    when: [{ medium: 'organic' }],
  },
  {
    id: 'organic-google',
    name: 'Google, unpaid',
    source: 'google',
    medium: 'organic',
    kind: 'session',
    purpose: "Visitors from Google's unpaid results.",
    when: [{ source: 'google', medium: 'organic' }],
  },
  {
    id: 'paid',
    name: 'Paid',
    source: 'paid',
    medium: 'cpc',
    kind: 'session',
    purpose: 'Visitors who clicked an advertisement anywhere, by the click id or the medium of the address.',
    when: [...adClickIds.map((clickId) => ({ clickId })), ...paidMediums.map((medium) => ({ medium }))],
  },
  {
    id: 'paid-google',
    name: 'Google Ads',
    source: 'google',
    medium: 'cpc',
    kind: 'session',
    purpose: 'Visitors who clicked a Google ad.',
    when: paidBy('google', ['cpc', 'ppc', 'paid'], googleClickIds),
  },
  {
    id: 'paid-bing',
    name: 'Microsoft Advertising',
    source: 'bing',
    medium: 'cpc',
    kind: 'session',
    purpose: 'Visitors who clicked an ad at Bing or its partners.',
    when: paidBy('bing', ['cpc', 'ppc', 'paid'], ['msclkid']),
  },
  {
    id: 'paid-facebook',
    name: 'Facebook ads',
    source: 'facebook',
    medium: 'cpc',
    kind: 'session',
    purpose:
      'Visitors who clicked a Facebook ad whose address says so; its click id alone does not tell ads from posts.',
    when: paidBy('facebook', ['cpc', 'ppc', 'paid', 'paid-social', 'paid_social', 'paidsocial'], []),
  },
  {
    id: 'business-profile',
    name: 'Google Business Profile',
    source: 'google',
    medium: 'organic',
    kind: 'source',
    campaign: 'business-profile',
    purpose:
      'The number in the profile on Google Search and Maps. Visitors from its website link see it, too, if that link is tagged, as with utm_source=google&utm_medium=organic&utm_campaign=business-profile.',
    when: profileTags.flatMap((tag) => [
      ...['organic', 'local', 'referral'].map((medium) => ({ source: 'google', medium, campaign: tag })),
      { source: 'google', medium: tag },
    ]),
  },
  {
    id: 'call-extension',
    name: 'Call asset of ads',
    source: 'google',
    medium: 'cpc',
    kind: 'source',
    campaign: 'call-extension',
    purpose: 'The number that stands in the advertisement itself.',
  },
  {
    id: 'local-services',
    name: 'Local Services Ads',
    source: 'google',
    medium: 'local-services',
    kind: 'source',
    purpose: 'The number to which Local Services Ads send their calls.',
  },
  {
    id: 'email',
    name: 'E-mail',
    source: 'email',
    medium: 'email',
    kind: 'session',
    purpose: 'Visitors who followed a tagged link in an e-mail.',
    when: ['email', 'e-mail', 'e_mail', 'newsletter'].flatMap((name) => [
      { medium: name },
      { source: name, medium: 'not set' },
    ]),
  },
  {
    id: 'print',
    name: 'Print',
    source: 'print',
    kind: 'source',
    purpose: 'A number on flyers, posters, vehicles. Give each its own campaign.',
  },
  {
    id: 'referral',
    name: 'Referral',
    source: 'referral',
    medium: 'referral',
    kind: 'session',
    purpose: 'Visitors who followed a link on another site.',
    when: [{ medium: 'referral' }],
  },
  {
    id: 'ai',
    name: 'AI assistants',
    source: 'ai',
    medium: 'ai',
    kind: 'session',
    purpose: 'Visitors who followed a link in an answer of ChatGPT, Perplexity, Gemini, Copilot, Claude or the like.',
    when: [{ medium: 'ai' }, { medium: 'ai-assistant' }],
  },
  {
    id: 'social',
    name: 'Social networks',
    source: 'social',
    medium: 'social',
    kind: 'session',
    purpose: 'Visitors from posts in any social network.',
    when: socialMediums.map((medium) => ({ medium })),
  },
  ...networks.map(
    ([id, name, ...others]): Channel => ({
      id: `social-${id}`,
      name,
      source: id,
      medium: 'social',
      kind: 'session',
      purpose: `Visitors from posts on ${name}.`,
      when: [id, ...others].flatMap((source) => socialMediums.map((medium) => ({ source, medium }))),
    }),
  ),
  {
    id: 'mixed',
    name: 'Everything else',
    source: 'mixed',
    kind: 'session',
    purpose: 'The last resort: visitors whom no other pool takes.',
    when: [],
  },
];

/** The channel with this id. */
export function channelOf(id: string): Channel | undefined {
  return channels().find((known) => known.id === id);
}

function clickIdsOf(fits: (parameter: ClickIdParameter) => boolean): string[] {
  return clickIdParameters.filter(fits).map(({ name }) => name);
}
