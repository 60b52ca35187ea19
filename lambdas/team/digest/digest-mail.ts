import type { StoredCall } from '../../calls/call-item.ts';
import { durationInWords } from '../../calls/match/duration-in-words.ts';
import { amountText, currencyDigits, type Money } from '../../conversions/money.ts';
import type { CallTotals, SourceRow } from '../../journal/reports/source-report-answer.ts';
import type { OutgoingEmail } from '../../platform/aws/email.ts';
import { escapedHtml, oneLine } from '../../platform/http/invisible-text.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { DueDigest } from './digest-due.ts';
import type { DigestFigures } from './digest-figures.ts';

/** What the mail is made of. */
export interface DigestInput {
  readonly site: Pick<Site, 'name' | 'timeZone' | 'qualified'>;
  readonly due: Pick<DueDigest, 'first' | 'last'>;
  readonly figures: DigestFigures;
  /** Where people can say what came of a call. */
  readonly outcomeUrl: (call: string) => string;
}

const mostSources = 10;

interface Cell {
  readonly text: string;
  readonly href?: string;
}
interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a site's calls came to on some days, by source, and each lead with a link to say what came of it. A day without calls is one line. */
export function digestMail(input: DigestInput): Pick<OutgoingEmail, 'subject' | 'html' | 'text'> {
  const { site, due, figures } = input;
  const { total } = figures.report;
  const days = sayDays(due);
  const said = total.calls === 0 ? 'no calls' : countOf(total.calls, 'call');
  const withQualified = site.qualified === undefined ? '' : `, ${total.qualified} qualified`;
  const subject = oneLine(`${site.name}: ${said}${total.calls === 0 ? '' : withQualified} ${days}`);
  const opening = total.calls === 0 ? `Nobody called ${days}.` : `${sayTotals(total)}.`;
  const notes = figures.isCut
    ? ['There were more calls than a mail adds up: these are the newest. The report in the dashboard has all.']
    : [];
  const tables = total.calls === 0 ? [] : [sourcesOf(input), leadsOf(input)].filter(({ rows }) => rows.length > 0);
  return { subject, text: textOf([opening, ...notes], tables), html: htmlOf(subject, [opening, ...notes], tables) };
}

function sayTotals({ calls, answered, missed, firstTimeCallers, conversions, revenue }: CallTotals): string {
  const parts = [
    countOf(calls, 'call'),
    `${answered} answered`,
    `${missed} missed`,
    `${countOf(firstTimeCallers, 'first-time caller')}`,
    countOf(conversions, 'conversion'),
  ];
  return [...parts, ...(revenue === null ? [] : [`revenue ${sayAmount(revenue.amount, revenue.currency)}`])].join(', ');
}

function sourcesOf({ site, figures: { report } }: DigestInput): Table {
  const isJudged = site.qualified !== undefined;
  const row = (sums: SourceRow) => [
    { text: `${sums.source} / ${sums.medium}` },
    { text: String(sums.calls) },
    { text: String(sums.answered) },
    ...(isJudged ? [{ text: String(sums.qualified) }] : []),
    { text: String(sums.conversions) },
    { text: sums.revenue === null ? '' : sayAmount(sums.revenue.amount, sums.revenue.currency) },
  ];
  return {
    title: report.items.length > mostSources ? `The ${mostSources} sources with the most calls` : 'By source',
    head: ['Source', 'Calls', 'Answered', ...(isJudged ? ['Qualified'] : []), 'Conversions', 'Revenue'],
    rows: report.items.slice(0, mostSources).map(row),
  };
}

function leadsOf({ site, figures: { leads, leadCount }, outcomeUrl }: DigestInput): Table {
  const name = site.qualified === undefined ? 'call' : 'qualified call';
  return {
    title: leadCount > leads.length ? `The newest ${leads.length} of ${leadCount} ${name}s` : `Each ${name}`,
    head: ['When', 'Caller', 'Came from', 'Talked', 'Outcome'],
    rows: leads.map((call) => [
      { text: whenOf(call, site.timeZone) },
      { text: call.caller?.kind === 'number' ? call.caller.number : 'withheld' },
      { text: [call.match.source, call.match.visit?.campaign ?? call.match.campaign].filter(Boolean).join(', ') },
      { text: call.talkSeconds ? durationInWords(call.talkSeconds * 1000) : 'missed' },
      outcomeOf(call, outcomeUrl),
    ]),
  };
}

function outcomeOf({ id, sums }: StoredCall, outcomeUrl: (call: string) => string): Cell {
  if (sums?.outcome === undefined) return { text: 'say what came of it', href: outcomeUrl(id) };
  const { outcome, revenue } = sums;
  return { text: revenue === undefined || revenue.minor === 0 ? outcome : `${outcome}, ${sayMoney(revenue)}` };
}

function whenOf({ startedAt }: StoredCall, timeZone: string): string {
  const format = {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(startedAt);
}

/** "on Saturday, 28 November 2026"; "from 26 November 2026 to 28 November 2026". */
function sayDays({ first, last }: Pick<DueDigest, 'first' | 'last'>): string {
  const say = (day: string, dateStyle: 'full' | 'long') =>
    new Intl.DateTimeFormat('en-GB', { dateStyle, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`));
  return first === last ? `on ${say(last, 'full')}` : `from ${say(first, 'long')} to ${say(last, 'long')}`;
}

function sayMoney(money: Money): string {
  return sayAmount(amountText(money), money.currency);
}

function sayAmount(amount: string, currency: string): string {
  if (currencyDigits(currency) === undefined) return `${amount} ${currency}`;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(Number(amount));
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function textOf(sentences: readonly string[], tables: readonly Table[]): string {
  const lines = tables.flatMap(({ title, head, rows }) => [
    '',
    title,
    '',
    ...rows.flatMap((row) => [
      row
        .map(({ text }, column) =>
          column === 0 ? oneLine(text) : `${head[column]?.toLowerCase()} ${oneLine(text) || '-'}`,
        )
        .join(', '),
      ...row.flatMap(({ href }) => (href === undefined ? [] : [`  ${href}`])),
    ]),
  ]);
  return [...sentences, ...lines, ''].join('\n');
}

const cellStyle =
  'text-align: left; font-weight: normal; padding: 4px 16px 4px 0; vertical-align: top; overflow-wrap: anywhere; unicode-bidi: isolate';

function htmlOf(subject: string, sentences: readonly string[], tables: readonly Table[]): string {
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escapedHtml(subject)}</title></head>`,
    '<body style="font: 16px/1.5 sans-serif; color: #1b1b1b; margin: 24px">',
    ...sentences.map((sentence) => `<p style="font-size: 18px">${escapedHtml(sentence)}</p>`),
    ...tables.map(tableHtml),
    '</body></html>',
    '',
  ].join('\n');
}

function tableHtml({ title, head, rows }: Table): string {
  const names = head.map((name) => `<th scope="col" style="${cellStyle}; color: #5c5c5c">${escapedHtml(name)}</th>`);
  const cells = ({ text, href }: Cell) => {
    const shown = href === undefined ? escapedHtml(text) : `<a href="${escapedHtml(href)}">${escapedHtml(text)}</a>`;
    return `<td style="${cellStyle}">${shown}</td>`;
  };
  return [
    `<h2 style="font-size: 18px; margin: 24px 0 8px">${escapedHtml(title)}</h2>`,
    `<table style="border-collapse: collapse"><tr>${names.join('')}</tr>`,
    ...rows.map((row) => `<tr>${row.map(cells).join('')}</tr>`),
    '</table>',
  ].join('\n');
}
