import type { Channel } from './channel.ts';
import { channelConditions, type SocialNetwork } from './channel-conditions.ts';

type ChannelText = Omit<Channel, 'when'>;

const networkNames: Readonly<Record<SocialNetwork, string>> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  linkedin: 'LinkedIn',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  pinterest: 'Pinterest',
  twitter: 'X (Twitter)',
  reddit: 'Reddit',
  nextdoor: 'Nextdoor',
  snapchat: 'Snapchat',
  whatsapp: 'WhatsApp',
  xing: 'Xing',
  bluesky: 'Bluesky',
};

const texts: readonly ChannelText[] = [
  {
    id: 'direct',
    name: 'Direct',
    source: 'direct',
    medium: 'none',
    kind: 'session',
    purpose: 'Visitors who typed the address or have it in their bookmarks.',
  },
  {
    id: 'organic',
    name: 'Organic search',
    source: 'organic',
    medium: 'organic',
    kind: 'session',
    purpose: 'Visitors from the unpaid results of any search engine.',
  },
  {
    id: 'organic-google',
    name: 'Google, unpaid',
    source: 'google',
    medium: 'organic',
    kind: 'session',
    purpose: "Visitors from Google's unpaid results.",
  },
  {
    id: 'paid',
    name: 'Paid',
    source: 'paid',
    medium: 'cpc',
    kind: 'session',
    purpose: 'Visitors who clicked an advertisement anywhere, by the click id or the medium of the address.',
  },
  {
    id: 'paid-google',
    name: 'Google Ads',
    source: 'google',
    medium: 'cpc',
    kind: 'session',
    purpose: 'Visitors who clicked a Google ad.',
  },
  {
    id: 'paid-bing',
    name: 'Microsoft Advertising',
    source: 'bing',
    medium: 'cpc',
    kind: 'session',
    purpose: 'Visitors who clicked an ad at Bing or its partners.',
  },
  {
    id: 'paid-facebook',
    name: 'Facebook ads',
    source: 'facebook',
    medium: 'cpc',
    kind: 'session',
    purpose:
      'Visitors who clicked a Facebook ad whose address says so; its click id alone does not tell ads from posts.',
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
  },
  {
    id: 'ai',
    name: 'AI assistants',
    source: 'ai',
    medium: 'ai',
    kind: 'session',
    purpose: 'Visitors who followed a link in an answer of ChatGPT, Perplexity, Gemini, Copilot, Claude or the like.',
  },
  {
    id: 'social',
    name: 'Social networks',
    source: 'social',
    medium: 'social',
    kind: 'session',
    purpose: 'Visitors from posts in any social network.',
  },
  ...Object.entries(networkNames).map(
    ([network, name]): ChannelText => ({
      id: `social-${network}`,
      name,
      source: network,
      medium: 'social',
      kind: 'session',
      purpose: `Visitors from posts on ${name}.`,
    }),
  ),
  {
    id: 'mixed',
    name: 'Everything else',
    source: 'mixed',
    kind: 'session',
    purpose: 'The last resort: visitors whom no other pool takes.',
  },
];

const ready: readonly Channel[] = texts.map((text) => {
  const when = channelConditions(text.id);
  return when === undefined ? text : { ...text, when: [...when] };
});

/** The ready list, in the order in which people think of it. */
export function channels(): readonly Channel[] {
  return ready;
}

/** The channel with this id. */
export function channelOf(id: string): Channel | undefined {
  return ready.find((known) => known.id === id);
}
