import { type ClickIdParameter, clickIdParameters } from '../attribution/click-id-parameters.ts';
import type { ChannelCondition } from './channel.ts';

const adMediums = ['cpc', 'ppc', 'cpm', 'cpv', 'cpa', 'cpp', 'display', 'banner', 'retargeting', 'remarketing'];
const paidWords = ['paid', 'paid-search', 'paid_search', 'paidsearch', 'paid-social', 'paid_social', 'paidsocial'];
const socialMediums = ['social', 'social-media', 'social-network', 'sm'];
const profileTags = ['business-profile', 'google-business-profile', 'gbp', 'google-my-business', 'gmb'];

/** Social networks by id, and how people write them in tags besides. */
const sourcesByNetwork = {
  facebook: ['fb', 'facebook.com'],
  instagram: ['ig', 'instagram.com'],
  threads: [],
  linkedin: ['linkedin.com'],
  tiktok: ['tiktok.com'],
  youtube: ['yt', 'youtube.com'],
  pinterest: ['pinterest.com'],
  twitter: ['x', 'x.com', 'twitter.com', 't.co'],
  reddit: ['reddit.com'],
  nextdoor: ['nextdoor.com'],
  snapchat: [],
  whatsapp: [],
  xing: [],
  bluesky: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type SocialNetwork = keyof typeof sourcesByNetwork;

/**
 * Which visits came by the channel with this id: every visit that one of these fits; empty: all that no other pool takes. Undefined
 * for one whose numbers are on no page. Apart from what `channels.ts` tells people about them, which the function that gives numbers
 * need not load; made when it is asked for, as few pages need it.
 */
export function channelConditions(id: string): readonly ChannelCondition[] | undefined {
  conditions ??= new Map(Object.entries(makeConditions()));
  return conditions.get(id);
}

let conditions: ReadonlyMap<string, readonly ChannelCondition[]> | undefined;

function makeConditions(): Record<string, readonly ChannelCondition[]> {
  const googleClickIds = clickIdsOf(({ source, carriedBy }) => source === 'google' && carriedBy === 'auto-tag');
  const adClickIds = clickIdsOf(({ carriedBy, medium }) => carriedBy !== 'share' && medium === undefined);
  return {
    direct: [{ source: 'direct', medium: 'none' }],
    organic: [{ medium: 'organic' }],
    'organic-google': [{ source: 'google', medium: 'organic' }],
    paid: [
      ...adClickIds.map((clickId) => ({ clickId })),
      ...[...adMediums, ...paidWords].map((medium) => ({ medium })),
    ],
    'paid-google': paidBy('google', ['cpc', 'ppc', 'paid'], googleClickIds),
    'paid-bing': paidBy('bing', ['cpc', 'ppc', 'paid'], ['msclkid']),
    'paid-facebook': paidBy('facebook', ['cpc', 'ppc', 'paid', 'paid-social', 'paid_social', 'paidsocial'], []),
    'business-profile': profileTags.flatMap((tag) => [
      ...['organic', 'local', 'referral'].map((medium) => ({ source: 'google', medium, campaign: tag })),
      { source: 'google', medium: tag },
    ]),
    email: ['email', 'e-mail', 'e_mail', 'newsletter'].flatMap((name) => [
      { medium: name },
      { source: name, medium: 'not set' },
    ]),
    referral: [{ medium: 'referral' }],
    ai: [{ medium: 'ai' }, { medium: 'ai-assistant' }],
    social: socialMediums.map((medium) => ({ medium })),
    ...Object.fromEntries(
      Object.entries(sourcesByNetwork).map(([network, sources]) => [
        `social-${network}`,
        [network, ...sources].flatMap((source) => socialMediums.map((medium) => ({ source, medium }))),
      ]),
    ),
    mixed: [],
  };
}

function paidBy(source: string, mediums: readonly string[], clickIds: readonly string[]): ChannelCondition[] {
  return [...clickIds.map((clickId) => ({ clickId })), ...mediums.map((medium) => ({ source, medium }))];
}

function clickIdsOf(fits: (parameter: ClickIdParameter) => boolean): string[] {
  return clickIdParameters.filter(fits).map(({ name }) => name);
}
