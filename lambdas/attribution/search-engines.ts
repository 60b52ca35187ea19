/**
 * Search engines by the hosts and apps that send visitors, after the list "SOURCE_CATEGORY_SEARCH" of Google Analytics
 * (support.google.com/analytics/answer/9756891). `*` at the end stands for a country ending like `com`, `de` or `co.uk`, in front for
 * a subdomain. Only whole hosts count: mail.google.com is no search.
 */
const hostsByEngine: Readonly<Record<string, readonly string[]>> = {
  google: [
    'google.*',
    'images.google.*',
    'news.google.*',
    'lens.google.com',
    'com.google.android.googlequicksearchbox',
  ],
  bing: ['bing.com', 'cn.bing.com', 'm.bing.com', 'com.microsoft.bing'],
  yahoo: ['yahoo.*', 'search.yahoo.*', '*.search.yahoo.com'],
  duckduckgo: ['duckduckgo.com', '*.duckduckgo.com', 'com.duckduckgo.mobile.android'],
  yandex: ['yandex.*', 'ya.ru'],
  baidu: ['baidu.com', 'm.baidu.com', 'image.baidu.com'],
  ecosia: ['ecosia.org'],
  qwant: ['qwant.com', 'lite.qwant.com'],
  startpage: ['startpage.com', 'eu.startpage.com'],
  brave: ['search.brave.com'],
  aol: ['search.aol.com', 'search.aol.co.uk'],
  ask: ['ask.com'],
  seznam: ['search.seznam.cz', 'seznam.cz'],
  naver: ['search.naver.com', 'm.search.naver.com'],
  daum: ['search.daum.net', 'm.search.daum.net'],
  sogou: ['sogou.com', 'm.sogou.com', 'wap.sogou.com'],
  'so.com': ['so.com', 'm.so.com'],
  rambler: ['nova.rambler.ru'],
  'mail.ru': ['go.mail.ru'],
  kagi: ['kagi.com'],
  mojeek: ['mojeek.com'],
  swisscows: ['swisscows.com'],
  metager: ['metager.de', 'metager.org'],
  presearch: ['presearch.com', 'presearch.org'],
  petalsearch: ['petalsearch.com'],
  lycos: ['search.lycos.com'],
  't-online': ['suche.t-online.de'],
  'web.de': ['suche.web.de'],
  gmx: ['suche.gmx.net'],
};

/** No more than countries have: google.shop.de is a page of whoever has shop.de. */
const ending = '(?:com|cat|[a-z]{2}|com?\\.[a-z]{2})';

interface Engine {
  readonly name: string;
  readonly pattern: RegExp;
}

let engines: readonly Engine[] | undefined;

/** The search engine behind a host (in lower case, without `www.`). */
export function searchEngineOf(host: string): string | undefined {
  engines ??= Object.entries(hostsByEngine).flatMap(([name, hosts]) =>
    hosts.map((known) => ({ name, pattern: patternOf(known) })),
  );
  return engines.find(({ pattern }) => pattern.test(host))?.name;
}

function patternOf(host: string): RegExp {
  const pattern = host.replaceAll('.', '\\.').replace(/^\*/, '[\\w-]+').replace(/\*$/, ending);
  return new RegExp(`^${pattern}$`);
}
