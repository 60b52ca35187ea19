import type { Device } from '../../../attribution/device.ts';
import { escapedHtml } from '../../../platform/http/invisible-text.ts';
import { openingAt } from '../../../settings/opening-hours/opening.ts';
import type { ShownNumber } from '../../../settings/pools/pool-summary.ts';
import { readCallPage } from '../../../settings/sites/call-page.ts';
import type { Site } from '../../../settings/sites/site.ts';
import { hoursTable } from './hours-table.ts';
import { openingHoursOf } from './opening-hours-of-site.ts';
import { openingState } from './opening-state.ts';
import { type PageLocale, pageLocale } from './page-locale.ts';
import { pagePolicy, pageStyle } from './page-style.ts';
import { qrCode } from './qr-code.ts';
import { zoneName } from './zone-name.ts';

/** A page, what it is answered with, and what it may load. */
export interface HtmlPage {
  readonly status: number;
  readonly html: string;
  readonly policy: string;
}

/** What a page about a site's number is made of. */
export interface CallPageFacts {
  readonly site: Site;
  readonly number: ShownNumber;
  /** Tells a phone, which gets a button, from what gets the number and a code for a phone's camera. */
  readonly device: Device | undefined;
  /** The address of this page. */
  readonly url: string;
  /** ms */
  readonly now: number;
}

/** The page of a link that can be used. `isScripted`: it leases and counts by its script. */
export function callPage(facts: CallPageFacts, isScripted: boolean): HtmlPage {
  return sitePage(200, facts, ({ words }, name) => ({
    title: words.call(name),
    lead: [],
    rest: facts.device === 'mobile' ? [] : [code(facts.url, words.scan, words.code)],
    isScripted,
  }));
}

/** The page of a link whose time is over, or whose pool is gone before that (`until`, ms): says so, and shows the number that stays. */
export function expiredPage(facts: CallPageFacts, until: number): HtmlPage {
  return sitePage(410, facts, ({ words, tag }, name) => {
    const { timeZone } = facts.site;
    const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone }).format(until);
    const why = facts.now < until ? [] : [words.expiredOn(date)];
    return { title: words.expired, lead: [[...why, words.callInstead(name)].join(' ')], rest: [] };
  });
}

/** The page of a link that is nobody's, though a pool that it names has a number. */
export function unknownPage(facts: CallPageFacts): HtmlPage {
  return sitePage(404, facts, ({ words }, name) => ({
    title: words.unknown,
    lead: [words.unknownWhy, words.callInstead(name)],
    rest: [],
  }));
}

/** The page of a link of which nothing at all is known: no site has a language for it. */
export function strangePage(): HtmlPage {
  const { words } = pageLocale(undefined);
  return sorry(404, words.unknown, words.unknownWhy);
}

/** The page for what failed here. */
export function failedPage(): HtmlPage {
  const { words } = pageLocale(undefined);
  return sorry(500, words.failed, words.failedWhy);
}

interface Content {
  readonly title: string;
  /** Sentences before the number. */
  readonly lead: readonly string[];
  /** HTML behind it. */
  readonly rest: readonly string[];
  readonly isScripted?: boolean;
}

function sitePage(
  status: number,
  facts: CallPageFacts,
  contentIn: (locale: PageLocale, name: string) => Content,
): HtmlPage {
  const { site, number, device } = facts;
  const { name = site.name, language = site.language, colors } = readCallPage(site.callPage);
  const locale = pageLocale(language);
  const { title, lead, rest, isScripted = false } = contentIn(locale, name);
  const shown = device === 'mobile' ? button(number, locale) : plainNumber(number, locale);
  const body = [...lead.map(paragraph), shown, ...openingLine(facts, locale), ...rest, ...hours(facts, locale)];
  return page(status, {
    locale,
    title,
    heading: status === 200 ? name : title,
    style: pageStyle(colors),
    body,
    isScripted,
  });
}

/** For a thumb, at once. */
function button({ display, href }: ShownNumber, { words }: PageLocale): string {
  const number = `<span data-number>${escapedHtml(display)}</span>`;
  return `<div aria-live="polite"><a class="call" data-call href="${escapedHtml(href)}">${escapedHtml(words.callNow)} ${number}</a></div>`;
}

/** A link too: a phone may ask for the desktop's page, and computers may have a program that calls. */
function plainNumber({ display, href }: ShownNumber, { words }: PageLocale): string {
  const label = escapedHtml(words.number);
  const number = `<a data-call href="${escapedHtml(href)}"><span data-number>${escapedHtml(display)}</span></a>`;
  return `<p class="number" role="group" aria-label="${label}" aria-live="polite">${number}</p>`;
}

function code(url: string, caption: string, label: string): string {
  return `<figure>${qrCode(url, escapedHtml(label))}<figcaption>${escapedHtml(caption)}</figcaption></figure>`;
}

function openingLine({ site, now }: CallPageFacts, locale: PageLocale): string[] {
  const spans = openingHoursOf(site);
  if (spans.length === 0) return [];
  const state = openingState(openingAt(spans, site, now), site, now, locale);
  return [`<p class="state">${escapedHtml(state)}</p>`];
}

function hours({ site, now }: CallPageFacts, locale: PageLocale): string[] {
  const spans = openingHoursOf(site);
  if (spans.length === 0) return [];
  const rows = hoursTable(spans, (site.holidays ?? []).length > 0, locale, now).map(
    (row) => `<tr><th scope="row">${escapedHtml(row.days)}</th><td>${escapedHtml(row.hours)}</td></tr>`,
  );
  const zone = escapedHtml(locale.words.inZone(zoneName(site.timeZone, locale.tag, now)));
  return [
    `<h2 id="hours">${escapedHtml(locale.words.hours)}</h2>`,
    `<table aria-labelledby="hours">${rows.join('')}</table><small>${zone}</small>`,
  ];
}

function sorry(status: number, title: string, sentence: string): HtmlPage {
  const body = [paragraph(sentence)];
  return page(status, { locale: pageLocale(undefined), title, heading: title, style: pageStyle(), body });
}

function paragraph(sentence: string): string {
  return `<p>${escapedHtml(sentence)}</p>`;
}

interface WholePage {
  readonly locale: PageLocale;
  readonly title: string;
  readonly heading: string;
  readonly style: string;
  readonly body: readonly string[];
  readonly isScripted?: boolean;
}

function page(status: number, { locale, title, heading, style, body, isScripted = false }: WholePage): HtmlPage {
  const html = [
    `<!doctype html><html lang="${locale.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="robots" content="noindex"><title>${escapedHtml(title)}</title><style>${style}</style>`,
    isScripted ? '<script src="/call-link.js" defer></script></head>' : '</head>',
    `<body><main><h1>${escapedHtml(heading)}</h1>`,
    ...body,
    '</main></body></html>',
  ];
  return { status, html: html.join('\n'), policy: pagePolicy(style) };
}
