import { durationInWords } from '../../calls/match/duration-in-words.ts';
import { amountText, currencyDigits } from '../../conversions/money.ts';
import { escapedHtml, oneLine } from '../../platform/http/invisible-text.ts';
import type { BuildInput, DeliveryKind, Email } from './destination.ts';

/** A word of a stranger may be longer than the mail is wide, and of another direction. */
const valueStyle = 'padding: 4px 0; overflow-wrap: anywhere; word-break: break-word; unicode-bidi: isolate';

const linkStyle =
  'display: inline-block; padding: 10px 18px; border-radius: 8px; background: #2456d6; color: #ffffff; text-decoration: none';
const outcomeQuestion = 'Say what came of it: won, lost, and for how much';

const headings: Readonly<Record<DeliveryKind, string>> = { new: '', restate: 'Corrected: ', retract: 'Withdrawn: ' };

/** A mail about one conversion: who called, when, from which campaign, how long, and what it is worth. */
export function emailText(input: BuildInput<unknown, unknown>): Pick<Email, 'subject' | 'html' | 'text'> {
  const { kind, conversion, site, outcomeUrl } = input;
  const caller = callerOf(input);
  const subject = oneLine(`${headings[kind]}${site.name}: ${conversion.name} from ${caller}, ${valueOf(input)}`);
  const opening = openingOf(input);
  const rows = rowsOf(input);
  const width = Math.max(...rows.map(([label]) => label.length));
  return {
    subject,
    text: [
      opening,
      '',
      ...rows.map(([label, value]) => `${`${label}:`.padEnd(width + 2)}${oneLine(value)}`),
      ...(outcomeUrl === undefined ? [] : ['', `${outcomeQuestion}:`, outcomeUrl]),
      '',
    ].join('\n'),
    html: [
      '<!doctype html>',
      `<html lang="en"><head><meta charset="utf-8"><title>${escapedHtml(subject)}</title></head>`,
      '<body style="font: 16px/1.5 sans-serif; color: #1b1b1b; margin: 24px">',
      `<p style="font-size: 18px; overflow-wrap: anywhere">${escapedHtml(opening)}</p>`,
      '<table style="border-collapse: collapse">',
      ...rows.map(
        ([label, value]) =>
          `<tr><th style="text-align: left; font-weight: normal; color: #5c5c5c; padding: 4px 24px 4px 0; vertical-align: top; white-space: nowrap">${escapedHtml(label)}</th><td style="${valueStyle}">${escapedHtml(value)}</td></tr>`,
      ),
      '</table>',
      ...(outcomeUrl === undefined
        ? []
        : [`<p><a href="${escapedHtml(outcomeUrl)}" style="${linkStyle}">${outcomeQuestion}</a></p>`]),
      '</body></html>',
      '',
    ].join('\n'),
  };
}

type Input = BuildInput<unknown, unknown>;

function openingOf(input: Input): string {
  const { kind, conversion } = input;
  if (kind === 'retract') return `${conversion.name} of this call does not count any more.`;
  if (kind === 'restate') return `${conversion.name} of this call is now worth ${valueOf(input)}.`;
  return `${callerOf(input)} called: ${conversion.name}, ${valueOf(input)}.`;
}

function rowsOf(input: Input): readonly (readonly [label: string, value: string])[] {
  const { call, match, conversion } = input;
  const visit = match.visit;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Caller', callerOf(input)],
    ['When', when(input)],
    ['Number called', call.trackedNumber],
    ['Talked', call.talkSeconds === undefined ? undefined : durationInWords(call.talkSeconds * 1000)],
    ['Waited', call.waitSeconds === undefined ? undefined : durationInWords(call.waitSeconds * 1000)],
    ['Came from', `${match.source} / ${match.medium}`],
    ['Campaign', visit?.campaign ?? match.campaign],
    ['Keyword', visit?.keyword],
    ['Landing page', visit?.landingPage],
    ['Why we think so', match.reason],
    ['Goal', conversion.name],
    ['Value', valueOf(input)],
    ['Call', call.id],
  ];
  return rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [[label, value] as const]));
}

function callerOf({ call }: Input): string {
  return call.caller?.kind === 'number' ? call.caller.number : 'a withheld number';
}

function when({ call, site }: Input): string {
  const format = { dateStyle: 'full', timeStyle: 'long', timeZone: site.timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(call.startedAt);
}

function valueOf({ conversion: { value } }: Input): string {
  const amount = Number(amountText(value));
  if (currencyDigits(value.currency) === undefined) return `${amountText(value)} ${value.currency}`;
  return new Intl.NumberFormat('en', { style: 'currency', currency: value.currency }).format(amount);
}
