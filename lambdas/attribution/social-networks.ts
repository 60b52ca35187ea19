import { ofDomain } from './hosts.ts';

/**
 * Social networks by the domains that send visitors, after the list "SOURCE_CATEGORY_SOCIAL" of Google Analytics
 * (support.google.com/analytics/answer/9756891). A subdomain counts as its domain (l.facebook.com, old.reddit.com).
 */
const domainsByNetwork: Readonly<Record<string, readonly string[]>> = {
  facebook: [
    'facebook.com',
    'fb.com',
    'fb.me',
    'fb.watch',
    'messenger.com',
    'm.me',
    'com.facebook.katana',
    'com.facebook.lite',
    'com.facebook.orca',
  ],
  instagram: ['instagram.com', 'com.instagram.android', 'com.instagram.lite'],
  threads: ['threads.net', 'threads.com', 'com.instagram.barcelona'],
  twitter: ['twitter.com', 'x.com', 't.co', 'com.twitter.android', 'com.twitter.android.lite'],
  linkedin: ['linkedin.com', 'lnkd.in', 'com.linkedin.android', 'com.linkedin.android.lite'],
  pinterest: [
    'pinterest.com',
    'pinterest.de',
    'pinterest.at',
    'pinterest.ch',
    'pinterest.co.uk',
    'pinterest.ie',
    'pinterest.fr',
    'pinterest.es',
    'pinterest.it',
    'pinterest.pt',
    'pinterest.se',
    'pinterest.dk',
    'pinterest.ca',
    'pinterest.com.au',
    'pinterest.nz',
    'pinterest.com.mx',
    'pinterest.cl',
    'pinterest.jp',
    'pinterest.co.kr',
    'pinterest.ph',
    'pin.it',
    'com.pinterest',
  ],
  reddit: ['reddit.com', 'redd.it', 'com.reddit.frontpage'],
  tiktok: ['tiktok.com', 'com.zhiliaoapp.musically', 'com.ss.android.ugc.trill'],
  youtube: ['youtube.com', 'youtu.be', 'com.google.android.youtube'],
  snapchat: ['snapchat.com', 'com.snapchat.android'],
  whatsapp: ['whatsapp.com', 'wa.me', 'com.whatsapp'],
  telegram: ['telegram.org', 't.me', 'telegram.me', 'org.telegram.messenger'],
  vk: ['vk.com', 'vk.ru', 'vkontakte.ru', 'com.vkontakte.android'],
  ok: ['ok.ru', 'odnoklassniki.ru'],
  xing: ['xing.com'],
  bluesky: ['bsky.app'],
  mastodon: ['mastodon.social', 'mastodon.online'],
  tumblr: ['tumblr.com'],
  quora: ['quora.com'],
  nextdoor: ['nextdoor.com', 'nextdoor.de', 'nextdoor.co.uk'],
  weibo: ['weibo.com', 'weibo.cn', 't.cn'],
  line: ['line.me'],
  discord: ['discord.com'],
};

let networkByDomain: ReadonlyMap<string, string> | undefined;

/** The social network behind a host (in lower case). */
export function socialNetworkOf(host: string): string | undefined {
  networkByDomain ??= new Map(
    Object.entries(domainsByNetwork).flatMap(([network, domains]) => domains.map((domain) => [domain, network])),
  );
  return ofDomain(networkByDomain, host);
}
