/**
 * Social networks by the domains that send visitors, after the list "SOURCE_CATEGORY_SOCIAL" of Google Analytics
 * (support.google.com/analytics/answer/9756891). A subdomain counts as its domain (l.facebook.com, old.reddit.com).
 */
const domainsByNetwork: Readonly<Record<string, readonly string[]>> = {
  facebook: ['facebook.com', 'fb.com', 'fb.me', 'messenger.com', 'com.facebook.katana', 'com.facebook.orca'],
  instagram: ['instagram.com', 'com.instagram.android'],
  threads: ['threads.net', 'threads.com'],
  twitter: ['twitter.com', 'x.com', 't.co', 'com.twitter.android'],
  linkedin: ['linkedin.com', 'lnkd.in', 'com.linkedin.android'],
  pinterest: ['pinterest.com', 'pinterest.de', 'pinterest.co.uk', 'pinterest.fr', 'pin.it', 'com.pinterest'],
  reddit: ['reddit.com', 'redd.it', 'com.reddit.frontpage'],
  tiktok: ['tiktok.com', 'com.zhiliaoapp.musically'],
  youtube: ['youtube.com', 'youtu.be', 'com.google.android.youtube'],
  snapchat: ['snapchat.com', 'com.snapchat.android'],
  whatsapp: ['whatsapp.com', 'wa.me', 'com.whatsapp'],
  telegram: ['telegram.org', 't.me', 'telegram.me', 'org.telegram.messenger'],
  vk: ['vk.com', 'vkontakte.ru'],
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

const networkByDomain = new Map(
  Object.entries(domainsByNetwork).flatMap(([network, domains]) => domains.map((domain) => [domain, network])),
);

/** The social network behind a host (in lower case). */
export function socialNetworkOf(host: string): string | undefined {
  const labels = host.split('.');
  for (let first = 0; first < labels.length; first++) {
    const network = networkByDomain.get(labels.slice(first).join('.'));
    if (network !== undefined) return network;
  }
  return undefined;
}
